"""One place understands accelerators: typed after a command, in a question, beside others, and with their memory."""

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer
from llmselect.command.questions import EstimateQuestion, resolve
from llmselect.errors import LlmselectError, NotPossible, UnknownName
from llmselect.estimates.hardware.named_accelerators import named_accelerator

CATALOG = load()


@pytest.mark.parametrize(
    ("typed", "memory_gib", "name"),
    [
        ("NVIDIA GeForce RTX 3060", None, "RTX 3060 12GB"),
        ("RTX 3060 12GB", 8, "RTX 3060 8GB"),
        ("RTX 3060", 7.8, "RTX 3060 8GB"),
        ("RTX 3080", 12, "RTX 3080 12GB"),
        ("RTX 3050", 6, "RTX 3050 6GB"),
        ("RTX 4060 Ti", 16, "RTX 4060 Ti 16GB"),
        ("RTX 4090", 23.6, "RTX 4090"),
        ("M4 Max", 64, "Apple M4 Max 40-core"),
        ("M4 Max", 36, "Apple M4 Max 32-core"),
        ("AMD Ryzen 9 7940HS w/ Radeon 780M Graphics", 32, "Ryzen 7 7840HS/8840U (Radeon 780M)"),
    ],
)
def test_memory_decides_between_the_sizes_of_one_device(typed: str, memory_gib: float | None, name: str) -> None:
    assert named_accelerator(CATALOG, typed, memory_gib).name == name


def test_a_size_in_the_name_of_a_chip_is_its_memory() -> None:
    found = named_accelerator(CATALOG, "M3 Ultra 512GB")
    assert (found.name, found.memory_gib) == ("Apple M3 Ultra 80-core", 512)


@pytest.mark.parametrize(("typed", "memory_gib"), [("RTX 4090", 48), ("RTX 2080 Ti 22GB", None), ("RTX 3060", 6)])
def test_a_size_that_no_card_comes_in_is_refused_with_those_there_are(typed: str, memory_gib: float | None) -> None:
    with pytest.raises(NotPossible, match=typed[:8]):
        named_accelerator(CATALOG, typed, memory_gib)


@pytest.mark.parametrize("typed", ["A100", "H100", "RTX 6000", "RX 9060 XT", "Orin"])
def test_a_name_of_several_devices_is_asked_back(typed: str) -> None:
    with pytest.raises(NotPossible):
        named_accelerator(CATALOG, typed)


def test_none_is_the_host_alone() -> None:
    assert named_accelerator(CATALOG, "none").name is None
    assert named_accelerator(CATALOG, None).name is None


def test_suggestions_are_by_meaning() -> None:
    with pytest.raises(UnknownName) as fault:
        named_accelerator(CATALOG, "AMD Radeon RX 9060")
    assert fault.value.nearest[0] == "RX 9060 XT 16GB"


def test_questions_of_a_file_understand_the_same_names() -> None:
    question = EstimateQuestion(model="qwen3-8b", accelerator="NVIDIA GeForce RTX 3060", memory_gb=8)
    assert resolve(CATALOG, question).machine.accelerator == "RTX 3060 8GB"


def test_unified_memory_of_a_size_that_is_sold_is_the_hosts_too() -> None:
    whole = resolve(CATALOG, EstimateQuestion(model="qwen3-8b", accelerator="Apple M4 Max 40-core", memory_gb=64))
    assert whole.machine.host_memory_gib == 64


@pytest.mark.parametrize(("memory_gib", "host_gib", "fit"), [(96, 32, "partial"), (96, 96, "none"), (128, 128, "full")])
def test_memory_given_to_the_graphics_and_the_rest_are_one_sum(memory_gib: float, host_gib: float, fit: str) -> None:
    machine = {"accelerator": "Ryzen AI Max+ 395", "memory_gb": memory_gib, "ram_gb": host_gib}
    question = EstimateQuestion.model_validate({"model": "qwen3-235b-a22b", "quantization": "Q3_K_M", **machine})
    assert answer(CATALOG, question)["fit"] == fit


@pytest.mark.parametrize("typed", ["2x3090", "2 x RTX 3090", "2×3090", "2X rtx3090", "2 * RTX 3090"])
def test_a_number_before_a_name_is_how_many(typed: str) -> None:
    machine = resolve(CATALOG, EstimateQuestion(model="qwen3-8b", accelerator=typed)).machine
    assert (machine.accelerator, machine.count) == ("RTX 3090", 2)
    same = resolve(CATALOG, EstimateQuestion(model="qwen3-8b", accelerator=typed, count=2)).machine
    assert same == machine
    beside = EstimateQuestion.model_validate(
        {"model": "qwen3-8b", "accelerator": "RTX 4090", "further": [{"accelerator": typed}]}
    )
    assert resolve(CATALOG, beside).machine.further[0].count == 2


@pytest.mark.parametrize(("typed", "count"), [("2x3090", 3), ("0x3090", 1), ("99x3090", 1), ("2x3091", 1), ("2x", 1)])
def test_a_number_that_contradicts_or_means_no_machine_is_one_sentence(typed: str, count: int) -> None:
    with pytest.raises(LlmselectError) as refused:
        resolve(CATALOG, EstimateQuestion(model="qwen3-8b", accelerator=typed, count=count))
    assert "\n" not in str(refused.value)
