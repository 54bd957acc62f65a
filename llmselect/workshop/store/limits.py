"""Wrong codes are counted by the minute, for each visitor and for all, and beyond a limit nothing is looked up."""

import hashlib
import time

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.store.database import Database
from llmselect.workshop.store.schema import ATTEMPTS

MISSES_OF_VISITOR = 30
"""A minute. A class behind one address mistypes now and then; a guesser needs millions."""
MISSES_OF_ALL = 600
"""A minute: 31^6 short codes at this pace take 1,000 days for one meeting, while it admits people."""
ALL = "all"


def refuse_guesser(connection: Connection, visitor: str) -> None:
    """Raise WorkshopFault where this visitor, or all together, missed too often within this minute."""
    minute = int(time.time() // 60)
    found = connection.execute(
        select(ATTEMPTS.c.bucket, ATTEMPTS.c.misses).where(
            ATTEMPTS.c.minute == minute, ATTEMPTS.c.bucket.in_((ALL, _bucket(visitor, minute)))
        )
    )
    limits = {ALL: MISSES_OF_ALL}
    if any(misses >= limits.get(bucket, MISSES_OF_VISITOR) for bucket, misses in found):
        raise WorkshopFault(WorkshopTrouble.TOO_MANY_TRIES)


def count_miss(database: Database, visitor: str) -> None:
    """One wrong code more; counts of past minutes are deleted."""
    minute = int(time.time() // 60)
    insert = sqlite.insert if database.sqlite else postgresql.insert
    with database.write() as connection:
        connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.minute < minute))
        for bucket in (ALL, _bucket(visitor, minute)):
            row = insert(ATTEMPTS).values(bucket=bucket, minute=minute, misses=1)
            more = {"misses": func.coalesce(ATTEMPTS.c.misses, 0) + 1}
            connection.execute(row.on_conflict_do_update(index_elements=["bucket", "minute"], set_=more))


def _bucket(visitor: str, minute: int) -> str:
    """No address is kept, only a hash that is another one in a minute."""
    return hashlib.sha256(f"{minute} {visitor}".encode()).hexdigest()[:32]
