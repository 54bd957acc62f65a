"""The pictures behind the ranking: Plotly accepts them, and nothing is told by colour alone."""

import pytest
from plotly.graph_objects import Figure

from llmselect.charts.differences import Gap, differences
from llmselect.charts.pareto import MOST_POINTS, Axis, ParetoPoint, ParetoStanding, pareto
from llmselect.charts.tornado import TornadoLine, tornado
from llmselect.text import Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)
LINES = (
    TornadoLine("Privacy", 0.2, ((0.0, 1.0, "A"),)),
    TornadoLine("Cost", 0.3, ((0.0, 0.5, "A"), (0.5, 0.8, "B"), (0.8, 1.0, "A"))),
)
GAPS = (Gap("Cost", -12.04), Gap("Privacy", 0.0), Gap("Quality", 4.5))
COST, QUALITY = Axis("Cost", logarithmic=True, downward=True), Axis("Quality", logarithmic=False, downward=False)
POINTS = (
    ParetoPoint("A", (1.0, 1.0, 1.0), (60.0, 68.0, 74.0), ParetoStanding.FIRST),
    ParetoPoint("B", (4.0, 4.0, 4.0), (70.0, 80.0, 82.0), ParetoStanding.FRONT),
    ParetoPoint("C", (0.5, 0.5, 0.5), (50.0, 60.0, 62.0), ParetoStanding.FRONT),
    ParetoPoint("D", (5.0, 5.0, 5.0), (30.0, 40.0, 41.0), ParetoStanding.BEATEN),
)
NAMES = {standing: standing.name for standing in ParetoStanding}


def drawn(say=FR):
    return {
        "tornado": tornado(LINES, "now", say),
        "differences": differences(GAPS, "points", say),
        "pareto": pareto(COST, QUALITY, POINTS, NAMES, say),
    }


@pytest.mark.parametrize("name", ["tornado", "differences", "pareto"])
def test_plotly_accepts_the_dictionary(name):
    assert Figure(drawn()[name]).to_plotly_json()["data"]


def test_each_line_of_the_tornado_is_covered_from_0_to_100():
    bars = [trace for trace in drawn()["tornado"]["data"] if trace["type"] == "bar"]
    for name in ("Privacy", "Cost"):
        pieces = [(b, x) for t in bars for y, b, x in zip(t["y"], t["base"], t["x"], strict=True) if y == name]
        assert sum(length for _, length in pieces) == pytest.approx(100)
        assert min(start for start, _ in pieces) == 0
    assert drawn()["tornado"]["layout"]["xaxis"]["range"] == [0, 100]


def test_a_winner_that_comes_back_keeps_its_hatch():
    bars = [trace for trace in drawn()["tornado"]["data"] if trace["type"] == "bar"]
    assert [trace["name"] for trace in bars] == ["A", "B"]
    assert len({trace["marker"]["pattern"]["shape"] for trace in bars}) == 2


def test_the_tornado_marks_the_weight_as_it_stands():
    marks = drawn()["tornado"]["data"][-1]
    assert (marks["x"], marks["y"]) == ([20.0, 30.0], ["Privacy", "Cost"])


def test_losses_and_gains_differ_by_hatch_and_by_sign():
    bars = drawn()["differences"]["data"][0]
    assert bars["marker"]["pattern"]["shape"] == ["/", "", ""]
    assert bars["text"] == ["−12,0", "0,0", "+4,5"]


def test_losses_and_gains_have_the_same_room():
    low, high = drawn()["differences"]["layout"]["xaxis"]["range"]
    assert low == -high
    assert high > 12


def test_a_small_difference_does_not_fill_the_picture():
    layout = differences((Gap("Cost", -0.3),), "points", EN)["layout"]
    assert layout["xaxis"]["range"][1] >= 5


def test_the_front_and_the_first_have_symbols_of_their_own_and_the_first_its_name():
    traces = {trace["name"]: trace for trace in drawn()["pareto"]["data"]}
    assert len({trace["marker"]["symbol"] for trace in traces.values()}) == 3
    assert "text" in traces["FIRST"]["mode"]
    assert traces["FIRST"]["text"] == ["A"]


def test_whiskers_are_the_ranges_and_exact_values_have_none():
    first = next(trace for trace in drawn()["pareto"]["data"] if trace["name"] == "FIRST")
    assert (first["error_y"]["array"], first["error_y"]["arrayminus"]) == ([6.0], [8.0])
    assert "error_x" not in first


def test_better_is_always_up_and_to_the_right():
    layout = drawn()["pareto"]["layout"]
    assert layout["xaxis"]["autorange"] == "reversed"
    assert "autorange" not in layout["yaxis"]


def test_no_more_points_are_sent_than_can_be_told_apart():
    crowd = [POINTS[0], *(POINTS[3]._replace(name=str(i)) for i in range(200))]
    figure = pareto(COST, QUALITY, crowd, NAMES, EN)
    assert sum(len(trace["x"]) for trace in figure["data"]) == MOST_POINTS
