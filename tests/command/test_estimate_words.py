"""What `estimate` says beside its figures: the quantization, the quality it keeps, what was taken for granted."""

import json
from pathlib import Path

import pytest

from llmselect.__main__ import main
from llmselect.command.printing import figures
from tests.estimates.configs import CONFIGS


def told(capsys: pytest.CaptureFixture[str], *given: str) -> dict[str, object]:
    assert main(["estimate", *given, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_model_shipped_in_one_format_is_estimated_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "gpt-oss-20b")["quantization"] == "MXFP4"
    assert told(capsys, "qwen3-8b")["quantization"] == "Q4_K_M"
    assert told(capsys, "gpt-oss-20b", "--quantization", "Q8_0")["quantization"] == "Q8_0"


def test_the_quality_kept_is_a_range_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    kept = {
        (name, use): told(capsys, "qwen3-8b", "--quantization", name, "--use", use)
        for name in ("IQ2_M", "Q4_K_M", "Q8_0")
        for use in ("general", "code", "french")
    }
    for answer in kept.values():
        share = answer["quality_kept"]
        assert isinstance(share, dict)
        assert 0 < share["low"] <= share["likely"] <= share["high"] <= 1
        assert "docs/quantization.md" in str(answer["quality_kept_source"])
    likely = {key: answer["quality_kept"]["likely"] for key, answer in kept.items()}  # type: ignore[index]
    assert likely["IQ2_M", "code"] < likely["Q4_K_M", "code"] < likely["Q8_0", "code"]
    assert likely["Q4_K_M", "code"] < likely["Q4_K_M", "general"] == likely["Q4_K_M", "french"]


def test_the_format_that_a_model_was_released_in_keeps_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "gpt-oss-20b")["quality_kept"] == {"low": 1.0, "likely": 1.0, "high": 1.0}


def test_options_of_the_machine_reach_the_estimate(capsys: pytest.CaptureFixture[str]) -> None:
    card = ("qwen3-30b-a3b", "--accelerator", "rtx4090", "--ram", "32")
    whole, moved = told(capsys, *card), told(capsys, *card, "--cpu-moe", "10")
    assert (whole["fit"], moved["fit"]) == ("full", "partial")
    assert moved["host_bytes"] > whole["host_bytes"]  # type: ignore[operator]
    assert told(capsys, *card, "--cpu-moe", "48", "--host-reserved", "30")["fit"] == "none"


def test_an_unknown_architecture_is_said_to_be_taken_for_a_plain_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps({**CONFIGS["meta-llama/Llama-3.1-8B"], "model_type": "zorg"}), "utf-8")
    assert any("'zorg' is not known here" in note for note in told(capsys, "--config", str(config))["notes"])


@pytest.mark.parametrize(("value", "text"), [(1563.2, "1,560"), (0.03421, "0.0342"), (55.06, "55.1"), (1e5, "100,000")])
def test_figures_are_written_as_a_person_would(value: float, text: str) -> None:
    assert figures(value) == text
