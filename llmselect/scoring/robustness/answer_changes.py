"""The first candidate with each other answer to one of the five setup questions, found by trying all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.scoring.elicitation.questionnaire import (
    MINE,
    QUESTIONS,
    SetupAnswer,
    SetupQuestion,
    answer_of,
    answered,
)
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that was not given, and the first candidate with it; None: none meets the requirements."""

    question: SetupQuestion
    answer: SetupAnswer
    first: Candidate | None


def other_answers(settings: Settings) -> tuple[tuple[SetupQuestion, SetupAnswer], ...]:
    """Every answer that the settings do not stand for; a machine of one's own is no other answer, as none is named."""
    return tuple(
        (question, answer)
        for question in QUESTIONS
        for answer in question.answers
        if answer.id not in (MINE, answer_of(question, settings))
    )


def find_answer_changes(
    catalog: Catalog, settings: Settings, served: ServedMeasurements | None = None
) -> Iterator[AnswerChange]:
    """One for each answer that the settings do not stand for, all else unchanged; each estimates the whole catalog.

    `served`: measured speeds of the offers, as `assess` takes them.
    """
    for question, answer in other_answers(settings):
        changed = answered(settings, question.id, answer.id)
        yield AnswerChange(question, answer, _first(catalog, changed, served))


def _first(catalog: Catalog, settings: Settings, served: ServedMeasurements | None) -> Candidate | None:
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs, served)
    places = recommend(assessed, settings.requirements, settings.priorities, settings.good_enough).places(1)
    return places[0].candidate if places else None
