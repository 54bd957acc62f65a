"""What a model can do is yes, no or unknown, each claim with its source; effort is said in words a request can use."""

import datetime

import pytest

from llmselect.catalog.checks.consistency import CHECKS
from llmselect.catalog.load import load
from llmselect.catalog.models import LanguageModel, Lifecycle, Speciality, YesNo
from llmselect.catalog.thinking import OFF, ON, EffortSwitch, Reasoning

MODELS = load().models
CLAIMS = ("reasoning", "tool_use", "french", "image_input", "structured_output")
THINKS = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


def made(**told):
    known = {"id": "a", "name": "A", "family": "A", "publisher": "A", "source": "a page", "checked": datetime.date.max}
    return LanguageModel(**(known | told))


def problems(model):
    return [field for check in CHECKS[LanguageModel] for field, _ in check(model)]


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_has_a_source_and_no_source_stands_without_a_claim(claim):
    unsourced = [
        m.id for m in MODELS.values() if (getattr(m, claim) != "unknown") != (getattr(m, f"{claim}_source") is not None)
    ]
    assert unsourced == []


@pytest.mark.parametrize("claim", ["tool_use", "french", "image_input", "structured_output"])
def test_unknown_is_a_value_of_its_own(claim):
    assert {getattr(model, claim) for model in MODELS.values()} >= {YesNo.YES, YesNo.UNKNOWN}


def test_every_level_and_switch_has_a_source():
    unsourced = [m.id for m in MODELS.values() if (m.efforts or m.effort_switch) and m.effort_source is None]
    assert unsourced == []


def test_image_input_agrees_with_the_inputs():
    assert [m.id for m in MODELS.values() if m.image_input is YesNo.NO and "image" in m.inputs] == []
    assert [m.id for m in MODELS.values() if m.image_input is YesNo.YES and "image" not in m.inputs] == []


@pytest.mark.parametrize(
    ("model", "reasoning"),
    [
        ("kolibri-1", Reasoning.OPTIONAL),  # huggingface.co/Aleph-Alpha/Kolibri-1: a reasoning mode
        ("command-a-plus-05-2026", Reasoning.OPTIONAL),  # models.dev: a switch at Cohere
        ("north-mini-code-1.0", Reasoning.OPTIONAL),  # models.dev: none or high
        ("laguna-xs-2.1", Reasoning.OPTIONAL),  # models.dev: a switch
        ("granite-4.2-8b", Reasoning.OPTIONAL),  # ibm.com/granite/docs/models/granite4-2
        ("lfm2.5-8b-a1b", Reasoning.ALWAYS),  # recipes.vllm.ai/LiquidAI/LFM2.5-8B-A1B
        ("mellum2-12b-a2.5b-instruct", Reasoning.NO),  # arxiv.org/abs/2605.31268
        ("mellum2-12b-a2.5b-thinking", Reasoning.ALWAYS),
        ("anthropic:claude-opus-5-5", Reasoning.ALWAYS),  # platform.claude.com: adaptive, always on
        ("llama-2-7b-chat", Reasoning.NO),  # before any model reasoned
    ],
)
def test_reasoning_is_what_the_maker_says(model, reasoning):
    assert MODELS[model].reasoning is reasoning


@pytest.mark.parametrize(
    ("model", "switch", "default"),
    [
        ("gpt-oss-20b", EffortSwitch.REASONING_EFFORT, "medium"),
        ("qwen3-8b", EffortSwitch.ENABLE_THINKING, ON),
        ("gemma-4-31b-it", EffortSwitch.ENABLE_THINKING, OFF),
        ("deepseek-v3.1", EffortSwitch.TEMPLATE_THINKING, OFF),
        ("anthropic:claude-opus-5-5", EffortSwitch.OUTPUT_EFFORT, "medium"),
    ],
)
def test_a_request_can_ask_for_the_effort(model, switch, default):
    assert (MODELS[model].effort_switch, MODELS[model].default_effort) == (switch, default)


def test_few_models_that_are_current_are_left_unsettled():
    current = [m for m in MODELS.values() if m.state is Lifecycle.CURRENT and m.reasoning is Reasoning.UNKNOWN]
    assert len(current) < len(MODELS) / 8
    assert [m.id for m in current if "think" in m.id.split(":")[-1]] == []


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"reasoning": "no", "efforts": ("low", "high")}, "reasoning"),
        ({"effort_switch": "no_think"}, "reasoning"),
        ({"reasoning": "always", "efforts": (OFF, "high")}, "efforts"),
        ({"reasoning": "optional", "efforts": ("low", "high")}, "efforts"),
        ({"reasoning": "always", "efforts": ("low", "high"), "default_effort": "medium"}, "default_effort"),
        ({"reasoning": "optional", "default_effort": "high"}, "default_effort"),
    ],
)
def test_levels_that_contradict_the_model_are_found(told, field):
    assert problems(made(**told)) == [field]


def test_levels_that_agree_are_no_problem():
    assert problems(made(reasoning="optional", efforts=(OFF, "low", "high"), default_effort="high")) == []
    assert problems(made(reasoning="optional", default_effort=ON, effort_switch="enable_thinking")) == []


def test_models_made_for_one_thing_say_so():
    assert MODELS["laguna-xs-2.1"].specialised is Speciality.CODE
    assert MODELS["laguna-xs-2.1"].code_specialised
    assert MODELS["translategemma-12b-it"].specialised is Speciality.TRANSLATION
    assert MODELS["mathstral-7b-v0.1"].specialised is Speciality.MATHEMATICS
    assert not MODELS["qwen3-8b"].code_specialised


def test_models_without_guardrails_are_marked():
    named = [m for m in MODELS.values() if any(w in m.id for w in ("dolphin", "abliterated", "uncensored"))]
    assert len(named) >= 10
    assert [m.id for m in named if not m.uncensored] == []


def test_every_model_writes_text_from_text():
    """Recognisers of speech, speakers, embeddings, rerankers, painters and judges are no models of this catalog."""
    assert [m.id for m in MODELS.values() if "text" not in m.inputs] == []
    others = ("-asr", "-tts", "embed", "rerank", "whisper", "transcribe", "-image", "decider")
    assert [m.id for m in MODELS.values() if any(word in m.id for word in others)] == []
