"""Bytes of stored weights, and of those read for each token, from the shape and the mix of tensor types."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from llmselect.catalog.quantizations import Quantization, Tensor
from llmselect.estimates.architecture.layer_sets import LayerGroup
from llmselect.estimates.architecture.shape_columns import Shapes, ShapeTable
from llmselect.estimates.architecture.tensor_types import BYTES_PER_VALUE, conditions_of, tensor_types, width_classes
from llmselect.estimates.architecture.tensors import (
    EMBEDDING,
    LAYER_EMBEDDING,
    OUTPUT,
    ROLES,
    Tensors,
    tensors,
)
from llmselect.estimates.architecture.unquantized_shares import TENSORS
from llmselect.units import Floats, Ints

GROUPS: Final = np.array([group for _, group in ROLES])
EXPERTS: Final = np.array([tensor in (Tensor.EXPERT_UP, Tensor.EXPERT_DOWN) for tensor, _ in ROLES])
STORED_WITH: Final = np.array(
    [TENSORS.index(Tensor.RECURRENT if group is LayerGroup.RECURRENT else tensor) for tensor, group in ROLES]
)
"""Which of TENSORS tells the share at 16 bits of each column."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Columns: what each row stores and reads."""

    parameters: Floats
    """Published count where it is known, else counted from the shape; vision and audio towers left out."""
    active_parameters: Floats
    """Weights that one token passes through, without output head and input embedding."""
    file_bytes: Floats
    """All tensors of the file, without its metadata (1 to 20 MB of tokenizer)."""
    embedding_bytes: Floats
    """Input embeddings of their own (untied, or per layer): looked up, never read whole."""
    head_bytes: Floats
    """Output head, or the embedding that serves as one."""
    tied_bytes: Floats
    """Of the head, what the input embedding shares: held twice when the model is on an accelerator."""
    expert_bytes: Floats
    """Routed experts of all layers."""
    expert_layers: Floats
    """Layers that have routed experts."""
    read_bytes: Floats
    """Read for each generated token at batch 1: no untied input embedding, of the routed experts those used."""
    layer_bytes: Floats
    """One layer on average, embeddings and head left out."""

    def take(self, rows: Ints) -> "Weights":
        """Some of the rows, in that order."""
        return Weights(*(getattr(self, field.name)[rows] for field in fields(self)))


def weights(shapes: Shapes, quantizations: Sequence[Quantization], which: Ints) -> Weights:
    """Weights of each row; `which[i]` is the position in `quantizations` of row i's."""
    t = shapes.table
    stored = tensors(t)
    bytes_of, plain = _stored_bytes(t, stored, quantizations, shapes.index, which)
    layers = stored.layers_by_mask.sum(axis=2)[:, GROUPS]
    counts = stored.values * layers
    used = _used_share(t)
    tied = shapes.column(t.tied)
    file_bytes = bytes_of.sum(axis=1) + plain
    embedding = bytes_of[:, EMBEDDING] + bytes_of[:, LAYER_EMBEDDING]
    experts = bytes_of[:, EXPERTS].sum(axis=1)
    head = bytes_of[:, OUTPUT]
    counted = counts.sum(axis=1) + stored.plain + stored.half
    passed = counted - counts[:, :3].sum(axis=1) - (1 - used) * counts[:, EXPERTS].sum(axis=1)
    return Weights(
        parameters=shapes.column(np.where(np.isnan(t.published), counted, t.published)),
        active_parameters=shapes.column(passed),
        file_bytes=file_bytes,
        embedding_bytes=embedding,
        head_bytes=head,
        tied_bytes=head * tied,
        expert_bytes=experts,
        expert_layers=shapes.column((layers * (stored.values > 0))[:, EXPERTS].max(axis=1)),
        read_bytes=file_bytes - embedding - (1 - shapes.column(used)) * experts,
        layer_bytes=(file_bytes - embedding - head) / shapes.layers,
    )


def _stored_bytes(
    t: ShapeTable, stored: Tensors, quantizations: Sequence[Quantization], index: Ints, which: Ints
) -> tuple[Floats, Floats]:
    """Bytes of each row's tensors by column, and of its small tensors together."""
    distinct, condition_index = np.unique(conditions_of(t), return_inverse=True)
    types = tensor_types(distinct, quantizations)
    layers = stored.layers_by_mask @ types.indicators
    classes = width_classes(stored.width)
    chosen = types.row[condition_index[index], which]
    columns = np.arange(len(ROLES))
    total = np.zeros((len(index), len(ROLES)))
    for step in range(types.types.shape[2]):
        used = np.flatnonzero(types.sets[:, :, step].any(axis=0))
        rows = layers[index[:, None], GROUPS[used], types.sets[chosen[:, None], used, step]]
        per_value = BYTES_PER_VALUE[types.types[chosen[:, None], used, step], classes[index[:, None], columns[used]]]
        total[:, used] += rows * per_value
    total *= stored.values[index]
    if t.unquantized.shape[1]:
        kept = t.unquantized[index][:, STORED_WITH]
        whole = stored.layers_by_mask.sum(axis=2)[:, GROUPS][index] * stored.values[index]
        total = (1 - kept) * total + kept * 2 * whole
    return total, stored.plain[index] * types.plain_bytes[which] + 2 * stored.half[index]


def _used_share(t: ShapeTable) -> Floats:
    return np.where(t.experts > 0, t.experts_used / np.maximum(t.experts, 1), 1.0)
