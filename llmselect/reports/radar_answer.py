"""The radar of a few candidates with the visitor's weights, and its sentence: the same on every page."""

from typing import Any

import numpy as np

from llmselect.charts.radar import Outline, Radar, radar
from llmselect.reports import criterion_words, lanes
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.text import Voice


def radar_of(
    found: Recommendation,
    places: tuple[Place, ...],
    say: Voice,
    *,
    small: bool = False,
    rented: RentedPlace | None = None,
) -> Radar:
    """The picture of these places, and of a rented one, over the criteria that count."""
    outlines = outlines_of(found, places, say, rented)
    return radar(axis_names(found, say), outlines, say, relative_weights(found), small=small)


def axis_names(found: Recommendation, say: Voice) -> list[str]:
    """The word on each axis."""
    return [criterion_words.virtue(i, say) for i in criterion_words.drawn(found.shares)]


def relative_weights(found: Recommendation) -> list[float]:
    """Share of each criterion drawn by the largest share, 0 to 1."""
    largest = float(found.shares.max())
    return [float(found.shares[i]) / largest for i in criterion_words.drawn(found.shares)]


def outlines_of(
    found: Recommendation, places: tuple[Place, ...], say: Voice, rented: RentedPlace | None = None
) -> list[Outline]:
    """What each candidate is worth on each axis, 0 to 100, and what of it is only expected.

    A model that is drawn in several ways is named with how it runs, a rented one with its machine.
    """
    axes, models = criterion_words.drawn(found.shares), [place.candidate.model.name for place in places]
    outlines = [
        _outline(found, place, axes, say, twice=models.count(name) > 1)
        for place, name in zip(places, models, strict=True)
    ]
    return outlines if rented is None else [*outlines, _rented_outline(rented, axes, say)]


def _rented_outline(rented: RentedPlace, axes: list[int], say: Voice) -> Outline:
    """Scores of a rented machine are on the scale of the main ranking, so that both may share a picture."""
    name = say("radar.in_lane", model=rented.place.candidate.model.name, lane=rented.name)
    return _outline(rented.found, rented.place, axes, say, twice=False)._replace(name=name)


def radar_columns(
    found: Recommendation, places: tuple[Place, ...], say: Voice, rented: RentedPlace | None = None
) -> dict[str, list[Any]]:
    """The figures of the radar as a table: the axes, and each candidate's worth on each, 0 to 100, None unknown."""
    columns: dict[str, list[Any]] = {say("table.criterion"): axis_names(found, say)}
    for outline in outlines_of(found, places, say, rented):
        columns[outline.name] = [None if value is None else round(value) for value in outline.values]
    return columns


def _outline(found: Recommendation, place: Place, axes: list[int], say: Voice, *, twice: bool) -> Outline:
    worth = found.assessed.matrix.likely[place.candidate.row, axes] * 100
    values = tuple(None if np.isnan(value) else float(value) for value in worth)
    name = place.candidate.model.name
    if twice:
        name = say("radar.in_lane", model=name, lane=lanes.how(place.candidate, say).split(" · ")[0])
    return Outline(name, values, criterion_words.only_expected(place.candidate, axes))


def radar_sentence(found: Recommendation, places: tuple[Place, ...], say: Voice) -> str:
    """Where the first of these places is strongest and weakest, equal sides together; plain words, no Markdown."""
    (outline,) = outlines_of(found, places[:1], say)
    sides = zip(axis_names(found, say), outline.values, strict=True)
    known = [(round(value), name) for name, value in sides if value is not None]
    if not known:
        return say("radar.none_known", model=outline.name)
    high, low = max(known)[0], min(known)[0]
    blanks = {"strong": _named(known, high), "high": say.number(high, 0)}
    blanks |= {"weak": _named(known, low), "low": say.number(low, 0)}
    return say("radar.says" if high > low else "radar.says_equal", model=outline.name, **blanks)


def _named(known: list[tuple[int, str]], value: int) -> str:
    return ", ".join(name for number, name in known if number == value)
