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


def test_the_quality_kept_has_its_source_and_unknown_stays_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    measured = told(capsys, "qwen3-8b", "--quantization", "Q4_K_M")
    assert measured["quality_kept"] == 0.99404
    assert str(measured["quality_kept_source"]).startswith("https://github.com/ggml-org/llama.cpp/")
    unknown = told(capsys, "qwen3-8b", "--quantization", "AWQ-INT4", "--accelerator", "RTX 4090")
    assert unknown["quality_kept"] is None
    assert "quality_kept_source" not in unknown


def test_an_unknown_architecture_is_said_to_be_taken_for_a_plain_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps({**CONFIGS["meta-llama/Llama-3.1-8B"], "model_type": "zorg"}), "utf-8")
    assert any("'zorg' is not known here" in note for note in told(capsys, "--config", str(config))["notes"])


@pytest.mark.parametrize(("value", "text"), [(1563.2, "1,560"), (0.03421, "0.0342"), (55.06, "55.1"), (1e5, "100,000")])
def test_figures_are_written_as_a_person_would(value: float, text: str) -> None:
    assert figures(value) == text
