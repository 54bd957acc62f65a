"""Resolves a quantization's mix into the tensor type of every layer, for each set of conditions that models meet."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.quantizations import Condition, LayerSet, Mix, Quantization, Rule, Tensor
from llmselect.catalog.weight_files.tensor_types import BLOCKS, TensorType, bytes_per_value
from llmselect.estimates.architecture.layer_sets import LAYER_SET_MASKS, LAYER_SETS
from llmselect.estimates.architecture.shape_columns import ShapeTable
from llmselect.estimates.architecture.tensors import ROLES
from llmselect.units import Floats, Ints

TYPES: Final = tuple(TensorType)
CONDITIONS: Final = tuple(Condition)
TENSORS: Final = tuple(Tensor)
WIDTHS: Final = (256, 32, 1)
"""Widths that stand for every other: divisible by 256, by 32 alone, by neither."""
BYTES_PER_VALUE: Final = np.array([[bytes_per_value(each, width) for width in WIDTHS] for each in TYPES])
STEPS: Final = 4
"""Most types that the layers of one tensor may take."""


class Step(NamedTuple):
    """Layers with one of these layer-set masks are stored as this type."""

    masks: frozenset[int]
    type: TensorType


Steps = tuple[Step, ...]


class TensorTypes(NamedTuple):
    """The tensor types of every pair of conditions and quantization; `row` numbers the pairs."""

    row: Ints
    """Number of each pair: shape (conditions, quantizations)."""
    types: Ints
    """Index into TYPES: shape (pairs, ROLES, STEPS)."""
    sets: Ints
    """Column of `indicators`, 0 for no layer: shape (pairs, ROLES, STEPS)."""
    indicators: Floats
    """1 where a set holds a layer-set mask, else 0: shape (LAYER_SET_MASKS, sets)."""
    plain_bytes: Floats
    """Bytes a value of the small tensors: shape (quantizations,)."""


def conditions_of(t: ShapeTable) -> Ints:
    """The conditions that hold for each shape, as bits in the order of CONDITIONS."""
    grouped = (t.heads >= 4 * t.kv_heads) & (t.grouping_unseen == 0)
    holds = {
        Condition.GROUPED_BY_FOUR: grouped,
        Condition.EIGHT_EXPERTS: t.experts == 8,
        Condition.FOUR_EXPERTS_OR_MORE: t.experts >= 4,
        Condition.LIKE_70B: (t.layers == 80) & (t.heads != t.kv_heads) & (t.experts == 0),
        Condition.FALCON: t.falcon > 0,
        Condition.NATIVE_MXFP4: t.native_mxfp4 > 0,
    }
    return sum((holds[each].astype(np.int64) << bit for bit, each in enumerate(CONDITIONS)), np.zeros(len(t), np.int64))


def tensor_types(conditions: Ints, quantizations: Sequence[Quantization]) -> TensorTypes:
    """Tensor types of models that meet these conditions (bits, as `conditions_of` gives them) in each quantization."""
    pairs = [steps_of(quantization.mix, int(bits)) for bits in conditions for quantization in quantizations]
    sets: dict[frozenset[int], int] = {frozenset(): 0}
    shape = (len(pairs), len(ROLES), STEPS)
    types, set_of = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for pair, by_tensor in enumerate(pairs):
        for role, (tensor, _) in enumerate(ROLES):
            for step, (masks, type) in enumerate(by_tensor[TENSORS.index(tensor)]):
                types[pair, role, step] = TYPES.index(type)
                set_of[pair, role, step] = sets.setdefault(masks, len(sets))
    indicators = np.zeros((LAYER_SET_MASKS, len(sets)))
    for masks, column in sets.items():
        indicators[list(masks), column] = 1
    row = np.arange(len(pairs)).reshape(len(conditions), len(quantizations))
    plain = np.array([BLOCKS[q.mix.plain].bytes for q in quantizations])
    return TensorTypes(row, types, set_of, indicators, plain)


def width_classes(width: Ints) -> Ints:
    """Index into WIDTHS of each row width."""
    return np.where(width % 256 == 0, 0, np.where(width % 32 == 0, 1, 2))


@lru_cache(maxsize=4096)
def steps_of(mix: Mix, conditions: int) -> tuple[Steps, ...]:
    """For each of TENSORS the types its layers take, where these conditions hold: the first rule decides."""
    holds = frozenset(each for bit, each in enumerate(CONDITIONS) if conditions >> bit & 1)
    rules = [rule for rule in mix.rules if holds.issuperset(rule.when)]
    return tuple(_steps(mix.base, [rule for rule in rules if tensor in rule.tensors]) for tensor in TENSORS)


def _steps(base: TensorType, rules: Sequence[Rule]) -> Steps:
    left = frozenset(range(LAYER_SET_MASKS))
    steps: list[Step] = []
    for rule in rules:
        taken = left & _masks_of(rule.layers)
        left -= taken
        steps.append(Step(taken, rule.type))
    return (*(step for step in steps if step.masks), *((Step(left, base),) if left else ()))


def _masks_of(layers: LayerSet) -> frozenset[int]:
    if layers is LayerSet.ALL:
        return frozenset(range(LAYER_SET_MASKS))
    bit = LAYER_SETS.index(layers)
    return frozenset(masks for masks in range(LAYER_SET_MASKS) if masks >> bit & 1)
