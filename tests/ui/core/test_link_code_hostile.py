"""A link from somewhere else, from before, or from somebody who means harm: a sentence, never an exception."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog import load
from llmselect.errors import LlmselectError
from llmselect.machine.machine import Machine
from llmselect.scoring.elicitation.questionnaire import DEFAULTS, QUESTIONS
from llmselect.settings import Costs, EvidenceAsked, Requirements, Settings, Workload
from llmselect.text import Language
from llmselect.ui.core import link_code

CATALOG = load.load()
CODE = link_code.encode(Settings(language=Language.FR, workload=Workload(context_tokens=32768)))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
UNFILTERED = Requirements(
    evidence=EvidenceAsked.ANY,
    decode_tokens_per_s=None,
    thinking_answer_s=None,
    include_uncensored=True,
    include_unpublished=True,
    include_below_3_bits=True,
)
"""What the first version asked for: it had no evidence, no limits of its own, and ranked models without guardrails."""
NOTHING_KEPT_BACK = Machine(reserved_gib=0.0, host_reserved_gib=0.0)
ELECTRICITY_THEN = Costs(electricity_usd_per_kwh=0.22)
OLD = {
    "1qx7NuKMZdzTjDraMG1sLAA": Settings(machine=NOTHING_KEPT_BACK, requirements=UNFILTERED, costs=ELECTRICITY_THEN),
    "1q0bOuGlFIzLjGhuZm1kQk3NNBn_OhcqSkHUh-knMuSaj2ZaG2Ta2FgA": Settings(
        language=Language.FR,
        workload=Workload(context_tokens=32768, users=4),
        machine=NOTHING_KEPT_BACK,
        requirements=UNFILTERED.model_copy(update={"french": True, "volume": False, "privacy_level": 4}),
        costs=ELECTRICITY_THEN,
    ),
}
"""Codes that the first version of the app wrote, before Requirements had `served`, and what they stood for."""


def opened(code):
    """The settings in a code, or None where it is refused; all but a refusal fails."""
    try:
        found = link_code.decode(code, CATALOG)
    except LlmselectError:
        return None
    assert Settings.model_validate_json(found.model_dump_json()) == found
    return found


@given(st.text(max_size=200))
def test_any_text_is_refused_in_a_sentence_or_read(code):
    opened(code)


@given(st.text(ALPHABET, max_size=300))
def test_any_text_of_the_codes_alphabet_is_refused_in_a_sentence_or_read(code):
    opened(link_code.VERSION + code)


@settings(max_examples=300)
@given(st.integers(1, len(CODE) - 1), st.sampled_from(ALPHABET), st.integers(0, 3))
def test_a_mangled_code_is_refused_in_a_sentence_or_read(place, letter, longer):
    opened(CODE[:place] + letter * longer + CODE[place + 1 :])


@given(st.integers(0, len(CODE) - 1))
def test_a_code_that_was_cut_never_reads_as_something_else(length):
    assert opened(CODE[:length]) in (None, link_code.decode(CODE, CATALOG))


@given(st.binary(max_size=400))
def test_any_bytes_inside_a_code_are_refused_in_a_sentence_or_read(content):
    opened(link_code.pack(content))


FIELDS = [*Settings.model_fields, *Workload.model_fields, *Requirements.model_fields, "__class__", ""]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5))
def test_any_json_inside_a_code_is_refused_in_a_sentence_or_read(content):
    opened(link_code.pack(json.dumps(content).encode()))


@pytest.mark.parametrize(
    "content",
    [b"[" * 5000, b'{"workload":' * 400, b'{"workload":{"users":' + b"9" * 5000 + b"}}", b'{"language":"\\ud800"}'],
    ids=["deep list", "deep object", "huge number", "half a sign"],
)
def test_json_made_to_break_its_reader_is_refused(content):
    assert opened(link_code.pack(content)) is None


@pytest.mark.parametrize("version", ["0", "2", "9", "x"])
def test_a_code_of_another_version_is_refused(version):
    with pytest.raises(link_code.BadCode, match="expected version 1"):
        link_code.decode(version + CODE[1:], CATALOG)


@pytest.mark.parametrize("code", OLD)
def test_a_code_of_the_first_version_opens_as_it_was(code):
    assert link_code.decode(code, CATALOG) == OLD[code]


def older(*absent):
    """The code of these settings from before some fields existed."""
    content = json.loads(Settings(requirements=Requirements(french=True)).model_dump_json())
    for part, field in absent:
        del content[part][field]
    return link_code.pack(json.dumps(content).encode())


def test_a_code_from_before_a_field_opens_as_it_was():
    found = link_code.decode(older(("requirements", "served"), ("requirements", "volume")), CATALOG)
    assert found == Settings(requirements=Requirements(french=True))
    assert not found.requirements.served


def test_every_field_has_a_value_for_codes_from_before_it():
    """Who adds a field to Settings says here, in share.py, what older links meant; a default may then change."""
    assert link_code.ABSENT_1.keys() == Settings.model_fields.keys()
    for part in ("machine", "workload", "requirements", "costs"):
        assert link_code.ABSENT_1[part].keys() == type(getattr(Settings(), part)).model_fields.keys()
    assert Settings.model_validate_json(json.dumps(link_code.ABSENT_1)).language is Language.EN


def test_a_part_that_a_code_does_not_name_is_that_of_version_1():
    before = link_code.decode(link_code.pack(b'{"workload":{"users":3}}'), CATALOG)
    assert before.workload.model_dump(mode="json") == link_code.ABSENT_1["workload"] | {"users": 3}
    assert before.machine.model_dump(mode="json") == link_code.ABSENT_1["machine"]


@given(st.fixed_dictionaries({q.id: st.sampled_from([a.id for a in q.answers]) for q in QUESTIONS}))
def test_answers_that_go_in_come_out(answers):
    code = link_code.encode_answers(answers)
    assert link_code.decode_answers(code) == answers
    assert code.replace("-", "").replace("_", "").replace(".", "").isalnum()


def test_answers_to_some_questions_leave_the_others_at_their_defaults():
    assert link_code.decode_answers("use-code") == {**DEFAULTS, "use": "code"}


@pytest.mark.parametrize("code", ["", "use", "use-", "-code", "use-code.use-code", "colour-red", "a.", "a" * 999])
def test_answers_that_nobody_gave_are_refused_in_a_sentence(code):
    with pytest.raises(LlmselectError):
        link_code.decode_answers(code)


@given(st.text(max_size=80))
def test_any_text_for_answers_is_refused_in_a_sentence_or_read(code):
    with contextlib.suppress(LlmselectError):
        assert link_code.decode_answers(code).keys() == DEFAULTS.keys()


@pytest.mark.parametrize(
    "own",
    [
        '"a/b"',
        "3",
        "{}",
        "null",
        "[3]",
        "[null]",
        '["no-owner"]',
        '["a/b/c"]',
        '["../b"]',
        '["a/.."]',
        '["a/b..c"]',
        '["a/b","A/B"]',
        '["https://huggingface.co/a/b"]',
        '["a/b?x=1"]',
        '["a/b#c"]',
        '["a /b"]',
        '["a/b\\n"]',
        '["\\u202ea/b"]',
        '["a/<script>"]',
        '["' + "a" * 97 + '/b"]',
        "[" + ",".join(f'"a/m{i}"' for i in range(9)) + "]",
    ],
)
def test_own_models_that_are_no_repositories_are_refused(own):
    with pytest.raises(link_code.BadCode):
        link_code.decode(link_code.pack(f'{{"own":{own}}}'.encode()), CATALOG)
