"""Matrices saved under a name: the token of its link opens one; a list of names is for this computer alone."""

import time
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update

from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.workshop.codes import hashed, new_token
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.meeting import parsed_case
from llmselect.workshop.store.database import Database
from llmselect.workshop.store.hosting import keep_s
from llmselect.workshop.store.schema import KEPT_CASES

MOST_CASES = 5000


class KeptName(NamedTuple):
    """One line of the list of names."""

    id: str
    name: str
    changed_s: float


def keep(database: Database, case: DecisionCase, token: str | None = None) -> str:
    """Save a matrix, anew or over the one of this token; the token of its link. Raises WorkshopFault."""
    now = time.time()
    values = {"name": case.title, "case_json": case.model_dump_json(), "changed_s": now, "expires_s": now + keep_s()}
    with database.write() as connection:
        if token is not None and (proof := hashed(token)):
            again = update(KEPT_CASES).where(KEPT_CASES.c.token_hash == proof).values(**values)
            if connection.execute(again).rowcount == 1:
                return token
        if (connection.execute(select(func.count()).select_from(KEPT_CASES)).scalar() or 0) >= MOST_CASES:
            raise WorkshopFault(WorkshopTrouble.TOO_MANY_MEETINGS)
        fresh = new_token()
        connection.execute(insert(KEPT_CASES).values(id=new_token(), token_hash=hashed(fresh), **values))
    return fresh


def open_kept(database: Database, token: str) -> DecisionCase:
    """The matrix of a link's token. Raises WorkshopFault."""
    return _opened(database, "token_hash", hashed(token))


def open_by_id(database: Database, id: str) -> DecisionCase:
    """The matrix of a line of the list; for this computer's owner alone, as the list is. Raises WorkshopFault."""
    return _opened(database, "id", id)


def _opened(database: Database, column: str, value: str) -> DecisionCase:
    with database.read() as connection:
        mine = (KEPT_CASES.c[column] == value) & (KEPT_CASES.c.expires_s > time.time())
        row = connection.execute(select(KEPT_CASES.c.case_json).where(mine)).one_or_none() if value else None
    if row is None:
        raise WorkshopFault(WorkshopTrouble.NO_CASE)
    return parsed_case(row.case_json)


def names(database: Database) -> tuple[KeptName, ...]:
    """All saved matrices, the latest first. The page asks for them on a local installation only."""
    with database.read() as connection:
        found = select(KEPT_CASES.c.id, KEPT_CASES.c.name, KEPT_CASES.c.changed_s)
        current = found.where(KEPT_CASES.c.expires_s > time.time()).order_by(KEPT_CASES.c.changed_s.desc())
        return tuple(KeptName(row.id, row.name, row.changed_s) for row in connection.execute(current))


def erase_kept(database: Database, token: str) -> None:
    """Erase a matrix, out of the file too. Raises WorkshopFault for a token of none."""
    with database.write() as connection:
        gone = connection.execute(delete(KEPT_CASES).where(KEPT_CASES.c.token_hash == hashed(token)))
        if gone.rowcount != 1:
            raise WorkshopFault(WorkshopTrouble.NO_CASE)
    database.tidy()
