"""The ranked answer: one sentence, the table, and pictures of the leaders."""

import numpy as np
import streamlit as st

from llmselect.charts.contributions import Pieces, contributions
from llmselect.charts.radar import Outline, radar
from llmselect.estimates.core.columns import Fit
from llmselect.reports.story import TOO_CLOSE_POINTS, points_text
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import figures as drawn
from llmselect.ui.core import formatting, tables
from llmselect.ui.core.view_switch import one_of

LEADERS = 3
IN_PIECES = 8
VIEWS = {"radar": "choose.radar", "pieces": "choose.pieces", "table": "choose.radar_table"}


def summary(recommendation: Recommendation, places: tuple[Place, ...], say: Voice) -> None:
    """Who is first, by how much, and how many were left out."""
    first = recommendation.headliners(1)[0]
    parts = [
        say(
            _opening(recommendation),
            model=formatting.escape_markdown(first.candidate.model.name),
            how=formatting.escape_markdown(formatting.runtime_label(first.candidate, say)),
            score=say.number(first.score, 0),
            first=formatting.escape_markdown(places[0].candidate.model.name),
        )
    ]
    if len(places) > 1 and not recommendation.pick:
        lead = first.score - places[1].score
        key = "choose.close" if lead < TOO_CLOSE_POINTS else "choose.ahead"
        parts.append(
            say(key, model=formatting.escape_markdown(places[1].candidate.model.name), lead=points_text(say, lead))
        )
    if first.candidate.fit is Fit.PARTIAL:
        parts.append(say("choose.partial"))
    if first.unknown:
        parts.append(say("choose.unknown", high=say.number(first.score_high, 0)))
    parts.append(say.count(len(recommendation), "choose.one_ranked", "choose.many_ranked"))
    st.markdown(" ".join(parts))


def _opening(recommendation: Recommendation) -> str:
    """The message that says why this one is shown first."""
    if not recommendation.pick:
        return "choose.first"
    return "choose.picked" if recommendation.picks_by_proof else "choose.picked_for_speed"


def pictures(recommendation: Recommendation, places: tuple[Place, ...], say: Voice) -> None:
    """The leaders' radar, the scores in pieces, or the radar's table; only the chosen one is drawn."""
    view = one_of("choose.pictures", VIEWS, say)
    if view == "radar":
        _radar(recommendation, places[:LEADERS], say)
    elif view == "pieces":
        _pieces(places[:IN_PIECES], say)
    else:
        _radar_table(recommendation, places[:LEADERS], say)


def _axes(recommendation: Recommendation) -> list[int]:
    """Criteria that count from the start, and optional ones with weight: at least three, as a radar needs."""
    return [i for i, criterion in enumerate(CRITERIA) if not criterion.optional or recommendation.shares[i] > 0]


def _outlines(recommendation: Recommendation, leaders: tuple[Place, ...], say: Voice) -> list[Outline]:
    axes = _axes(recommendation)
    worth = {place.rank: recommendation.assessed.matrix.likely[place.candidate.row, axes] * 100 for place in leaders}
    return [
        Outline(
            f"{place.rank}. {place.candidate.model.name}",
            tuple(None if np.isnan(value) else float(value) for value in worth[place.rank]),
        )
        for place in leaders
    ]


def _radar(recommendation: Recommendation, leaders: tuple[Place, ...], say: Voice) -> None:
    outlines = _outlines(recommendation, leaders, say)
    names = [say(CRITERIA[i].label) for i in _axes(recommendation)]
    st.caption(_radar_sentence(names, outlines, say))
    drawn.draw_figure(radar(names, outlines, say), "choose.radar_chart", say("choose.radar_alt", n=LEADERS))


def _radar_sentence(names: list[str], outlines: list[Outline], say: Voice) -> str:
    """What the radar shows: the first one's strongest and weakest side."""
    known = [(value, name) for name, value in zip(names, outlines[0].values, strict=True) if value is not None]
    if not known:
        return say("choose.radar_table_says")
    (high, strong), (low, weak) = max(known), min(known)
    figures = {"high": say.number(high, 0), "low": say.number(low, 0)}
    return say("choose.radar_says", strong=strong, weak=weak, **figures)


def _pieces(places: tuple[Place, ...], say: Voice) -> None:
    counted = [i for i in range(len(CRITERIA)) if any(place.contributions[i].points for place in places)]
    rows = [
        Pieces(f"{place.rank}. {place.candidate.model.name}", tuple(place.contributions[i].points for i in counted))
        for place in places
    ]
    names = [say(CRITERIA[i].label) for i in counted]
    st.caption(say("choose.pieces_say"))
    drawn.draw_figure(contributions(names, rows, say), "choose.pieces_chart", say("choose.pieces_alt", n=IN_PIECES))


def _radar_table(recommendation: Recommendation, leaders: tuple[Place, ...], say: Voice) -> None:
    outlines = _outlines(recommendation, leaders, say)
    columns: tables.Columns = {say("table.criterion"): [say(CRITERIA[i].label) for i in _axes(recommendation)]}
    for outline in outlines:
        columns[outline.name] = [None if value is None else round(value) for value in outline.values]
    st.caption(say("choose.radar_table_says"))
    tables.draw_table(columns, say("choose.radar_alt", n=LEADERS), say, key="choose.radar_table_drawn")
