"""Rows of the tables as values of the domain."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from llmselect.workshop.meeting import Ballot, Meeting, MeetingState, parsed_case
from llmselect.workshop.store.schema import BALLOTS, MEETINGS, PARTICIPANTS

AnyRow = Row[Any]


def meeting_of(row: AnyRow) -> Meeting:
    """A row of `meetings`."""
    return Meeting(
        id=row.id,
        title=row.title,
        case=parsed_case(row.case_json),
        state=MeetingState(row.state),
        round=row.round_no,
        join_code=row.join_code,
        short_code=row.short_code,
        results_shown=bool(row.results_shown),
        names_hidden=bool(row.names_hidden),
        practice=bool(row.practice),
        revision=row.revision,
        expires_s=row.expires_s,
    )


def ballot_of(row: AnyRow) -> Ballot:
    """A row of `ballots`."""
    weights: dict[str, float] = json.loads(row.weights_json)
    return Ballot(weights, bool(row.finished), row.change_no)


def ballots_by_round(rows: Iterable[AnyRow]) -> Mapping[int, Ballot]:
    """The ballots of one person."""
    return {row.round_no: ballot_of(row) for row in rows}


def meeting_row(connection: Connection, now_s: float, **where: object) -> AnyRow | None:
    """The meeting with these columns that has not expired; None where there is none."""
    found = select(MEETINGS).where(MEETINGS.c.expires_s > now_s)
    for column, value in where.items():
        found = found.where(MEETINGS.c[column] == value)
    return connection.execute(found).one_or_none()


def participant_row(connection: Connection, token_hash: str, now_s: float) -> AnyRow | None:
    """A participant beside their meeting; None for a token of nobody."""
    if not token_hash:
        return None
    joined = MEETINGS.join(PARTICIPANTS, PARTICIPANTS.c.meeting == MEETINGS.c.id)
    columns = (MEETINGS, PARTICIPANTS.c.id.label("participant"), PARTICIPANTS.c.nickname)
    found = select(*columns).select_from(joined).where(PARTICIPANTS.c.token_hash == token_hash)
    return connection.execute(found.where(MEETINGS.c.expires_s > now_s)).one_or_none()


def ballot_rows(connection: Connection, participants: Iterable[str]) -> list[AnyRow]:
    """All ballots of these participants."""
    found = select(BALLOTS).where(BALLOTS.c.participant.in_(list(participants))).order_by(BALLOTS.c.round_no)
    return list(connection.execute(found))
