"""The columns of the ranking: what each candidate is, its score, and the points of each criterion."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from llmselect.scoring.ranking.candidate import Estimate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables


def ranking_columns(places: Sequence[Place], say: Voice) -> tuple[tables.Columns, dict[str, Any]]:
    """Columns and their configuration, one row a place: model, score, facts, and the points of each criterion."""
    candidates = [place.candidate for place in places]
    score, cost = say("table.score"), say("table.cost")
    columns: tables.Columns = {
        say("table.rank"): [place.rank for place in places],
        say("table.model"): [formatting.name(candidate, say) for candidate in candidates],
        score: [float(round(place.score)) for place in places],  # as the sentence above the table says it
        say("table.how"): [formatting.runtime_label(candidate, say) for candidate in candidates],
        say("table.quality"): [_whole(candidate.quality and candidate.quality.likely) for candidate in candidates],
        say("table.evidence"): [formatting.evidence(candidate, say) for candidate in candidates],
        say("table.privacy"): [candidate.privacy_level for candidate in candidates],
        cost: [_rounded(candidate.cost_usd_per_1000_requests, 2) for candidate in candidates],
        say("table.speed"): [_likely(candidate.decode_tokens_per_s) for candidate in candidates],
        say("table.memory"): [formatting.memory(candidate, say) for candidate in candidates],
        **{
            _points_heading(name, say): _points(places, i)
            for i, name in enumerate(CRITERIA.names)
            if _is_shown(places, i)
        },
        say("table.unknown"): [_unknown(place, say) for place in places],
    }
    config = {
        say("table.rank"): st.column_config.NumberColumn(width=50),
        say("table.model"): st.column_config.TextColumn(width=180),
        score: st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f", width=110),
        say("table.how"): st.column_config.TextColumn(width=210),
        cost: st.column_config.NumberColumn(format="dollar"),
    }
    return columns, config


def _unknown(place: Place, say: Voice) -> str:
    """Criteria without a value."""
    return ", ".join(say(CRITERIA.named(name).label) for name in place.unknown) or "–"


def _points_heading(name: str, say: Voice) -> str:
    return say("table.points", criterion=say(CRITERIA.named(name).label))


def _is_shown(places: Sequence[Place], i: int) -> bool:
    """An optional criterion has a column only when it weighs something."""
    return not CRITERIA[i].optional or any(place.contributions[i].points != 0 for place in places)


def _points(places: Sequence[Place], i: int) -> list[int | None]:
    return [_whole(place.contributions[i].points) for place in places]


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _likely(estimate: Estimate | None) -> float | None:
    return None if estimate is None else round(estimate.likely, formatting.digits_for(estimate.likely))


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
