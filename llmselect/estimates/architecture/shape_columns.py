"""Shapes of models as columns: one row an architecture, thousands at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from llmselect.catalog.architecture import Architecture
from llmselect.estimates.architecture.small_tensors import Biases, HeadNorms, family
from llmselect.estimates.architecture.unquantized_shares import shares_of
from llmselect.units import Bools, Floats, Ints

Read = Callable[[Architecture], float | tuple[float, ...] | None]
Value = TypeVar("Value", bound=np.generic)


def _of(read: Read, several: bool = False) -> dict[str, Read | bool]:
    """A column that holds this value of each architecture, or several values side by side; None becomes 0."""
    return {"read": read, "several": several}


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """Dimensions of distinct architectures, one row each; counts of layers and widths, as floats."""

    layers: Floats = field(metadata=_of(lambda a: a.layers))
    hidden: Floats = field(metadata=_of(lambda a: a.hidden_size))
    vocabulary: Floats = field(metadata=_of(lambda a: a.vocabulary_size))
    heads: Floats = field(metadata=_of(lambda a: a.uneven.heads if a.uneven else a.heads))
    full_heads: Floats = field(metadata=_of(lambda a: a.uneven.heads if a.uneven else a.full_heads or a.heads))
    tied: Floats = field(metadata=_of(lambda a: a.tied_embeddings))
    positions: Floats = field(metadata=_of(lambda a: a.learned_positions))
    query_gate: Floats = field(metadata=_of(lambda a: a.query_gate))

    full_layers: Floats = field(metadata=_of(lambda a: a.full_attention_layers))
    full_kv_heads: Floats = field(
        metadata=_of(lambda a: a.uneven.kv_heads if a.uneven else a.full_kv_heads or a.kv_heads)
    )
    full_head_size: Floats = field(metadata=_of(lambda a: a.full_head_size or a.head_size))
    full_value_size: Floats = field(metadata=_of(lambda a: a.value_head_size or a.full_head_size or a.head_size))
    full_keys_are_values: Floats = field(metadata=_of(lambda a: a.full_keys_are_values))
    sliding_layers: Floats = field(metadata=_of(lambda a: a.sliding_attention_layers))
    window: Floats = field(metadata=_of(lambda a: a.sliding_window if a.sliding_attention_layers else 0))
    kv_heads: Floats = field(metadata=_of(lambda a: a.uneven.kv_heads if a.uneven else a.kv_heads))
    head_size: Floats = field(metadata=_of(lambda a: a.head_size))
    value_size: Floats = field(metadata=_of(lambda a: a.value_head_size or a.head_size))
    shared_kv_layers: Floats = field(metadata=_of(lambda a: a.shared_kv_layers))

    kv_rank: Floats = field(metadata=_of(lambda a: a.latent and a.latent.kv_rank))
    rope_size: Floats = field(metadata=_of(lambda a: a.latent and a.latent.rope_size))
    nope_size: Floats = field(metadata=_of(lambda a: a.latent and a.latent.nope_size))
    latent_value_size: Floats = field(metadata=_of(lambda a: a.latent and a.latent.value_size))
    query_rank: Floats = field(metadata=_of(lambda a: a.latent and a.latent.query_rank))
    indexer_heads: Floats = field(metadata=_of(lambda a: a.latent and a.latent.indexer_heads))
    indexer_size: Floats = field(metadata=_of(lambda a: a.latent and a.latent.indexer_size))
    indexer_share: Floats = field(metadata=_of(lambda a: _indexer_share(a)))
    """Share of the layers that have an indexer."""
    row_is_value: Floats = field(metadata=_of(lambda a: a.latent and a.latent.row_is_value))
    output_rank: Floats = field(metadata=_of(lambda a: a.latent and a.latent.output_rank))
    output_groups: Floats = field(metadata=_of(lambda a: a.latent and a.latent.output_groups))

    compressed_layers: Floats = field(
        metadata=_of(lambda a: tuple(each.layers for each in a.compressions), several=True)
    )
    """Of each cache of compressed rows: shape x cache."""
    compressed_ratio: Floats = field(metadata=_of(lambda a: tuple(each.ratio for each in a.compressions), several=True))
    compressed_row: Floats = field(
        metadata=_of(lambda a: tuple(each.row_size for each in a.compressions), several=True)
    )
    compressed_state: Floats = field(
        metadata=_of(lambda a: tuple(each.state_values for each in a.compressions), several=True)
    )

    feed_forward: Floats = field(
        metadata=_of(lambda a: a.uneven.feed_forward_size if a.uneven else a.feed_forward_size)
    )
    uneven: Floats = field(metadata=_of(lambda a: a.uneven is not None))
    wide_layers: Floats = field(metadata=_of(lambda a: a.wide_feed_forward_layers))
    matrices: Floats = field(metadata=_of(lambda a: a.feed_forward_matrices))
    block_layers: Floats = field(
        metadata=_of(lambda a: a.layers if a.feed_forward_layers is None else a.feed_forward_layers)
    )
    experts: Floats = field(metadata=_of(lambda a: a.experts and a.experts.count))
    experts_used: Floats = field(metadata=_of(lambda a: a.experts and a.experts.used))
    expert_size: Floats = field(metadata=_of(lambda a: a.experts and a.experts.size))
    expert_input: Floats = field(metadata=_of(lambda a: a.experts and (a.experts.input_size or a.hidden_size)))
    shared_size: Floats = field(metadata=_of(lambda a: a.experts and a.experts.shared_size))
    dense_layers: Floats = field(metadata=_of(lambda a: a.experts and a.experts.dense_layers))
    expert_every: Floats = field(metadata=_of(lambda a: a.experts.every if a.experts else 1))
    beside_dense: Floats = field(metadata=_of(lambda a: a.experts and a.experts.beside_dense))
    experts_at: Floats = field(
        metadata=_of(lambda a: tuple(at + 1 for at in a.experts.at) if a.experts else (), several=True)
    )
    """Layers that are listed as mixtures, counted from 1; 0: none. Shape x listed layer."""

    recurrent_layers: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.layers))
    state_values: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.state_values))
    mixer_parameters: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.parameters))
    mixer_plain: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.plain_values))
    mixer_inner: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.inner_size))
    mixer_qkv_rows: Floats = field(metadata=_of(lambda a: a.recurrence and a.recurrence.qkv_rows))

    layer_embedding: Floats = field(metadata=_of(lambda a: a.per_layer_embedding_size))
    draft_layers: Floats = field(metadata=_of(lambda a: a.draft_layers))
    other: Floats = field(metadata=_of(lambda a: a.other_parameters))
    published: Floats = field(metadata=_of(lambda a: np.nan if a.parameters is None else a.parameters))
    """Exact count of parameters; NaN: not known."""

    unquantized: Floats = field(metadata=_of(shares_of, several=True))
    """Share of each tensor that stays at 16 bits in any quantization: shape x Tensor, or x 0 where no shape has one."""
    norms: Floats = field(metadata=_of(lambda a: family(a.family).norms))
    norm_biases: Floats = field(metadata=_of(lambda a: family(a.family).norm_biases))
    head_norms: Floats = field(metadata=_of(lambda a: family(a.family).head_norms is HeadNorms.HEAD))
    wide_norms: Floats = field(metadata=_of(lambda a: family(a.family).head_norms is HeadNorms.WIDE))
    qkv_biases: Floats = field(metadata=_of(lambda a: family(a.family).biases is not Biases.NONE))
    all_biases: Floats = field(metadata=_of(lambda a: family(a.family).biases is Biases.ALL))
    fused_qkv: Floats = field(metadata=_of(lambda a: family(a.family).fused_qkv))
    gemma: Floats = field(metadata=_of(lambda a: family(a.family).gemma))
    grouping_unseen: Floats = field(
        metadata=_of(lambda a: family(a.family).kv_heads_by_layer and a.recurrence is not None)
    )
    falcon: Floats = field(metadata=_of(lambda a: a.family == "falcon"))
    altup: Floats = field(metadata=_of(lambda a: a.family == "gemma3n"))
    layer_scale: Floats = field(metadata=_of(lambda a: a.family == "gemma4"))
    held_twice: Floats = field(metadata=_of(lambda a: a.tied_embeddings and a.family in ("gemma3n", "gemma4")))
    """The engine loads the shared embedding twice even on the host alone (measured for Gemma 4)."""
    sinks: Floats = field(metadata=_of(lambda a: a.family in ("gpt_oss", "mimo_v2_flash")))
    native_mxfp4: Floats = field(metadata=_of(lambda a: a.family == "gpt_oss"))

    def __len__(self) -> int:
        return len(self.layers)

    @property
    def attention_layers(self) -> Floats:
        return self.full_layers + self.sliding_layers


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Rows of shapes; several rows may point to the same architecture."""

    table: ShapeTable
    index: Ints
    """Row of the table for each row of this."""

    def __len__(self) -> int:
        return len(self.index)

    def take(self, indices: Ints) -> Self:
        """The rows at these positions, in this order, repeats allowed."""
        return type(self)(self.table, self.index[indices])

    def column(self, values: NDArray[Value]) -> NDArray[Value]:
        """A column of the table, spread over the rows."""
        return values[self.index]

    @property
    def layers(self) -> Floats:
        return self.column(self.table.layers)

    @property
    def hidden_size(self) -> Floats:
        return self.column(self.table.hidden)

    @property
    def attention_layers(self) -> Floats:
        """Layers with attention, sliding ones included."""
        return self.column(self.table.attention_layers)

    @property
    def full_attention_layers(self) -> Floats:
        return self.column(self.table.full_layers)

    @property
    def mixture(self) -> Bools:
        return self.column(self.table.experts) > 1

    @property
    def hybrid(self) -> Bools:
        return self.column(self.table.recurrent_layers) > 0

    @property
    def gemma(self) -> Bools:
        return self.column(self.table.gemma) > 0


def shapes(architectures: Sequence[Architecture]) -> Shapes:
    """One row for each architecture; an object that is given twice is read once."""
    distinct = {id(architecture): architecture for architecture in architectures}
    row = {identity: position for position, identity in enumerate(distinct)}
    index = np.fromiter((row[id(architecture)] for architecture in architectures), np.int64, len(architectures))
    return Shapes(_table(tuple(distinct.values())), index)


def _indexer_share(architecture: Architecture) -> float:
    latent = architecture.latent
    return 1 if latent is None or latent.indexer_layers is None else latent.indexer_layers / architecture.layers


def _table(architectures: tuple[Architecture, ...]) -> ShapeTable:
    return ShapeTable(
        **{
            column.name: _column([column.metadata["read"](a) for a in architectures], column.metadata["several"])
            for column in fields(ShapeTable)
        }
    )


def _column(values: Sequence[float | tuple[float, ...] | None], several: bool) -> Floats:
    """A column; several values of one shape are a row, filled up with zeros."""
    if not several:
        return np.array([value or 0.0 for value in values], np.float64)
    longest = max((len(value) for value in values if isinstance(value, tuple)), default=0)
    rows = [value if isinstance(value, tuple) else () for value in values]
    return np.array([(*row, *[0.0] * (longest - len(row))) for row in rows], np.float64).reshape(len(rows), longest)
