"""The criterion "on my own prompts": shares of a visitor's own tasks that candidates passed, with their intervals."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.candidates import NOTHING
from llmselect.estimates.core.columns import Range
from llmselect.scoring.ranking.criterion import Anchors, Criterion
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.text import Text

NAME: Final = "own_prompts"


class OwnPromptScore(NamedTuple):
    """What one candidate reached in a trial: per cent of the tasks, with a 95 % interval."""

    model: str
    """Id of the catalog."""
    quantization: str | None
    """None: an offer, or any quantization of the model."""
    offer: str | None
    """Id of the catalog; None: a run on a machine."""
    low: float
    likely: float
    high: float


def own_prompts_column(estimates: CandidateEstimates, scores: Iterable[OwnPromptScore]) -> Range:
    """The scores as a column over all candidates, in per cent; NaN for those that were not tried."""
    catalog, column = estimates.catalog, Range.unknown(len(estimates))
    models = {model.id: row for row, model in enumerate(catalog.file.models)}
    offers = {offer.id: row for row, offer in enumerate(catalog.file.offers)}
    quantizations = {quantization.id: row for row, quantization in enumerate(catalog.file.quantizations)}
    for score in scores:
        if score.model not in models or (score.offer is not None and score.offer not in offers):
            continue
        rows = estimates.rows.model == models[score.model]
        rows &= estimates.rows.offer == (NOTHING if score.offer is None else offers[score.offer])
        if score.offer is None and score.quantization is not None:
            rows &= estimates.rows.quantization == quantizations.get(score.quantization, -2)
        for side, value in zip(column, (score.low, score.likely, score.high), strict=True):
            side[rows] = value
    return column


def own_prompts_criterion(scores: Iterable[OwnPromptScore]) -> Criterion:
    """The criterion over these scores, as any other of `CRITERIA`: worth 0 at nothing passed, 1 at all passed."""
    kept = tuple(scores)
    return Criterion(
        NAME,
        Text("On my own prompts", "Sur mes propres prompts"),
        Text("% of tasks passed", "% de tâches réussies"),
        Text(
            "Share of your own tasks that it passed in Try, measured by you, with its 95% interval.",
            "Part de vos propres tâches réussies dans Essayer, mesurée par vous, avec son intervalle à 95\u202f%.",
        ),
        ValueScale.LINEAR,
        lambda _: Anchors(0.0, 100.0),
        lambda estimates: own_prompts_column(estimates, kept),
        noise=5.0,
        decides=20.0,
        deviations=1.96,
        digits=0,
        optional=True,
    )
