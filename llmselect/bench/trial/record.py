"""A trial as it is kept: plan, replies and votes, one line of JSON each; read strictly, whoever wrote it."""

import datetime
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Literal, TypeVar, cast

from pydantic import BaseModel, Field, ValidationError

from llmselect.bench.file_faults import FileFault, line_fault
from llmselect.bench.graders.grader import STRICT, Graded, Grader, grade
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.plan import Contestant, TrialCell, TrialPlan
from llmselect.bench.trial.reply import Reply
from llmselect.errors import LONGEST, shortened
from llmselect.text import number_in_both

VERSION: Final = 1
MOST_BYTES: Final = 16 * 2**20
"""Of a trial's file, whether it is written or read."""
MOST_MEASURED_BYTES: Final = 12 * 2**20
"""Of its plan and replies: the rest is for votes, so that whatever is measured here can be opened again."""
MOST_PLAN_BYTES: Final = 6 * 2**20
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


FIELDS: Final = tuple(
    sorted(
        {name for kind in (_Head, _Line, Reply, Vote, TrialPlan, Contestant, TrialTask) for name in kind.model_fields}
    )
)
"""Names that a file may have, for one that is misspelt."""


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
        yield from map(reply_line, self.replies)
        for vote in self.votes:
            yield json.dumps({"vote": vote.model_dump(mode="json")}, ensure_ascii=False)


def reply_line(reply: Reply) -> str:
    """A reply as it stands in a trial's file."""
    return json.dumps({"reply": reply.model_dump(mode="json", exclude_defaults=True)}, ensure_ascii=False)


def written(trial: TrialRecord) -> bytes:
    """The trial as a JSONL file."""
    return ("\n".join(trial.lines()) + "\n").encode()


def read_trial(content: bytes) -> TrialRecord:
    """A trial from its JSONL file; raises FileFault with the line that is not as it should be."""
    if len(content) > MOST_BYTES:
        size = number_in_both(len(content) / 2**20, 1)
        raise FileFault("file.too_large", size=size, most=MOST_BYTES // 2**20)
    rows = [(number, row) for number, row in enumerate(content.split(b"\n"), 1) if row.strip()]
    if not rows:
        raise FileFault("file.empty_trial")
    if len(rows) > MOST_LINES:
        raise FileFault("file.many_lines", given=len(rows), most=MOST_LINES)
    _check_format(rows[0][1])
    head = _checked(_Head, rows[0][1], rows[0][0])
    lines = [(number, _checked(_Line, row, number)) for number, row in rows[1:]]
    _check_positions(head.plan, lines)
    replies = tuple(line.reply for _, line in lines if line.reply is not None)
    votes = tuple(line.vote for _, line in lines if line.vote is not None)
    return TrialRecord(head.plan, head.started, replies, votes)


def _check_format(row: bytes) -> None:
    """Raises FileFault for a first line that is of another kind of file, or of a later format."""
    try:
        read: object = json.loads(row)
    except (ValueError, RecursionError):
        read = None
    head = cast("dict[str, object]", read) if isinstance(read, dict) else {}
    given = head.get("llmselect_trial")
    if isinstance(given, int) and given > VERSION:
        raise FileFault("file.newer", given=given, known=VERSION)
    if "prompt" in head:
        raise FileFault("file.tasks_not_trial")
    if given is None:
        raise FileFault("file.no_trial", given=shortened(row[:LONGEST].decode("utf-8", "replace").strip()))


def _checked(kind: type[_Model], row: bytes, number: int) -> _Model:
    try:
        return kind.model_validate_json(row)
    except ValidationError as fault:
        raise line_fault(fault, number, FIELDS) from None


def _check_positions(plan: TrialPlan, lines: Iterable[tuple[int, _Line]]) -> None:
    left, tasks = set(plan.cells()), {task.id for task in plan.tasks}
    for number, line in lines:
        if line.reply is not None:
            cell = line.reply.cell
            if cell not in left:
                raise FileFault("file.no_cell", line=number, **(cell._asdict() | {"task": shortened(cell.task)}))
            left.discard(cell)
        vote = line.vote
        if vote is not None and not _of_plan(vote, plan, tasks):
            task = shortened(vote.task)
            raise FileFault("file.no_pair", line=number, left=vote.left, right=vote.right, task=task)


def _of_plan(vote: Vote, plan: TrialPlan, tasks: Collection[str]) -> bool:
    return vote.task in tasks and vote.left != vote.right and max(vote.left, vote.right) < len(plan.contestants)
