"""Fields that an answer must have, by their paths, and the name of each that is gone or of another kind."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a field holds."""

    WORDS = (str,)
    COUNT = (int,)
    NUMBER = (int, float)
    TRUTH = (bool,)
    LIST = (list,)
    OBJECT = (dict,)
    GATE = (bool, str)
    """False, or the word for how access is granted."""


class LiveField(NamedTuple):
    """A path as `data[].providers[].throughput`: `[]` is every entry of a list, `*` every value of an object."""

    path: str
    kind: Kind


def changed_fields(answer: object, fields: tuple[LiveField, ...]) -> list[str]:
    """A sentence for each field that no record has, or whose values are all of another kind; None is no value."""
    return [sentence for field in fields if (sentence := _change(answer, field))]


def _change(answer: object, field: LiveField) -> str | None:
    values = [value for value in _values(answer, _steps(field.path)) if value is not None]
    if not values:
        return f"field `{field.path}` is missing"
    if any(_is(value, field.kind) for value in values):
        return None
    return f"field `{field.path}` is {type(values[0]).__name__}, expected {field.kind.name.lower()}"


def _is(value: object, kind: Kind) -> bool:
    truth = isinstance(value, bool)
    return isinstance(value, kind.value) and (not truth or bool in kind.value)


def _steps(path: str) -> list[str]:
    return [step for step in path.replace("[]", ".[]").split(".") if step]


def _values(value: object, steps: list[str]) -> Iterator[object]:
    if not steps:
        yield value
        return
    step, *rest = steps
    for inner in _inside(value, step):
        yield from _values(inner, rest)


def _inside(value: object, step: str) -> list[object]:
    if step == "[]":
        return list(value) if isinstance(value, list) else []
    if not isinstance(value, Mapping):
        return []
    if step == "*":
        return list(value.values())
    return [value[step]] if step in value else []
