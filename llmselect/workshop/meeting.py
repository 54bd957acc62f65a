"""A meeting, what its host sees of it, and what one participant sees of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from llmselect.scoring.matrix.decision_case import HIGHEST_WEIGHT, DecisionCase
from llmselect.scoring.matrix.in_language import in_language
from llmselect.scoring.matrix.plain_words import plain_words
from llmselect.text import Labelled, Text, Voice
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble

MOST_PARTICIPANTS = 400
MOST_ROUNDS = 9
LONGEST_NICKNAME = 24


class MeetingState(Labelled):
    """What may be done in a meeting."""

    OPEN = "open", Text("open", "ouverte")
    LOCKED = "locked", Text("locked", "verrouillée")
    """Nobody joins and no weight moves; the host may reopen."""
    ENDED = "ended", Text("ended", "terminée")
    """For good; results stay until they are erased or expire."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The weights of one person in one round."""

    weights: Mapping[str, float]
    """0 to 100 by criterion; only the proportions count."""
    finished: bool
    """Whether the person said so."""
    change: int
    """Grows with each change of this person: of two at once the larger one stands."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands."""

    id: str
    title: str
    case: DecisionCase
    state: MeetingState
    round: int
    """From 1."""
    join_code: str
    short_code: str | None
    """None while the host admits nobody by code."""
    results_shown: bool
    """Whether participants see the group's result."""
    names_hidden: bool
    practice: bool
    """Its participants are invented."""
    revision: int
    """Grows with every change of anything in the meeting."""
    expires_s: float


def spoken(meeting: Meeting, say: Voice) -> Meeting:
    """The meeting with what the app named in its case said in this language; also its title, where nobody chose it."""
    case = in_language(meeting.case, say)
    return replace(meeting, case=case, title=case.title if meeting.title == meeting.case.title else meeting.title)


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant as the host sees them."""

    id: str
    nickname: str
    invented: bool
    ballots: Mapping[int, Ballot]
    """By round."""


@dataclass(frozen=True, slots=True)
class HostView:
    """All of a meeting; for its host alone."""

    meeting: Meeting
    entries: tuple[Entry, ...]
    """In the order in which they joined."""

    def ballots(self, round: int) -> tuple[Ballot, ...]:
        """The ballots of a round, in the order of the entries."""
        return tuple(entry.ballots[round] for entry in self.entries if round in entry.ballots)


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """What one participant may know: the meeting, and their own ballots."""

    meeting: Meeting
    participant: str
    nickname: str
    ballots: Mapping[int, Ballot]


def checked_nickname(text: str) -> str:
    """A nickname that can be shown. Raises WorkshopFault."""
    try:
        return plain_words(text, LONGEST_NICKNAME)
    except ValueError as fault:
        raise WorkshopFault(WorkshopTrouble.BAD_NICKNAME) from fault


def checked_weights(case: DecisionCase, weights: Mapping[str, object]) -> dict[str, float]:
    """A weight for each criterion of the case, in its order. Raises WorkshopFault for anything else."""
    wanted = [criterion.id for criterion in case.criteria]
    if set(weights) != set(wanted):
        raise WorkshopFault(WorkshopTrouble.BAD_BALLOT)
    found = {id: _number(weights[id]) for id in wanted}
    if sum(found.values()) <= 0:
        raise WorkshopFault(WorkshopTrouble.BAD_BALLOT)
    return found


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WorkshopFault(WorkshopTrouble.BAD_BALLOT)
    if not math.isfinite(value) or not 0 <= value <= HIGHEST_WEIGHT:
        raise WorkshopFault(WorkshopTrouble.BAD_BALLOT)
    return float(value)


@lru_cache(maxsize=64)
def parsed_case(text: str) -> DecisionCase:
    """A case from the store; kept, since every poll of every participant reads it."""
    return DecisionCase.model_validate_json(text)
