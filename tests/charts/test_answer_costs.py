"""What each contestant cost: one bar each, in their order, with names as words."""

import plotly.graph_objects as go

from llmselect.charts.answer_costs import answer_costs
from tests.wording import EN


def test_a_bar_for_each_in_their_order():
    figure = answer_costs(["first", "<b>second</b>"], [0.00012345, 2.5], "USD", EN)
    go.Figure(figure)
    (bars,) = figure["data"]
    assert bars["x"] == [0.000123, 2.5]
    assert bars["y"][0] == "first"
    assert "<b>" not in bars["y"][1]
