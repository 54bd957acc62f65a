"""A shared code rebuilds exactly the settings it was made from, and nothing else gets in."""

import base64
import random
import string
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.catalog import load
from llmselect.catalog.efforts import Effort
from llmselect.errors import LlmselectError
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import DEFAULT_PRIORITIES, EvidenceAsked, GoodEnough, Requirements, Settings, Weight, Workload
from llmselect.text import Language
from llmselect.ui.core import link_code

CATALOG = load.load()


@given(
    language=st.sampled_from(Language),
    weights=st.lists(st.integers(0, 10), min_size=len(CRITERIA), max_size=len(CRITERIA)),
    workload=st.builds(Workload, context_tokens=st.integers(1, 10_000_000), users=st.integers(1, 1024)),
    requirements=st.builds(Requirements, usd_per_month=st.none() | st.floats(0, 1e9), french=st.booleans()),
    accelerator=st.none() | st.sampled_from(sorted(CATALOG.accelerators)),
)
def test_what_goes_in_comes_out(language, weights, workload, requirements, accelerator):
    settings = Settings(
        language=language,
        workload=workload,
        requirements=requirements,
        machine=Settings().machine.model_copy(update={"accelerator": accelerator}),
        priorities=tuple(Weight(c.name, float(w)) for c, w in zip(CRITERIA, weights, strict=True)),
    )
    assert link_code.decode(link_code.encode(settings), CATALOG) == settings


def test_a_code_is_short_and_needs_no_escaping():
    code = link_code.encode(Settings())
    assert len(code) < 150
    assert code.replace("-", "").replace("_", "").isalnum()


def test_no_value_of_a_code_is_todays_default_so_that_a_default_may_change():
    for part, kind in Settings.model_fields.items():
        assert part in link_code.ABSENT_1
        for field in getattr(kind.annotation, "model_fields", {}):
            assert field in link_code.ABSENT_1[part], f"{part}.{field} needs what older links meant by it"


def test_codes_made_before_a_field_existed_still_open():
    old = "1" + base64.urlsafe_b64encode(zlib.compress(b"{}", wbits=-15)).decode().rstrip("=")
    kept_nothing_back = {"accelerator": "RTX 4090", "reserved_gib": 0.0, "host_reserved_gib": 0.0}
    assert link_code.decode(old, CATALOG).machine == Settings().machine.model_copy(update=kept_nothing_back)


def test_codes_made_before_filters_had_defaults_still_filter_nothing():
    asked = link_code.decode(link_code.pack(b'{"language":"fr"}'), CATALOG).requirements
    assert asked.evidence is EvidenceAsked.ANY
    assert asked.include_uncensored
    assert (asked.decode_tokens_per_s, asked.thinking_answer_s, asked.quantization) == (None, None, None)


@pytest.mark.parametrize(("scored", "asked"), [("true", EvidenceAsked.MEASURED), ("false", EvidenceAsked.ANY)])
def test_a_score_that_older_codes_asked_for_is_the_evidence_asked_for_now(scored, asked):
    code = link_code.pack(b'{"requirements":{"scored":%s,"french":true}}' % scored.encode())
    requirements = link_code.decode(code, CATALOG).requirements
    assert (requirements.evidence, requirements.french) == (asked, True)


def test_thoughts_that_older_codes_did_not_name_are_those_of_use_and_effort():
    assert link_code.decode(link_code.pack(b'{"workload":{"users":2}}'), CATALOG).workload.thinking_tokens is None
    typed = link_code.decode(link_code.pack(b'{"workload":{"thinking_tokens":4000}}'), CATALOG)
    assert typed.workload.thinking_tokens == 4000


@given(
    machine=st.builds(
        Machine,
        accelerator=st.just("RTX 4090"),
        reserved_gib=st.none() | st.floats(0, 64),
        host_reserved_gib=st.floats(0, 64),
        placement=st.none() | st.sampled_from([kind for kind in PlacementKind if kind is not PlacementKind.SERVED]),
        expert_host_layers=st.none() | st.integers(0, 2000),
    ),
    workload=st.builds(Workload, thinking_tokens=st.none() | st.integers(0, 1_000_000)),
    requirements=st.builds(
        Requirements,
        evidence=st.sampled_from(EvidenceAsked),
        quantization=st.none() | st.sampled_from(sorted(CATALOG.quantizations)),
        decode_tokens_per_s=st.none() | st.floats(0.1, 100),
        thinking_answer_s=st.none() | st.floats(1, 1000),
        effort=st.none() | st.sampled_from(Effort),
    ),
    good_enough=st.builds(
        GoodEnough, wait_s=st.none() | st.floats(0.1, 100), privacy_level=st.none() | st.integers(1, 7)
    ),
)
def test_what_decides_the_answer_comes_out_as_it_went_in(machine, workload, requirements, good_enough):
    settings = Settings(machine=machine, workload=workload, requirements=requirements, good_enough=good_enough)
    assert link_code.decode(link_code.encode(settings), CATALOG) == settings


@pytest.mark.parametrize(
    "json",
    [
        "{}]",
        '{"machine":{"count":0}}',
        '{"machine":{"count":"1"}}',
        '{"machine":{"accelerator":"RTX 9999"}}',
        '{"secret":1}',
        '{"machine":{"placement":"served"}}',
        '{"requirements":{"quantization":"Q99"}}',
        '{"requirements":{"scored":1}}',
        '{"requirements":{"scored":true,"evidence":"any"}}',
        '{"good_enough":{"privacy_level":0}}',
        '{"workload":{"users":1e999}}',
        '{"priorities":[["privacy",-1]]}',
        '{"priorities":[["privacy",1e300]]}',
        '{"priorities":[["privacy",NaN]]}',
        '{"priorities":[["beauty",1]]}',
        '{"priorities":[["cost",1],["cost",2]]}',
    ],
)
def test_what_settings_cannot_be_is_refused_in_a_sentence(json):
    with pytest.raises(LlmselectError):
        link_code.decode(link_code.pack(json.encode()), CATALOG)


@pytest.mark.parametrize("code", ["", "1", "2abc", "1%%%", "1" + "A" * 5000, link_code.encode(Settings())[:-6]])
def test_a_code_that_was_cut_or_mangled_is_refused(code):
    with pytest.raises(LlmselectError):
        link_code.decode(code, CATALOG)


def test_a_small_code_cannot_grow_without_bound():
    with pytest.raises(link_code.BadCode):
        link_code.decode(link_code.pack(b'{"language":"' + b"a" * 500_000 + b'"}'), CATALOG)


def test_a_name_in_other_capitals_becomes_the_catalogs_name():
    settings = link_code.decode(link_code.pack(b'{"machine":{"accelerator":"rtx 4090"}}'), CATALOG)
    assert settings.machine.accelerator == "RTX 4090"


def test_default_priorities_name_criteria_that_exist():
    assert {weight.criterion for weight in DEFAULT_PRIORITIES} <= {criterion.name for criterion in CRITERIA}


@given(
    own=st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z]/[A-Za-z][A-Za-z0-9.]{0,20}[a-z]", fullmatch=True), max_size=8)
)
def test_a_list_of_own_models_travels_by_name(own):
    own = tuple(dict.fromkeys(name.casefold() for name in own if ".." not in name))
    assert link_code.decode(link_code.encode(Settings(own=own)), CATALOG).own == own


def test_the_longest_list_of_own_models_still_makes_a_link():
    rng = random.Random(7)
    own = tuple(
        "".join(rng.choices(string.ascii_letters + string.digits, k=54))
        + "/"
        + "".join(rng.choices(string.ascii_letters + string.digits, k=55))
        for _ in range(8)
    )
    settings = Settings(own=own)
    assert link_code.decode(link_code.encode(settings), CATALOG) == settings


def test_codes_made_before_own_models_existed_have_none():
    assert link_code.decode(link_code.pack(b'{"language":"fr"}'), CATALOG).own == ()
    assert "own" not in link_code.without_defaults(Settings().model_dump(mode="json"), link_code.ABSENT_1)
