"""How long the requests of a run take, one server apart from the next: what is left, and what is overdue."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from llmselect.bench.trial.plan import TrialCell

OVERDUE_S: Final = 10.0
OVERDUE_TIMES: Final = 3.0
"""So many times the longest request that has ended, and nobody can say how long this one will go on."""


class Awaited(NamedTuple):
    """A request that takes far longer than those before it."""

    contestant: int
    """Its position."""
    for_s: float


class Pace:
    """The requests of one server; times by any clock that only goes forward. Not safe to share without a lock."""

    def __init__(self, simultaneous: int) -> None:
        self._simultaneous = simultaneous
        self._under_way: dict[TrialCell, float] = {}
        self._took: defaultdict[int, list[float]] = defaultdict(list)

    def begin(self, cell: TrialCell, now: float) -> None:
        """A request is sent."""
        self._under_way[cell] = now

    def end(self, cell: TrialCell, now: float) -> None:
        """It has ended, however that was."""
        self._took[cell.contestant].append(now - self._under_way.pop(cell, now))

    @property
    def busy(self) -> bool:
        """Whether any request is under way."""
        return bool(self._under_way)

    def left_s(self, waiting: Iterable[TrialCell], now: float) -> float | None:
        """Seconds until these and those under way have ended, likely; None: nothing has ended yet, or one is overdue.

        A contestant counts by its own requests, before its first has ended by those of its server.
        """
        if not self._took or self.awaited(now) is not None:
            return None
        left = sum(self._usual_s(cell.contestant) for cell in waiting)
        left += sum(max(self._usual_s(cell.contestant) - (now - began), 0) for cell, began in self._under_way.items())
        return left / self._simultaneous

    def _usual_s(self, contestant: int) -> float:
        took = self._took.get(contestant) or [each for those in self._took.values() for each in those]
        return sum(took) / len(took)

    def awaited(self, now: float) -> Awaited | None:
        """The request that is overdue for the longest; None: all are within what is usual."""
        if not self._under_way:
            return None
        cell, began = min(self._under_way.items(), key=lambda each: each[1])
        longest = max((took for those in self._took.values() for took in those), default=0.0)
        late = now - began > max(OVERDUE_S, OVERDUE_TIMES * longest)
        return Awaited(cell.contestant, now - began) if late else None
