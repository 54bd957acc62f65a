"""Times of answers: the wait and the writing add up to the whole, for each contestant in its order."""

import plotly.graph_objects as go
import pytest

from llmselect.charts.answer_times import MedianTimes, TimeLabels, answer_times
from tests.wording import EN


def test_wait_and_writing_add_up_to_the_whole():
    times = (MedianTimes("first", 0.4, 3.1), MedianTimes("<b>second</b>", 0.1, 1.2))
    figure = answer_times(times, TimeLabels("wait", "writing", "s"), EN)
    go.Figure(figure)
    waiting, writing = figure["data"]
    assert [a + b for a, b in zip(waiting["x"], writing["x"], strict=True)] == pytest.approx([3.1, 1.2])
    assert waiting["y"][0] == "first"
    assert "<b>" not in waiting["y"][1]
    assert waiting["marker"]["pattern"]["shape"] != writing["marker"]["pattern"]["shape"]
