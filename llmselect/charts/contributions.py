"""A lane of the ranking: one row a candidate, its score as a bar of one piece a criterion, and what moved since."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from llmselect.charts.figure import QUIET_COLOUR, Figure, Trace, figure
from llmselect.charts.theme_colours import CRITERION_COLOURS, criterion_colour
from llmselect.text import UNKNOWN, Voice

ROW_HEIGHT = 57
"""Pixels of a row: the name, how it runs, the bar."""
NAME, HOW, BAR, WHISKER = 11, 27, 42, 52
"""Pixels from the top of a row to the middle of each."""
BAR_HEIGHT = 14
NAME_LENGTH = 44
EDGE = 1.8
"""Points of room left and right of the scale, so that the tint of a chosen row frames its words."""
PATTERNS = ("", ".", "|", "x", "-", "+")
"""By the place of a criterion in the list of all. Stripes are kept for what is only expected or unknown."""
STRIPES = "/"
LIGHT = "rgba(255,255,255,0.5)"
NOTHING = "rgba(0,0,0,0)"
CHOSEN = "rgba(128,140,144,0.2)"
TRACK = "rgba(128,140,144,0.16)"
FADING = 2
"""The last traces, which a page lets fade: who won or lost places, and where each score was."""


class ContributionBar(NamedTuple):
    """One candidate. Points are of 100; those that are known add up to the score."""

    id: str
    """What a click hands back."""
    rank: str
    name: str
    how: str
    points: tuple[float | None, ...]
    """For each criterion; None where the fact behind them is not known."""
    expected: tuple[bool, ...] = ()
    """For each criterion whether its value is only expected; () where none is."""
    missing: float = 0.0
    """Points that unknown values could add at best."""
    low: float | None = None
    high: float | None = None
    """The score with its values at the ends of their ranges; None draws no whisker."""
    places_moved: int = 0
    """Places won (above 0) or lost since the situation before."""
    score_before: float | None = None
    """Score in the situation before; None where it is the same or was not there."""

    @property
    def score(self) -> float:
        """The points that are known, added up."""
        return sum(points or 0.0 for points in self.points)


def short_name(name: str) -> str:
    """A name as long as a row of a phone holds, with an ellipsis where something is left out."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip(' ·(')}…"


def contributions(
    criteria: Sequence[str],
    rows: Sequence[ContributionBar],
    say: Voice,
    numbers: Sequence[int] = (),
    chosen: str | None = None,
) -> Figure:
    """Rows from best to worst, always on the scale from 0 to 100, each piece as long as its points.

    `numbers`: the place of each criterion in the list of all, which fixes its colour and pattern; () counts from 0.
    `chosen`: id of the row that is marked. What moved since the situation before is drawn by the last FADING traces.
    """
    places = tuple(numbers or range(len(criteria)))
    traces = [_ground(criteria, rows, chosen, say), *_pieces(places, rows)]
    return figure(
        [*traces, *_words(rows, say), *_marks(rows, say)],
        say,
        height=ROW_HEIGHT * max(len(rows), 1) + 4,
        barmode="overlay",
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 2, "b": 2},
        xaxis={"range": [-EDGE, 100 + EDGE], "fixedrange": True, "visible": False},
        yaxis={"range": [max(len(rows), 1) - 0.5, -0.5], "fixedrange": True, "visible": False},
        clickmode="event+select",
        hoverlabel={"align": "left"},
    )


def _at(row: int, pixels: float) -> float:
    """Height of something in a row, on the axis of rows."""
    return row - 0.5 + pixels / ROW_HEIGHT


def _bars(ids: Sequence[str]) -> Trace:
    """Bars along the rows: a click on any of them hands back the candidate, and none is dimmed by it."""
    full = {"marker": {"opacity": 1}}
    kind = {"type": "bar", "orientation": "h", "customdata": list(ids)}
    return kind | {"selected": full, "unselected": full}


def _ground(criteria: Sequence[str], rows: Sequence[ContributionBar], chosen: str | None, say: Voice) -> Trace:
    """The whole of each row, so that it can be clicked anywhere; the chosen one is tinted."""
    tint = [CHOSEN if row.id == chosen else NOTHING for row in rows]
    whole = {"x": [100 + 2 * EDGE] * len(rows), "y": list(range(len(rows))), "width": 1, "base": -EDGE, "name": "row"}
    said = {"hovertext": [_breakdown(criteria, row, say) for row in rows], "hoverinfo": "text"}
    return _bars([row.id for row in rows]) | whole | {"marker": {"color": tint, "line": {"width": 0}}} | said


def _breakdown(criteria: Sequence[str], row: ContributionBar, say: Voice) -> str:
    """What a pointer over a row reads: the points of each criterion and the score."""
    known = zip(criteria, row.points, strict=True)
    lines = [f"{name} {say(UNKNOWN) if points is None else say.number(points, 0)}" for name, points in known]
    return "<br>".join([*lines, f"= {say.number(row.score, 0)}"])


class _Piece(NamedTuple):
    """A part of a bar: where it lies, and how its rectangle is filled."""

    row: int
    base: float
    points: float
    shape: str
    back: str
    front: str
    frame: float = 0.0
    """Width of its outline, in pixels."""


def _pieces(places: Sequence[int], rows: Sequence[ContributionBar]) -> list[Trace]:
    """All parts of all bars as two traces: drawing a trace costs the browser far more than drawing a rectangle.

    Plain ones apart, since Plotly takes no colours of patterns where each rectangle has a colour of its own.
    """
    found = [piece for i, row in enumerate(rows) for piece in _pieces_of(i, row, places)]
    plain, patterned = ([each for each in found if bool(each.shape) is wanted] for wanted in (False, True))
    pattern = {"fillmode": "replace", "size": 6, "solidity": 0.35, "shape": [piece.shape for piece in patterned]}
    pattern |= {"bgcolor": [piece.back for piece in patterned], "fgcolor": [piece.front for piece in patterned]}
    frame = {"width": [piece.frame for piece in patterned], "color": QUIET_COLOUR}
    return [
        _lying(plain, rows) | {"name": "plain", "marker": {"color": [e.back for e in plain], "line": {"width": 0}}},
        _lying(patterned, rows) | {"name": "patterned", "marker": {"pattern": pattern, "line": frame}},
    ]


def _lying(pieces: Sequence[_Piece], rows: Sequence[ContributionBar]) -> Trace:
    place = {"base": [piece.base for piece in pieces], "x": [piece.points for piece in pieces]}
    place |= {"y": [_at(piece.row, BAR) for piece in pieces], "width": BAR_HEIGHT / ROW_HEIGHT}
    return _bars([rows[piece.row].id for piece in pieces]) | place | {"hoverinfo": "skip"}


def _pieces_of(i: int, row: ContributionBar, places: Sequence[int]) -> list[_Piece]:
    """The pale track, the points of each criterion one after the other, and what unknown values could add at best.

    The number of pieces depends on what is known and not on the weights, so that a moved slider resizes rectangles.
    """
    pieces, base = [_Piece(i, 0, 100, "", TRACK, NOTHING)], 0.0
    for k, (points, place) in enumerate(zip(row.points, places, strict=True)):
        length, expected = round(points or 0.0, 1), bool(row.expected) and row.expected[k]
        colour = criterion_colour(place)
        filled = (STRIPES, TRACK, colour) if expected else (pattern_of(place), colour, LIGHT)
        if points is not None:
            pieces.append(_Piece(i, round(base, 1), length, *filled))
        base += length
    if row.missing:
        pieces.append(_Piece(i, round(base, 1), round(row.missing, 1), STRIPES, NOTHING, QUIET_COLOUR, 1))
    return pieces


def pattern_of(number: int) -> str:
    """The pattern of a criterion; beyond as many as there are colours each colour comes with another pattern."""
    return PATTERNS[(number + number // len(CRITERION_COLOURS)) % len(PATTERNS)]


def _text(words: Sequence[str], rows: Sequence[ContributionBar], pixels: float, *, right: bool = False) -> Trace:
    side = {"x": [100 if right else 0] * len(rows), "textposition": "middle left" if right else "middle right"}
    place = {"y": [_at(i, pixels) for i in range(len(rows))], "mode": "text", "type": "scatter", "cliponaxis": False}
    return place | side | {"text": list(words), "hoverinfo": "skip", "customdata": [row.id for row in rows]}


def _words(rows: Sequence[ContributionBar], say: Voice) -> list[Trace]:
    """Rank and name with the score at the right end, and how it runs."""
    named = _text([f"{row.rank}  {row.name}" for row in rows], rows, NAME)
    scores = _text([say.number(row.score, 0) for row in rows], rows, NAME, right=True)
    heavy = {each: [*named[each], *scores[each]] for each in ("x", "y", "text", "customdata")}
    heavy["textposition"] = [each["textposition"] for each in (named, scores) for _ in rows]
    heavy |= {"name": "name", "textfont": {"size": 14, "weight": 600}}
    light = {"textfont": {"size": 12}, "opacity": 0.8, "name": "how"}
    return [named | heavy, _text([row.how for row in rows], rows, HOW) | light]


def _marks(rows: Sequence[ContributionBar], say: Voice) -> list[Trace]:
    """The whisker under each bar; and what fades: places won or lost, and a tick where the score was."""
    moved = _text([_arrow(row.places_moved, say) for row in rows], rows, HOW, right=True)
    moved |= {"textfont": {"size": 13, "weight": 600}, "name": "moved"}
    tick = {"symbol": "line-ns", "size": BAR_HEIGHT + 6, "line": {"width": 2.5, "color": QUIET_COLOUR}}
    before = {"x": [row.score_before for row in rows], "y": [_at(i, BAR) for i in range(len(rows))]}
    ghost = {"type": "scatter", "mode": "markers", "marker": tick, "hoverinfo": "skip", "name": "before"}
    return [_whisker(rows), moved, before | ghost]


def _arrow(places: int, say: Voice) -> str:
    return "" if not places else f"{'▲' if places > 0 else '▼'}\u202f{say.number(abs(places), 0)}"


def _whisker(rows: Sequence[ContributionBar]) -> Trace:
    reach: dict[str, Any] = {
        "type": "data",
        "symmetric": False,
        "array": [0 if row.high is None else round(row.high - row.score, 1) for row in rows],
        "arrayminus": [0 if row.low is None else round(row.score - row.low, 1) for row in rows],
        "thickness": 1.5,
        "width": 3,
        "color": QUIET_COLOUR,
    }
    place = {"x": [round(row.score, 1) for row in rows], "y": [_at(i, WHISKER) for i in range(len(rows))]}
    kind = {"type": "scatter", "mode": "markers", "marker": {"size": 4, "color": QUIET_COLOUR}, "name": "range"}
    return place | kind | {"error_x": reach, "hoverinfo": "skip"}
