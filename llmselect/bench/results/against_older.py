"""A trial against an older one: the same contestants on the same tasks, then and now."""

from typing import NamedTuple

import numpy as np

from llmselect.bench.results.paired import PairComparison, compare_pairs
from llmselect.bench.results.pass_rates import shares_passed
from llmselect.bench.trial.record import TrialRecord


class ThenAndNow(NamedTuple):
    """One contestant of both trials on the tasks they share; `comparison.first` is now, `second` is then."""

    name: str
    now: float
    then: float
    comparison: PairComparison


def against_older(newer: TrialRecord, older: TrialRecord) -> tuple[ThenAndNow, ...]:
    """Contestants that have the same name in both, in the newer's order.

    Without shared graded tasks they are left out.
    """
    old_tasks = {task.id: i for i, task in enumerate(older.plan.tasks)}
    common = [(i, old_tasks[task.id]) for i, task in enumerate(newer.plan.tasks) if task.id in old_tasks]
    old_names = {contestant.name: i for i, contestant in enumerate(older.plan.contestants)}
    new_shares, old_shares = shares_passed(newer), shares_passed(older)
    found: list[ThenAndNow] = []
    for i, contestant in enumerate(newer.plan.contestants):
        if contestant.name not in old_names or not common:
            continue
        mine, theirs = (list(side) for side in zip(*common, strict=True))
        pair = np.stack([new_shares[i, mine], old_shares[old_names[contestant.name], theirs]])
        (comparison,) = compare_pairs(pair)
        if comparison.tasks:
            both = pair[:, ~np.isnan(pair).any(axis=0)]
            found.append(ThenAndNow(contestant.name, float(both[0].mean()), float(both[1].mean()), comparison))
    return tuple(found)
