"""The judged answers as plain values that are kept in `answers.json`: the Method page shows them without estimating."""

import datetime
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.estimates.quality.evidence import Evidence
from llmselect.machine.machine import PlacementKind
from llmselect.reports.scorecard.situations import ScorecardRecord
from llmselect.reports.scorecard.verdicts import ScorecardVerdict, Shortfall
from llmselect.scoring.ranking.candidate import Candidate

ANSWERS: Final = Path(__file__).parent / "answers.json"


class AnswerFigures(ScorecardRecord):
    """One way to run one model, as the scorecard shows it."""

    model: str
    """Its name in the catalog."""
    quantization: str | None
    provider: str | None
    """Name of who serves it; None on the machine."""
    placement: PlacementKind
    thinks: bool
    tokens_per_s: float | None
    evidence: Evidence


class ScorecardAnswer(ScorecardRecord):
    """What we answer to one row."""

    id: str
    shortfalls: tuple[Shortfall, ...]
    first: AnswerFigures | None
    accepted: AnswerFigures | None
    """The best place that is accepted, where the first is not."""
    accepted_rank: int | None
    points_behind: float | None
    """Points out of 100 between the place shown and the accepted one."""
    accepted_tied: bool
    """Nobody can tell the accepted place from the first: the difference is within the noise."""

    @property
    def holds(self) -> bool:
        """Whether the first place is accepted."""
        return not self.shortfalls


class ScorecardAnswers(ScorecardRecord):
    """All answers, with the day of the catalog that they were computed from."""

    catalog_day: datetime.date
    rows: tuple[ScorecardAnswer, ...]

    @property
    def held(self) -> int:
        """How many rows hold."""
        return sum(row.holds for row in self.rows)

    @property
    def equal(self) -> int:
        """How many do not hold, but by a difference within the noise."""
        return sum(row.accepted_tied for row in self.rows)


def answers_of(catalog: Catalog, verdicts: Sequence[ScorecardVerdict]) -> ScorecardAnswers:
    """The verdicts as plain values."""
    return ScorecardAnswers(catalog_day=catalog.newest_check, rows=tuple(_answer(each) for each in verdicts))


@cache
def kept_answers(path: Path = ANSWERS) -> ScorecardAnswers:
    """What was computed from the bundled catalog."""
    return ScorecardAnswers.model_validate_json(path.read_text("utf-8"))


def written(answers: ScorecardAnswers) -> str:
    """The content of the file."""
    return answers.model_dump_json(indent=1) + "\n"


def figures_of(candidate: Candidate) -> AnswerFigures:
    """What the scorecard shows of a candidate; speeds to three figures."""
    speed = candidate.decode_tokens_per_s
    return AnswerFigures(
        model=candidate.model.name,
        quantization=candidate.quantization.id if candidate.quantization else None,
        provider=candidate.provider.name if candidate.provider else None,
        placement=candidate.placement,
        thinks=candidate.effort is not Effort.OFF,
        tokens_per_s=None if speed is None else float(f"{speed.likely:.2g}"),
        evidence=candidate.evidence,
    )


def _answer(verdict: ScorecardVerdict) -> ScorecardAnswer:
    place, accepted = verdict.place, None if verdict.holds else verdict.accepted_place
    behind = None if place is None or accepted is None else round(place.score - accepted.score, 1)
    return ScorecardAnswer(
        id=verdict.row.id,
        shortfalls=verdict.shortfalls,
        first=None if place is None else figures_of(place.candidate),
        accepted=None if accepted is None else figures_of(accepted.candidate),
        accepted_rank=None if accepted is None else accepted.rank,
        points_behind=behind,
        accepted_tied=accepted is not None and verdict.tied,
    )
