"""Erasing and expiring: what is erased is gone from the file, its log and its free pages.

On PostgreSQL rows are deleted and vacuumed; the server's own logs and backups are its owner's to clear.
"""

import time

from sqlalchemy import Connection, delete, select

from llmselect.workshop.store.database import Database
from llmselect.workshop.store.hosting import own_meeting
from llmselect.workshop.store.schema import BALLOTS, KEPT_CASES, MEETINGS, PARTICIPANTS


def erase_meeting(database: Database, host_token: str) -> None:
    """Erase a meeting with everything said in it. Raises WorkshopFault."""
    with database.write() as connection:
        _delete(connection, [own_meeting(connection, host_token).id])
    database.tidy()


def erase_expired(database: Database) -> int:
    """Erase all meetings and matrices past their day; how many there were."""
    now = time.time()
    with database.write() as connection:
        old = [row.id for row in connection.execute(select(MEETINGS.c.id).where(MEETINGS.c.expires_s <= now))]
        _delete(connection, old)
        cases = connection.execute(delete(KEPT_CASES).where(KEPT_CASES.c.expires_s <= now)).rowcount
    if old or cases:
        database.tidy()
    return len(old) + cases


def _delete(connection: Connection, meetings: list[str]) -> None:
    people = select(PARTICIPANTS.c.id).where(PARTICIPANTS.c.meeting.in_(meetings))
    connection.execute(delete(BALLOTS).where(BALLOTS.c.participant.in_(people)))
    connection.execute(delete(PARTICIPANTS).where(PARTICIPANTS.c.meeting.in_(meetings)))
    connection.execute(delete(MEETINGS).where(MEETINGS.c.id.in_(meetings)))
