"""What is wrong with a file of tasks or a trial, in one sentence of each language: given, expected, nearest valid."""

import json
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from llmselect.errors import BadFile, NotPossible, nearest, shortened
from llmselect.text import Blank, Voice, in_both

RULE: Final = "bench_rule"
EXPECTED: Final = {
    "json_invalid": "file.json",
    "string_type": "file.text",
    "bool_type": "file.truth",
    "tuple_type": "file.list",
    "list_type": "file.list",
    "dict_type": "file.object",
    "model_type": "file.object",
    "model_attributes_type": "file.object",
    "string_too_short": "file.at_least",
    "too_short": "file.at_least",
    "string_too_long": "file.at_most",
    "too_long": "file.at_most",
    "greater_than_equal": "file.from",
    "greater_than": "file.above",
    "less_than_equal": "file.up_to",
    "finite_number": "file.number",
    "float_type": "file.number",
    "float_parsing": "file.number",
    "int_type": "file.whole",
    "int_parsing": "file.whole",
    "int_from_float": "file.whole",
    "enum": "file.one_of",
    "literal_error": "file.one_of",
    "union_tag_invalid": "file.one_of",
    "union_tag_not_found": "file.kind",
    "string_pattern_mismatch": "file.plain_id",
}
"""The sentence for each type of pydantic's errors; what is none of them is said by `file.other`."""
BOUNDS: Final = ("min_length", "max_length", "ge", "gt", "le")


class FileFault(BadFile):
    """A file of a visitor's that cannot be read; `text` says why in both languages, `kind` is the sentence's key."""

    def __init__(self, words: str, /, **values: Blank) -> None:
        self.kind, self.text = words, in_both(words, **values)
        super().__init__(self.text.en)


class KeepingFault(NotPossible):
    """A trial that cannot be kept or is kept no more; `text` says why in both languages."""

    def __init__(self, words: str, /, **values: Blank) -> None:
        self.kind, self.text = words, in_both(words, **values)
        super().__init__(self.text.en)


def rule(words: str, /, **values: str | int) -> PydanticCustomError:
    """What a check of a record raises, so that its sentence is found again in both languages."""
    return PydanticCustomError(RULE, "{words}", {"words": words, "values": json.dumps(values)})


def line_fault(fault: ValidationError, line: int, known: tuple[str, ...]) -> FileFault:
    """The first thing that strict reading found wrong in a line; `known`: names of fields that it may have."""
    first = fault.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return FileFault("file.line" if where else "file.whole_line", line=line, where=where, what=_what(first, known))


def _what(first: ErrorDetails, known: tuple[str, ...]) -> Blank:
    """What is wrong, and what is expected there."""
    name = str(first["loc"][-1]) if first["loc"] else ""
    match first["type"]:
        case "missing":
            return _say("file.missing")
        case "extra_forbidden":
            near = ", ".join(nearest(name, known))
            return _say("file.unknown_near" if near else "file.unknown", near=near)
        case "bench_rule":
            context = first.get("ctx", {})
            return _say(str(context["words"]), **json.loads(context["values"]))
        case _:
            return _say("file.given", given=_given(first), expected=_expected(first))


def _given(first: ErrorDetails) -> str:
    given: object = first["input"]
    text = given.decode("utf-8", "replace") if isinstance(given, bytes) else given
    return shortened(text)


def _expected(first: ErrorDetails) -> Blank:
    context = first.get("ctx", {})
    bound = next((context[name] for name in BOUNDS if name in context), "")
    names = str(context.get("expected") or context.get("expected_tags") or "").replace(" or ", ", ")
    words = EXPECTED.get(first["type"], "file.moment" if first["type"].startswith("datetime") else "file.other")
    return _say(words, bound=str(bound), names=names)


def _say(words: str, **values: Blank) -> Blank:
    """The message in the language of whoever speaks it."""

    def said(voice: Voice) -> str:
        return voice(in_both(words, **values))

    return said
