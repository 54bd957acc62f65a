"""Today's lines as standings of the catalog, for the quality scale."""

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
    found: list[Standing] = []
    for one in snapshots:
        if one.state is not CopyState.BUNDLED and one.board.benchmark in catalog.benchmarks:
            found += of_board(one, catalog)
    return tuple(found)


def of_board(one: Snapshot, catalog: Catalog) -> list[Standing]:
    """The lines of one board as standings of its benchmark."""
    taken = _measured(one.board, catalog)
    known = aliases(catalog)
    found: list[Standing] = []
    for line in one.lines:
        match = known.find(line.name)
        if match and catalog.models[match.model].weights not in taken and _sound(line, one.board):
            found.append(_standing(one, line, match.model, match.variant))
    return found


def with_todays_standings(catalog: Catalog, snapshots: Sequence[Snapshot]) -> Catalog:
    """The catalog with today's standings; itself where there are none."""
    found = standings(snapshots, catalog)
    return catalog.with_standings(found) if found else catalog


def _measured(board: Board, catalog: Catalog) -> frozenset[str]:
    """Weights whose standing on this benchmark a board of makers' own scores may not replace."""
    if board.source == "lmarena":
        return frozenset()
    lines = (one for one in catalog.file.standings if one.benchmark == board.benchmark)
    return frozenset(catalog.models[one.model].weights for one in lines)


def _sound(line: BoardLine, board: Board) -> bool:
    if board.source == "lmarena":
        return 0 < line.score <= MOST_RATING
    return PERCENT_AT_LEAST < line.score <= 100


def _standing(one: Snapshot, line: BoardLine, model: str, variant: str) -> Standing:
    return Standing(
        model=model,
        benchmark=one.board.benchmark or "",
        score=line.score,
        low=line.low,
        high=line.high,
        variant=variant or line.settings,
        metric=f"{line.votes} votes" if line.votes is not None else "",
        name_in_source=line.name,
        self_reported=one.board.source != "lmarena" and line.verified is not True,
        date=line.day or one.day,
        source=one.board.url.removeprefix("https://huggingface.co/datasets/"),
        checked=one.read_at.date() if one.read_at else today(),
    )
