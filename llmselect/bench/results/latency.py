"""Times, speeds and costs of each contestant: median and 95th percentile, the first call apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np

from llmselect.bench.measured import Counted
from llmselect.bench.trial.record import TrialRecord
from llmselect.bench.trial.reply import Reply

FEWEST_FOR_P95: Final = 20
"""Below so many requests the 95th percentile is little more than the slowest of them."""


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Median and 95th percentile; None where nothing was measured, p95 also of fewer than 20 values."""

    median: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class LatencySummary:
    """One contestant's requests that came to their end, without the first, which may have loaded the model."""

    requests: int
    ttft_s: Percentiles
    tpot_s: Percentiles
    total_s: Percentiles
    tokens_per_s: float | None
    """1 / the median time per token."""
    cold_ttft_s: float | None
    output_tokens: float | None
    """Median."""
    estimated: bool
    """Some tokens were counted by the pieces that came, not by the server."""
    usd: float | None
    """Of all requests together; None where a price is not known."""
    retried: int


def latency(trial: TrialRecord) -> tuple[LatencySummary, ...]:
    """One for each contestant, in their order."""
    return tuple(_summary(trial, position) for position in range(len(trial.plan.contestants)))


def _summary(trial: TrialRecord, position: int) -> LatencySummary:
    contestant = trial.plan.contestants[position]
    ended = [r for r in trial.replies if r.contestant == position and r.fault_en is None and r.ttft_s is not None]
    warm = [reply for reply in ended if not reply.cold]
    timed = warm or ended
    tpot = _percentiles([reply.tpot_s for reply in timed])
    costs = [reply.cost_usd(contestant) for reply in ended]
    return LatencySummary(
        requests=len(timed),
        ttft_s=_percentiles([reply.ttft_s for reply in timed]),
        tpot_s=tpot,
        total_s=_percentiles([reply.total_s for reply in timed]),
        tokens_per_s=1 / tpot.median if tpot.median else None,
        cold_ttft_s=next((reply.ttft_s for reply in ended if reply.cold), None),
        output_tokens=median(reply.output_tokens for reply in timed) if timed else None,
        estimated=any(reply.counted is Counted.CHUNKS for reply in timed),
        usd=_sum(costs) if ended else None,
        retried=sum(_tries(trial, position)),
    )


def _tries(trial: TrialRecord, position: int) -> list[int]:
    return [reply.tries - 1 for reply in trial.replies if reply.contestant == position]


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _percentiles(values: Sequence[float | None]) -> Percentiles:
    known = [value for value in values if value is not None]
    if not known:
        return Percentiles(None, None)
    p95 = float(np.percentile(known, 95)) if len(known) >= FEWEST_FOR_P95 else None
    return Percentiles(float(median(known)), p95)


def measured_replies(trial: TrialRecord, position: int) -> tuple[Reply, ...]:
    """The requests of a contestant from which its speed can be told: counted by the server, and not the first."""
    return tuple(
        reply
        for reply in trial.replies
        if reply.contestant == position and reply.tpot_s is not None and reply.fault_en is None and not reply.cold
    )
