"""The open models of the catalog: enough of them, shapes that reproduce published counts, claims with sources."""

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights


@pytest.fixture(scope="module")
def open_models():
    return [model for model in load().file.models if model.hub_repo]


@pytest.fixture(scope="module")
def with_shape(open_models):
    return [model for model in open_models if model.architecture]


def recounted(models):
    """Parameters counted from the shape alone, the stated count hidden."""
    shape = shapes([model.architecture.model_copy(update={"parameters": None}) for model in models])
    first = [0] * len(models)
    return weights(shape, load().file.quantizations, first).parameters


def test_at_least_350_open_models_have_a_shape(with_shape):
    assert len(with_shape) >= 350


def test_shapes_reproduce_the_stated_parameters(with_shape):
    stated = {model.id: model.architecture.parameters for model in with_shape}
    counted = dict(zip(stated, recounted(with_shape), strict=True))
    assert None not in stated.values()
    assert {name: counted[name] / stated[name] for name in stated if abs(counted[name] / stated[name] - 1) > 0.03} == {}


@pytest.mark.parametrize(
    ("model", "billions"),
    [
        ("llama-2-70b-chat", 68.98),  # https://huggingface.co/meta-llama/Llama-2-70b-chat-hf (69B)
        ("llama-3.1-8b-instruct", 8.03),  # https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct
        ("llama-4-scout-17b-16e", 109),  # https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct
        ("mixtral-8x7b-instruct-v0.1", 46.7),  # https://mistral.ai/news/mixtral-of-experts
        ("codellama-34b-instruct", 33.7),  # https://huggingface.co/codellama/CodeLlama-34b-Instruct-hf
        ("gemma-2-27b-it", 27.2),  # https://huggingface.co/google/gemma-2-27b-it
        ("phi-3-mini-4k-instruct", 3.82),  # https://huggingface.co/microsoft/Phi-3-mini-4k-instruct (3.8B)
        ("qwen3-30b-a3b", 30.5),  # https://huggingface.co/Qwen/Qwen3-30B-A3B
        ("qwen3-0.6b", 0.6),  # https://huggingface.co/Qwen/Qwen3-0.6B, whose files hold the tied head twice
        ("deepseek-v3", 671),  # https://arxiv.org/abs/2412.19437
        ("glm-4.5-air", 106),  # https://arxiv.org/abs/2508.06471
        ("falcon-180b-chat", 179.5),  # https://huggingface.co/tiiuae/falcon-180B-chat (180B)
        ("gpt-neox-20b", 20.55),  # https://arxiv.org/abs/2204.06745 (20,554,567,680)
        ("jamba-1.5-large", 398),  # https://arxiv.org/abs/2408.12570
        ("nemotron-nano-12b-v2", 12.31),  # https://huggingface.co/nvidia/NVIDIA-Nemotron-Nano-12B-v2-Base
        ("llama-3.3-nemotron-super-49b-v1.5", 49.87),  # https://huggingface.co/nvidia/Llama-3_3-Nemotron-Super-49B-v1_5
    ],
)
def test_parameters_are_those_of_the_publisher(model, billions):
    found = load().model(model)
    assert found.total_parameters / 1e9 == pytest.approx(billions, rel=0.015)
    assert recounted([found])[0] / 1e9 == pytest.approx(billions, rel=0.015)


@pytest.mark.parametrize(
    ("model", "billions"),
    [
        ("mixtral-8x7b-instruct-v0.1", 12.9),  # https://mistral.ai/news/mixtral-of-experts
        ("deepseek-v3", 37),  # https://arxiv.org/abs/2412.19437
        ("gpt-oss-120b", 5.1),  # https://arxiv.org/abs/2508.10925
        ("gpt-oss-20b", 3.6),  # https://arxiv.org/abs/2508.10925
        ("kimi-k2-instruct", 32),  # https://arxiv.org/abs/2507.20534
        ("jamba-1.5-large", 94),  # https://arxiv.org/abs/2408.12570
        ("deepseek-v4-flash", 13),  # https://huggingface.co/deepseek-ai/DeepSeek-V4-Flash (284B-A13B)
    ],
)
def test_active_parameters_of_mixtures_are_those_of_the_publisher(model, billions):
    assert load().model(model).active_parameters / 1e9 == pytest.approx(billions, rel=0.04)


def test_active_parameters_are_never_more_than_all(open_models):
    assert [m.id for m in open_models if m.active_parameters and m.active_parameters > m.total_parameters] == []


LLAMAS = ("llama-2", "llama-3.1", "llama-3.2", "llama-3.3", "codellama")
OTHERS = ("mistral-7b", "mixtral", "gemma-3", "phi-3", "wizardlm", "qwen3", "deepseek", "falcon", "gpt-neox", "jamba")


@pytest.mark.parametrize("start", LLAMAS + OTHERS)
def test_families_of_the_course_are_there(with_shape, start):
    assert any(model.id.startswith(start) for model in with_shape)


def test_an_unfiltered_wizardlm_is_there(with_shape):
    assert any(model.uncensored and "wizardlm" in model.id for model in with_shape)


def test_every_claim_about_french_has_a_source(open_models):
    assert [m.id for m in open_models if (m.french is not YesNo.UNKNOWN) != (m.french_source is not None)] == []


def test_every_shape_and_release_date_has_a_source(open_models):
    assert [m.id for m in open_models if (m.architecture is None) != (m.architecture_source is None)] == []
    assert [m.id for m in open_models if (m.release_date is None) != (m.release_date_source is None)] == []


def test_ids_and_repositories_are_unique(open_models):
    repositories = [model.hub_repo.casefold() for model in open_models]
    assert len(set(repositories)) == len(repositories)
    assert len({model.id for model in open_models}) == len(open_models)


def test_ollama_tags_run_on_the_machine(open_models):
    """Tags that end in `cloud` send the prompt to Ollama's servers (https://docs.ollama.com/cloud)."""
    assert [model.id for model in open_models if (model.ollama_tag or "").endswith("cloud")] == []


def test_licences_of_open_models_are_described(open_models):
    described = load().licences
    assert [model.id for model in open_models if model.licence and model.licence not in described] == []
