"""Experts of N layers in main memory: what is moved besides is said, and what cannot be asked is one sentence."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.command.answers import answer, answer_lines
from llmselect.command.questions import EstimateQuestion
from llmselect.command.runs.placement_notes import ENOUGH, HEAD_TOO, NEVER_ENOUGH, TOO_FEW, WHOLE_OR_NOWHERE
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
    least = max(short) + 1
    assert short == list(range(least))  # the last of them for the head alone
    assert [count for count, line in enumerate(every) if line["host_layers"]] == short[:-1]
    for count in short:
        note, moved = every[count]["placement_note"], every[count]["host_layers"]
        assert says(note, TOO_FEW, asked=count, moved=moved) if moved else says(note, HEAD_TOO, asked=count)
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


def test_a_format_that_no_program_splits_is_told_not_to_fit_and_what_does(capsys):
    assert main(["estimate", MIXTURE, "--accelerator", "RTX 3060 12GB", "--quantization", "FP8", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["fit"], found["placement"], found["decode_tokens_per_s"]) == ("none", None, None)
    assert says(found["placement_note"], WHOLE_OR_NOWHERE, format="FP8")
    assert "quantization" in {fix["kind"] for fix in found["fixes"]}


@pytest.mark.parametrize("asked", [{}, {"experts_on_host": True}, {"host_layers": 3}, {"accelerator": None}])
def test_such_a_format_never_lies_in_main_memory_in_a_batch(asked):
    fp8, other = lines({"quantization": "FP8", **asked}, {"quantization": "Q8_0", **asked})
    assert fp8["fit"] == "none"
    assert other["fit"] != "none"


@pytest.mark.parametrize("card", ["RTX 3060 12GB", "RTX 4080", "RTX 3090"])
@pytest.mark.parametrize(
    "model", ["qwen3.6-35b-a3b", "gpt-oss-20b", "gpt-oss-120b", "gemma-4-26b-a4b-it", "glm-4.5-air"]
)
def test_the_experts_said_suffice_and_one_layer_fewer_does_not(model: str, card: str) -> None:
    """Asked for by number, the count said leaves nothing else to the host; with one fewer a note names that count."""

    def asked(count: int | None) -> dict[str, object]:
        question = EstimateQuestion(model=model, accelerator=card, ram_gb=96, cpu_moe=count)
        return answer(CATALOG, question)

    said = asked(None)["expert_layers_on_host"]
    if not said:
        assert asked(None)["fit"] == "full" or asked(None)["host_layers"]
        return
    assert isinstance(said, int)
    assert "placement_note" not in asked(said)
    assert f"--cpu-moe {said})" in str(asked(said - 1)["placement_note"])
