"""What pydantic refuses at the doors of the command line, as the project's own errors, in one sentence."""

from collections.abc import Iterable

from pydantic import ValidationError

from llmselect.errors import BadFile, BadNumber, LlmselectError, UnknownName, shortened

NUMERIC = [
    "int_type",
    "int_from_float",
    "int_parsing",
    "int_parsing_size",
    "float_type",
    "float_parsing",
    "finite_number",
    "greater_than",
    "greater_than_equal",
    "less_than",
    "less_than_equal",
]


def refusal(error: ValidationError, keys: Iterable[str] = ()) -> LlmselectError:
    """The first fault of what was given; `keys` are those that an object may have."""
    faults = error.errors(include_url=False)
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    key, given = ".".join(str(step) for step in first["loc"]), first["input"]
    expected = _expected(first["msg"])
    match first["type"]:
        case "json_invalid":
            return BadFile(f"the line is not JSON ({expected}); expected one object a line")
        case "extra_forbidden":
            return UnknownName("key", key, keys)
        case "enum" if isinstance(given, str):
            words = str(first.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
            return UnknownName(key, given, [word.strip("'") for word in words])
        case kind if kind in NUMERIC:
            return BadNumber(key, given, expected)
        case _:
            return BadFile(f"{key or 'the line'} is {shortened(given)}; expected {expected}")


def _expected(message: str) -> str:
    for start in ("Input should be ", "String should have ", "Input should ", "Invalid JSON: "):
        message = message.removeprefix(start)
    return message
