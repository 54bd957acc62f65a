"""The graders: each a frozen record that a file can hold, and one function that applies any of them to an answer."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple, Self, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from llmselect.bench.file_faults import rule
from llmselect.bench.graders.bounded_regex import LONGEST_PATTERN, search
from llmselect.bench.graders.json_shape import misfit, read_json_answer, schema_faults
from llmselect.bench.graders.language_of import language_of
from llmselect.bench.graders.numbers import last_number
from llmselect.bench.graders.plain_text import code_of, normalised, unfenced
from llmselect.bench.graders.refusals_said import refuses
from llmselect.errors import BadNumber, shortened
from llmselect.text import Language, Text, in_both

STRICT: Final = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
Words = Annotated[str, Field(min_length=1, max_length=500)]
WordList = Annotated[tuple[Words, ...], Field(max_length=20)]


LANGUAGES: Final = {Language.EN: "grader.language_en", Language.FR: "grader.language_fr"}


class Graded(NamedTuple):
    """Whether one grader passes an answer, and why."""

    passed: bool
    why: Text


class Exact(BaseModel):
    """The whole answer, or its last line, is one of these, whatever case, accents, spaces and signs at its ends."""

    model_config = STRICT
    kind: Literal["exact"] = "exact"
    any_of: Annotated[tuple[Words, ...], Field(min_length=1, max_length=20)]

    def grade(self, answer: str) -> Graded:
        lines = [line for line in unfenced(answer).splitlines() if line.strip()] or [""]
        given = {normalised(answer), normalised(lines[-1])}
        passed = bool(given & {normalised(each) for each in self.any_of})
        return _verdict(passed, "grader.exact", expected=self.any_of[0])


class Numeric(BaseModel):
    """The last number of the answer is this one, give or take a tolerance, in English or French notation."""

    model_config = STRICT
    kind: Literal["number"] = "number"
    value: float
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    """In the unit of the value."""

    def grade(self, answer: str) -> Graded:
        found = last_number(answer)
        near = any(abs(value - self.value) <= self.tolerance + 1e-9 * max(abs(self.value), 1) for value in found)
        return _verdict(near, "grader.number", expected=f"{self.value:g}")


class Regex(BaseModel):
    """The expression is found somewhere in the answer; with `equals`, its first group is that."""

    model_config = STRICT
    kind: Literal["regex"] = "regex"
    pattern: Annotated[str, Field(min_length=1, max_length=LONGEST_PATTERN)]
    equals: Words | None = None

    def grade(self, answer: str) -> Graded:
        try:
            found = search(self.pattern, answer)
        except BadNumber:
            return _verdict(False, "grader.regex_no_use", expected=shortened(self.pattern))
        same = found is not None and (
            self.equals is None or normalised(found[1] or found[0]) == normalised(self.equals)
        )
        return _verdict(same, "grader.regex", expected=self.equals or shortened(self.pattern))


class _Parts(BaseModel):
    """All, any and none of some words, looked for in the answer as `plain` makes both comparable."""

    model_config = STRICT
    all_of: WordList = ()
    any_of: WordList = ()
    none_of: WordList = ()

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.all_of or self.any_of or self.none_of):
            raise rule("file.no_words")
        return self

    def plain(self, text: str) -> str:
        return normalised(text)

    def grade(self, answer: str) -> Graded:
        text = self.plain(answer)
        missing = next((each for each in self.all_of if self.plain(each) not in text), None)
        if missing is not None:
            return _verdict(False, "grader.contains", expected=missing)
        if self.any_of and not any(self.plain(each) in text for each in self.any_of):
            return _verdict(False, "grader.contains", expected=" / ".join(self.any_of))
        unwanted = next((each for each in self.none_of if self.plain(each) in text), None)
        if unwanted is not None:
            return _verdict(False, "grader.contains_not", expected=unwanted)
        if wanted := (*self.all_of, *self.any_of):
            return _verdict(True, "grader.contains", expected=wanted[0])
        return _verdict(True, "grader.contains_not", expected=self.none_of[0])


class Contains(_Parts):
    """The answer has all, any and none of these words, whatever case and accents."""

    kind: Literal["contains"] = "contains"


class CodeHas(_Parts):
    """The answer's code has all, any and none of these parts, however it is spaced; it is read, and never run."""

    kind: Literal["code"] = "code"

    def plain(self, text: str) -> str:
        return "".join(code_of(text).split())


class JsonShape(BaseModel):
    """The answer is JSON and nothing else (a block of code around it is allowed), as a schema says."""

    model_config = STRICT
    kind: Literal["json"] = "json"
    schema_: Annotated[dict[str, Any] | None, Field(alias="schema")] = None
    equals: dict[str, Any] | None = None
    """Values that these keys must have; texts are compared whatever case and accents."""

    @field_validator("schema_")
    @classmethod
    def _known(cls, schema: dict[str, Any] | None) -> dict[str, Any] | None:
        if schema is not None and (faults := schema_faults(schema)):
            raise rule("file.no_schema", faults="; ".join(faults[:3]))
        return schema

    def grade(self, answer: str) -> Graded:
        try:
            value = read_json_answer(answer)
        except (ValueError, RecursionError):
            return _verdict(False, "grader.no_json", expected="")
        fault = None if self.schema_ is None else misfit(value, self.schema_)
        if fault is not None:
            return _verdict(False, "grader.json_shape", expected=fault)
        other = next((key for key, wanted in (self.equals or {}).items() if not _equal(value, key, wanted)), None)
        return _verdict(other is None, "grader.json_value", expected=other or "")


def _equal(value: object, key: str, wanted: object) -> bool:
    given = cast("Mapping[str, object]", value).get(key) if isinstance(value, dict) else None
    if isinstance(given, str) and isinstance(wanted, str):
        return normalised(given) == normalised(wanted)
    return given == wanted and isinstance(given, bool) == isinstance(wanted, bool)


class Length(BaseModel):
    """The answer has so many words or sentences, neither fewer nor more."""

    model_config = STRICT
    kind: Literal["length"] = "length"
    least_words: Annotated[int, Field(ge=0, le=100_000)] = 0
    most_words: Annotated[int, Field(ge=1, le=100_000)] = 100_000

    def grade(self, answer: str) -> Graded:
        words = len(answer.split())
        message = "grader.length" if self.least_words else "grader.length_most"
        bounds = {"least": self.least_words, "most": self.most_words}
        return _verdict(self.least_words <= words <= self.most_words, message, given=words, **bounds)


class LanguageIs(BaseModel):
    """The answer is written in this language."""

    model_config = STRICT
    kind: Literal["language"] = "language"
    language: Language

    def grade(self, answer: str) -> Graded:
        return _verdict(language_of(answer) is self.language, LANGUAGES[self.language], expected="")


class Refuses(BaseModel):
    """The answer refuses, or says that it cannot know; with `wanted` false, it must not."""

    model_config = STRICT
    kind: Literal["refusal"] = "refusal"
    wanted: bool = True

    def grade(self, answer: str) -> Graded:
        message = "grader.refusal" if self.wanted else "grader.no_refusal"
        return _verdict(refuses(answer) == self.wanted, message, expected="")


Grader = Annotated[
    Exact | Numeric | Regex | Contains | CodeHas | JsonShape | Length | LanguageIs | Refuses,
    Field(discriminator="kind"),
]


def _verdict(passed: bool, message: str, **values: str | int) -> Graded:
    return Graded(passed, in_both(message, **values))


def grade(graders: tuple[Grader, ...], answer: str) -> Graded | None:
    """The first grader's verdict that fails, else the last one's; None where nothing grades the task."""
    verdict = None
    for grader in graders:
        verdict = grader.grade(answer)
        if not verdict.passed:
            return verdict
    return verdict
