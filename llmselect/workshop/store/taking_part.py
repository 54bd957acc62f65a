"""What a participant does: join, be found again by their token, and change their own weights. Nothing of others."""

import datetime
import json
import time
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from llmselect.workshop.codes import SHORT_LENGTH, as_typed, hashed, new_token
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.meeting import (
    MOST_PARTICIPANTS,
    Ballot,
    Meeting,
    MeetingState,
    ParticipantView,
    checked_nickname,
    checked_weights,
)
from llmselect.workshop.store.database import Database
from llmselect.workshop.store.limits import count_miss, refuse_guesser
from llmselect.workshop.store.rows import (
    AnyRow,
    ballot_of,
    ballot_rows,
    ballots_by_round,
    meeting_of,
    meeting_row,
    participant_row,
)
from llmselect.workshop.store.schema import BALLOTS, MEETINGS, PARTICIPANTS


class Invitation(NamedTuple):
    """What somebody with a code sees before they join."""

    title: str
    practice: bool
    made: datetime.date | None
    """The day of the decision, which the title may name."""


class Pulse(NamedTuple):
    """What every phone in a meeting waits for."""

    state: MeetingState
    round: int
    results_shown: bool
    people: int
    """Fewer than a moment ago: somebody was removed, and each phone asks whether it was theirs."""


def look_up(database: Database, code: str, visitor: str) -> Invitation:
    """The meeting of a code, to be joined. Raises WorkshopFault; wrong codes of a visitor are counted."""
    meeting = meeting_of(_found(database, code, visitor))
    return Invitation(meeting.title, meeting.practice, meeting.case.made)


def join(database: Database, code: str, nickname: str, visitor: str, *, invented: bool = False) -> str:
    """Join a meeting; the token that proves this participant from now on. Raises WorkshopFault."""
    name = checked_nickname(nickname)
    found = _found(database, code, visitor)
    with database.write() as connection:
        return _add(connection, found.id, name, invented)


def _add(connection: Connection, meeting: str, name: str, invented: bool) -> str:
    """One participant more. The meeting's row is changed first, so that a lock that comes at once is not overrun."""
    open_now = (MEETINGS.c.id == meeting) & (MEETINGS.c.state == str(MeetingState.OPEN))
    bumped = update(MEETINGS).where(open_now).values(revision=MEETINGS.c.revision + 1)
    if connection.execute(bumped).rowcount != 1:
        raise WorkshopFault(WorkshopTrouble.LOCKED)
    here = PARTICIPANTS.c.meeting == meeting
    if (connection.execute(select(func.count()).select_from(PARTICIPANTS).where(here)).scalar() or 0) >= (
        MOST_PARTICIPANTS
    ):
        raise WorkshopFault(WorkshopTrouble.CROWDED)
    token, id = new_token(), new_token()
    row = insert(PARTICIPANTS).values(
        id=id,
        meeting=meeting,
        token_hash=hashed(token),
        nickname=name,
        folded=id,  # two people may have one name: what version 1 of the tables wants here is only unlike all others
        invented=int(invented),
        joined_s=time.time(),
    )
    connection.execute(row)
    return token


def participant_view(database: Database, token: str) -> ParticipantView:
    """The meeting and this participant's own ballots. Raises WorkshopFault for a token of nobody."""
    with database.read() as connection:
        row = _person(connection, token)
        return ParticipantView(
            meeting_of(row),
            row.participant,
            row.nickname,
            ballots_by_round(ballot_rows(connection, [row.participant])),
        )


def cast(
    database: Database, token: str, round: int, weights: Mapping[str, object], finished: bool, change: int
) -> Ballot:
    """Keep these weights as the participant's ballot of this round; the ballot that stands when this returns.

    It is on the disk then. The same change sent twice counts once, and a change with a smaller number than the one kept
    is an older one that arrived late: the later stands. Raises WorkshopFault.
    """
    with database.write() as connection:
        person = _person(connection, token)
        checked = checked_weights(meeting_of(person).case, weights)
        open_now = (MEETINGS.c.id == person.id) & (MEETINGS.c.state == str(MeetingState.OPEN))
        bumped = update(MEETINGS).where(open_now & (MEETINGS.c.round_no == round))
        if connection.execute(bumped.values(revision=MEETINGS.c.revision + 1)).rowcount != 1:
            raise WorkshopFault(_why_refused(connection, person, round))
        _upsert(connection, person.participant, round, checked, finished, change)
        mine = (BALLOTS.c.participant == person.participant) & (BALLOTS.c.round_no == round)
        return ballot_of(connection.execute(select(BALLOTS).where(mine)).one())


def _upsert(
    connection: Connection, participant: str, round: int, weights: Mapping[str, float], finished: bool, change: int
) -> None:
    insert_or = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = insert_or(BALLOTS).values(
        participant=participant,
        round_no=round,
        weights_json=json.dumps(weights),
        finished=int(finished),
        change_no=change,
        changed_s=time.time(),
    )
    named = ("weights_json", "finished", "change_no", "changed_s")
    later = row.on_conflict_do_update(
        index_elements=["participant", "round_no"],
        set_={name: row.excluded[name] for name in named},
        where=BALLOTS.c.change_no < row.excluded.change_no,
    )
    connection.execute(later)


def group_ballots(database: Database, token: str, round: int) -> tuple[Ballot, ...]:
    """All ballots of a round, of nobody in particular, for participants whom the host shows the result; else none.

    Raises WorkshopFault for a token of nobody.
    """
    with database.read() as connection:
        person = _person(connection, token)
        if not person.results_shown:
            return ()
        here = select(PARTICIPANTS.c.id).where(PARTICIPANTS.c.meeting == person.id)
        found = select(BALLOTS).where(BALLOTS.c.participant.in_(here) & (BALLOTS.c.round_no == round))
        in_no_order = found.order_by(BALLOTS.c.weights_json)
        return tuple(ballot_of(row) for row in connection.execute(in_no_order))


def pulse(database: Database, meeting: str) -> Pulse | None:
    """How a meeting stands, by its id, which no visitor knows; None where it is gone. Cheap to ask every second."""
    with database.read() as connection:
        columns = (MEETINGS.c.state, MEETINGS.c.round_no, MEETINGS.c.results_shown)
        mine = (MEETINGS.c.id == meeting) & (MEETINGS.c.expires_s > time.time())
        row = connection.execute(select(*columns).where(mine)).one_or_none()
        people = select(func.count()).select_from(PARTICIPANTS).where(PARTICIPANTS.c.meeting == meeting)
        count = connection.execute(people).scalar() or 0
    return None if row is None else Pulse(MeetingState(row.state), row.round_no, bool(row.results_shown), count)


def next_change(ballot: Ballot | None) -> int:
    """A number for the next change of a participant: the clock's nanoseconds, and always more than the one before."""
    return max(time.time_ns(), 0 if ballot is None else ballot.change + 1)


def _person(connection: Connection, token: str) -> AnyRow:
    row = participant_row(connection, hashed(token), time.time())
    if row is None:
        raise WorkshopFault(WorkshopTrouble.NOT_YOURS)
    return row


def _why_refused(connection: Connection, person: AnyRow, round: int) -> WorkshopTrouble:
    row = meeting_row(connection, time.time(), id=person.id)
    meeting: Meeting | None = None if row is None else meeting_of(row)
    if meeting is None:
        return WorkshopTrouble.NO_MEETING
    if meeting.state is MeetingState.ENDED:
        return WorkshopTrouble.ENDED
    return WorkshopTrouble.LOCKED if meeting.state is MeetingState.LOCKED else WorkshopTrouble.OTHER_ROUND


def _found(database: Database, code: str, visitor: str) -> AnyRow:
    typed = as_typed(code)
    by = "short_code" if len(typed) == SHORT_LENGTH else "join_code"
    with database.read() as connection:
        refuse_guesser(connection, visitor)
        row = meeting_row(connection, time.time(), **{by: typed}) if typed else None
    if row is None:
        count_miss(database, visitor)
        raise WorkshopFault(WorkshopTrouble.NOT_ADMITTING if by == "short_code" else WorkshopTrouble.NO_MEETING)
    if row.state != MeetingState.OPEN:
        ended = row.state == MeetingState.ENDED
        raise WorkshopFault(WorkshopTrouble.ENDED if ended else WorkshopTrouble.LOCKED)
    return row
