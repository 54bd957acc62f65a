"""`python -m llmselect quality`: every model, for every use."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load


@pytest.mark.parametrize("use", ["general", "code", "reasoning", "french", "documents", "agents"])
def test_every_model_of_the_catalog_is_printed_best_first(capsys, use):
    assert main(["quality", "--use", use, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert sorted(row["model"] for row in rows) == sorted(load().models)
    assert all(set(row) == {"model", "value", "low", "high", "basis"} for row in rows)
    assert all(0 <= row["low"] <= row["value"] <= row["high"] <= 100 for row in rows)
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True)


def test_one_model_shows_the_standings_that_moved_it(capsys):
    assert main(["quality", "--model", "openai:gpt-4o", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["moved_by"]
    assert all(move["source"] and move["date"] for move in row["moved_by"])


@pytest.mark.parametrize("words", [["--use", "cod"], ["--model", "openai:gpt-4oo"]])
def test_an_unknown_name_is_answered_with_the_nearest(capsys, words):
    assert main(["quality", *words]) == 2
    assert "nearest" in capsys.readouterr().err
