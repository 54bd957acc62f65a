"""The rows of the scorecard as typed records: a situation, where its acceptance comes from, and what is accepted.

The rows stand in `situations.toml`. What a guide accepts is written from the guide alone, before our answer is known.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from llmselect.catalog.models import LanguageModel
from llmselect.catalog.record import Identifier, Words
from llmselect.catalog.standings import Use
from llmselect.errors import BadFile, first_fault
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.settings import DEFAULT_PRIORITIES, USUAL, Requirements, Settings, Weight, Workload
from llmselect.text import Labelled, Text

ROWS: Final = Path(__file__).parent / "situations.toml"
BILLION: Final = 1e9
Span = Annotated[tuple[float, float], Field(strict=False)]
"""Least and most, both included."""


class ScorecardRecord(BaseModel):
    """A part of a row: unknown keys and numbers that are none are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Lane(Labelled):
    """Among which ways to run a model the first place is judged."""

    LOCAL = "local", Text("on the machine", "sur la machine")
    API = "api", Text("at a provider", "chez un fournisseur")
    ALL = "all", Text("anywhere", "n’importe où")


class GuidePage(ScorecardRecord):
    """A public page that says what runs well on such a machine."""

    title: Annotated[str, Field(min_length=5)]
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    day: Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    """Day, month or year of publication, as exactly as the page states it."""


class SizeClass(ScorecardRecord):
    """Models of a size, whoever makes them or of some makers: for those that a guide was too early to name."""

    publishers: tuple[str, ...] = ()
    """Names in the catalog; (): any."""
    billions: Span
    """Total parameters."""
    active_billions: Span | None = None
    """Parameters at work for a token; None: any, dense models among them."""

    def holds(self, model: LanguageModel) -> bool:
        """Whether a model of the catalog belongs to the class; never where its size is not known."""
        if self.publishers and model.publisher not in self.publishers:
            return False
        active = self.active_billions
        return _within(model.total_parameters, self.billions) and (
            active is None or _within(model.active_parameters, active)
        )


class AcceptedAnswer(ScorecardRecord):
    """What counts as a good answer; a field that is empty or None asks nothing."""

    models: tuple[Identifier, ...] = ()
    """Ids of the catalog that the guide names."""
    classes: tuple[SizeClass, ...] = ()
    providers: tuple[Identifier, ...] = ()
    bits: Span | None = None
    """Nominal bits of a weight."""
    least_tokens_per_s: Annotated[float, Field(gt=0)] | None = None
    placements: tuple[PlacementKind, ...] = ()
    thinks: bool | None = None
    """Whether the model thinks before it answers."""
    most_usd_per_month: Annotated[float, Field(gt=0)] | None = None


class ScorecardRow(ScorecardRecord):
    """One situation. It has either a guide or, where the judgement is the founders' own, a reason."""

    id: Identifier
    machine: Machine
    workload: Workload = Workload()
    requirements: Requirements = Requirements()
    priorities: Annotated[dict[str, float], Field(min_length=1)] | None = None
    """Weights by criterion; None: the default ones."""
    lane: Lane
    guide: GuidePage | None = None
    reason: Words | None = None
    accepts: AcceptedAnswer

    @field_validator("workload", mode="before")
    @classmethod
    def _usual_where_silent(cls, given: object) -> object:
        """What a row does not say of its workload is what its use usually takes, as on pages and command line."""
        if not isinstance(given, dict):
            return given
        fields = cast("dict[str, object]", given)
        return {**USUAL[Use(fields.get("use", Use.GENERAL))]._asdict(), **fields}

    @model_validator(mode="after")
    def _guide_or_reason(self) -> Self:
        if (self.guide is None) == (self.reason is None):
            raise ValueError("expected either a guide or a reason")
        return self

    @property
    def settings(self) -> Settings:
        """The situation as a visitor would enter it, with the lane as a requirement."""
        lane: Mapping[str, bool] = {"local": self.lane is Lane.LOCAL, "served": self.lane is Lane.API}
        return Settings(
            machine=self.machine,
            workload=self.workload,
            requirements=self.requirements.model_copy(update=lane),
            priorities=DEFAULT_PRIORITIES
            if self.priorities is None
            else tuple(Weight(*weight) for weight in self.priorities.items()),
        )


class ScorecardFile(ScorecardRecord):
    """The whole file."""

    rows: Annotated[tuple[ScorecardRow, ...], Field(min_length=1)]


@cache
def scorecard_rows(path: Path = ROWS) -> tuple[ScorecardRow, ...]:
    """All rows, in the order of the file; raises BadFile with the first fault and where it stands."""
    try:
        rows = ScorecardFile.model_validate(tomllib.loads(path.read_text("utf-8"))).rows
    except ValidationError as error:
        raise BadFile(f"{path.name}: {first_fault(error)}") from None
    if len({row.id for row in rows}) < len(rows):
        raise BadFile(f"{path.name} has two rows of one id; expected each id once")
    return rows


def _within(parameters: float | None, billions: tuple[float, float]) -> bool:
    return parameters is not None and billions[0] <= parameters / BILLION <= billions[1]
