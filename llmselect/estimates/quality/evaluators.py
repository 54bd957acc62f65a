"""Maps each benchmark to the abilities it measures and to its evaluator, whose benchmarks share an error (testlets)."""

from collections.abc import Sequence

import numpy as np

from llmselect.catalog.standings import Benchmark, Use
from llmselect.units import Floats

USES = tuple(Use)

VALUE_OF_USE: dict[Use, dict[Use, float]] = {
    **{use: {use: 1.0} for use in USES},
    Use.GENERAL: {Use.GENERAL: 0.4, Use.CODE: 0.2, Use.REASONING: 0.2, Use.AGENTS: 0.2},
}
"""What a use is worth: its own ability; for general purposes the others too, as general boards average subjects."""

EVALUATORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("arena-hard", ("arena-hard-",)),
    ("votes", ("lmarena-", "arena-", "comparia")),
    ("open-llm", ("open-llm-",)),
    ("software-tasks", ("epoch-swe-bench", "modelsdev-swe-bench")),
    ("epoch", ("epoch-",)),
    ("evalplus", ("evalplus-",)),
    ("bfcl", ("bfcl-",)),
    ("aider", ("aider-", "modelsdev-aider")),
    ("swe-atlas", ("modelsdev-swe-atlas",)),
    ("terminal", ("modelsdev-terminal",)),
    ("euroeval", ("euroeval-",)),
    ("bigcodebench", ("bigcodebench-",)),
    ("tau2", ("tau2-",)),
    ("vectara", ("vectara-",)),
)
"""Evaluators with the prefixes of their benchmarks: same voters or same harness, so one error in common (a testlet).

The first match counts."""


def evaluator_of(benchmark_id: str) -> str:
    """The evaluator of a benchmark; one that no prefix matches is an evaluator of its own."""
    matches = (evaluator for evaluator, prefixes in EVALUATORS if benchmark_id.startswith(prefixes))
    return next(matches, benchmark_id)


def loadings(benchmarks: Sequence[Benchmark], evaluators: Sequence[str]) -> Floats:
    """Factor loadings, shape (benchmarks, uses + evaluators): the abilities and the shared error a score is made of."""
    columns = np.zeros((len(benchmarks), len(USES) + len(evaluators)))
    for row, benchmark in enumerate(benchmarks):
        for use in benchmark.uses:
            columns[row, USES.index(use)] = 1 / len(benchmark.uses)
        columns[row, len(USES) + evaluators.index(evaluator_of(benchmark.id))] = 1.0
    return columns


def value_mix() -> Floats:
    """Weight of each ability in the value for each use: shape (uses, uses)."""
    return np.array([[VALUE_OF_USE[use].get(ability, 0.0) for ability in USES] for use in USES])
