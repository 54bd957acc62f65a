"""A small part of JSON Schema: enough for what is extracted, without patterns that run long or references elsewhere.

Known words: type, properties, required, additionalProperties (true or false), items, enum, const, minimum, maximum,
minItems, maxItems, minLength, maxLength. The package jsonschema knows all of it, and with it remote references and
regular expressions of whoever wrote the schema; what is not known here is refused where a task is read. https://json-
schema.org/draft/2020-12
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import Final, cast

from llmselect.bench.graders.plain_text import unfenced

KNOWN: Final = frozenset(
    word
    for line in (
        "type properties required additionalProperties items enum const minimum maximum minItems maxItems",
        "minLength maxLength title description $schema",
    )
    for word in line.split()
)
TYPES: Final[Mapping[str, Callable[[object], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}
DEEPEST: Final = 12
Schema = Mapping[str, object]


def read_json_answer(text: str) -> object:
    """The JSON that an answer is, be it in a block of code; raises ValueError for anything beside it."""
    return json.loads(unfenced(text), parse_constant=_no_number)


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def schema_faults(schema: object, path: str = "$", depth: int = 0) -> list[str]:
    """What this part of JSON Schema does not know of a schema; empty where it can be used."""
    if not isinstance(schema, dict):
        return [f"{path}: expected an object"]
    words = cast("dict[str, object]", schema)
    if depth > DEEPEST:
        return [f"{path}: deeper than {DEEPEST} levels"]
    faults = [f"{path}: {word} is not known here" for word in words if word not in KNOWN]
    faults += [f"{path}: {name} is no type" for name in _names(words) if name not in TYPES]
    inside = words.get("properties")
    for name, child in (cast("dict[str, object]", inside) if isinstance(inside, dict) else {}).items():
        faults += schema_faults(child, f"{path}.{name}", depth + 1)
    return faults + (schema_faults(words["items"], f"{path}[]", depth + 1) if "items" in words else [])


def _names(schema: Schema) -> list[str]:
    given = schema.get("type", [])
    return [str(name) for name in (cast("list[object]", given) if isinstance(given, list) else [given])]


def misfit(value: object, schema: Schema, path: str = "$") -> str | None:
    """The first place where a value is not as the schema says; None where all is."""
    names = _names(schema)
    if names and not any(TYPES[name](value) for name in names if name in TYPES):
        return f"{path}: {'/'.join(names)}"
    if "const" in schema and not _same(value, schema["const"]):
        return f"{path}: {json.dumps(schema['const'])[:60]}"
    allowed = schema.get("enum")
    if isinstance(allowed, list) and not any(_same(value, each) for each in cast("list[object]", allowed)):
        return f"{path}: {json.dumps(allowed)[:60]}"
    return _out_of_bounds(value, schema, path) or _inside(value, schema, path)


def _same(value: object, other: object) -> bool:
    return isinstance(value, bool) == isinstance(other, bool) and value == other


def _out_of_bounds(value: object, schema: Schema, path: str) -> str | None:
    if isinstance(value, str | list):
        size = len(cast("str | list[object]", value))
        low, high = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        size, low, high = value, "minimum", "maximum"
    else:
        return None
    outside = not _bound(schema, low, -math.inf) <= size <= _bound(schema, high, math.inf)
    return f"{path}: {low}, {high}" if outside else None


def _bound(schema: Schema, name: str, default: float) -> float:
    given = schema.get(name)
    return float(given) if isinstance(given, int | float) else default


def _inside(value: object, schema: Schema, path: str) -> str | None:
    if isinstance(value, list):
        items = schema.get("items")
        each: Schema = cast("Schema", items) if isinstance(items, dict) else {}
        found = (misfit(item, each, f"{path}[{i}]") for i, item in enumerate(cast("list[object]", value)))
        return next((fault for fault in found if fault), None)
    return _of_object(cast("dict[str, object]", value), schema, path) if isinstance(value, dict) else None


def _of_object(value: Mapping[str, object], schema: Schema, path: str) -> str | None:
    given, required = schema.get("properties"), schema.get("required")
    properties = cast("dict[str, Schema]", given) if isinstance(given, dict) else {}
    for name in cast("list[str]", required) if isinstance(required, list) else []:
        if name not in value:
            return f"{path}.{name}"
    if schema.get("additionalProperties") is False and (more := [name for name in value if name not in properties]):
        return f"{path}.{more[0][:40]}"
    found = (misfit(value[name], child, f"{path}.{name}") for name, child in properties.items() if name in value)
    return next((fault for fault in found if fault), None)
