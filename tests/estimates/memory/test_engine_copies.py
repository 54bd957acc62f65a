"""What the engine keeps more than once: inputs of a pipeline of cards, and a layer of experts copied for prompts."""

from llmselect.catalog.load import load
from llmselect.command.answers import answer
from llmselect.command.questions import EstimateQuestion
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.one_model import estimate
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.units import GIB

CATALOG = load()


def asked(**question: object) -> dict[str, object]:
    return answer(CATALOG, EstimateQuestion.model_validate(question))


def scratch(**question: object) -> float:
    return float(asked(**question)["compute_buffer_bytes"])


LONG = {"model": "qwen3.6-35b-a3b", "accelerator": "RTX 4090", "context": 262144}


def test_two_cards_keep_four_copies_of_the_masks_of_a_long_context():
    """ggml-org/llama.cpp#23679: the masks of 262,144 tokens are 256 MiB, and each card has four of them."""
    mask = 262144 * 512 * 2
    two = scratch(**LONG, count=2)
    assert 2 * 4 * mask <= two <= 2 * 4 * mask + 4 * mask + GIB


def test_one_card_keeps_one_and_a_tensor_split_or_unified_memory_no_pipeline():
    mask = 262144 * 512 * 2
    assert scratch(**{**LONG, "accelerator": "RTX 6000 Ada"}, count=1) < 3 * mask
    assert scratch(**LONG, count=2, split="tensor") < scratch(**LONG, count=2) / 2
    apple = {**LONG, "accelerator": "Apple M3 Ultra 80-core"}
    assert scratch(**apple, count=2) < 2 * scratch(**apple, count=1) + 2**20


def test_where_the_copies_do_not_fit_the_engine_goes_without_them():
    """The smallest cards that hold the model hold it without the copies; with more room they come."""
    long = Workload(context_tokens=262144)
    machines = [Machine(accelerator="RTX 4090", count=2, memory_gib=gib / 4, reserved_gib=0.0) for gib in range(44, 84)]
    runs = [estimate("qwen3.6-35b-a3b", machine, long, "Q4_K_M") for machine in machines]
    fits = [run.fit is Fit.FULL for run in runs]
    assert fits == sorted(fits)
    assert not fits[0]
    buffers = [run.compute_buffer_bytes for run, full in zip(runs, fits, strict=True) if full]
    assert buffers == sorted(buffers)
    assert buffers[-1] > 2 * buffers[0]


def test_experts_on_the_host_are_copied_a_layer_at_a_time():
    """ggml-org/llama.cpp#24175: 7 to 7.5 GB of scratch where two expert tensors of a layer have 3,520 MiB each."""
    question = {"model": "nemotron-3-ultra-550b-a55b", "accelerator": "RTX 5090", "ram_gb": 500.0, "context": 16128}
    assert scratch(**question, experts_on_host=True) >= 5 * GIB
    whole = {"model": "gpt-oss-120b", "accelerator": "H100 SXM 80GB", "context": 8192}
    copied = scratch(**whole, experts_on_host=True) - scratch(**whole)
    assert 1.5e9 < copied < 1.9e9
