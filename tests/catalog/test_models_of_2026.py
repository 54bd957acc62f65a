"""Models of 2025 and 2026 that package lists knew and the catalog did not: shapes add up, gaps stay gaps."""

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.catalog.thinking import EffortSwitch, Reasoning
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights

CATALOG = load()
PUBLISHED = {  # billions of the published safetensors, towers and drafting layers included (llmfit 1.1.17)
    "apertus-v1.1-4b-instruct": 3.825361968,
    "apertus-v1.5-70b": 72.005819139,
    "apertus-v1.5-8b": 8.903547555,
    "baichuan-m3-235b": 235.09363456,
    "cogito-671b-v2.1": 671.01975296,
    "dots.llm1.inst": 142.774381696,
    "euromoe-2.6b-a0.6b-instruct-2512": 2.611528704,
    "glm-4.7-flash-reap-23b-a3b": 22.996118432,
    "hyperclovax-seed-think-32b": 33.313410304,
    "internvl3.5-30b-a3b": 30.848730112,
    "internvl3.5-38b": 38.390405504,
    "internvl3.5-8b": 8.528318464,
    "k2-horizon-0.9b": 1.078285824,
    "k2-horizon-32b": 34.77930496,
    "k2-horizon-7b": 8.99917824,
    "k2-think-v2": 72.5501952,
    "kanana-2-30b-a3b-instruct-2601": 30.670809088,
    "kimi-dev-72b": 72.706203648,
    "kimi-vl-a3b-instruct": 16.407657776,
    "laguna-xs.2": 33.442617088,
    "leanstral-1.5-119b-a6b": 119.0,
    "lfm2.5-350m": 0.354483968,
    "lfm2.5-vl-3b": 3.123483888,
    "minicpm-v-4.6": 1.300428016,
    "minicpm5-1b": 1.080632832,
    "mimo-v2.6-distill-qwen-9b": 9.409813744,
    "nouscoder-14b": 14.7683072,
    "olmo-hybrid-7b-instruct-sft": 7.430870688,
    "qwen-agentworld-35b-a3b": 34.660610688,
    "qwen3-coder-reap-25b-a3b": 24.867354624,
    "qwen3-vl-2b-instruct": 2.127532032,
    "qwen3-vl-32b-thinking": 33.357390064,
    "ring-1t": 999.705328640,
    "rnj-1-instruct": 8.310501376,
    "salamandra-7b-instruct-2606": 7.768117248,
    "sarvam-105b": 106.031767424,
    "sarvam-30b": 32.152650368,
    "step3-vl-10b": 10.171750144,
    "trinity-large-preview": 398.635286016,
}
DRAFTING = {  # drafting layers and further towers are published with the weights, and are no part of the shape
    "deepseek-v4-flash-vision-exp": 304.646824126,
    "intern-s2-397b": 403.423094768,
    "intern-s2-preview-36b": 36.098254656,
    "longcat-flash-thinking-2601": 561.86288256,
}
WITHOUT_SHAPE = (
    "a.x-k2",
    "exaone-4.5-33b",
    "gravity-16b-a3b-preview",
    "instella-moe-16b-a3b-think",
    "k-exaone-2.0-750b-a37b",
    "k2-horizon-375b-a23b",
    "k2-horizon-mova-36b-a4b",
    "ling-2.6-flash",
    "longcat-flash-lite",
    "motif-2-12.7b-reasoning",
    "motif-3-315b",
    "nanbeige4.2-3b",
    "rwkv7-g1k-13.3b",
    "solar-open2-250b",
)


def counted(name):
    """Billions of language weights, from the shape alone."""
    architecture = CATALOG.models[name].architecture.model_copy(update={"parameters": None})
    return float(weights(shapes([architecture]), CATALOG.file.quantizations, [0]).parameters[0]) / 1e9


@pytest.mark.parametrize("name", PUBLISHED)
def test_shape_and_towers_add_up_to_the_published_count(name):
    towers = CATALOG.models[name].architecture.tower_parameters / 1e9
    assert counted(name) + towers == pytest.approx(PUBLISHED[name], rel=0.03)


@pytest.mark.parametrize("name", DRAFTING)
def test_what_drafts_is_published_and_not_counted(name):
    towers = CATALOG.models[name].architecture.tower_parameters / 1e9
    assert 0.9 * DRAFTING[name] < counted(name) + towers < DRAFTING[name]


@pytest.mark.parametrize("name", WITHOUT_SHAPE)
def test_a_model_whose_shape_could_not_be_cited_has_its_size_and_none(name):
    model = CATALOG.models[name]
    assert model.architecture is None
    assert model.total_parameters


@pytest.mark.parametrize(
    ("name", "billions"),
    [
        ("kimi-vl-a3b-instruct", 3),  # the makers' own names: A3B
        ("kanana-2-30b-a3b-instruct-2601", 3),
        ("qwen3-coder-reap-25b-a3b", 3),
        ("leanstral-1.5-119b-a6b", 6),
    ],
)
def test_active_parameters_are_those_of_the_name(name, billions):
    assert CATALOG.models[name].active_parameters / 1e9 == pytest.approx(billions, rel=0.16)


def test_pruned_experts_are_fewer_and_no_smaller():
    whole, pruned = (CATALOG.models[name].architecture for name in ("glm-4.7-flash", "glm-4.7-flash-reap-23b-a3b"))
    assert (whole.experts.count, pruned.experts.count) == (64, 48)
    assert (whole.experts.size, whole.experts.used) == (pruned.experts.size, pruned.experts.used)


def test_a_family_that_says_how_much_it_thinks_can_be_asked():
    horizon = [model for name, model in CATALOG.models.items() if name.startswith("k2-horizon")]
    assert len(horizon) == 6
    assert {model.reasoning for model in horizon} == {Reasoning.ALWAYS}
    assert {model.effort_switch for model in horizon} == {EffortSwitch.REASONING_EFFORT}
    assert {model.default_effort for model in horizon} == {"high"}


def test_models_that_see_say_so():
    seeing = ("apertus-v1.5-8b", "internvl3.5-8b", "kimi-vl-a3b-instruct", "minicpm-v-4.6", "step3-vl-10b")
    assert {CATALOG.models[name].image_input for name in seeing} == {YesNo.YES}
    assert CATALOG.models["k2-horizon-7b"].image_input is YesNo.NO
