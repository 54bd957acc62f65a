"""The rectangles of one colour in a lane of bars: whose, where, how long and how filled."""

from typing import NamedTuple


class Piece(NamedTuple):
    """A rectangle; `row` is the id of its candidate."""

    row: str
    base: float
    points: float
    shape: str


def pieces(data, colour):
    """Those filled or striped in that colour, in the order of the rows."""
    named = {each["name"]: each for each in data}
    found = [piece for name in ("plain", "patterned") for piece in _painted(named[name], colour)]
    return sorted(found, key=lambda piece: list(named["row"]["customdata"]).index(piece.row))


def _painted(trace, colour):
    marker, count = trace["marker"], len(trace["x"])
    pattern = marker.get("pattern") or {"shape": [""] * count, "bgcolor": marker["color"], "fgcolor": [None] * count}
    colours = zip(pattern["bgcolor"], pattern["fgcolor"], strict=True)
    drawn = zip(trace["customdata"], trace["base"], trace["x"], pattern["shape"], strict=True)
    return [Piece(*each) for each, used in zip(drawn, colours, strict=True) if colour in used]
