"""A model of which the publisher left some matrices at 16 bits: their share by tensor, layer by layer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.quantizations import Tensor
from llmselect.catalog.weight_files.module_names import HEADS, MODULES, PREFIXES, UNGATED, Together
from llmselect.catalog.weight_files.unquantized import Unquantized
from llmselect.estimates.architecture.layer_sets import LayerGroup, positions
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.architecture.tensors import ROLES
from llmselect.estimates.architecture.unquantized_shares import TENSORS, PartlyQuantized
from llmselect.units import Floats

EXACTLY_PLACED: Final = (LayerGroup.DENSE, LayerGroup.EXPERTS)
"""Groups whose layers are known by number; of the others only how many there are."""
WORDS: Final[Mapping[str, frozenset[Tensor]]] = {
    "attention": frozenset(
        {
            Tensor.ATTENTION_Q,
            Tensor.ATTENTION_K,
            Tensor.ATTENTION_V,
            Tensor.ATTENTION_QKV,
            Tensor.ATTENTION_OUTPUT,
            Tensor.LATENT,
        }
    ),
    "recurrent layers": frozenset({Tensor.RECURRENT}),
    "dense blocks": frozenset({Tensor.FFN_UP, Tensor.FFN_DOWN}),
    "shared experts": frozenset({Tensor.SHARED_UP, Tensor.SHARED_DOWN}),
    "experts": frozenset({Tensor.EXPERT_UP, Tensor.EXPERT_DOWN}),
}


def partly_quantized(architecture: Architecture, kept: Unquantized) -> Architecture:
    """The same shape with the share of each tensor that stays at 16 bits."""
    table = shapes([architecture]).table
    placed = {each.group: each.present[0] for each in positions(table, np.arange(architecture.layers)[None, :])}
    groups = {_key(tensor, group): group for tensor, group in ROLES if group is not LayerGroup.ONCE}
    groups[Tensor.ATTENTION_QKV] = LayerGroup.ATTENTION
    share = dict.fromkeys(TENSORS, 0.0)
    for tensor, group in groups.items():
        present = placed[group].astype(np.float64)
        count = present.sum()
        if count:
            of_layer = _kept_by_layer(architecture, kept, tensor)
            share[tensor] = min(1.0, float((of_layer * present if group in EXACTLY_PLACED else of_layer).sum() / count))
    share[Tensor.EMBEDDING] = 1.0
    share[Tensor.OUTPUT] = float(any(kept.keeps(name) for name in HEADS))
    return PartlyQuantized.model_construct(**dict(architecture), unquantized=tuple(share.values()))


def words_of(architecture: Architecture) -> tuple[str, ...]:
    """Which parts stay at 16 bits, wholly or of some layers (`12 % of experts`)."""
    if not isinstance(architecture, PartlyQuantized):
        return ()
    share = dict(zip(TENSORS, architecture.unquantized, strict=True))
    most = {words: max(share[tensor] for tensor in tensors) for words, tensors in WORDS.items()}
    return tuple(words if part > 0.99 else f"{part:.0%} of {words}" for words, part in most.items() if part > 0)


def _key(tensor: Tensor, group: LayerGroup) -> Tensor:
    return Tensor.RECURRENT if group is LayerGroup.RECURRENT else tensor


def _kept_by_layer(architecture: Architecture, kept: Unquantized, tensor: Tensor) -> Floats:
    """Of each layer the share of that tensor's matrices that stay at 16 bits, under whichever name they go."""
    families = list(_families(architecture, tensor))
    shares: list[float] = []
    for layer in range(architecture.layers):
        names = [[f"{prefix}.{layer}.{name}" for name in each] for prefix in PREFIXES for each in families]
        left = max(_share(kept.keeps, family) for family in names)
        aimed_at = max(_share(kept.aims_at, family) for family in names)
        shares.append(max(left, 1 - aimed_at))
    return np.array(shares)


def _families(architecture: Architecture, tensor: Tensor) -> Iterator[Together]:
    ungated = architecture.feed_forward_matrices == 2
    yield from UNGATED.get(tensor, MODULES.get(tensor, ())) if ungated else MODULES.get(tensor, ())


def _share(holds: Callable[[str], bool], names: Sequence[str]) -> float:
    return sum(map(holds, names)) / len(names)
