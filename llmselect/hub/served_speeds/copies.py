"""Copies of the providers' speeds: the best of memory, disk and project at once, and when the router is asked again."""

from __future__ import annotations

import datetime
import statistics
import threading
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from llmselect.estimates.measured.served_rows import ServedRow, served_rows
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.kept_file import read_kept, write_kept
from llmselect.hub.leaderboards import copies as boards
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.hub.pacing import Pacing
from llmselect.hub.served_speeds.router import HOST, MOST_REQUESTS, read_router
from llmselect.hub.served_speeds.snapshot import KeptSpeeds, ProbedOffer, SpeedSnapshot
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub

FOLDER, FILE = "served-speeds", "router.json"
LARGEST_FILE = 8 * 2**20
SPEEDS_SWITCHED_OFF = Text(
    "Speeds of providers were not read: LLMSELECT_OFFLINE is set where the app runs.",
    "Vitesses des fournisseurs non lues\u00a0: LLMSELECT_OFFLINE est défini là où l’application s’exécute.",
)


class SpeedCopies:
    """The router's list for one process. Only `read` waits for the network, and one thread at a time is in it."""

    def __init__(self) -> None:
        self.version = 0
        """Grows whenever something that is shown has changed."""
        self._kept: KeptSpeeds | None = None
        self._loaded = False
        self._fault: HubFault | None = None
        self._pacing = Pacing()
        self._reading = threading.Lock()
        self._state = threading.Lock()

    def due(self, asked: bool = False) -> bool:
        """Whether a reading would ask the router now; `asked`: a person wants it, however young the copy."""
        if switched_off() or self._pacing.wait_s > 0:
            return False
        kept = self._last()
        return asked or kept is None or not _young(kept)

    @property
    def wait_s(self) -> float | None:
        """Seconds until the router may be asked again; None: it never is."""
        return None if switched_off() else self._pacing.wait_s

    def read(self, hub: Hub, asked: bool = False) -> int:
        """Ask the router, if it may be asked; returns how many requests that took. Faults are kept, never raised."""
        if not self._reading.acquire(blocking=False):
            return 0
        try:
            if self.due(asked):
                self._pacing.asked()
                self._arrived(read_router(hub))
        except HubFault as fault:
            self._failed(fault)
        except Exception as fault:  # what nobody foresaw must not take the page's other readings with it
            told = HubFault(FaultKind.BAD_DATA, subject=HOST)
            told.__cause__ = fault
            self._failed(told)
        finally:
            self._reading.release()
        return hub.asked

    def snapshot(self) -> SpeedSnapshot:
        """The best copy, without waiting: live, the last good one, or the one in the project."""
        kept = self._last()
        if kept is None or (not _young(kept) and kept.read_at.date() < bundled_day()):
            return SpeedSnapshot(CopyState.BUNDLED, bundled_day(), None, self._why(), bundled_offers())
        live = _young(kept)
        state, why = (CopyState.LIVE, None) if live else (CopyState.CACHED, self._why())
        return SpeedSnapshot(state, kept.read_at.date(), kept.read_at, why, kept.offers)

    def _why(self) -> Text | None:
        return switched_off() or (self._fault.text if self._fault else None)

    def _last(self) -> KeptSpeeds | None:
        with self._state:
            if not self._loaded:
                self._kept, self._loaded = _load(), True
            return self._kept

    def _arrived(self, offers: tuple[ProbedOffer, ...]) -> None:
        """Keep the list; raises HubFault (IMPLAUSIBLE) where it lost more than half of what the last good one had."""
        before = self._last()
        if before is not None and 2 * len(offers) < len(before.offers):
            raise HubFault(FaultKind.IMPLAUSIBLE, subject=HOST)
        kept = KeptSpeeds(version=1, read_at=datetime.datetime.now(datetime.UTC), offers=offers)
        with self._state:
            self._kept, self._loaded, self._fault = kept, True, None
            self.version += 1
        self._pacing.answered()
        write_kept(FOLDER, FILE, kept.model_dump_json(exclude_defaults=True).encode())

    def _failed(self, fault: HubFault) -> None:
        with self._state:
            self._fault = fault
            self.version += 1
        self._pacing.failed(fault.retry_after_s)


def read_served_speeds(copies: SpeedCopies, asked: bool = False) -> SpeedSnapshot:
    """Ask the router where that is due, and return the best copy; waits up to half a minute, never raises."""
    from llmselect.hub.http.client import Hub

    copies.read(Hub(most=MOST_REQUESTS), asked)
    return copies.snapshot()


def switched_off() -> Text | None:
    """Why the router is not asked, where the owner says so."""
    told = boards.switched_off()
    return SPEEDS_SWITCHED_OFF if told is boards.SWITCHED_OFF else told


@cache
def bundled_offers() -> tuple[ProbedOffer, ...]:
    """The dated copy in the project: the latest probe of each offer that may be handed on."""
    latest: dict[tuple[str, str], ServedRow] = {}
    for row in sorted(served_rows(), key=lambda row: row.day):
        latest[row.repository.casefold(), row.provider] = row
    return tuple(_bundled(row) for row in latest.values())


@cache
def bundled_day() -> datetime.date:
    """The day of most offers of the copy in the project; each offer has its own."""
    return statistics.mode(offer.day for offer in bundled_offers())


def _bundled(row: ServedRow) -> ProbedOffer:
    def known(value: float) -> float | None:
        return None if np.isnan(value) else value

    return ProbedOffer(
        repository=row.repository,
        provider=row.provider,
        tokens_per_s=known(row.tokens_per_s),
        ttft_s=known(row.ttft_s),
        input_usd_per_mtok=known(row.input_usd_per_mtok),
        output_usd_per_mtok=known(row.output_usd_per_mtok),
        day=row.day,
    )


def _load() -> KeptSpeeds | None:
    """The last good copy on disk; None where there is none, it is broken, or it comes from the future."""
    body = read_kept(FOLDER, FILE, LARGEST_FILE)
    if body is None:
        return None
    try:
        kept = KeptSpeeds.model_validate_json(body)
    except ValueError:
        return None
    now = datetime.datetime.now(datetime.UTC)
    return kept if kept.read_at.tzinfo and kept.read_at <= now and kept.offers else None


def _young(kept: KeptSpeeds) -> bool:
    """Whether the router answered within the last hour; a clock that was set back makes a copy old."""
    age = datetime.datetime.now(datetime.UTC) - kept.read_at
    return datetime.timedelta(0) <= age < boards.FRESH
