"""All sources with their copies: the best copy of each board at once, and rate-limited live readings."""

from collections.abc import Iterable

from llmselect.hub.leaderboards.copies import Copies
from llmselect.hub.leaderboards.snapshot import Snapshot, SourceReport
from llmselect.hub.leaderboards.source import Source

MOST_REQUESTS = 12
"""For one cold reading of every source together."""
SOURCE_S = 60.0
"""For all questions to one source together, however slowly each is answered."""


class Boards:
    """The sources of one process. Nothing here waits for the network but `read`."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._copies = {source.id: Copies(source) for source in sources}

    @property
    def version(self) -> int:
        """Grows whenever something that is shown has changed."""
        return sum(copies.version for copies in self._copies.values())

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The best copy of every board, in the order of the sources; from memory, disk or the project."""
        return tuple(
            snapshot for copies in self._copies.values() if self._shown(copies) for snapshot in copies.snapshots()
        )

    def reports(self) -> tuple[SourceReport, ...]:
        """Status of each source that has a copy to show or a reason why not."""
        return tuple(copies.report() for copies in self._copies.values() if self._shown(copies))

    def due(self, asked: bool = False) -> bool:
        """Whether `read` would send a request now; `asked`: a person requested it, so fresh copies are read again."""
        return any(copies.due(asked) and self._wanted(copies) for copies in self._copies.values())

    def wait_s(self) -> float | None:
        """Seconds until some source may be asked again; None: nothing is read live."""
        waits = [
            wait for copies in self._copies.values() if self._wanted(copies) and (wait := copies.wait_s) is not None
        ]
        return min(waits, default=None)

    def read(self, asked: bool = False) -> int:
        """Ask every source that may be asked now; returns the requests it took, at most MOST_REQUESTS.

        Faults are kept with the copies, never raised. A source that another thread is reading is left to it.
        """
        from llmselect.hub.http.client import Hub
        from llmselect.hub.http.deadline import deadline

        used = 0
        for copies in self._copies.values():
            most = min(copies.source.most, MOST_REQUESTS - used)
            if most > 0 and self._wanted(copies):
                with deadline(SOURCE_S):
                    used += copies.read(Hub(most=most), asked)
        return used

    def _wanted(self, copies: Copies) -> bool:
        """A source that stands in for another is asked only where that one was asked in vain."""
        first = copies.source.stands_in_for
        return first is None or self._copies[first].wants_stand_in

    def _shown(self, copies: Copies) -> bool:
        """A source that stands in for another is shown only where that one has nothing."""
        first = copies.source.stands_in_for
        return first is None or (self._wanted(copies) and not self._copies[first].snapshots())
