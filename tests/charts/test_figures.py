"""Every picture is a figure that Plotly accepts, on axes that do not move with what is drawn."""

import pytest
from plotly.graph_objects import Figure
from plotly.tools import return_figure_from_figure_or_data

from llmselect.charts.checked import CheckedFigure
from llmselect.charts.memory_bars import FitColour, MemoryBar, Wording, memory_bars
from llmselect.charts.worth_curves import WorthCurve, worth_curves
from llmselect.text import Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)
CURVES = (
    WorthCurve("Wait", "s", True, ((20.0, 0.0), (2.0, 0.99), (0.2, 1.0))),
    WorthCurve("Privacy", "level", False, ((0.0, 0.0), (3.0, 0.8), (7.0, 1.0))),
)
BARS = (
    MemoryBar("Q8_0", "Q8_0", ("26.0 GiB", "◐ fits partly"), FitColour.PARTLY, (20.0, 2.0, 0.5, 0.5), 3.0),
    MemoryBar("Q4_K_M", "★ Q4_K_M", ("13.0 GiB", "● fits"), FitColour.FITS, (10.0, 2.0, 0.5, 0.5), 0.0),
)
WORDING = Wording(("Needs", "Fit"), ("W", "KV", "B", "R"), "RAM", "RTX 4090: 24.0 GiB", "GiB")


def drawn(capacity_gib=24.0):
    return {
        "memory": memory_bars(BARS, "Q4_K_M", capacity_gib, WORDING, FR),
        "narrow": memory_bars(BARS, "Q4_K_M", capacity_gib, WORDING, FR, narrow=True),
        "worth": worth_curves(CURVES, FR),
    }


@pytest.mark.parametrize("name", ["memory", "narrow", "worth"])
def test_plotly_accepts_the_dictionary(name):
    picture = drawn()[name]
    assert Figure(picture).to_plotly_json()["data"]


def test_a_checked_figure_is_taken_as_it_is():
    picture = drawn()["memory"]
    assert return_figure_from_figure_or_data(CheckedFigure(picture), validate_figure=True) == picture


def test_parts_differ_by_more_than_colour():
    hatches = [t["marker"]["pattern"]["shape"] for t in drawn()["memory"]["data"] if t["showlegend"]]
    assert len(set(hatches)) == len(hatches)


def test_a_curve_of_money_or_time_runs_on_a_scale_of_factors_and_marks_its_three_points():
    layout = drawn()["worth"]["layout"]
    assert (layout["xaxis"]["type"], layout["xaxis2"]["type"]) == ("log", "linear")
    assert [len(layout[axis]["tickvals"]) for axis in ("xaxis", "xaxis2")] == [3, 3]
    domains = [layout[axis]["domain"] for axis in ("yaxis", "yaxis2")]
    assert domains[1][1] < domains[0][0], "curves do not overlap"


@pytest.mark.parametrize("name", ["memory", "narrow"])
def test_the_fit_of_each_bar_is_written_in_words(name):
    written = " ".join(each["text"] for each in drawn()[name]["layout"]["annotations"])
    assert all(word in written for bar in BARS for word in (bar.name, *bar.cells))


def test_only_the_selected_bar_shows_its_parts_and_every_bar_hands_its_id_back():
    whole, *parts = drawn()["memory"]["data"]
    assert whole["x"] == [23.0, 0.0]
    assert all(trace["x"][0] == 0 for trace in parts if trace["showlegend"])
    assert sum(trace["x"][1] for trace in parts) == 13.0
    assert all(trace["customdata"] == ["Q8_0", "Q4_K_M"] for trace in (whole, *parts))


@pytest.mark.parametrize("capacity_gib", [4.0, 24.0, 640.0])
@pytest.mark.parametrize("name", ["memory", "narrow"])
def test_bars_and_capacity_line_are_both_inside_the_picture(capacity_gib, name):
    layout = drawn(capacity_gib)[name]["layout"]
    low, high = layout["xaxis"]["range"]
    assert low == 0
    assert high > capacity_gib
    assert high > 26.0
    lines = [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert lines
    assert all(line["x0"] == line["x1"] == capacity_gib for line in lines)


def test_numbers_have_the_marks_of_the_language():
    assert worth_curves(CURVES, EN)["layout"]["separators"] == ".,"
    assert worth_curves(CURVES, FR)["layout"]["separators"].startswith(",")
