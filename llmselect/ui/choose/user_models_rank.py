"""Where the visitor's own models stand in the ranking, also beyond the places that are drawn."""

import numpy as np
import streamlit as st

from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_user_models_rank(recommendation: Recommendation, say: Voice) -> None:
    """A line for each: its place, its way to run and its score, or the must-have that keeps it out."""
    lines = [_line(recommendation, number, say) for number in _numbers(recommendation)]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def beyond(recommendation: Recommendation, drawn: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places drawn, and those of own models behind them, so that they can be looked at too."""
    rest = (_position(recommendation, number) for number in _numbers(recommendation))
    behind = sorted(position for position in rest if position is not None and position >= len(drawn))
    return (*drawn, *(recommendation.places(1, position)[0] for position in dict.fromkeys(behind)))


def _numbers(recommendation: Recommendation) -> list[int]:
    """Positions of the own models in the catalog."""
    catalog = recommendation.assessed.estimates.catalog
    return [at for at, model in enumerate(catalog.file.models) if model.id in catalog.own] if catalog.own else []


def _position(recommendation: Recommendation, number: int) -> int | None:
    """The position of these weights among the places; None where they have none."""
    rows = recommendation.assessed.estimates.rows
    own = np.flatnonzero(rows.model == number)
    if not len(own):
        return None
    placed = np.flatnonzero(rows.weights[recommendation.ordered[recommendation.leaders]] == rows.weights[own[0]])
    return int(placed[0]) if len(placed) else None


def _line(recommendation: Recommendation, number: int, say: Voice) -> str:
    estimates = recommendation.assessed.estimates
    model = formatting.escape_markdown(estimates.catalog.file.models[number].name)
    position = _position(recommendation, number)
    if position is not None:
        place = recommendation.places(1, position)[0]
        how = formatting.escape_markdown(formatting.runtime_label(place.candidate, say))
        score = say.number(place.score, 0)
        return say("mine.placed", model=model, rank=say.number(place.rank, 0), how=how, score=score)
    excluded = recommendation.excluded_rows
    own = excluded[estimates.rows.model[excluded] == number]
    if not len(own):
        return say("mine.not_ranked", model=model, reason=say("mine.no_shape"))
    exclusion = next(recommendation.exclusions([int(own[0])]))
    reason = " ".join(formatting.escape_markdown(say(each.message)) for each in exclusion.reasons[:2])
    return say("mine.not_ranked", model=model, reason=reason)
