"""What a lineage is known for, read from the facts of its models: sizes, licences, places among peers, prices."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from llmselect.catalog.licences import Licence
from llmselect.catalog.lineages import Lineage
from llmselect.catalog.models import YesNo
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import Basis
from llmselect.overview.model_table import Panorama
from llmselect.units import Bools, Floats, Ints

FEWEST = 3
"""Models that a lineage needs for a card of its own."""
ON_BOARDS = (Basis.MEASURED, Basis.SAME_WEIGHTS, Basis.OTHER_EFFORT)
SMALL_CARD = 0
"""Index of the smallest ordinary machine."""


class Rank(NamedTuple):
    """The best model of a lineage at a use, among peers that anybody can still get."""

    use: Use
    row: int
    rank: int
    peers: int
    """Of the same openness, with a public score that speaks for the use."""


@dataclass(frozen=True, eq=False)
class LineageFacts:
    """Everything that a card says of one lineage; rows are those of the panorama."""

    lineage: Lineage
    rows: Ints
    open_weights: int
    newest: int | None
    smallest_billions: float | None
    largest_billions: float | None
    licences: tuple[tuple[Licence, int], ...]
    """Of its published weights, most used first."""
    french: int
    longest_context: int | None
    ranks: tuple[Rank, ...]
    """Best place first."""
    on_small_card: int | None
    """Best model with a public score, at general use, that the smallest ordinary machine holds whole."""
    cheapest: int | None
    """Row with the lowest price of those still offered."""


@lru_cache(maxsize=16)
def lineage_facts(found: Panorama) -> tuple[LineageFacts, ...]:
    """Every lineage with models enough, the largest first."""
    told = [each for each in every_lineage(found).values() if len(each.rows) >= FEWEST]
    return tuple(sorted(told, key=lambda each: (-len(each.rows), each.lineage.name)))


@lru_cache(maxsize=16)
def every_lineage(found: Panorama) -> dict[str, LineageFacts]:
    """The facts of every lineage by its id, however few its models."""
    members: dict[str, list[int]] = {}
    for row, lineage in enumerate(found.lineages):
        members.setdefault(lineage.id, []).append(row)
    ordered = {use: _ranked(found, use) for use in Use}
    return {name: _facts(found, np.array(rows), ordered) for name, rows in members.items()}


class _Ordered(NamedTuple):
    """Ranks of all rows at a use, 0 for those without one, and how many peers each has."""

    rank: Ints
    peers: Ints


def _ranked(found: Panorama, use: Use) -> _Ordered:
    value = found.quality(use).likely
    known = np.array([basis in ON_BOARDS for basis in found.bases(use)], dtype=np.bool_) & found.offered
    is_open = _is_open(found)
    rank, peers = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    for side in (is_open, ~is_open):
        among = np.flatnonzero(known & side)
        order = among[np.argsort(-value[among], kind="stable")]
        rank[order] = np.arange(1, len(order) + 1)
        peers[side] = len(order)
    return _Ordered(rank, peers)


def _is_open(found: Panorama) -> Bools:
    return np.array([model.hub_repo is not None for model in found.models], dtype=np.bool_)


def _facts(found: Panorama, rows: Ints, ordered: dict[Use, _Ordered]) -> LineageFacts:
    models = [found.models[int(row)] for row in rows]
    billions = found.parameters[rows] / 1e9
    known = billions[np.isfinite(billions)]
    used = Counter(model.licence for model in models if model.licence)
    licences = found.catalog.licences
    contexts = [model.context_tokens for model in models if model.context_tokens]
    return LineageFacts(
        lineage=found.lineages[int(rows[0])],
        rows=rows,
        open_weights=sum(model.hub_repo is not None for model in models),
        newest=_best(rows, found.released_days[rows]),
        smallest_billions=float(known.min()) if len(known) else None,
        largest_billions=float(known.max()) if len(known) else None,
        licences=tuple((licences[name], count) for name, count in used.most_common() if name in licences),
        french=sum(model.french is YesNo.YES for model in models),
        longest_context=max(contexts, default=None),
        ranks=_ranks(rows, ordered),
        on_small_card=_on_small_card(found, rows),
        cheapest=_best(rows, np.where(found.offered[rows], -found.blended_usd[rows], np.nan)),
    )


def _best(rows: Ints, worth: Floats) -> int | None:
    """The row with the highest worth; None where none is known."""
    return None if np.isnan(worth).all() else int(rows[np.nanargmax(worth)])


def _ranks(rows: Ints, ordered: dict[Use, _Ordered]) -> tuple[Rank, ...]:
    ranks: list[Rank] = []
    for use, (rank, peers) in ordered.items():
        mine = rows[rank[rows] > 0]
        if len(mine):
            first = int(mine[np.argmin(rank[mine])])
            ranks.append(Rank(use, first, int(rank[first]), int(peers[first])))
    return tuple(sorted(ranks, key=lambda each: each.rank / each.peers))


def _on_small_card(found: Panorama, rows: Ints) -> int | None:
    fits = found.room.smallest[rows] == SMALL_CARD
    assistants = np.array([not found.models[int(row)].base_model for row in rows], dtype=np.bool_)
    return _best(
        rows, np.where(fits & assistants & found.scored[rows], found.quality(Use.GENERAL).likely[rows], np.nan)
    )
