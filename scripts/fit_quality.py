"""Fit the quality scale on the catalog's standings and write it to llmselect/estimates/measured/quality_scale.json.

One linear Gaussian model for everything: abilities of each model, one for each use, expected from its attributes and
correlated with each other; a line for each benchmark; an error in common for benchmarks of one evaluator. The variance
between boards comes from how far they disagree, and is set for each use so that 90 % intervals hold nine in ten of the
scores of evaluators left out. Takes half a minute. Run it again when standings or models change:
    .venv/bin/python -m scripts.fit_quality
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from llmselect.catalog.load import load
from llmselect.estimates.quality.completions import completions
from llmselect.estimates.quality.efforts.effort_posterior import default_cells
from llmselect.estimates.quality.evaluators import USES, evaluator_of
from llmselect.estimates.quality.fit import fit, scale_of, training
from llmselect.estimates.quality.scale import FILE, fitted, write
from llmselect.estimates.quality.table import known_of
from llmselect.estimates.quality.validation import MOST_COUNTED, Foretold, evaluators_left_out, held
from llmselect.units import Floats

TARGET = Path(__file__).parents[1] / "llmselect" / "estimates" / "measured" / FILE
PROMISED = 0.90
ROUNDS = 6
FACTORS = np.arange(0.0, 4.01, 0.05)


def main() -> None:
    """Fit, set the intervals, write, and say what was found."""
    catalog, day = load(), datetime.datetime.now(datetime.UTC).date()
    completed = completions(catalog, day)
    scale = fitted()
    for _ in range(ROUNDS):  # slopes move scores to the default effort, and are fitted on those
        found = default_cells(catalog, scale.lines)
        names = tuple(sorted({cell.model for cell in found}))
        known = dict(zip(names, known_of(catalog, names, completed), strict=True))
        train, benchmarks = training(found, known)
        scale = scale_of(train, fit(train, [catalog.benchmarks[name] for name in benchmarks]), "")
    left_out = evaluators_left_out(catalog, found, known)
    widen = widened_by_use(left_out)
    origin = (
        f"scripts/fit_quality.py on {day}: {len(found)} standings of {len(train.models)} models "
        f"on {len(benchmarks)} benchmarks"
    )
    write(replace(scale, origin=origin, widen=widen, completions=completed), TARGET)
    print(origin)
    print(f"{held(left_out, widen):.1%} of the scores of evaluators left out were held; between boards x {widen}")
    print(f"with the other evaluators' factors alone {held_by_the_others(left_out):.1%}")


def widened_by_use(left_out: Sequence[Foretold]) -> Floats:
    """Of each use, the factor that its own rows ask for."""
    return np.array([widened([row for row in left_out if row.use is use]) for use in USES])


def held_by_the_others(left_out: Sequence[Foretold]) -> float:
    """Share held where the factors of a row were set without its evaluator: nothing of the row is known then."""
    shares: list[float] = []
    for row in left_out:
        rest = [other for other in left_out if evaluator_of(other.benchmark) != evaluator_of(row.benchmark)]
        own = [other for other in rest if other.use is row.use]
        shares.append(row.holds(np.full(len(USES), widened(own or rest))))
    return float(np.average(shares, weights=[min(len(row.models), MOST_COUNTED) for row in left_out]))


def widened(left_out: Sequence[Foretold]) -> float:
    """The least factor on the variance between boards that holds as many left-out scores as promised."""
    shares = np.array([held(left_out, np.full(len(USES), factor)) for factor in FACTORS])
    return float(FACTORS[np.argmax(shares >= PROMISED)] if shares.max() >= PROMISED else FACTORS[-1])


if __name__ == "__main__":
    main()
