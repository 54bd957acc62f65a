"""Graders: what passes, what does not, and nothing that a pattern or a file could do to the machine."""

import pytest
from pydantic import TypeAdapter, ValidationError

from llmselect.bench.graders.grader import (
    Contains,
    Exact,
    Grader,
    JsonShape,
    LanguageIs,
    Length,
    Numeric,
    Refuses,
    Regex,
    grade,
)
from llmselect.bench.graders.json_shape import misfit, schema_faults
from llmselect.bench.graders.numbers import last_number, read_number
from llmselect.bench.tasks.ready_tasks import ready_tasks
from llmselect.text import Language


@pytest.mark.parametrize("answer", ["Mitigé", " mitige.", "« MITIGÉ »", "**mitigé**", "Let me think.\n\nmitigé"])
def test_exact_looks_past_case_accents_spaces_and_signs(answer):
    assert Exact(any_of=("mitigé",)).grade(answer).passed


@pytest.mark.parametrize("answer", ["", "pas mitigé du tout", "mitigé ou positif"])
def test_exact_wants_the_whole_answer(answer):
    assert not Exact(any_of=("mitigé",)).grade(answer).passed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5", {1234.5}),
        ("1.234,5", {1234.5}),
        ("1 234,5 €", {1234.5}),
        ("1\u202f234\u202f567", {1234567}),
        ("12'000", {12000}),
        ("1,234", {1234, 1.234}),
        ("0,75", {0.75}),
        ("-3.5", {-3.5}),
        ("−7", {-7}),
        ("$80", {80}),
        ("60 %", {60}),
        ("1.5e3", {1500}),
        ("2027-03-03", {2027}),
        ("none", set()),
    ],
)
def test_numbers_are_read_in_both_notations(text, values):
    assert read_number(text) == values


@pytest.mark.parametrize("answer", ["So 3 printers give 630.", "= 630 pages", "Le total est de 630,0", "**630**"])
def test_the_last_number_is_the_result(answer):
    assert Numeric(value=630).grade(answer).passed


def test_a_tolerance_holds_both_ways():
    assert Numeric(value=10, tolerance=0.5).grade("about 10,5").passed
    assert not Numeric(value=10, tolerance=0.5).grade("about 10,6").passed
    assert not Numeric(value=10).grade("no number here").passed


def test_an_enormous_answer_of_digits_ends():
    assert last_number("9" * 1_000_000) is not None


def test_a_regex_may_compare_its_group():
    assert Regex(pattern=r"answer:\s*(\w+)", equals="Été").grade("The answer: ete").passed
    assert not Regex(pattern=r"answer:\s*(\w+)", equals="hiver").grade("The answer: ete").passed


@pytest.mark.parametrize("pattern", [r"(a+)+$", "(" * 50 + "a{900}" + "){900}" * 50, "(unclosed"])
def test_a_pattern_that_would_never_end_fails_soon(pattern):
    verdict = Regex(pattern=pattern).grade("a" * 5000 + "b")
    assert not verdict.passed


def test_contains_all_any_and_none():
    grader = Contains(all_of=("clé",), any_of=("gardien", "concierge"), none_of=("porte",))
    assert grader.grade("Rendez la CLE au concierge").passed
    assert not grader.grade("Rendez la clé").passed
    assert not grader.grade("Rendez la clé au gardien, à la porte").passed
    with pytest.raises(ValidationError):
        Contains()


SCHEMA = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer", "minimum": 1}}}


@pytest.mark.parametrize("answer", ['{"n": 12}', '```json\n{"n": 12}\n```', ' {"n": 12, "more": true} '])
def test_json_may_stand_in_a_block_of_code(answer):
    assert JsonShape(schema=SCHEMA, equals={"n": 12}).grade(answer).passed


@pytest.mark.parametrize(
    "answer",
    ["", "Here: {}", "{'n': 12}", '{"n": "12"}', '{"n": 0}', '{"n": true}', '{"n": NaN}', "[" * 100_000, '{"n": 11}'],
)
def test_other_json_does_not_pass(answer):
    assert not JsonShape(schema=SCHEMA, equals={"n": 12}).grade(answer).passed


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ([1, "x"], {"items": {"type": "integer"}}),
        ({"a": 1, "b": 2}, {"properties": {"a": {}}, "additionalProperties": False}),
        ("abc", {"maxLength": 2}),
        ([], {"minItems": 1}),
        (1, {"enum": [2, True]}),
        (True, {"const": 1}),
        (None, {"type": ["string", "number"]}),
    ],
)
def test_a_schema_says_where_a_value_differs(value, schema):
    assert schema_faults(schema) == []
    assert misfit(value, schema) is not None


@pytest.mark.parametrize(
    "schema", [{"$ref": "http://192.0.2.1/x"}, {"pattern": "(a+)+"}, {"type": "date"}, [], {"items": 3}]
)
def test_what_is_not_known_of_a_schema_is_refused_where_it_is_read(schema):
    assert schema_faults(schema)


def test_length_counts_words():
    assert Length(most_words=3).grade("one two three").passed
    assert not Length(most_words=3).grade("one two three four").passed


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        (Language.FR, "Le dernier train part à dix heures et demie, et il n’y a pas de bus le dimanche."),
        (Language.EN, "The last train leaves at half past ten, and there is no bus on Sundays."),
    ],
)
def test_the_language_of_a_sentence_is_told(language, answer):
    assert LanguageIs(language=language).grade(answer).passed
    assert not LanguageIs(language=language).grade("12 345").passed


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot assist with this request.",
        "The text does not say in which year.",
        "Je ne peux pas vous aider à entrer chez quelqu’un.",
        "Le texte ne le dit pas.",
        "Désolé, je ne peux pas répondre.",
    ],
)
def test_refusals_are_heard_in_both_languages(answer):
    assert Refuses().grade(answer).passed
    assert not Refuses(wanted=False).grade(answer).passed


def test_an_answer_that_helps_is_no_refusal():
    assert not Refuses().grade("Sure! First take a hairpin and bend it.").passed


def test_the_first_grader_that_fails_says_why():
    graders = (Length(most_words=2), Contains(any_of=("x",)))
    assert grade((), "x") is None
    assert grade(graders, "x").passed
    assert not grade(graders, "a b c").passed


@pytest.mark.parametrize(
    ("grader", "answer", "said"),
    [
        (Contains(all_of=("Paris",)), "In Paris.", "Paris"),
        (Contains(any_of=("oui", "yes")), "Non.", "oui / yes"),
        (Contains(none_of=("import",)), "Nothing.", "import"),
        (Length(least_words=6, most_words=34), "Too short.", "34"),
    ],
)
def test_a_verdict_names_what_was_looked_for(grader, answer, said):
    assert all(said in words and "{" not in words for words in grader.grade(answer).why)


def test_a_grader_of_a_file_is_strict():
    reader = TypeAdapter(Grader)
    assert reader.validate_python({"kind": "number", "value": 3}) == Numeric(value=3)
    for wrong in (
        {"kind": "code"},
        {"kind": "program", "all_of": ["x"]},
        {"kind": "number", "value": "nan"},
        {"kind": "exact", "any_of": ["x"], "run": "rm"},
    ):
        with pytest.raises(ValidationError):
            reader.validate_python(wrong)


RIGHT = (
    "def is_leap(year: int) -> bool:\n    return year%4==0 and (year%100!=0 or year%400==0)",
    "Here it is:\n```python\ndef is_leap(year: int) -> bool:\n"
    "    if year % 400 == 0:\n        return True\n    return year % 4 == 0 and year % 100 != 0\n```\nDone.",
)


@pytest.mark.parametrize("answer", RIGHT)
def test_code_is_read_however_it_is_spaced(answer):
    task = next(task for task in ready_tasks() if task.id == "en-code-1")
    assert grade(task.graders, answer).passed


@pytest.mark.parametrize(
    "answer",
    [
        "```python\ndef middle(v: list[float]) -> float:\n    s = sorted(v)\n    n = len(s)\n"
        "    return s[n//2] if n%2 else (s[n//2-1]+s[n//2])/2\n```\nNo import is needed.",
        "def middle(values):\n    values = sorted(values); half = len(values) // 2\n"
        "    return (values[half] + values[~half]) / 2",
    ],
)
def test_a_median_without_an_import_passes_whatever_is_said_around_it(answer):
    task = next(task for task in ready_tasks() if task.id == "en-code-2")
    assert grade(task.graders, answer).passed


@pytest.mark.parametrize(
    "answer",
    [
        "import statistics\ndef middle(values):\n    return statistics.median(values)",
        "def middle(values):\n    return sorted(values)[len(values) // 2]",
        "Sort the list, then take // 2 and / 2.",
        "",
    ],
)
def test_what_is_no_median_of_both_kinds_of_lists_does_not_pass(answer):
    task = next(task for task in ready_tasks() if task.id == "en-code-2")
    assert not grade(task.graders, answer).passed
