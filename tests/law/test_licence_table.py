"""The verdict of each of 38 licences for six typical organisations, as its text gives it where the text is known."""

import pytest

from llmselect.law.licence_ruling import rule
from llmselect.law.terms import all_terms, terms_of
from llmselect.law.verdicts import EvidenceGrade, Verdict
from llmselect.settings import Organisation
from tests.law.organisations import TYPICAL

F, C, Q, A, B = Verdict.FREE, Verdict.CONDITIONS, Verdict.CHECK, Verdict.ASK, Verdict.BLOCKED
TABLE = {  # licence: its grade; researcher, small EU, EU 30 M EUR, US assistant, EU host, giant outside the EU
    "apache-2.0": ("B", F, F, F, F, F, F),
    "mit": ("B", F, F, F, F, F, F),
    "openmdw-1.1": ("B", F, F, F, F, F, F),
    "llama2": ("B", B, C, C, C, C, B),
    "llama3": ("B", B, C, C, C, C, B),
    "llama3.1": ("A", C, C, C, C, C, A),
    "llama3.2": ("A", B, B, B, C, B, A),  # the vision models; the text models below
    "llama3.3": ("A", C, C, C, C, C, A),
    "llama4": ("A", B, B, B, C, B, A),
    "gemma": ("B", Q, C, C, C, C, Q),
    "qwen": ("B", C, C, C, C, C, A),
    "tongyi-qianwen": ("A", B, C, C, C, C, B),
    "qwen-research": ("B", C, B, B, B, B, B),
    "qwen-community-1.0": ("B", F, F, F, A, A, C),
    "mnpl": ("B", C, B, B, B, B, B),
    "mrl": ("B", Q, B, B, B, B, B),
    "mistral-modified-mit": ("A", F, F, F, F, B, B),
    "deepseek": ("A", C, C, C, C, C, C),
    "falcon-180b": ("C", Q, Q, Q, Q, Q, Q),
    "falcon-llm-license": ("C", Q, Q, Q, Q, Q, Q),
    "cc-by-nc-4.0": ("B", Q, B, B, B, B, B),
    "bigcode-openrail-m": ("C", Q, Q, Q, Q, Q, Q),
    "bigscience-bloom-rail-1.0": ("C", Q, Q, Q, Q, Q, Q),
    "nvidia-open-model-license": ("B", C, C, C, C, C, C),
    "jamba-open-model-license": ("C", Q, Q, Q, Q, Q, Q),
    "minimax-modified-mit": ("A", F, F, C, F, C, C),
    "minimax-community": ("B", Q, C, A, C, A, A),
    "kimi-modified-mit": ("B", F, F, F, F, C, C),
    "kimi-k3": ("B", F, F, F, F, A, C),
    "gpt-oss": ("A", F, F, F, F, F, F),
    "lfm1.0": ("B", Q, F, B, F, B, B),
    "exaone": ("B", C, B, B, B, B, B),
    "glm-5.3": ("B", F, F, F, F, F, F),
    "tencent-hunyuan": ("B", B, B, B, C, B, B),
    "hyperclovax-seed": ("B", C, C, C, A, A, A),
    "none": ("B", B, B, B, B, B, B),
    "proprietary-api": ("B", A, C, C, C, C, A),
}


def verdicts(licence: str, *, multimodal: bool = True) -> tuple[Verdict, ...]:
    return tuple(rule(all_terms()[licence], each, multimodal=multimodal).verdict for each in TYPICAL)


@pytest.mark.parametrize("licence", TABLE)
def test_a_licence_gives_each_organisation_the_verdict_of_its_text(licence: str):
    grade, *expected = TABLE[licence]
    assert all_terms()[licence].grade == grade
    assert list(verdicts(licence)) == expected


def test_the_38th_row_a_derived_model_takes_the_harder_of_its_own_and_its_base_licence():
    own, base = all_terms()["mit"], all_terms()["llama2"]
    assert [rule(own, each, base=base).verdict for each in TYPICAL] == list(verdicts("llama2"))


def test_the_eu_clause_of_llama_3_2_binds_its_vision_models_alone():
    assert verdicts("llama3.2", multimodal=False) == verdicts("llama3.1")


@pytest.mark.parametrize("terms", all_terms().values(), ids=lambda terms: terms.id)
def test_what_nobody_read_is_never_told_as_the_licence_s_word(terms):
    unread = terms.grade is EvidenceGrade.C
    answers = {rule(terms, each).verdict for each in (*TYPICAL, Organisation())}
    assert (answers == {Verdict.CHECK}) if unread else (answers != {Verdict.CHECK})


def test_a_licence_that_the_facts_do_not_name_is_to_be_checked():
    assert rule(terms_of("made-up-1.0"), TYPICAL[1]).verdict is Verdict.CHECK
    assert rule(terms_of(None), TYPICAL[1]).verdict is Verdict.CHECK
