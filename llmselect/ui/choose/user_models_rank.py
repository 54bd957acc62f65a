"""Where the visitor's own models stand in the ranking, also beyond the places that are drawn."""

import numpy as np
import streamlit as st

from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_user_models_rank(found: Recommendation, say: Voice) -> None:
    """A line for each: its place, its way to run and its score, or the must-have that keeps it out."""
    lines = [_line(found, number, say) for number in _numbers(found)]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def beyond(found: Recommendation, drawn: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places drawn, and those of own models behind them, so that they can be looked at too."""
    rest = (_position(found, number) for number in _numbers(found))
    behind = sorted(position for position in rest if position is not None and position >= len(drawn))
    return (*drawn, *(found.places(1, position)[0] for position in dict.fromkeys(behind)))


def _numbers(found: Recommendation) -> list[int]:
    """Positions of the own models in the catalog."""
    catalog = found.assessed.estimates.catalog
    return [at for at, model in enumerate(catalog.file.models) if model.id in catalog.own] if catalog.own else []


def _position(found: Recommendation, number: int) -> int | None:
    """The position of these weights among the places; None where they have none."""
    rows = found.assessed.estimates.rows
    own = np.flatnonzero(rows.model == number)
    if not len(own):
        return None
    placed = np.flatnonzero(rows.weights[found.ordered[found.leaders]] == rows.weights[own[0]])
    return int(placed[0]) if len(placed) else None


def _line(found: Recommendation, number: int, say: Voice) -> str:
    estimates = found.assessed.estimates
    model = formatting.escape_markdown(estimates.catalog.file.models[number].name)
    position = _position(found, number)
    if position is not None:
        place = found.places(1, position)[0]
        how = formatting.escape_markdown(formatting.runtime_label(place.candidate, say))
        score = say.number(place.score, 0)
        return say("mine.ranked", model=model, rank=say.number(place.rank, 0), how=how, score=score)
    excluded = found.excluded_rows
    own = excluded[estimates.rows.model[excluded] == number]
    if not len(own):
        return say("mine.not_ranked", model=model, reason=say("mine.no_shape"))
    exclusion = next(found.exclusions([int(own[0])]))
    reason = " ".join(formatting.escape_markdown(say(each.message)) for each in exclusion.reasons[:2])
    return say("mine.not_ranked", model=model, reason=reason)
