"""Predicted against published: Plotly takes it, both axes span the same speeds, and a chip keeps its look."""

import math

import pytest
from plotly.graph_objects import Figure

from llmselect.charts.accuracy import AccuracyPoint, Cloud, Titles, accuracy
from llmselect.text import Language, Voice

TITLES = Titles("published", "predicted", "exact", "band")
FAST, SLOW = AccuracyPoint("A", 200.0, 150.0), AccuracyPoint("B", 2.0, 2.4)


def drawn(*clouds):
    return accuracy(clouds, TITLES, 0.25, Voice(Language.EN))


def marks(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace["mode"] == "markers"}


@pytest.mark.parametrize("clouds", [(Cloud("a", (FAST, SLOW)), Cloud("b", ())), (Cloud("a", ()),), ()])
def test_plotly_takes_it(clouds):
    Figure(drawn(*clouds))


def test_both_axes_span_the_same_speeds():
    layout = drawn(Cloud("a", (FAST,)), Cloud("b", (SLOW,)))["layout"]
    assert layout["xaxis"]["range"] == layout["yaxis"]["range"]
    low, high = (10**end for end in layout["xaxis"]["range"])
    assert low < 2.0
    assert high > 200.0


def test_a_chip_keeps_its_colour_and_symbol_when_others_are_filtered_out():
    every = drawn(Cloud("a", (FAST,)), Cloud("b", (SLOW,)))
    alone = drawn(Cloud("a", ()), Cloud("b", (SLOW,)))
    names = [trace.get("name") for trace in every["data"]]
    assert names == [trace.get("name") for trace in alone["data"]]
    assert marks(every)["b"]["marker"] == marks(alone)["b"]["marker"]
    assert not marks(alone)["a"]["showlegend"]


def test_colour_is_not_the_only_difference():
    clouds = [Cloud(str(i), (FAST,)) for i in range(6)]
    assert len({trace["marker"]["symbol"] for trace in marks(drawn(*clouds)).values()}) == 6


def test_the_band_lies_a_quarter_below_and_above_the_diagonal():
    low, high, exact = (trace for trace in drawn(Cloud("a", (FAST, SLOW)))["data"] if trace["mode"] == "lines")
    for x, below, above, on in zip(exact["x"], low["y"], high["y"], exact["y"], strict=True):
        assert math.isclose(on, x)
        assert math.isclose(below, 0.75 * x, rel_tol=1e-3)
        assert math.isclose(above, 1.25 * x, rel_tol=1e-3)
