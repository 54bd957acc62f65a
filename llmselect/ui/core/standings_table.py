"""The table of a model's public scores, each with its interval, publisher, day, leaderboard and source."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Standing
from llmselect.text import NO_BREAK_SPACE, Voice
from llmselect.ui.core import tables


def draw_standings_table(catalog: Catalog, standings: Sequence[Standing], key: str, say: Voice) -> None:
    """One row a standing, in the order given."""
    benchmarks = [catalog.benchmarks[standing.benchmark] for standing in standings]
    board, day = say("model.board"), say("card.day")
    columns: tables.Columns = {
        say("card.benchmark"): [say(benchmark.name) for benchmark in benchmarks],
        say("card.score"): [_score(standing, say) for standing in standings],
        say("card.variant"): [standing.variant or "–" for standing in standings],
        say("card.by"): [say("card.publisher" if s.self_reported else "card.third_party") for s in standings],
        day: [standing.date for standing in standings],
        board: [benchmark.url for benchmark in benchmarks],
        say("card.origin"): [standing.source for standing in standings],
    }
    config: dict[str, object] = {
        board: st.column_config.LinkColumn(display_text=r"https?://([^/]+)"),
        day: st.column_config.DateColumn(format="localized"),
    }
    tables.draw_table(columns, say("card.scores_alt"), say, config, key=key)


def _score(standing: Standing, say: Voice) -> str:
    """The score with its interval where the board publishes one."""
    score = say.number(standing.score, 1)
    if standing.low is None or standing.high is None:
        return score
    return f"{score}{NO_BREAK_SPACE}({say.number(standing.low, 1)}–{say.number(standing.high, 1)})"
