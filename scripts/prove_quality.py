"""Print the leave-out proof of the quality scale: the tables of docs/quality.md.

Four questions, each answered by a fit that has not seen the answer: what would a benchmark say, given all others; given
those of other evaluators only; of models without any score; of models released after all that were seen? For
comparison, a plain one-factor fit of the same standings, which has no value for a model without a score for the use.
    .venv/bin/python scripts/prove_quality.py
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import one_factor
from llmselect.estimates.quality.efforts.effort_posterior import default_cells
from llmselect.estimates.quality.evaluators import evaluator_of
from llmselect.estimates.quality.scale import fitted
from llmselect.estimates.quality.scores import Cell
from llmselect.estimates.quality.table import known_of
from llmselect.estimates.quality.validation import (
    FEWEST_LINES,
    Foretold,
    benchmarks_left_out,
    evaluators_left_out,
    held,
    later_models_left_out,
    models_left_out,
    rank_correlation,
)
from llmselect.units import Floats

SEEN_UNTIL = 1.25
"""Years after the middle of 2024: the end of September 2025, with a fifth of the measured models released later."""
HEAD = (
    "| Benchmark | Use | Models | Rank correlation | 90 % interval holds | One-factor fit |\n|---|---|---|---|---|---|"
)


class Beside(NamedTuple):
    """What the plain fit reaches on the models that it knows."""

    rank_correlation: float
    models: int


def main() -> None:
    """Leave out benchmarks, evaluators and models in turn, and print what was foretold."""
    catalog, scale = load(), fitted()
    found = default_cells(catalog, scale.lines)
    names = tuple(sorted({cell.model for cell in found}))
    known = dict(zip(names, known_of(catalog, names, scale.completions), strict=True))
    print(f"Scale: {scale.origin}.\n\n## How far boards disagree\n\n{agreement(catalog, found)}")
    alone = benchmarks_left_out(catalog, found, known)
    show(
        "A benchmark foretold from all others",
        alone,
        plain(catalog, found, alone, without_evaluator=False),
        scale.widen,
    )
    apart = evaluators_left_out(catalog, found, known)
    show(
        "A benchmark foretold from other evaluators",
        apart,
        plain(catalog, found, apart, without_evaluator=True),
        scale.widen,
    )
    show("Models without any score", models_left_out(catalog, found, known), {}, scale.widen)
    late = later_models_left_out(catalog, found, known, SEEN_UNTIL)
    show("Models released after all that were seen", late, {}, scale.widen)


def show(title: str, rows: Sequence[Foretold], beside: Mapping[str, Beside], widen: Floats) -> None:
    """One table, with the means of each use."""
    print(f"\n## {title}\n\n{HEAD}")
    for row in sorted(rows, key=lambda row: (row.use, row.benchmark)):
        print(
            f"| {row.benchmark} | {row.use} | {len(row.models)} | {row.rank_correlation:.2f} "
            f"| {row.holds(widen):.0%} | {_said(beside.get(row.benchmark))} |"
        )
    for use in (*Use, None):
        if chosen := [row for row in rows if use in (None, row.use)]:
            middle = np.nanmean([row.rank_correlation for row in chosen])
            others = [beside[row.benchmark].rank_correlation for row in chosen if row.benchmark in beside]
            other = f"{np.nanmean(others):.2f}" if np.isfinite(others).any() else "no value"
            print(f"| **mean** | {use or 'all'} | | **{middle:.2f}** | **{held(chosen, widen):.0%}** | **{other}** |")


def _said(beside: Beside | None) -> str:
    if beside is None or np.isnan(beside.rank_correlation):
        return "no value"
    return f"{beside.rank_correlation:.2f} ({beside.models} models)"


def plain(
    catalog: Catalog, found: Sequence[Cell], rows: Sequence[Foretold], without_evaluator: bool
) -> dict[str, Beside]:
    """Rank correlation of the plain fit that has not seen the benchmark (or its evaluator), on its models."""
    return {row.benchmark: _plain(catalog, found, row, without_evaluator) for row in rows}


def _plain(catalog: Catalog, found: Sequence[Cell], row: Foretold, without_evaluator: bool) -> Beside:
    evaluator = evaluator_of(row.benchmark)
    rest = [
        cell
        for cell in found
        if row.use in catalog.benchmarks[cell.benchmark].uses
        and cell.benchmark != row.benchmark
        and not (without_evaluator and evaluator_of(cell.benchmark) == evaluator)
    ]
    ability = one_factor.abilities(rest)
    both = [(said, ability[model]) for model, said in zip(row.models, row.said, strict=True) if model in ability]
    if len(both) < FEWEST_LINES:
        return Beside(float("nan"), len(both))
    said, foretold = np.array(both).T
    return Beside(rank_correlation(said, foretold), len(both))


def agreement(catalog: Catalog, found: Sequence[Cell]) -> str:
    """Rank correlations of boards of the same use and of different evaluators, on the models that both list."""
    values: dict[str, dict[str, float]] = {}
    for cell in found:
        values.setdefault(cell.benchmark, {})[cell.model] = cell.value
    lines = ["| Use | Pairs of boards | Least | Median | Most |", "|---|---|---|---|---|"]
    for use in Use:
        names = [name for name in sorted(values) if use in catalog.benchmarks[name].uses]
        pairs = [
            _agree(values[one], values[other])
            for place, one in enumerate(names)
            for other in names[place + 1 :]
            if evaluator_of(one) != evaluator_of(other)
            and len(values[one].keys() & values[other].keys()) >= FEWEST_LINES
        ]
        if pairs:
            least, middle, most = np.quantile(pairs, [0, 0.5, 1])
            lines.append(f"| {use} | {len(pairs)} | {least:.2f} | {middle:.2f} | {most:.2f} |")
    return "\n".join(lines)


def _agree(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    both = sorted(one.keys() & other.keys())
    return rank_correlation(np.array([one[model] for model in both]), np.array([other[model] for model in both]))


if __name__ == "__main__":
    main()
