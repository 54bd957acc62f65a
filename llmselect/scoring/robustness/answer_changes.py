"""The first candidate with each other answer to one of the five setup questions, found by trying all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.scoring.elicitation.questionnaire import DEFAULTS, QUESTIONS, SetupAnswer, SetupQuestion, settings_of
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that was not given, and the first candidate with it; None: none meets the requirements."""

    question: SetupQuestion
    answer: SetupAnswer
    first: Candidate | None


COUNT = sum(len(question.answers) - 1 for question in QUESTIONS)
"""Number of answers that are not given."""


def find_answer_changes(
    catalog: Catalog, answers: Mapping[str, str], base: Settings, served: ServedMeasurements | None = None
) -> Iterator[AnswerChange]:
    """One for each answer that was not given, the other answers unchanged; each estimates the whole catalog.

    `served`: measured speeds of the offers, as `assess` takes them.

    Raises UnknownName as `settings_of` does.
    """
    current = {**DEFAULTS, **answers}
    for question in QUESTIONS:
        for answer in question.answers:
            if answer.id != current[question.id]:
                changed = settings_of({**current, question.id: answer.id}, base)
                yield AnswerChange(question, answer, _first(catalog, changed, served))


def _first(catalog: Catalog, settings: Settings, served: ServedMeasurements | None) -> Candidate | None:
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs, served)
    places = recommend(assessed, settings.requirements, settings.priorities, settings.good_enough).places(1)
    return places[0].candidate if places else None
