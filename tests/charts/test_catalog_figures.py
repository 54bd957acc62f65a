"""The catalog's map and the picture of qualities: accepted by Plotly, told apart by more than colour, honest ranges."""

import pytest
from plotly.graph_objects import Figure

from llmselect.charts.map import WHISKERS_UP_TO, AxisType, FamilySpots, Spot, catalog_map
from llmselect.charts.qualities import Marks, qualities
from llmselect.text import Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)


def spot(i, front=False, across=None):
    return Spot(f"id-{i}", f"Model {i}", across or (1.0, 1.0 + i, 3.0 + i), (40.0, 50.0, 61.0), front)


def drawn(groups, kind=AxisType.LOGARITHMIC, say=EN):
    return catalog_map("USD", kind, "Quality", "Front", groups, say)


GROUPS = [
    FamilySpots("Others", [spot(0)], others=True),
    FamilySpots("A", [spot(1, front=True)]),
    FamilySpots("B", [spot(2)]),
]
DAYS = [FamilySpots("A", [spot(1, True, ("2026-01-02",) * 3), spot(2, False, ("2025-01-02",) * 3)])]
USES = ("General", "Code")
MARKS = (Marks("A", ((40.0, 50.0, 61.0), (1.0, 2.0, 3.0))), Marks("B", ((4.0, 5.0, 6.0), (70.0, 80.0, 99.0))))


@pytest.mark.parametrize("say", [EN, FR])
@pytest.mark.parametrize(
    "made",
    [
        lambda s: drawn(GROUPS, say=s),
        lambda s: drawn(DAYS, AxisType.DATE, s),
        lambda s: qualities(USES, MARKS, "of 100", s),
    ],
)
def test_plotly_accepts_the_dictionary(made, say):
    assert Figure(made(say)).to_plotly_json()["data"]


def test_a_click_brings_the_id_of_every_spot_and_only_of_spots():
    ids = [name for trace in drawn(GROUPS)["data"] for name in trace.get("customdata", ())]
    assert sorted(ids) == ["id-0", "id-1", "id-2"]


def test_families_differ_by_symbol_and_not_only_by_colour():
    symbols = [trace["marker"]["symbol"] for trace in drawn(GROUPS)["data"] if "marker" in trace]
    assert len(set(symbols)) == len(symbols) == 3


def test_whiskers_reach_from_low_to_high():
    trace = next(trace for trace in drawn(GROUPS)["data"] if trace["name"] == "B")
    assert trace["error_y"]["array"] == [11.0]
    assert trace["error_y"]["arrayminus"] == [10.0]


def test_with_many_models_only_those_on_the_line_keep_their_whiskers():
    many = [FamilySpots("A", [spot(i, front=i == 3) for i in range(WHISKERS_UP_TO + 1)])]
    family, front = drawn(many)["data"]
    assert "error_y" not in family
    assert front["error_y"]["array"] == [11.0]


def test_models_compared_do_not_lie_on_each_other_and_the_scale_stays():
    picture = qualities(USES, MARKS, "of 100", EN)
    first, second = picture["data"]
    assert all(a != b for a, b in zip(first["y"], second["y"], strict=True))
    assert first["marker"]["symbol"] != second["marker"]["symbol"]
    assert picture["layout"]["xaxis"]["range"] == [0, 100]
