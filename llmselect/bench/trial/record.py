"""A trial as it is kept: plan, replies and votes, one line of JSON each; read strictly, whoever wrote it."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from llmselect.bench.graders.grader import STRICT, Graded, Grader, grade
from llmselect.bench.trial.plan import TrialCell, TrialPlan
from llmselect.bench.trial.reply import Reply
from llmselect.errors import BadFile, first_fault

VERSION: Final = 1
MOST_BYTES: Final = 32 * 2**20
MOST_LINES: Final = 60_000


_Model = TypeVar("_Model", bound=BaseModel)


class Preferred(StrEnum):
    """Which of two answers is better."""

    LEFT = "left"
    RIGHT = "right"
    TIE = "tie"


class Voter(StrEnum):
    """Who compared two answers."""

    VISITOR = "visitor"
    JUDGE = "judge"
    """A model, asked in both orders, that said the same both times."""


class Vote(BaseModel):
    """One comparison of two contestants' answers to the same task."""

    model_config = STRICT

    task: Annotated[str, Field(max_length=80)]
    left: Annotated[int, Field(ge=0, le=100)]
    """Position of the contestant whose answer stood on the left."""
    right: Annotated[int, Field(ge=0, le=100)]
    choice: Annotated[Preferred, Field(strict=False)]
    voter: Annotated[Voter, Field(strict=False)] = Voter.VISITOR


class _Head(BaseModel):
    model_config = STRICT

    llmselect_trial: Literal[1]
    started: Annotated[datetime.datetime, Field(strict=False)]
    plan: TrialPlan


class _Line(BaseModel):
    model_config = STRICT

    reply: Reply | None = None
    vote: Vote | None = None


@dataclass(frozen=True, eq=False)
class TrialRecord:
    """All that is known of a trial; a new value whenever something is added."""

    plan: TrialPlan
    started: datetime.datetime
    replies: tuple[Reply, ...] = ()
    votes: tuple[Vote, ...] = ()
    graded: dict[tuple[str, str], Graded | None] = field(default_factory=dict[tuple[str, str], Graded | None])
    """Verdicts by task and text, which later values of the same trial share."""

    @cached_property
    def by_cell(self) -> dict[TrialCell, Reply]:
        return {reply.cell: reply for reply in self.replies}

    def votes_of(self, voter: Voter) -> tuple[Vote, ...]:
        """The comparisons of visitors alone, or of the judge."""
        return tuple(vote for vote in self.votes if vote.voter is voter)

    def verdict(self, reply: Reply) -> Graded | None:
        """The graders' verdict; None for a task without graders, and for an answer that did not come to its end."""
        if reply.fault_en is not None:
            return None
        key = (reply.task, reply.text)
        if key not in self.graded:
            self.graded[key] = grade(self._graders[reply.task], reply.text)
        return self.graded[key]

    @cached_property
    def _graders(self) -> dict[str, tuple[Grader, ...]]:
        return {task.id: task.graders for task in self.plan.tasks}

    def lines(self) -> Iterator[str]:
        """The trial as JSON lines; no key is among them, because none is in a trial."""
        head = {"llmselect_trial": VERSION, "started": self.started.isoformat()}
        yield json.dumps(head | {"plan": self.plan.model_dump(mode="json", by_alias=True)}, ensure_ascii=False)
        for reply in self.replies:
            yield json.dumps({"reply": reply.model_dump(mode="json", exclude_defaults=True)}, ensure_ascii=False)
        for vote in self.votes:
            yield json.dumps({"vote": vote.model_dump(mode="json")}, ensure_ascii=False)


def written(trial: TrialRecord) -> bytes:
    """The trial as a JSONL file."""
    return ("\n".join(trial.lines()) + "\n").encode()


def read_trial(content: bytes) -> TrialRecord:
    """A trial from its JSONL file; raises BadFile with the line that is not as it should be."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"the file has {len(content) / 2**20:.0f} MB; expected {MOST_BYTES // 2**20} MB at most")
    rows = [row for row in content.split(b"\n") if row.strip()]
    if not rows or len(rows) > MOST_LINES:
        raise BadFile(f"the file has {len(rows)} lines; expected a trial of 1 to {MOST_LINES} lines")
    head = _checked(_Head, rows[0], 1)
    lines = [_checked(_Line, row, number) for number, row in enumerate(rows[1:], 2)]
    replies = tuple(line.reply for line in lines if line.reply is not None)
    votes = tuple(line.vote for line in lines if line.vote is not None)
    _check_positions(head.plan, replies, votes)
    return TrialRecord(head.plan, head.started, replies, votes)


def _checked(kind: type[_Model], row: bytes, number: int) -> _Model:
    try:
        return kind.model_validate_json(row)
    except ValidationError as fault:
        where = first_fault(fault, "the line")
        raise BadFile(f"line {number}, {where}; expected a trial that was exported here") from None


def _check_positions(plan: TrialPlan, replies: Iterable[Reply], votes: Iterable[Vote]) -> None:
    tasks, many = {task.id for task in plan.tasks}, len(plan.contestants)
    seen: set[TrialCell] = set()
    for reply in replies:
        if reply.task not in tasks or reply.contestant >= many or reply.repeat >= plan.repeats or reply.cell in seen:
            raise BadFile(f"a reply belongs to no cell of the plan, or to one twice: {reply.cell}")
        seen.add(reply.cell)
    for vote in votes:
        if vote.task not in tasks or max(vote.left, vote.right) >= many or vote.left == vote.right:
            raise BadFile("a vote compares contestants that the plan does not have")
