"""The ranking as a table, with the points of each criterion and how often each place comes first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from llmselect.reports import criterion_words, radar_answer, story
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.choose import lanes_view, sureness
from llmselect.ui.choose.deeper import robustness_table
from llmselect.ui.choose.deeper.ranking_columns import ranking_columns
from llmselect.ui.choose.rented import rented_lane_view
from llmselect.ui.core import tables
from llmselect.ui.store import robustness_cache


def draw_ranking_table(found: Recommendation, settings: Settings, say: Voice) -> None:
    """The first places with all their figures."""
    places = found.places(tables.MOST_ROWS)
    sure = robustness_cache.compute_robustness(found, settings, sureness.conviction())
    columns, config = ranking_columns(places, say)
    rank, score = say("table.rank"), say("table.score")
    first, three = say("robustness.first"), say("robustness.first_three")
    widened: tables.Columns = {}
    for heading, cells in columns.items():
        widened[heading] = ranks(found, places) if heading == rank else cells
        if heading == score:
            widened[first] = _shares(places, sure, "first")
            widened[three] = _shares(places, sure, "first_three")
    config[rank] = st.column_config.TextColumn(width=50, help=say("robustness.rank_help"))
    for heading, words in ((first, "robustness.first_help"), (three, "robustness.first_three_help")):
        config[heading] = st.column_config.NumberColumn(help=say(words), width=90, format="percent")
    tables.draw_table(widened, say("choose.table_alt", n=tables.MOST_ROWS), say, config, key="choose.table")
    _radar_table(found, settings, say)


def _radar_table(found: Recommendation, settings: Settings, say: Voice) -> None:
    """The figures of the radar: each candidate's worth on each axis, and the weights."""
    rented = lanes_view.chosen_of(rented_lane_view.rented_ways(found, settings))
    columns = radar_answer.radar_columns(found, lanes_view.radar_places(found, rented), say, rented)
    shares = [float(found.shares[i]) for i in criterion_words.drawn(found.shares)]
    columns[say("radar.weights")] = [say.percent(share) for share in shares]
    st.caption(say("radar.table_says"))
    tables.draw_table(columns, say("radar.table_alt"), say, key="choose.radar_table")


def draw_robustness(found: Recommendation, settings: Settings, say: Voice) -> None:
    """How sure it is in sentences, then in figures."""
    sure = robustness_cache.compute_robustness(found, settings, sureness.conviction())
    st.markdown(sureness.sentences(story.confidence(found, sure), say))
    if isinstance(sure, RobustnessShares):
        robustness_table.draw_robustness_table(found, found.places(tables.MOST_ROWS), sure, say)


def ranks(recommendation: Recommendation, places: Sequence[Place]) -> list[str]:
    """Ranks that carry ties: all that nobody can tell from the first are first, and equal scores share a rank."""
    level = [round(place.score, 9) for place in places]
    shown = list[str]()
    for score, place in zip(level, places, strict=True):
        rank = recommendation.rank_shown(place.rank)
        same = level.count(score) > 1 and not rank.endswith("=")
        shown.append(f"{places[level.index(score)].rank}=" if same else rank)
    return shown


def _shares(places: Sequence[Place], sure: RobustnessShares | DegenerateCase, field: str) -> list[Any]:
    if isinstance(sure, DegenerateCase):
        return [None] * len(places)
    column = getattr(sure, field)
    return [None if np.isnan(share := column[place.rank - 1]) else round(float(share), 2) for place in places]
