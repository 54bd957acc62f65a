"""Joins live leaderboard lines to the catalog as standings, for the quality scale."""

from collections.abc import Sequence

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Standing
from llmselect.hub.leaderboards.names import aliases
from llmselect.hub.leaderboards.rows import today
from llmselect.hub.leaderboards.snapshot import Board, BoardLine, CopyState, Snapshot

PERCENT_AT_LEAST = 1.0
"""Some authors write shares instead of percentages: 0.412 may be 41.2 %, and is not guessed."""

MOST_RATING = 4000.0
"""A rating beyond is none that a catalog holds (the best had 1,500 in 2026)."""


def standings(snapshots: Sequence[Snapshot], catalog: Catalog) -> tuple[Standing, ...]:
    """Lines of live and kept boards whose benchmark and model the catalog knows; bundled ones are the catalog's own.

    Scores that makers publish on the Hub fill gaps only: where someone else measured the model, that stands.
    """
    joined: list[Standing] = []
    for snapshot in snapshots:
        if snapshot.state is not CopyState.BUNDLED and snapshot.board.benchmark in catalog.benchmarks:
            joined += of_board(snapshot, catalog)
    return tuple(joined)


def of_board(snapshot: Snapshot, catalog: Catalog) -> list[Standing]:
    """The lines of one board as standings of its benchmark."""
    taken = _measured(snapshot.board, catalog)
    names = aliases(catalog)
    joined: list[Standing] = []
    for line in snapshot.lines:
        match = names.find(line.name)
        if match and catalog.models[match.model].weights not in taken and _sound(line, snapshot.board):
            joined.append(_standing(snapshot, line, match.model, match.variant))
    return joined


def with_todays_standings(catalog: Catalog, snapshots: Sequence[Snapshot]) -> Catalog:
    """The catalog with today's standings; itself where there are none."""
    joined = standings(snapshots, catalog)
    return catalog.with_standings(joined) if joined else catalog


def _measured(board: Board, catalog: Catalog) -> frozenset[str]:
    """Weights whose standing on this benchmark a board of makers' own scores may not replace."""
    if board.source == "lmarena":
        return frozenset()
    lines = (standing for standing in catalog.file.standings if standing.benchmark == board.benchmark)
    return frozenset(catalog.models[standing.model].weights for standing in lines)


def _sound(line: BoardLine, board: Board) -> bool:
    if board.source == "lmarena":
        return 0 < line.score <= MOST_RATING
    return PERCENT_AT_LEAST < line.score <= 100


def _standing(snapshot: Snapshot, line: BoardLine, model: str, variant: str) -> Standing:
    return Standing(
        model=model,
        benchmark=snapshot.board.benchmark or "",
        score=line.score,
        low=line.low,
        high=line.high,
        variant=variant or line.settings,
        metric=f"{line.votes} votes" if line.votes is not None else "",
        name_in_source=line.name,
        self_reported=snapshot.board.source != "lmarena" and line.verified is not True,
        date=line.day or snapshot.day,
        source=snapshot.board.url.removeprefix("https://huggingface.co/datasets/"),
        checked=snapshot.read_at.date() if snapshot.read_at else today(),
    )
