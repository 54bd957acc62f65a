"""What thinking is worth: by how much a model's ability for a use grows from not thinking to thinking, and by level."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.estimates.quality.efforts.effort_cells import Gain
from llmselect.estimates.quality.evaluators import USES
from llmselect.units import Floats

FOLDER = "measured"
FILE = "effort_gaps.json"
TOKENS_OF_MEDIUM: Final = {Effort.LOW: 0.4, Effort.MEDIUM: 1.0, Effort.HIGH: 2.4, Effort.XHIGH: 5.2, Effort.MAX: 6.8}
"""Tokens of thought in those of `medium`, same model and questions: measured/thinking_tokens.json."""


@dataclass(frozen=True, slots=True)
class EffortGaps:
    """Ability(effort) = ability(off) + position(effort) x (gap of the use + what is the model's own)."""

    origin: str
    gap: Floats
    """By use: mean over models of what thinking adds, in units of ability."""
    error: Floats
    """By use: standard error of that mean."""
    spread: Floats
    """By use: standard deviation of the models' own gaps around it."""
    correlation: float
    """Of a model's own gaps in two uses."""
    noise: float
    """Standard deviation of what one evaluator sees of one gap."""
    level: float
    """Share of the gap between `medium` and `high`."""
    gains: tuple[int, ...]
    """By use: pairs of standings (means over the benchmarks of one evaluator) that it was estimated from."""
    models: tuple[int, ...]

    def position(self, effort: Effort) -> float:
        """Place of an effort between not thinking (0) and thinking (1); see `position_at`."""
        return position_at(effort, self.level)

    def positions(self) -> Floats:
        """The same for all EFFORTS."""
        return np.array([self.position(effort) for effort in EFFORTS])

    def covariance(self) -> Floats:
        """Of one model's gaps around their means, uses by uses."""
        sd = np.sqrt(self.spread**2 + self.error**2)
        apart = np.full((len(USES), len(USES)), self.correlation)
        np.fill_diagonal(apart, 1.0)
        return np.outer(sd, sd) * apart


def position_at(effort: Effort, level: float) -> float:
    """Off 0; `on` and `high` 1; other levels go with the logarithm of their tokens; `minimal` is half of `low`.

    Ability grows with the logarithm of the tokens thought (Muennighoff et al. 2025, "s1: Simple test-time scaling",
    figure 1); `high` takes 2.4 times the tokens of `medium`, which takes 2.5 times those of `low`.
    """
    if effort is Effort.OFF:
        return 0.0
    if effort is Effort.ON:
        return 1.0
    if effort is Effort.MINIMAL:
        return position_at(Effort.LOW, level) / 2
    high = TOKENS_OF_MEDIUM[Effort.HIGH]
    return max(1.0 + level * math.log(TOKENS_OF_MEDIUM[effort] / high) / math.log(high), 0.0)


def own_gaps(gaps: EffortGaps, own: Sequence[Gain]) -> tuple[Floats, Floats]:
    """Gaps of a model by use and their covariance, given what boards show of the model itself (Bayes' rule)."""
    mean, covariance = gaps.gap, gaps.covariance()
    if not own:
        return mean, covariance
    steps = np.zeros((len(own), len(USES)))
    for row, gain in enumerate(own):
        steps[row, USES.index(gain.use)] = gaps.position(gain.more) - gaps.position(gain.less)
    noise = np.array([gaps.noise**2 + gain.chance for gain in own])
    seen: Floats = steps @ covariance @ steps.T + np.diag(noise)
    weight = np.asarray(np.linalg.solve(seen, steps @ covariance), dtype=np.float64).T
    surprise = np.array([gain.ability for gain in own]) - steps @ mean
    return mean + weight @ surprise, covariance - weight @ steps @ covariance


@cache
def fitted_gaps() -> EffortGaps:
    """The stored gaps."""
    file = resources.files("llmselect.estimates") / FOLDER / FILE
    return decoded_gaps(json.loads(file.read_text("utf-8")))


def decoded_gaps(stored: Mapping[str, Any]) -> EffortGaps:
    """The gaps of their JSON."""
    uses: Mapping[str, Mapping[str, Any]] = stored["uses"]
    rows = [uses[str(use)] for use in USES]
    numbers = {name: np.array([row[name] for row in rows], dtype=np.float64) for name in ("gap", "error", "spread")}
    return EffortGaps(
        origin=stored["origin"],
        correlation=stored["correlation"],
        noise=stored["noise"],
        level=stored["level"],
        gains=tuple(row["gains"] for row in rows),
        models=tuple(row["models"] for row in rows),
        **numbers,
    )


def write_gaps(gaps: EffortGaps, path: Path) -> None:
    """Store the gaps, one use a line."""
    columns = zip(USES, gaps.gap, gaps.error, gaps.spread, gaps.gains, gaps.models, strict=True)
    lines = [
        f'  "{use}": '
        + json.dumps({"gap": round(gap, 4), "error": round(error, 4), "spread": round(spread, 4)})[:-1]
        + f', "gains": {gains}, "models": {models}}}'
        for use, gap, error, spread, gains, models in columns
    ]
    head = {"origin": gaps.origin, "correlation": gaps.correlation, "noise": gaps.noise, "level": gaps.level}
    written = json.dumps(head)[:-1] + ',\n "uses": {\n' + ",\n".join(lines) + "\n }}\n"
    path.write_text(written, encoding="utf-8")
