"""What a visitor measured on prompts of their own: tasks passed and votes won, as columns and criteria."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.candidates import NOTHING
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.scoring.ranking.criterion import Anchors, Criterion
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.text import Text
from llmselect.units import Bools

NORMAL_95: Final = 1.96
_serials = itertools.count(1)


class OwnPromptScore(NamedTuple):
    """What one candidate reached in a trial, in per cent with 95 % intervals."""

    model: str
    """Id of the catalog."""
    quantization: str | None
    """None: an offer, or any quantization of the model."""
    offer: str | None
    """Id of the catalog; None: a run on a machine."""
    effort: Effort | None = None
    """None: the server's own."""
    passed: Estimate | None = None
    """Of the graded tasks; None: none was graded."""
    preferred: Estimate | None = None
    """Of blind comparisons with the trial's average contestant; None: nobody voted."""


def own_columns(estimates: CandidateEstimates, scores: Iterable[OwnPromptScore]) -> tuple[Range, Range]:
    """Tasks passed and comparisons won of all candidates, in per cent; NaN for those that were not tried.

    Where two settings of one candidate competed, the better one stands for it.
    """
    passed, preferred = Range.unknown(len(estimates)), Range.unknown(len(estimates))
    for score in scores:
        rows = rows_tried(estimates, score)
        for column, value in ((passed, score.passed), (preferred, score.preferred)):
            if value is not None:
                _put(column, rows, value)
    return passed, preferred


def rows_tried(estimates: CandidateEstimates, score: OwnPromptScore) -> Bools:
    """The candidates that were tried; none where the catalog has lost a name."""
    file, rows = estimates.catalog.file, estimates.rows
    offer = NOTHING if score.offer is None else _place([each.id for each in file.offers], score.offer)
    found = (rows.model == _place([each.id for each in file.models], score.model)) & (rows.offer == offer)
    if score.offer is None and score.quantization is not None:
        found &= rows.quantization == _place([each.id for each in file.quantizations], score.quantization)
    effort = score.effort or _default_effort(estimates.catalog, score.model)
    return found if effort is None else found & (rows.effort == EFFORTS.index(effort))


def _default_effort(catalog: Catalog, model: str) -> Effort | None:
    """What a request that names no effort gets, where the maker says so; else any effort may have been tried."""
    default = default_efforts(catalog).get(model)
    return default.effort if default is not None and default.known else None


def _place(ids: list[str], wanted: str) -> int:
    """Where an id stands; a number that no column holds where it does not."""
    return ids.index(wanted) if wanted in ids else NOTHING - 1


def _put(column: Range, rows: Bools, value: Estimate) -> None:
    better = rows & ~(column.likely >= value.likely)
    for side, number in zip(column, value, strict=True):
        side[better] = number


def with_own_scores(estimates: CandidateEstimates, scores: Iterable[OwnPromptScore]) -> CandidateEstimates:
    """The same estimates with what this visitor measured on prompts of their own: a value that is nobody else's."""
    passed, preferred = own_columns(estimates, scores)
    return replace(estimates, own_passed=passed, own_preferred=preferred, own_serial=next(_serials))


def _from_trial(
    name: str, label: Text, unit: Text, help: Text, measured: Callable[[CandidateEstimates], Range | None]
) -> Criterion:
    """A criterion in per cent that is unknown of whoever was not tried."""

    def measure(estimates: CandidateEstimates) -> Range:
        column = measured(estimates)
        return Range.unknown(len(estimates)) if column is None else column

    return Criterion(
        name,
        label,
        unit,
        help,
        ValueScale.LINEAR,
        lambda _: Anchors(0.0, 100.0),
        measure,
        noise=5.0,
        decides=20.0,
        deviations=NORMAL_95,
        digits=0,
        optional=True,
        from_trial=True,
    )


OWN_PROMPTS: Final = _from_trial(
    "own_prompts",
    Text("On my own prompts", "Sur mes propres prompts"),
    Text("% of tasks passed, measured by you", "% de tâches réussies, mesuré par vous"),
    Text(
        "Share of your own tasks that it passed in Try, measured by you, with its 95% interval. Candidates that you "
        "did not try count as anything from 0 to 100.",
        "Part de vos propres tâches réussies dans Essayer, mesurée par vous, avec son intervalle à 95\u202f%. Les "
        "candidats que vous n’avez pas essayés comptent comme valant de 0 à 100.",
    ),
    lambda estimates: estimates.own_passed,
)
OWN_VOTES: Final = _from_trial(
    "own_votes",
    Text("My blind votes", "Mes votes à l’aveugle"),
    Text("% of comparisons won, measured by you", "% de duels gagnés, mesuré par vous"),
    Text(
        "How often you would prefer its answer to that of the trial’s average model, from your blind votes in Try, "
        "with its 95% interval. Candidates that you did not try count as anything from 0 to 100.",
        "La fréquence à laquelle vous préféreriez sa réponse à celle du modèle moyen de l’essai, d’après vos votes à "
        "l’aveugle dans Essayer, avec son intervalle à 95\u202f%. Les candidats que vous n’avez pas essayés comptent "
        "comme valant de 0 à 100.",
    ),
    lambda estimates: estimates.own_preferred,
)
