"""Models made for one thing: how much less they count for the uses that they were not made for."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.models import LanguageModel, Speciality
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.posterior import Prior
from llmselect.text import Text
from llmselect.units import Bools


class Discount(NamedTuple):
    """What a speciality costs outside it, in units of ability (one is about 14 points in the middle of the scale)."""

    serves: frozenset[Use]
    """Uses that it was made for."""
    ability: float
    error: float
    """Standard deviation between models."""


DISCOUNTS: Final[dict[Speciality, Discount]] = {
    Speciality.CODE: Discount(frozenset({Use.CODE, Use.AGENTS}), 0.0, 0.25),
    Speciality.TRANSLATION: Discount(frozenset(), 1.0, 0.6),
    Speciality.MATHEMATICS: Discount(frozenset({Use.REASONING}), 0.3, 0.3),
    Speciality.MEDICINE: Discount(frozenset(), 0.3, 0.3),
    Speciality.SEARCH: Discount(frozenset({Use.GENERAL, Use.FRENCH, Use.DOCUMENTS}), 0.15, 0.3),
}
"""Code: what it costs is a coefficient of the fit ("for code": general 0.2, reasoning and French 0.1); what is left
over has no direction, and its spread stands here (scripts/prove_evidence.py prints it). The others are stated, not
measured: no board of another use lists a translator, one or two list the rest; their ranges are as wide as that."""

MADE_FOR: Final[dict[Speciality, Text]] = {
    Speciality.CODE: Text("made for code", "conçu pour le code"),
    Speciality.TRANSLATION: Text("made for translation", "conçu pour la traduction"),
    Speciality.MATHEMATICS: Text("made for mathematics", "conçu pour les mathématiques"),
    Speciality.MEDICINE: Text("made for medicine", "conçu pour la médecine"),
    Speciality.SEARCH: Text("made to answer from a web search", "conçu pour répondre à partir d’une recherche web"),
}
COUNTS_LESS: Final = Text(
    "{made_for}: counts less for other uses, as no board of this one lists it",
    "{made_for} : compte moins pour les autres usages, car aucun classement de celui-ci ne le cite",
)


def is_outside(model: LanguageModel, use: Use) -> bool:
    """Whether a model was made for something else than this use."""
    return model.specialised is not None and use not in DISCOUNTS[model.specialised].serves


def counts_less(model: LanguageModel) -> Text | None:
    """The sentence of an explanation of a discounted value; None for a model that was not made for one thing."""
    if model.specialised is None:
        return None
    made_for = MADE_FOR[model.specialised]
    return Text(COUNTS_LESS.en.format(made_for=made_for.en), COUNTS_LESS.fr.format(made_for=made_for.fr))


def discounted(before: Prior, models: Sequence[LanguageModel], measured: Bools) -> Prior:
    """Expectations of models made for one thing, lower and wider for each use without a board (`measured`: by use)."""
    ability = np.zeros((len(models), len(USES)))
    variance = np.zeros((len(models), len(USES)))
    for row, model in enumerate(models):
        if model.specialised is not None:
            discount = DISCOUNTS[model.specialised]
            outside = np.array([use not in discount.serves for use in USES]) & ~measured[row]
            ability[row], variance[row] = outside * discount.ability, outside * discount.error**2
    return Prior(before.mean - ability, before.covariance + variance[:, :, None] * np.eye(len(USES)))
