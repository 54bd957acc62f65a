"""What each benchmark speaks for: its uses, and the hand it comes from."""

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
    ("votes", ("lmarena-", "arena-", "comparia")),
    ("open-llm", ("open-llm-",)),
    ("software-tasks", ("epoch-swe-bench", "modelsdev-swe-bench")),
    ("epoch", ("epoch-",)),
    ("evalplus", ("evalplus-",)),
    ("bfcl", ("bfcl-",)),
    ("aider", ("aider-", "modelsdev-aider")),
    ("swe-atlas", ("modelsdev-swe-atlas",)),
    ("terminal", ("modelsdev-terminal",)),
)
"""Benchmarks of one hand (same voters, same harness) share what they get wrong of a model; the first match counts."""


def evaluator_of(benchmark_id: str) -> str:
    """Group of benchmarks that share their method; a benchmark without kin is its own."""
    found = (hand for hand, starts in EVALUATORS if benchmark_id.startswith(starts))
    return next(found, benchmark_id)


def loadings(benchmarks: Sequence[Benchmark], hands: Sequence[str]) -> Floats:
    """Rows of benchmarks, columns of abilities (one a use) and then of hands: what a score is made of."""
    columns = np.zeros((len(benchmarks), len(USES) + len(hands)))
    for row, benchmark in enumerate(benchmarks):
        for use in benchmark.uses:
            columns[row, USES.index(use)] = 1 / len(benchmark.uses)
        columns[row, len(USES) + hands.index(evaluator_of(benchmark.id))] = 1.0
    return columns


def value_mix() -> Floats:
    """Rows of values told, columns of abilities."""
    return np.array([[VALUE_OF_USE[told].get(ability, 0.0) for ability in USES] for told in USES])
