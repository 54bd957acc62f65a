"""Cores and instructions of a processor are what a program may use, and decide how fast prompts are read."""

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer
from llmselect.command.questions import EstimateQuestion
from llmselect.machine.processor import Instructions, instructions, usable_cores


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("flags\t\t: fpu sse4_2 avx avx2 fma avx512f amx_int8", Instructions.AVX512),
        ("flags\t\t: fpu sse4_2 avx avx2 fma", Instructions.AVX2),
        ("flags\t\t: fpu sse4_2 avx", Instructions.AVX),
        ("Features\t: fp asimd evtstrm aes", Instructions.NEON),
        ("flags\t\t: fpu sse2", Instructions.SCALAR),
        ("model name\t: something", None),
    ],
)
def test_the_widest_instructions_are_read_from_the_flags(tmp_path, flags, found) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text(f"processor\t: 0\n{flags}\n")
    assert instructions(file) is found


@pytest.mark.parametrize(("quota", "most"), [("100000 100000", 1), ("50000 100000", 1), ("max 100000", 1024)])
def test_a_container_has_the_cores_that_it_is_given(tmp_path, quota, most) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(quota)
    assert 1 <= usable_cores(file) <= most


def prefill(accelerator: str | None, cores: int | None) -> float:
    asked = EstimateQuestion(model="qwen3-0.6b", accelerator=accelerator, host_cores=cores, ram_gb=16)
    found = answer(load(), asked)["prefill_tokens_per_s"]
    assert isinstance(found, dict)
    return found["likely"]


def test_few_cores_read_prompts_slower_and_a_named_processor_keeps_its_own_figure() -> None:
    assert prefill(None, 2) < prefill(None, 8) / 2 < prefill(None, 8)
    assert prefill("Ryzen 9 7950X", 2) == prefill("Ryzen 9 7950X", None)


def test_two_cores_of_a_server_are_met() -> None:
    """llama.cpp with SmolLM2-135M Q4_1 on two cores with AVX-512: 470 tokens/s read, 110 written."""
    asked = EstimateQuestion(model="smollm2-135m-instruct", quantization="Q4_1", host_cores=2, ram_gb=8, depth=256)
    found = answer(load(), asked)
    for name, measured in (("prefill_tokens_per_s", 470), ("decode_tokens_per_s", 110)):
        spread = found[name]
        assert isinstance(spread, dict)
        assert spread["low"] < measured < spread["high"]
