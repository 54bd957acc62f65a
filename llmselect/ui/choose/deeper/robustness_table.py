"""Robustness in figures: for the models that can lead, how often, and what those who pick them care for."""

from typing import Any

import numpy as np
import streamlit as st

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.draws import DRAWS
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables
from llmselect.units import Ints

MOST = 8
SEEN_FROM = 0.005
"""A share that is shown as 1 % at least."""
TELLING = 0.03
"""Difference of a weight from which it says something about those who pick a model."""


def draw_robustness_table(found: Recommendation, places: tuple[Place, ...], sure: RobustnessShares, say: Voice) -> None:
    """A sentence, the table, and how it was counted; nothing where there is nobody to compare with."""
    if len(found) < 2:
        return
    shown = _contenders(sure)
    st.markdown(_central_sentence(found, sure, shown, say))
    columns = _columns(found, sure, shown, say)
    tables.draw_table(columns, say("robustness.figures_alt"), say, _config(columns), key="sure.table")
    never = [place for place in places if sure.first[place.rank - 1] == 0]
    st.caption(
        say("robustness.never_first", n=len(never), all=len(places))
        + " "
        + say("robustness.method", draws=say.number(DRAWS, 0))
    )


def _contenders(sure: RobustnessShares) -> Ints:
    """Those that are first most often, best first."""
    first = np.nan_to_num(sure.first)
    order = np.argsort(-first, kind="stable")[:MOST]
    return order[first[order] > 0]


def _counting(found: Recommendation) -> list[int]:
    return [int(j) for j in np.flatnonzero(found.shares > 0)]


def _columns(found: Recommendation, sure: RobustnessShares, shown: Ints, say: Voice) -> tables.Columns:
    names = [found.model_name(int(position)) for position in shown]
    columns: tables.Columns = {
        say("table.model"): names,
        say("robustness.first"): [_percent(sure.first[position], say) for position in shown],
        say("robustness.first_three"): [_percent(sure.first_three[position], say) for position in shown],
        say("robustness.behind_first"): [_percent(sure.beaten[position], say) for position in shown],
    }
    for j in _counting(found):
        columns[_central(found, j, say)] = [_percent(sure.central[position, j], say) for position in shown]
    columns[say("robustness.reach")] = [say(found.robustness.reach(int(position)).value) for position in shown]
    return columns


def _central(found: Recommendation, j: int, say: Voice) -> str:
    return say("robustness.central", criterion=say(CRITERIA[j].label), yours=say.percent(float(found.shares[j])))


def _config(columns: tables.Columns) -> dict[str, object]:
    """Shares stand on the right, as numbers do."""
    middle = list(columns)[1:-1]
    return {heading: st.column_config.TextColumn(alignment="right") for heading in middle}


def _percent(share: Any, say: Voice) -> str:
    if np.isnan(share):
        return "–"
    return say("robustness.under_one") if 0 < share < SEEN_FROM else say.percent(float(share))


def _central_sentence(found: Recommendation, sure: RobustnessShares, shown: Ints, say: Voice) -> str:
    """What those who pick another model care for more than the visitor does, where it makes a difference."""
    sentences = list[str]()
    for position in (int(p) for p in shown if p != sure.leader and sure.first[p] >= SEEN_FROM):
        more = np.nan_to_num(sure.central[position]) - found.shares
        j = int(np.argmax(more))
        if more[j] < TELLING:
            continue
        sentences.append(
            say(
                "robustness.would_win",
                model=formatting.escape_markdown(found.model_name(position)),
                criterion=say(CRITERIA[j].label),
                central=say.percent(float(sure.central[position, j])),
                yours=say.percent(float(found.shares[j])),
            )
        )
        if len(sentences) == 2:
            break
    return " ".join(sentences) or say("robustness.ranges_decide")
