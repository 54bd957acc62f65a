"""Try in a narrow window: every figure of a wide table stands beneath the name it belongs to."""

import pytest

from llmselect.ui.try_models.two_line_table import row_lines
from tests.wording import EN, FR


def test_a_row_says_its_figures_and_leaves_out_what_is_unknown():
    columns = {"Model": ["a *b*", "c"], "Speed": [12.5, None], "Requests": [1200, 3], "p": [0.0004, 0.5]}
    assert row_lines(columns, EN) == [
        "**a \\*b\\***  \n  Speed: 12 · Requests: 1,200 · p: 0.00040",
        "**c**  \n  Requests: 3 · p: 0.50",
    ]
    assert "p\u00a0: 0,00040" in row_lines(columns, FR)[0]


@pytest.mark.parametrize("value", ["<script>x</script>", "[l](javascript:alert(1))"])
def test_nothing_of_a_name_or_cell_is_markup(value):
    (line,) = row_lines({"Model": [value], "Task": [value]}, EN)
    assert "<script>" not in line
    assert "[l](" not in line
