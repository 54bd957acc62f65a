"""Leaving out whole lines of models: how well close kin alone foretell a model, and what a speciality costs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.fit import LINE_STRENGTH
from llmselect.estimates.quality.kin import are_kin
from llmselect.estimates.quality.posterior import board, line_key, posterior, prior
from llmselect.estimates.quality.scale import FittedScale, Shares
from llmselect.estimates.quality.scores import Cell
from llmselect.estimates.quality.validation import FEWEST_LINES, Foretold, abilities, scale_from
from llmselect.units import Floats

PARTS = 5


class _ScoreLeftOut(NamedTuple):
    """One score left out, and what was foretold of it."""

    cell: Cell
    ability: float
    doubt: float
    between_boards: float


class LinesLeftOut(NamedTuple):
    """Benchmarks foretold for models whose whole line the fit has not seen; both of the same models."""

    with_kin: list[Foretold]
    """Only the scores of the model's close kin were given back."""
    without: list[Foretold]
    """No score of the line was."""


def lines_left_out(catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes]) -> LinesLeftOut:
    """Each benchmark foretold for models with close kin on a board of the use, by fits that have not seen the line."""
    part = _parts(known)
    rows: tuple[dict[str, list[_ScoreLeftOut]], dict[str, list[_ScoreLeftOut]]] = (defaultdict(list), defaultdict(list))
    for hidden in range(PARTS):
        rest = [cell for cell in found if part[line_key(known[cell.model])] != hidden]
        scale = scale_from(catalog, rest, known)
        for use, model, kin, cells in _targets(catalog, found, known, part, hidden):
            told = with_line(scale, known, kin, found, line_key(known[model]))
            between = float(scale.between_boards[USES.index(use)])
            for given, of_benchmark in zip((told, scale), rows, strict=True):
                ability, doubt = abilities(given, [], known, [model], use)
                for cell in cells:
                    of_benchmark[cell.benchmark].append(
                        _ScoreLeftOut(cell, float(ability[0]), float(doubt[0]), between)
                    )
    return LinesLeftOut(*([_foretold(catalog, *each) for each in sorted(of.items()) if _enough(each)] for of in rows))


def _enough(rows: tuple[str, list[_ScoreLeftOut]]) -> bool:
    return len(rows[1]) >= FEWEST_LINES


def _parts(known: Mapping[str, Attributes]) -> dict[str, int]:
    names = sorted({line_key(about) for about in known.values()})
    return dict(zip(names, np.random.default_rng(0).integers(0, PARTS, len(names)).tolist(), strict=True))


def _targets(
    catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes], part: Mapping[str, int], hidden: int
) -> list[tuple[Use, str, list[str], list[Cell]]]:
    """Use, model, its kin on boards of the use, and its own cells there, of the lines left out."""
    of_model: dict[tuple[str, Use], list[Cell]] = defaultdict(list)
    for cell in found:
        of_model[cell.model, catalog.benchmarks[cell.benchmark].uses[0]].append(cell)
    rows: list[tuple[Use, str, list[str], list[Cell]]] = []
    for (model, use), cells in sorted(of_model.items()):
        if part[line_key(known[model])] != hidden:
            continue
        on_use = {name for name, other in of_model if other is use}
        kin = [name for name in sorted(on_use) if name != model and are_kin(known[model], known[name])]
        if kin:
            rows.append((use, model, kin, cells))
    return rows


def with_line(
    scale: FittedScale, known: Mapping[str, Attributes], kin: Sequence[str], found: Sequence[Cell], line: str
) -> FittedScale:
    """The scale with what these kin have in common as their line's share, shrunk as the fit shrinks it."""
    about = [known[name] for name in kin]
    before = prior(about, scale)
    given = board(kin, [cell for cell in found if cell.model in kin], scale.lines.benchmarks)
    after = posterior(given, before, scale.lines, scale.evaluator_variance)
    apart = (after.mean[:, : len(USES)] - before.mean).sum(axis=0) / (len(kin) + LINE_STRENGTH)
    lines = scale.expectation.lines
    shares = Shares({**lines.models, line: len(kin)}, {**lines.shift, line: apart}, lines.strength)
    return replace(scale, expectation=replace(scale.expectation, lines=shares))


def _foretold(catalog: Catalog, name: str, rows: Sequence[_ScoreLeftOut]) -> Foretold:
    return Foretold(
        name,
        catalog.benchmarks[name].uses[0],
        tuple(row.cell.model for row in rows),
        np.array([row.cell.value for row in rows]),
        np.array([row.ability for row in rows]),
        np.array([row.doubt for row in rows]),
        float(np.mean([row.between_boards for row in rows])),
    )


def speciality_residuals(
    scale: FittedScale, found: Sequence[Cell], known: Mapping[str, Attributes], use: Use, specialised: Sequence[str]
) -> Floats:
    """Of specialised models on boards of a use: ability that these say less what all their other boards foretell."""
    column = scale.lines.loadings[:, USES.index(use)]
    of_use = {name for name, speaks in zip(scale.lines.benchmarks, column > 0, strict=True) if speaks}
    both = sorted({cell.model for cell in found if cell.benchmark in of_use} & set(specialised))
    if not both:
        return np.zeros(0)
    rest = [cell for cell in found if cell.benchmark not in of_use]
    place = USES.index(use)
    said = _ability(scale, found, known, both)[:, place]
    return said - _ability(scale, rest, known, both)[:, place]


def _ability(
    scale: FittedScale, found: Sequence[Cell], known: Mapping[str, Attributes], models: Sequence[str]
) -> Floats:
    given = board(models, found, scale.lines.benchmarks)
    after = posterior(given, prior([known[name] for name in models], scale), scale.lines, scale.evaluator_variance)
    return after.mean[:, : len(USES)]
