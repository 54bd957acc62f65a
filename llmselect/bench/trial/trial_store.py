"""Trials kept in an embedded database, opened only by a token of 192 random bits, and forgotten after a while.

SQLite of the standard library: one table, one file, no server to run. The token itself is not kept, only its SHA-256,
so that whoever reads the database opens no trial with it.
"""

import datetime
import hashlib
import os
import secrets
import sqlite3
import threading
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from llmselect.bench.file_faults import KeepingFault
from llmselect.bench.trial.record import MOST_BYTES, TrialRecord, read_trial, written
from llmselect.text import number_in_both

VARIABLE: Final = "LLMSELECT_DATA"
"""Folder of the database; unset: `~/.local/share/llmselect`, or as XDG_DATA_HOME says."""
TOKEN_BYTES: Final = 24
KEPT_DAYS: Final = 30
MOST_TRIALS: Final = 2000
MOST_KEPT_BYTES: Final = 4 * 2**20
"""Of one trial, compressed."""
LONGEST_TITLE: Final = 80
SCHEMA: Final = """
create table if not exists trials (
    token_hash text primary key, title text not null, saved text not null, expires text not null, content blob not null
)
"""


OLDEST_AWAY: Final = (
    "delete from trials where token_hash not in (select token_hash from trials order by saved desc limit ?)"
)


class SavedTrial(NamedTuple):
    """One line of the list of trials; the list exists on a local installation only."""

    token_hash: str
    title: str
    saved: datetime.datetime
    expires: datetime.datetime


def data_folder() -> Path:
    """Where the database lies."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "llmselect"


class TrialStore:
    """The database; every method opens it for itself, so that any thread may call it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or data_folder()) / "trials.sqlite3"
        self._lock = threading.Lock()

    def save(self, trial: TrialRecord, title: str, now: datetime.datetime | None = None) -> str:
        """Keep a trial; the token that opens it. Raises KeepingFault: too large, or nothing can be written."""
        content = zlib.compress(written(trial))
        if len(content) > MOST_KEPT_BYTES:
            raise KeepingFault("file.too_large_to_keep", size=number_in_both(len(content) / 2**20, 1))
        token, saved = secrets.token_urlsafe(TOKEN_BYTES), now or _now()
        expires = saved + datetime.timedelta(days=KEPT_DAYS)
        row = (_hash(token), title[:LONGEST_TITLE], saved.isoformat(), expires.isoformat(), content)
        with self._open() as database:
            database.execute("delete from trials where expires < ?", (saved.isoformat(),))
            database.execute("insert into trials values (?, ?, ?, ?, ?)", row)
            database.execute(OLDEST_AWAY, (MOST_TRIALS,))
        return token

    def open(self, token: str, now: datetime.datetime | None = None) -> TrialRecord:
        """The trial that a token opens; KeepingFault where there is none, or none any more."""
        return self.open_hashed(_hash(token), now)

    def open_hashed(self, token_hash: str, now: datetime.datetime | None = None) -> TrialRecord:
        """The same by the hash that `listed` gives."""
        with self._open() as database:
            found = database.execute(
                "select content from trials where token_hash = ? and expires >= ?",
                (token_hash, (now or _now()).isoformat()),
            ).fetchone()
        if found is None:
            raise KeepingFault("file.not_kept")
        inflate = zlib.decompressobj()
        return read_trial(inflate.decompress(found[0], MOST_BYTES))

    def listed(self, now: datetime.datetime | None = None) -> tuple[SavedTrial, ...]:
        """All trials, newest first: for a local installation only."""
        query = "select token_hash, title, saved, expires from trials where expires >= ? order by saved desc limit 200"
        with self._open() as database:
            rows = database.execute(query, ((now or _now()).isoformat(),)).fetchall()
        when = datetime.datetime.fromisoformat
        return tuple(SavedTrial(key, title, when(saved), when(expires)) for key, title, saved, expires in rows)

    def forget(self, token_hash: str) -> None:
        """Remove one trial."""
        with self._open() as database:
            database.execute("delete from trials where token_hash = ?", (token_hash,))

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._lock:
                database = sqlite3.connect(self._file, timeout=5.0)
                try:
                    with database:
                        database.execute(SCHEMA)
                        yield database
                finally:
                    database.close()
        except (sqlite3.Error, OSError) as fault:
            raise KeepingFault("file.cannot_keep") from fault


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
