"""Experts of N layers in main memory: what is moved besides is said, and what cannot be asked is one sentence."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.command.answers import answer_lines
from llmselect.command.runs.expert_layers import ENOUGH, NEVER_ENOUGH, TOO_FEW
from llmselect.errors import BadNumber, NotPossible
from tests.wording import says

CATALOG = load()
MIXTURE, DENSE = "qwen3-30b-a3b", "qwen3-8b"
LAYERS = CATALOG.model(MIXTURE).architecture.layers


def lines(*questions: dict[str, object]) -> list[dict[str, object]]:
    usual = {"model": MIXTURE, "accelerator": "RTX 3060 12GB", "quantization": "Q4_K_M"}
    return answer_lines(CATALOG, [json.dumps(usual | question).encode() for question in questions])


def test_too_few_layers_are_said_with_the_least_that_suffice():
    every = lines(*({"cpu_moe": count} for count in range(LAYERS + 1)))
    short = [count for count, line in enumerate(every) if "placement_note" in line]
    assert short
    assert short == [count for count, line in enumerate(every) if line["host_layers"]]
    least = max(short) + 1
    for count in short:
        note, moved = every[count]["placement_note"], every[count]["host_layers"]
        assert says(note, TOO_FEW, asked=count, moved=moved)
        assert says(note, ENOUGH, least=least)
    assert every[least]["placement"] == "experts_on_host"


def test_where_no_number_suffices_that_is_said():
    (line,) = lines({"cpu_moe": 3, "memory_gb": 12, "context": 40_960, "users": 16, "ram_gb": 256})
    assert says(line["placement_note"], NEVER_ENOUGH, most=LAYERS)


def test_both_names_of_the_key_ask_the_same():
    long, short = lines({"expert_host_layers": LAYERS}, {"cpu_moe": LAYERS})
    assert long == short
    assert "placement_note" not in short


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"cpu_moe": LAYERS + 1}, BadNumber.code),
        ({"cpu_moe": 2, "model": DENSE}, NotPossible.code),
        ({"cpu_moe": 2, "experts_on_host": True}, NotPossible.code),
        ({"cpu_moe": 2, "accelerator": None}, NotPossible.code),
        ({"cpu_moe": 2, "expert_host_layers": 3}, NotPossible.code),
        ({"cpu_moe": 2, "quantization": "FP8"}, NotPossible.code),
        ({"cpu_moe": -1}, BadNumber.code),
    ],
)
def test_what_contradicts_itself_spoils_its_line_alone(question: dict[str, object], code: str):
    refused, fine = lines(question, {})
    assert refused["error"]["code"] == code
    assert "\n" not in refused["error"]["message"]
    assert "error" not in fine


@pytest.mark.parametrize("command", [("recommend",), ("estimate", MIXTURE)])
def test_flags_that_contradict_each_other_are_refused_by_every_command(command, capsys):
    assert main([*command, "--accelerator", "RTX 4090", "--cpu-moe", "3", "--experts-on-host"]) == 2
    assert "--cpu-moe 3" in capsys.readouterr().err
