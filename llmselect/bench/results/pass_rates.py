"""How many tasks each contestant passes, with its interval."""

from typing import NamedTuple

import numpy as np

from llmselect.bench.trial.record import TrialRecord
from llmselect.scoring.methods.proportions import wilson
from llmselect.units import Floats


class PassRate(NamedTuple):
    """Share of tasks passed with Wilson's 95 % interval; NaN, 0 and 1 where nothing was graded."""

    share: float
    low: float
    high: float
    tasks: int
    """Tasks with at least one graded answer. Repeats of a task are one: they say little more about other tasks."""
    faults: int
    """Requests without an answer to grade."""


def shares_passed(trial: TrialRecord) -> Floats:
    """Share of the repeats that passed, (contestants, tasks); NaN where nothing was graded."""
    position = {task.id: i for i, task in enumerate(trial.plan.tasks)}
    shape = (len(trial.plan.contestants), len(position))
    passed, graded = np.zeros(shape), np.zeros(shape)
    for reply in trial.replies:
        verdict = trial.verdict(reply)
        if verdict is not None:
            cell = (reply.contestant, position[reply.task])
            passed[cell] += verdict.passed
            graded[cell] += 1
    return np.where(graded > 0, passed / np.maximum(graded, 1), np.nan)


def pass_rates(trial: TrialRecord) -> tuple[PassRate, ...]:
    """One for each contestant, in their order."""
    shares = shares_passed(trial)
    known = ~np.isnan(shares)
    tasks, passed = known.sum(axis=1), np.nansum(shares, axis=1)
    interval = wilson(passed, tasks)
    faults = [sum(r.contestant == i and r.fault_en is not None for r in trial.replies) for i in range(len(shares))]
    return tuple(
        PassRate(
            float(passed[i] / tasks[i]) if tasks[i] else float("nan"),
            float(interval.low[i]),
            float(interval.high[i]),
            int(tasks[i]),
            faults[i],
        )
        for i in range(len(shares))
    )
