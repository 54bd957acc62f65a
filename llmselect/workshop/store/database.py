"""The database: how it is opened, how one reads and writes, and which faults become sentences."""

import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.store import schema

VARIABLE: Final = "LLMSELECT_DATABASE_URL"
FILE_NAME: Final = "meetings.sqlite"
BUSY_MS: Final = 4000
"""How long a statement waits for another writer; beyond it the page says so and tries again."""
CUT_S: Final = 10.0
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was confirmed outlives a cut of the power too
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
FULL_SIGNS: Final = ("disk is full", "database or disk", "no space left", "could not extend", "disk i/o error")
BUSY_SIGNS: Final = ("locked", "busy", "lock timeout", "statement timeout", "deadlock", "could not serialize")


def default_url() -> str:
    """Where this server keeps its meetings: the owner's database, else a file of its own in the data folder."""
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given
    data = os.environ.get("XDG_DATA_HOME", "").strip()
    folder = (Path(data) if data else Path.home() / ".local" / "share") / "llmselect"
    return f"sqlite:///{folder / FILE_NAME}"


class Database:
    """One database, for all threads of this process. It is brought forward when it is first used."""

    def __init__(self, url: str | None = None) -> None:
        self._url = _with_driver(make_url(url or default_url()))
        self.sqlite: Final = self._url.get_backend_name() == "sqlite"
        self._engine: Final = _engine(self._url, self.sqlite)
        self._ready, self._lock = False, threading.Lock()

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None elsewhere."""
        return Path(self._url.database) if self.sqlite and self._url.database else None

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A transaction that changes nothing. Raises WorkshopFault where the database cannot answer."""
        with _faults_as_sentences():
            self._prepare()
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """A transaction that is kept when the block ends well, and undone otherwise. Raises WorkshopFault."""
        with _faults_as_sentences():
            self._prepare()
            with self._begun("IMMEDIATE") as connection, connection.begin():
                yield connection

    def tidy(self) -> None:
        """Take what was deleted out of the file and its log (SQLite), or free it for reuse (PostgreSQL).

        The log of SQLite can be cut only while nobody reads: it is tried again until it is.
        """
        with _faults_as_sentences():
            if not self.sqlite:
                with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.exec_driver_sql("VACUUM")
                return
            with self._begun(None) as connection:
                _cut_log(connection)
                connection.exec_driver_sql("VACUUM")
                _cut_log(connection)

    def _begun(self, how: str | None) -> Connection:
        """A connection whose transactions begin in this way; None: each statement by itself."""
        return self._engine.connect().execution_options(llmselect_begin=how)

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def _prepare(self) -> None:
        if self._ready:
            return
        with self._lock:
            if not self._ready:
                _private_file(self.file)
                with self._begun("IMMEDIATE") as connection, connection.begin():
                    schema.bring_forward(connection)
                self._ready = True


def _with_driver(url: URL) -> URL:
    """PostgreSQL through psycopg, however its address begins."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _engine(url: URL, sqlite: bool) -> Engine:
    if not sqlite:
        waiting = f"-c lock_timeout={BUSY_MS} -c statement_timeout={BUSY_MS}"
        arguments: dict[str, Any] = {"connect_timeout": 3, "options": waiting}
        return create_engine(url, connect_args=arguments, pool_pre_ping=True, pool_timeout=5, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, pool_timeout=5, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """The driver must not begin transactions by itself: it would take the lock too late."""
    connection.isolation_level = None
    for pragma in (f"PRAGMA busy_timeout = {BUSY_MS}", *PRAGMAS):
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: one that first read could not get it while another writes."""
    kind = connection.get_execution_options().get("llmselect_begin", "DEFERRED")
    if kind is not None:
        connection.exec_driver_sql(f"BEGIN {kind}")


def _cut_log(connection: Connection) -> None:
    """Bring the log into the file and cut it to nothing. Raises WorkshopFault where readers keep it for too long."""
    ends = time.monotonic() + CUT_S
    while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
        if time.monotonic() > ends:
            raise WorkshopFault(WorkshopTrouble.STORE_BUSY)
        time.sleep(0.05)


def _private_file(file: Path | None) -> None:
    """The file is made for its owner alone before anything is written."""
    if file is None or file.exists():
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise WorkshopFault(WorkshopTrouble.STORE_GONE) from fault


@contextmanager
def _faults_as_sentences() -> Generator[None]:
    try:
        yield
    except PoolTimeout as fault:
        raise WorkshopFault(WorkshopTrouble.STORE_BUSY) from fault
    except SQLAlchemyError as fault:
        raise WorkshopFault(_kind_of(fault)) from fault


def _kind_of(fault: SQLAlchemyError) -> WorkshopTrouble:
    words = str(fault.orig if isinstance(fault, DBAPIError) else fault).casefold()
    if any(sign in words for sign in FULL_SIGNS):
        return WorkshopTrouble.STORE_FULL
    return WorkshopTrouble.STORE_BUSY if any(sign in words for sign in BUSY_SIGNS) else WorkshopTrouble.STORE_GONE
