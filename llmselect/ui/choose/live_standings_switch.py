"""The switch "use today's leaderboards": the quality scale with live lines, and whose place that changed."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import BenchmarkScale, Standing, Use
from llmselect.estimates.quality import Quality, quality_of
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.scoring.ranking.recommend import Recommendation, recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, state, tables
from llmselect.ui.store import cached, live_leaderboards

ROOMS = ("choose", "models", "model")
"""Where quality is shown, and so where the switch stands."""
FIRST = 25
LEAST_POINTS = 0.05
"""A quality that moved less is the same in every figure shown."""


def switch(room: str, say: Voice) -> None:
    """The switch; drawn among the settings, so that every page is assessed with it."""
    if room in ROOMS:
        st.toggle(say("today.switch"), key=state.TODAYS, persist_state="session", help=say("today.help"))


def watch(settings: Settings, say: Voice) -> None:
    """Start a live reading where it is due, and draw the page again when it brought something."""
    if settings.todays_standings:
        live_leaderboards.snapshots()
        live_leaderboards.redraw_when_read(live_leaderboards.live_state(), say, pauses=False)


class Moved(NamedTuple):
    """One model whose place changed; places count from 1, None: it had none."""

    model: str
    before: int | None
    now: int | None


def draw_live_standings(recommendation: Recommendation, settings: Settings, say: Voice) -> None:
    """One sentence on the day and on how many places changed; below it the models, each with what moved it."""
    if not settings.todays_standings:
        return
    catalog = recommendation.catalog
    if catalog.before is None:
        _nothing(say)
        return
    plain = settings.model_copy(update={"todays_standings": False})
    assessed = cached.assessed(plain)
    before = recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)
    moved = moves(before, recommendation)
    st.markdown(_sentence(moved, min(FIRST, len(recommendation)), say))
    if moved:
        with st.expander(say("today.which"), icon=":material/swap_vert:", key="today.which"):
            columns = _table(moved, before.catalog, catalog, settings.workload.use, say)
            tables.draw_table(columns, say("today.alt"), say, key="today.table")


def _nothing(say: Voice) -> None:
    """No newer lines: why, by source."""
    reasons = [
        say("today.reason", source=say(each.name), why=say(each.reason))
        for each in live_leaderboards.reports()
        if each.reason and each.source in ("lmarena", "official")
    ]
    st.info(" ".join([say("today.none"), *map(formatting.escape_markdown, reasons)]), icon=":material/cloud_off:")


def moves(before: Recommendation, now: Recommendation) -> list[Moved]:
    """Of the first places now, those that were others before; both answers are of the same models."""
    models = now.catalog.file.models
    return [
        Moved(models[weights].id, before.ranks.get(weights), place)
        for weights, place in now.ranks.items()
        if place <= FIRST and before.ranks.get(weights) != place
    ]


def _sentence(moved: Sequence[Moved], first: int, say: Voice) -> str:
    day = _days(say)
    if not moved:
        return say("today.same", day=day, n=say.number(first, 0))
    return say(
        "today.one" if len(moved) == 1 else "today.many", day=day, n=say.number(len(moved), 0), all=say.number(first, 0)
    )


def _days(say: Voice) -> str:
    """Every source that newer lines come from, with its day."""
    newest: dict[str, datetime.date] = {}
    for each in live_leaderboards.snapshots():
        if each.state is not CopyState.BUNDLED and each.board.benchmark:
            newest[each.board.source] = max(each.day, newest.get(each.board.source, each.day))
    named = [each for each in live_leaderboards.reports() if each.source in newest]
    return say.list([say("today.day", source=say(each.name), day=say.day(newest[each.source])) for each in named])


def _table(moved: Sequence[Moved], old: Catalog, new: Catalog, use: Use, say: Voice) -> tables.Columns:
    qualities = [(quality_of(old, each.model, use), quality_of(new, each.model, use)) for each in moved]
    return {
        say("table.model"): [new.models[each.model].name for each in moved],
        say("today.before"): [each.before for each in moved],
        say("today.now"): [each.now for each in moved],
        say("today.quality"): [f"{say.number(was.value)} → {say.number(now.value)}" for was, now in qualities],
        say("today.why"): [why(was, now, new, say) for was, now in qualities],
    }


def why(was: Quality, now: Quality, catalog: Catalog, say: Voice) -> str:
    """The standing that moved a quality most, with its score before and now; or that others moved."""
    if abs(now.value - was.value) < LEAST_POINTS:
        return say("today.others")
    older = {move.standing.benchmark: move for move in was.moved_by}
    shifts = [
        (move.points - (older[name].points if (name := move.standing.benchmark) in older else 0.0), move.standing)
        for move in now.moved_by
    ]
    if not shifts:
        return say("today.others")
    at = int(np.argmax([abs(points) for points, _ in shifts]))
    points, standing = shifts[at]
    old = older.get(standing.benchmark)
    blanks = {
        "board": say(catalog.benchmarks[standing.benchmark].name),
        "now": _score(standing, catalog, say),
        "points": _signed(points, say),
    }
    if old is None:
        return say("today.new_line", **blanks)
    return say("today.move", before=_score(old.standing, catalog, say), **blanks)


def _score(standing: Standing, catalog: Catalog, say: Voice) -> str:
    elo = catalog.benchmarks[standing.benchmark].scale is BenchmarkScale.ELO
    return say.number(standing.score, 0) if elo else say.percent(standing.score / 100, 1)


def _signed(points: float, say: Voice) -> str:
    return f"{'+' if points >= 0 else '−'}{say.number(abs(points))}"
