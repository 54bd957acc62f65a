"""Mixes made concrete: for one quantization and one sort of model, which layers of each tensor take which type."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.quantizations import Condition, LayerSet, Mix, Quantization, Rule, Tensor
from llmselect.catalog.tensor_types import BLOCKS, TensorType, bytes_per_value
from llmselect.estimates.architecture.layer_sets import LAYER_SETS, MARKS
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
    """Layers with these marks are stored as this type."""

    marks: frozenset[int]
    type: TensorType


Steps = tuple[Step, ...]


class Recipes(NamedTuple):
    """Every (quantization, sort of model) that occurs, as arrays."""

    row: Ints
    """Recipe of each (traits, quantization)."""
    types: Ints
    """Recipe x tensor column x step: index into TYPES."""
    sets: Ints
    """Recipe x tensor column x step: column of `indicators`; 0 is no layer."""
    indicators: Floats
    """MARKS x set: which marks are in each set."""
    plain_bytes: Floats
    """Bytes a value of the small tensors, for each quantization."""


def traits(t: ShapeTable) -> Ints:
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


def recipes(of_traits: Ints, quantizations: Sequence[Quantization]) -> Recipes:
    """The recipes for these sorts of models; row (i, q) is for `of_traits[i]` and quantization q."""
    found = [[steps_of(quantization.mix, int(bits)) for quantization in quantizations] for bits in of_traits]
    sets: dict[frozenset[int], int] = {frozenset(): 0}
    shape = (len(of_traits) * len(quantizations), len(ROLES), STEPS)
    types, set_of = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for recipe, by_tensor in enumerate(each for row in found for each in row):
        for column, (tensor, _) in enumerate(ROLES):
            for step, (marks, type) in enumerate(by_tensor[TENSORS.index(tensor)]):
                types[recipe, column, step] = TYPES.index(type)
                set_of[recipe, column, step] = sets.setdefault(marks, len(sets))
    indicators = np.zeros((MARKS, len(sets)))
    for marks, column in sets.items():
        indicators[list(marks), column] = 1
    row = np.arange(shape[0]).reshape(len(of_traits), len(quantizations))
    plain = np.array([BLOCKS[q.mix.plain].bytes for q in quantizations])
    return Recipes(row, types, set_of, indicators, plain)


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
    left = frozenset(range(MARKS))
    steps: list[Step] = []
    for rule in rules:
        taken = left & _marked(rule.layers)
        left -= taken
        steps.append(Step(taken, rule.type))
    return (*(step for step in steps if step.marks), *((Step(left, base),) if left else ()))


def _marked(layers: LayerSet) -> frozenset[int]:
    if layers is LayerSet.ALL:
        return frozenset(range(MARKS))
    bit = LAYER_SETS.index(layers)
    return frozenset(marks for marks in range(MARKS) if marks >> bit & 1)
