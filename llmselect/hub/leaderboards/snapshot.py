"""Values of leaderboards: boards, ranked lines, and copies with their day and state."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Final, NamedTuple

from pydantic import Field, field_serializer

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Record, Words
from llmselect.catalog.standings import BenchmarkScale, Use
from llmselect.text import Labelled, Text

Score = Annotated[float, Field(ge=-1e4, le=1e5)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Note = Annotated[str, Field(max_length=400)]
Link = Annotated[str, Field(pattern=r"^https://[^\s<>\"'()\[\]]+$", max_length=500)]


class CopyState(Labelled):
    """Where the lines that are shown come from."""

    LIVE = "live", Text("live", "en direct")
    """Read from the source within the last hour."""
    CACHED = "cached", Text("saved copy", "copie conservée")
    """The last good copy, older than an hour or kept from an earlier run."""
    BUNDLED = "bundled", Text("bundled copy", "copie fournie")
    """The dated copy that is part of the project."""


class Unit(Labelled):
    """What the scores of a board are."""

    RATING = "rating", Text("Elo", "Elo")
    PERCENT = "percent", Text("%", "%")
    OTHER = "other", Text("score", "score")


SCALES: Final = {BenchmarkScale.ELO: Unit.RATING, BenchmarkScale.PERCENT: Unit.PERCENT}


class Board(Record):
    """One leaderboard: what it measures, how it counts, and who is to be named."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._/-]*$", max_length=120)]
    source: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]
    """Id of the Source that reads it."""
    label: Words
    uses: tuple[Use, ...] = Field(default=(), strict=False)
    """Uses that it measures; empty: not known."""
    unit: Annotated[Unit, Enum]
    higher_is_better: bool = True
    url: Link
    attribution: Note
    licence: Note
    benchmark: str | None = None
    """The catalog's benchmark that its lines are standings of; None: none."""
    archived: bool = False
    """No longer updated."""
    other: bool = False
    """Discovered at the source, and not known here: shown apart from the others."""
    partial: bool = False
    """Holds only lines of models in the catalog: ranks are among those."""

    @field_serializer("label")
    def _both(self, label: Text) -> dict[str, str]:
        return label._asdict()


class BoardLine(Record):
    """One row of a board."""

    name: Name
    """As the source writes it."""
    score: Score
    rank: Annotated[int, Field(ge=1, le=10**6)]
    """Among the lines of the board; models that cannot be told apart share it."""
    low: Score | None = None
    high: Score | None = None
    """Published 95 % interval."""
    votes: Annotated[int, Field(ge=0, le=10**10)] | None = None
    organisation: Note = ""
    licence: Note = ""
    open: bool | None = None
    """Whether the source says that the weights are published."""
    parameters: Annotated[float, Field(gt=0, le=1e15)] | None = None
    settings: Note = ""
    """Under which settings the score was reached (“With tools”, thinking-32k), as the source says it."""
    verified: bool | None = None
    """Whether the Hub ran the evaluation itself; None: the board does not tell."""
    pull_request: Annotated[int, Field(ge=1, le=10**9)] | None = None
    """Number of the pull request that proposed the score, where one did."""
    link: Link | None = None
    """Page that the score comes from."""
    link_name: Note = ""
    day: Annotated[datetime.date, Enum] | None = None
    """Day of this line, where it has one of its own."""


class BoardTable(Record):
    """A board with its lines as they were on one day: what copies hold."""

    board: Board
    day: Annotated[datetime.date, Enum]
    """Day of publication where the source tells it, else the day on which it was read."""
    lines: tuple[BoardLine, ...] = Field(strict=False, max_length=20_000)
    """Best first."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The best copy of one board."""

    board: Board
    day: datetime.date
    state: CopyState
    reason: Text | None
    """Why it is not live, as one sentence; None: it is, or nobody has tried yet."""
    lines: tuple[BoardLine, ...]
    read_at: datetime.datetime | None
    """When the source answered, with its time zone; None for copies in the project."""


class SourceReport(NamedTuple):
    """Status of one source."""

    source: str
    name: Text
    url: str
    attribution: str
    state: CopyState | None
    """None: there is no copy of it at all."""
    day: datetime.date | None
    reason: Text | None
    boards: int
