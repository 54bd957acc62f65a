"""The copies of one source: the best of memory, disk and project at once, and when the source may be asked again."""

from __future__ import annotations

import datetime
import logging
import os
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import cache_file
from llmselect.hub.leaderboards.cache_file import Kept
from llmselect.hub.leaderboards.score_units import other_unit, unit_changed
from llmselect.hub.leaderboards.snapshot import BoardTable, CopyState, Snapshot, SourceReport
from llmselect.hub.leaderboards.source import Source, SourceReading
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub

FRESH = datetime.timedelta(hours=1)
LEAST_PAUSE_S = 60.0
"""Between two readings of one source, automatic or requested."""
LONGEST_PAUSE_S = 3600.0
RETRY_PAUSE_S = 20.0
"""After a failure until a person may ask again; unasked the app waits longer, and what the source asks for is kept."""
_log = logging.getLogger(__name__)
ON = ("1", "ON", "YES", "TRUE")
SWITCHED_OFF = Text(
    "Leaderboards were not read: LLMSELECT_OFFLINE is set where the app runs.",
    "Les classements n’ont pas été lus\u00a0: LLMSELECT_OFFLINE est défini là où l’application s’exécute.",
)


def switched_off() -> Text | None:
    """Why nothing is read live, where an environment variable forbids it; None: nothing forbids it."""
    if os.environ.get("LLMSELECT_OFFLINE", "").upper() in ON:
        return SWITCHED_OFF
    return HubFault(FaultKind.OFFLINE).text if os.environ.get("HF_HUB_OFFLINE", "").upper() in ON else None


class Copies:
    """One source's tables. Only `read` waits for the network, and one thread at a time is in it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.version = 0
        self._tables: dict[str, Kept] | None = None
        self._bundled: dict[str, BoardTable] = {}
        self._faults: dict[str, HubFault] = {}
        self._fault: HubFault | None = None
        self._failures = 0
        self._not_before = float("-inf")
        self._asked_not_before = float("-inf")
        self._reading = threading.Lock()
        self._state = threading.Lock()

    @property
    def wants_stand_in(self) -> bool:
        """Whether another source should be asked in its place: it was asked, and did not answer."""
        fault = self._fault
        return fault is not None and fault.kind not in (FaultKind.OFFLINE, FaultKind.RATE_LIMITED)

    def due(self, asked: bool = False) -> bool:
        """Whether `read` would ask the source now; `asked`: a person requested it, so fresh copies are read again."""
        not_before = self._asked_not_before if asked else self._not_before
        if self.source.read is None or switched_off() or time.monotonic() < not_before:
            return False
        return asked or not self._fresh()

    @property
    def wait_s(self) -> float | None:
        """Seconds until a person may ask for another reading; None: nobody ever may."""
        if self.source.read is None or switched_off():
            return None
        return max(self._asked_not_before - time.monotonic(), 0.0)

    def read(self, hub: Hub, asked: bool = False) -> int:
        """Ask the source, if it may be asked; returns how many requests that took. Faults are kept, never raised."""
        if not self._reading.acquire(blocking=False):
            return 0
        try:
            if self.due(asked) and self.source.read is not None:
                started = time.monotonic()
                self._pause(LEAST_PAUSE_S, LEAST_PAUSE_S)
                self._arrived(self.source.read(hub), started)
        except HubFault as fault:
            self._failed(fault)
        except Exception as fault:  # a parser that meets what nobody foresaw must not take the other sources with it
            _log.exception("%s: the answer could not be parsed", self.source.id)
            bad_data = HubFault(FaultKind.BAD_DATA, subject=self.source.name.en)
            bad_data.__cause__ = fault
            self._failed(bad_data)
        finally:
            self._reading.release()
        return hub.asked

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The best copy of each board."""
        tables = self._loaded()
        names = dict.fromkeys((*tables, *self._bundled))
        return tuple(self._snapshot(name, tables.get(name)) for name in names)

    def report(self) -> SourceReport:
        """Status of the source: its newest copy, and why that copy is not live."""
        shown = self.snapshots()
        newest = max(shown, key=lambda snapshot: (snapshot.state is CopyState.LIVE, snapshot.day), default=None)
        live = newest is not None and newest.state is CopyState.LIVE
        return SourceReport(
            self.source.id,
            self.source.name,
            self.source.url,
            self.source.attribution,
            newest.state if newest else None,
            newest.day if newest else None,
            None if live else self._why(),
            len(shown),
        )

    def _snapshot(self, name: str, kept: Kept | None) -> Snapshot:
        project = self._bundled.get(name)
        if project and (kept is None or (kept.table.day < project.day and not _young(kept))):
            return Snapshot(project.board, project.day, CopyState.BUNDLED, self._why(name), project.lines, None)
        assert kept is not None
        state = CopyState.LIVE if _young(kept) else CopyState.CACHED
        why = None if state is CopyState.LIVE else self._why(name)
        return Snapshot(kept.table.board, kept.table.day, state, why, kept.table.lines, kept.read_at)

    def _why(self, name: str = "") -> Text | None:
        fault = self._faults.get(name) or self._fault
        if self.source.read is None:
            return self.source.why_not_live
        return switched_off() or (fault.text if fault else None)

    def _loaded(self) -> dict[str, Kept]:
        with self._state:
            if self._tables is None:
                self._bundled = {table.board.id: table for table in cache_file.bundled(self.source.id)}
                stored = cache_file.load(self.source.id) if self.source.read else ()
                self._tables = {kept.table.board.id: kept for kept in stored}
                _log.info("%s: %d boards cached, %d bundled", self.source.id, len(self._tables), len(self._bundled))
            return self._tables

    def _fresh(self) -> bool:
        return any(_young(kept) for kept in self._loaded().values())

    def _arrived(self, reading: SourceReading, started: float) -> None:
        """Store the new tables; failed, empty or implausible boards keep the previous copy, removed boards are dropped.

        Raises HubFault (IMPLAUSIBLE) where most tables are: the others came from the same hands.
        """
        before, now = self._loaded(), datetime.datetime.now(datetime.UTC)
        refused = {table.board.id: fault for table in reading.tables if (fault := self._refusal(table))}
        fresh = {one.board.id: Kept(read_at=now, table=one) for one in reading.tables if one.board.id not in refused}
        if 2 * len(refused) > sum(bool(table.lines) for table in reading.tables):
            raise next(iter(refused.values()))
        unread = {*reading.faults, *refused, *(name for name, kept in fresh.items() if not kept.table.lines)}
        with self._state:
            self._tables = fresh | {name: before[name] for name in unread if name in before}
            self._faults, self._fault, self._failures = {**reading.faults, **refused}, None, 0
            self.version += 1
        waits = [fault.retry_after_s or LEAST_PAUSE_S for fault in reading.faults.values() if _limits(fault)]
        pause = max(LEAST_PAUSE_S, *waits, 0)
        self._pause(pause, pause)
        cache_file.save(self.source.id, tuple(self._tables.values()))
        _log.info(
            "%s: %d boards read live in %.2f s, %d not",
            self.source.id,
            len(fresh),
            time.monotonic() - started,
            len(unread),
        )

    def _refusal(self, table: BoardTable) -> HubFault | None:
        """Why the table may not replace the good copy; None: it may."""
        kept = self._loaded().get(table.board.id)
        copies = [copy for copy in (kept.table if kept else None, self._bundled.get(table.board.id)) if copy]
        label = table.board.label.en
        if any(unit_changed(table, copy) for copy in copies):
            return other_unit(label, self.source.score_field)
        return HubFault(FaultKind.IMPLAUSIBLE, subject=label) if _is_worse(table, copies) else None

    def _pause(self, wait_s: float, asked_wait_s: float) -> None:
        """From now on, for readings of the app's own and for those that a person asks for."""
        now = time.monotonic()
        self._not_before, self._asked_not_before = now + wait_s, now + asked_wait_s

    def _failed(self, fault: HubFault) -> None:
        """Wait for the Hub's reset, else twice as long as the last time, up to an hour."""
        with self._state:
            self._fault, self._failures = fault, self._failures + 1
            self.version += 1
        pause = min(LEAST_PAUSE_S * 2 ** min(self._failures - 1, 10), LONGEST_PAUSE_S)
        wait_s = max(pause, fault.retry_after_s or 0)
        self._pause(wait_s, max(RETRY_PAUSE_S, fault.retry_after_s or 0))
        _log.warning("%s: not read (%s), older copies stay; next try in %.0f s", self.source.id, fault.kind, wait_s)


def _is_worse(table: BoardTable, copies: Sequence[BoardTable]) -> bool:
    """Whether the table goes back in time or lost more than half of its lines: a file gone wrong at its source.

    An empty table is none of these: it names a board that was not asked for its lines.
    """
    older = any(table.day < copy.day for copy in copies)
    return bool(table.lines) and (older or any(2 * len(table.lines) < len(copy.lines) for copy in copies))


def _limits(fault: HubFault) -> bool:
    return fault.kind is FaultKind.RATE_LIMITED


def _young(kept: Kept) -> bool:
    """Whether the source answered within the last hour; a clock that was set back makes a copy old."""
    if kept.read_at is None:
        return False
    age = datetime.datetime.now(datetime.UTC) - kept.read_at
    return datetime.timedelta(0) <= age < FRESH
