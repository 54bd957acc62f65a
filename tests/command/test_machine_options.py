"""Any machine on the command line and in a batch: the same words, the same answers, one sentence for what cannot be."""

import json
import subprocess
import sys

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer, answer_lines
from llmselect.command.machines import typed_device
from llmselect.command.questions import read_question
from llmselect.errors import LlmselectError
from llmselect.machine.machine import ChipClass, Custom

CATALOG = load()
MODEL = "qwen3-30b-a3b"


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "llmselect", *arguments], capture_output=True, text=True, check=False)


def asked(**question: object) -> dict[str, object]:
    return answer(CATALOG, read_question(json.dumps({"model": MODEL} | question)))


def test_a_question_may_name_any_machine() -> None:
    card = {"maker": "nvidia", "memory_gb": 24, "bandwidth_gb_per_s": 1008, "fp16_tflops": 165}
    mixed = asked(custom=card, further=[{"accelerator": "RTX 3060 12GB", "count": 2, "memory_gb": 12}])
    assert mixed["fit"] == "full"
    assert asked(custom=card, experts_on_host=True, host_bandwidth_gb_per_s=90)["fit"] == "partial"
    halves = asked(accelerator="RTX 4090", count=2, split="tensor", host_layers=2.0, reserved_gb=1)
    assert halves["fit"] == "partial"
    thinking = asked(accelerator="RTX 4090", model="qwen3-8b", thinking_tokens=1000)
    assert thinking["finish_s"] != asked(accelerator="RTX 4090", model="qwen3-8b")["finish_s"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"further": [{"accelerator": "RTX 3090"}]}, "no first"),
        ({"accelerator": "RTX 4090", "further": [{"accelerator": "RTX 309"}]}, "nearest are RTX 3090"),
        ({"accelerator": "RTX 4090", "further": [{"accelerator": "RTX 3090"}] * 5}, "further"),
        ({"accelerator": "RTX 4090", "further": [{"accelerator": "RTX 3090", "count": 0}]}, "count"),
        ({"accelerator": "RTX 4090", "custom": {"maker": "amd", "memory_gb": 8, "bandwidth_gb_per_s": 9}}, "both"),
        ({"custom": {"maker": "amd", "memory_gb": -8, "bandwidth_gb_per_s": 9}}, "memory_gb"),
        ({"custom": {"maker": "tesla", "memory_gb": 8, "bandwidth_gb_per_s": 9}}, "tesla"),
        ({"split": "rows"}, "rows"),
        ({"host_layers": -1}, "host_layers"),
        ({"host_bandwidth_gb_per_s": 0}, "host_bandwidth_gb_per_s"),
        ({"thinking_tokens": 1e9}, "thinking_tokens"),
    ],
)
def test_a_machine_that_cannot_be_spoils_its_own_line_alone(question: dict[str, object], words: str) -> None:
    lines = [json.dumps({"model": MODEL} | given).encode() for given in (question, {"accelerator": "RTX 4090"})]
    refused, fine = answer_lines(CATALOG, lines)
    error = refused["error"]
    assert isinstance(error, dict)
    assert words in error["message"]
    assert "\n" not in error["message"]
    assert "error" not in fine


def test_a_device_is_typed_as_on_a_box() -> None:
    found = typed_device("My card, NVIDIA, 24 GB, 1008GB/s,165TFLOPS,330 tops,unified")
    assert found == Custom(
        name="My card",
        maker=ChipClass.NVIDIA,
        memory_gib=24,
        bandwidth_gb_per_s=1008,
        fp16_tflops=165,
        int8_tops=330,
        unified_memory=True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "x,nvidia",
        "x,nvidia,24GB",
        "x,nvidia,24,1008",
        "x,nvidia,1e9GB,5GB/s",
        "x,nvidia,99999GB,5GB/s",
        ",nvidia,8GB,5GB/s",
    ],
)
def test_a_device_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError, match="expected"):
        typed_device(text)


def test_a_question_typed_is_a_question_of_a_batch_and_what_would_make_it_fit() -> None:
    question = {"accelerator": "RTX 4090", "quantization": "Q8_0", "reserved_gb": 2, "host_layers": 4}
    typed = run(
        "estimate",
        MODEL,
        "--accelerator",
        "RTX 4090",
        "--quantization",
        "Q8_0",
        "--reserved",
        "2",
        "--host-layers",
        "4",
        "--json",
    )
    found = json.loads(typed.stdout)
    fixes = found.pop("fixes")
    assert found == asked(**question)
    assert {"quantization", "memory", "another"} <= {fix["kind"] for fix in fixes}
    text = run("estimate", MODEL, "--accelerator", "RTX 4090", "--quantization", "Q8_0").stdout
    assert "what would make it fit" in text


def test_further_accelerators_are_named_after_and() -> None:
    found = run("estimate", MODEL, "--accelerator", "RTX 4090", "--and", "RTX 3060 12GB:2:12GB", "--json")
    further = [{"accelerator": "RTX 3060 12GB", "count": 2, "memory_gb": 12}]
    assert json.loads(found.stdout) == asked(accelerator="RTX 4090", further=further)
    for wrong in ("RTX 3060 12GB:two", "RTX 3060 12GB:1:2:3", "RTX 3060 12GB:0"):
        refused = run("estimate", MODEL, "--accelerator", "RTX 4090", "--and", wrong)
        assert refused.returncode == 2
        assert "expected" in refused.stderr
