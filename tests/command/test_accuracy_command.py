"""`python -m llmselect accuracy`: tables for people and programs, and a file of every measurement."""

import csv
import json

import numpy as np
import pytest

from llmselect.__main__ import main
from llmselect.estimates.accuracy.points import ModelKind
from llmselect.estimates.core.chip_families import CLASS_OF


@pytest.fixture
def answer(capsys):
    assert main(["accuracy", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_speed_is_told_by_range_by_kind_of_model_and_by_chip_family(answer):
    groups = {(row["phase"], row["by"]): set() for row in answer["speed"]}
    for row in answer["speed"]:
        groups[row["phase"], row["by"]].add(row["group"])
    for phase in ("decode", "prefill"):
        assert groups[phase, "all"] == {"all"}
        assert groups[phase, "kind of model"] == {str(kind) for kind in ModelKind}
        assert groups[phase, "chip family"] <= set(CLASS_OF)


@pytest.mark.parametrize("by", ["stated range", "kind of model", "chip family"])
def test_the_groups_of_a_kind_hold_all_rows(answer, by):
    by = {"stated range": "range"}.get(by, by)
    for phase in ("decode", "prefill"):
        rows = [row for row in answer["speed"] if row["phase"] == phase]
        (whole,) = (row["rows"] for row in rows if row["by"] == "all")
        assert sum(row["rows"] for row in rows if row["by"] == by) == whole


def test_every_kind_of_kin_is_left_out_and_costs_accuracy(answer):
    for row in (row for row in answer["speed"] if row["by"] == "all"):
        for kin in ("device", "model", "source"):
            assert row[f"median_error_without_{kin}"] > row["median_error"]
            assert row[f"p90_error_without_{kin}"] > row["p90_error"]


def test_people_are_told_the_same_and_which_groups_are_small(capsys, answer):
    assert main(["accuracy"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= sum(len(rows) for rows in answer.values()) + len(answer)
    few = [row for row in answer["speed"] if row["rows"] < 5]
    assert sum("(few rows)" in line for line in lines) == len(few) > 0


def test_the_points_give_the_figures_of_the_table(answer, tmp_path, capsys):
    file = tmp_path / "points.csv"
    assert main(["accuracy", "--points", str(file)]) == 0
    points = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    for row in (row for row in answer["speed"] if row["by"] == "chip family"):
        own = [point for point in points if point["phase"] == row["phase"] and point["family"] == row["group"]]
        off = [abs(float(point["without_device"]) / float(point["measured"]) - 1) for point in own]
        assert len(own) == row["rows"]
        assert np.median(off) == pytest.approx(row["median_error_without_device"], abs=1e-3)


def test_the_points_are_json_too(tmp_path, capsys):
    file = tmp_path / "points.json"
    assert main(["accuracy", "--points", str(file)]) == 0
    points = json.loads(file.read_text("utf-8"))
    needed = {"number", "phase", "device", "model", "quantization", "engine", "measured", "estimated", "low", "high"}
    assert all(needed <= set(point) for point in points)
    assert all(point["low"] <= point["estimated"] <= point["high"] for point in points)


@pytest.mark.parametrize("name", ["points.txt", "points", "no/such/folder/points.csv"])
def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path, capsys, name):
    assert main(["accuracy", "--points", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert "expected" in said
    assert "Traceback" not in said
