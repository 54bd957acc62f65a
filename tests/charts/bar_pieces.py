"""The pieces of one criterion in the rows of bars that a page sent: whose, how long and how filled."""

from typing import NamedTuple

from llmselect.ui.core.live_charts.criterion_style import colour_of, hatch_of


class Piece(NamedTuple):
    """A piece; `row` is the id of its candidate."""

    row: str
    points: float
    fill: str


def pieces(rows, number):
    """Those of criterion `number` in rows as the browser gets them, in the order of the rows."""
    look = f"c{colour_of(number)} h{hatch_of(number)} "
    return [
        Piece(row["id"], points, name.removeprefix(look))
        for row in rows
        for name, points, _ in row["pieces"]
        if name.startswith(look)
    ]
