"""What a host does: open a meeting, admit, lock, move on, show, remove, end and erase. Each proves the host's token."""

import math
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.workshop.codes import hashed, new_join_code, new_short_code, new_token, wall_token
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.meeting import MOST_ROUNDS, Entry, HostView, Meeting, MeetingState
from llmselect.workshop.store.database import Database
from llmselect.workshop.store.rows import AnyRow, ballot_rows, ballots_by_round, meeting_of, meeting_row
from llmselect.workshop.store.schema import BALLOTS, MEETINGS, PARTICIPANTS

KEEP_DAYS: Final = "LLMSELECT_KEEP_DAYS"
DAY_S: Final = 86_400.0
MOST_MEETINGS: Final = 1000
FEWEST_CANDIDATES, FEWEST_CRITERIA = 2, 2


class Hosted(NamedTuple):
    """A meeting just opened."""

    host_token: str
    """Shown once; only its hash is kept."""
    meeting_id: str


def keep_s() -> float:
    """How long meetings and matrices are kept: the owner's setting, 30 days by default, never less than an hour."""
    try:
        days = float(os.environ.get(KEEP_DAYS, "30"))
    except ValueError:
        days = 30.0
    return max(days * DAY_S, DAY_S / 24) if math.isfinite(days) else 30 * DAY_S


def open_meeting(database: Database, case: DecisionCase, title: str, *, practice: bool = False) -> Hosted:
    """Open a meeting about a case; people may join at once. Raises WorkshopFault."""
    if len(case.candidates) < FEWEST_CANDIDATES or len(case.criteria) < FEWEST_CRITERIA:
        raise WorkshopFault(WorkshopTrouble.BAD_CASE)
    now, hosted = time.time(), Hosted(new_token(), new_token())
    with database.write() as connection:
        if (connection.execute(select(func.count()).select_from(MEETINGS)).scalar() or 0) >= MOST_MEETINGS:
            raise WorkshopFault(WorkshopTrouble.TOO_MANY_MEETINGS)
        row = insert(MEETINGS).values(
            id=hosted.meeting_id,
            join_code=new_join_code(),
            short_code=new_short_code(),
            host_hash=hashed(hosted.host_token),
            wall_hash=hashed(wall_token(hosted.host_token)),
            title=title,
            case_json=case.model_dump_json(),
            state=str(MeetingState.OPEN),
            round_no=1,
            results_shown=0,
            names_hidden=0,
            practice=int(practice),
            revision=1,
            created_s=now,
            expires_s=now + keep_s(),
        )
        connection.execute(row)
    return hosted


def host_view(database: Database, host_token: str) -> HostView:
    """The whole meeting. Raises WorkshopFault."""
    with database.read() as connection:
        meeting = _own(connection, host_token)
        return HostView(meeting, _entries(connection, meeting.id))


def wall_view(database: Database, token: str) -> HostView:
    """The meeting as its wall may show it: without anybody's name, and by a token that does nothing else.

    Raises WorkshopFault.
    """
    with database.read() as connection:
        proof = hashed(token)
        row = meeting_row(connection, time.time(), wall_hash=proof) if proof else None
        if row is None:
            raise WorkshopFault(WorkshopTrouble.NOT_YOURS)
        meeting = meeting_of(row)
        nameless = (replace(entry, id="", nickname="") for entry in _entries(connection, meeting.id))
        return HostView(meeting, tuple(nameless))


def _entries(connection: Connection, meeting: str) -> tuple[Entry, ...]:
    """Everybody in a meeting with their ballots, in the order in which they joined."""
    mine = PARTICIPANTS.c.meeting == meeting
    order = (PARTICIPANTS.c.joined_s, PARTICIPANTS.c.id)
    people = connection.execute(select(PARTICIPANTS).where(mine).order_by(*order)).all()
    said: dict[str, list[AnyRow]] = {person.id: [] for person in people}
    for ballot in ballot_rows(connection, said):
        said[ballot.participant].append(ballot)
    return tuple(Entry(p.id, p.nickname, bool(p.invented), ballots_by_round(said[p.id])) for p in people)


def revision(database: Database, host_token: str) -> int:
    """The number that grows with every change of the meeting: cheap to ask again and again. Raises WorkshopFault."""
    with database.read() as connection:
        return _own(connection, host_token).revision


def admit(database: Database, host_token: str, *, by_code: bool) -> None:
    """Give the meeting a new short code, or none."""
    _change(database, host_token, {"short_code": new_short_code() if by_code else None})


def lock(database: Database, host_token: str) -> None:
    """Nobody joins and no weight moves from now on."""
    _change(database, host_token, {"state": str(MeetingState.LOCKED), "short_code": None})


def reopen(database: Database, host_token: str) -> None:
    """People may join and change their weights again."""
    _change(database, host_token, {"state": str(MeetingState.OPEN), "short_code": new_short_code()})


def show_results(database: Database, host_token: str, *, shown: bool) -> None:
    """Whether participants see the group's result."""
    _change(database, host_token, {"results_shown": int(shown)})


def hide_names(database: Database, host_token: str, *, hidden: bool) -> None:
    """Whether the host's view and its exports leave the nicknames out."""
    _change(database, host_token, {"names_hidden": int(hidden)})


def next_round(database: Database, host_token: str) -> None:
    """Begin another round: what was said stays, and everybody may weigh anew."""
    with database.write() as connection:
        meeting = _own(connection, host_token)
        if meeting.state is MeetingState.ENDED:
            raise WorkshopFault(WorkshopTrouble.ENDED)
        if meeting.round < MOST_ROUNDS:
            values = {"round_no": meeting.round + 1, "state": str(MeetingState.OPEN), "results_shown": 0}
            _store(connection, meeting.id, values)


def end(database: Database, host_token: str) -> None:
    """End the meeting for good; its results stay until they are erased or expire."""
    _change(database, host_token, {"state": str(MeetingState.ENDED), "short_code": None})


def remove(database: Database, host_token: str, participant: str) -> None:
    """Take one participant out, with all they said."""
    with database.write() as connection:
        meeting = _own(connection, host_token)
        mine = (PARTICIPANTS.c.id == participant) & (PARTICIPANTS.c.meeting == meeting.id)
        if connection.execute(select(PARTICIPANTS.c.id).where(mine)).one_or_none() is not None:
            connection.execute(delete(BALLOTS).where(BALLOTS.c.participant == participant))
            connection.execute(delete(PARTICIPANTS).where(mine))
            _store(connection, meeting.id, {})


def own_meeting(connection: Connection, host_token: str) -> Meeting:
    """The meeting that this token hosts. Raises WorkshopFault."""
    return _own(connection, host_token)


def _own(connection: Connection, host_token: str) -> Meeting:
    proof = hashed(host_token)
    row = meeting_row(connection, time.time(), host_hash=proof) if proof else None
    if row is None:
        raise WorkshopFault(WorkshopTrouble.NOT_YOURS)
    return meeting_of(row)


def _change(database: Database, host_token: str, values: Mapping[str, object]) -> None:
    """An ended meeting changes no more, but for what its host's view shows."""
    with database.write() as connection:
        meeting = _own(connection, host_token)
        if meeting.state is MeetingState.ENDED and {"state", "short_code"} & set(values):
            raise WorkshopFault(WorkshopTrouble.ENDED)
        _store(connection, meeting.id, values)


def _store(connection: Connection, meeting: str, values: Mapping[str, object]) -> None:
    more = {"revision": MEETINGS.c.revision + 1}
    connection.execute(update(MEETINGS).where(MEETINGS.c.id == meeting).values(**values, **more))
