"""Lines of a leaderboard with what the catalog knows of their models: filters, ties, and two boards side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.quality.validation import rank_correlation
from llmselect.hub.leaderboards.names import aliases
from llmselect.hub.leaderboards.snapshot import BoardLine, Snapshot
from llmselect.overview.model_filter import Openness
from llmselect.overview.model_table import OnMachine, Panorama

FEWEST_IN_BOTH = 3
"""A rank correlation of fewer models says nothing."""


class Listed(NamedTuple):
    """A line, and what is known of its model beyond it."""

    line: BoardLine
    model: LanguageModel | None
    """The catalog's model that the name means beyond doubt."""
    tied: int
    """Other lines of the board that share its rank."""
    publisher: str
    open: bool | None
    parameters: float | None
    licence: str

    @property
    def weights(self) -> str:
        """What makes two lines the same model: the catalog's weights, else the name."""
        return self.model.weights if self.model else self.line.name.casefold().strip()


_kept: dict[str, tuple[Catalog, tuple[BoardLine, ...], tuple[Listed, ...]]] = {}


def listed(catalog: Catalog, shown: Snapshot) -> tuple[Listed, ...]:
    """All lines of a board, best first; looked up once for each copy of it."""
    kept = _kept.get(shown.board.id)
    if kept is None or kept[0] is not catalog or kept[1] is not shown.lines:
        kept = catalog, shown.lines, _joined(catalog, shown.lines)
        _kept[shown.board.id] = kept
    return kept[2]


def _joined(catalog: Catalog, lines: Sequence[BoardLine]) -> tuple[Listed, ...]:
    ranks = [line.rank for line in lines]
    sharing = {rank: ranks.count(rank) - 1 for rank in set(ranks)}
    find = aliases(catalog).find
    models = [catalog.models.get(match.model) if (match := find(line.name)) else None for line in lines]
    return tuple(_one(catalog, line, model, sharing[line.rank]) for line, model in zip(lines, models, strict=True))


def _one(catalog: Catalog, line: BoardLine, model: LanguageModel | None, tied: int) -> Listed:
    """The line's own words go before the catalog's."""
    licence = catalog.licences.get(model.licence) if model and model.licence else None
    return Listed(
        line,
        model,
        tied,
        line.organisation or (model.publisher if model else ""),
        line.open if line.open is not None else (model.hub_repo is not None if model else None),
        line.parameters or (model.total_parameters if model else None),
        line.licence or (licence.name if licence else ""),
    )


class BoardFilter(NamedTuple):
    """What a visitor wants to see of a board."""

    name: str = ""
    openness: Openness = Openness.ALL
    least_billions: float = 0.0
    most_billions: float = np.inf
    here: frozenset[str] | None = None
    """Weights that the visitor's machine holds; None: all lines."""


def matching_lines(lines: Sequence[Listed], wanted: BoardFilter) -> tuple[Listed, ...]:
    """The lines that meet every wish, in their order and with the ranks of the whole board."""
    tests: list[Callable[[Listed], bool]] = []
    if words := wanted.name.casefold().split():
        tests.append(lambda row: all(word in _names(row) for word in words))
    if wanted.openness is not Openness.ALL:
        tests.append(lambda row: row.open is (wanted.openness is Openness.OPEN))
    if wanted.least_billions > 0 or np.isfinite(wanted.most_billions):
        low, high = wanted.least_billions * 1e9, wanted.most_billions * 1e9
        tests.append(lambda row: row.parameters is not None and low <= row.parameters <= high)
    if (here := wanted.here) is not None:
        tests.append(lambda row: row.model is not None and row.model.weights in here)
    return tuple(row for row in lines if all(test(row) for test in tests))


def _names(row: Listed) -> str:
    return f"{row.line.name} {row.publisher} {row.model.name if row.model else ''}".casefold()


def held_here(overview: Panorama, here: OnMachine) -> frozenset[str]:
    """Weights that the machine holds whole at Q4_K_M, or as their publisher ships them where that is as small.

    What holds a finer quantization holds this one too.
    """
    return frozenset(overview.models[row].weights for row in np.flatnonzero(here.fit == Fit.FULL))


class Both(NamedTuple):
    """A model on two boards: its best line on each."""

    first: Listed
    second: Listed


class Compared(NamedTuple):
    """The models on both boards, best of the first board first, and how alike the two orders are."""

    models: tuple[Both, ...]
    correlation: float
    """Spearman's; NaN for fewer than FEWEST_IN_BOTH."""


def compared(first: Sequence[Listed], second: Sequence[Listed], higher: tuple[bool, bool]) -> Compared:
    """The models in both; `higher`: whether the larger score is the better one on each board."""
    others = _best(second)
    pairs = tuple(Both(row, others[name]) for name, row in _best(first).items() if name in others)
    if len(pairs) < FEWEST_IN_BOTH:
        return Compared(pairs, float("nan"))
    signs = [1 if each else -1 for each in higher]
    columns = (np.array([sign * row[at].line.score for row in pairs]) for at, sign in enumerate(signs))
    return Compared(pairs, rank_correlation(*columns))


def _best(lines: Sequence[Listed]) -> dict[str, Listed]:
    """The first line of each model: boards are in order."""
    best: dict[str, Listed] = {}
    for row in lines:
        best.setdefault(row.weights, row)
    return best
