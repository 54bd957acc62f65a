"""What a visitor wants to see of the panorama, and which rows that leaves."""

import datetime
from dataclasses import dataclass

import numpy as np

from llmselect.catalog.licences import Commercial
from llmselect.catalog.models import YesNo
from llmselect.estimates.runs.thoughts import THINKING
from llmselect.overview.model_table import OnMachine, Panorama
from llmselect.text import Labelled, Text
from llmselect.units import Bools

EPOCH = datetime.date(1970, 1, 1)


class Openness(Labelled):
    """Whether the weights are published."""

    ALL = "all", Text("All", "Tous")
    OPEN = "open", Text("Open weights", "Poids ouverts")
    SERVED = "served", Text("API only", "Par API seulement")
    """Known only through those who serve it."""


class LicenceKind(Labelled):
    """What the licence of published weights allows a business."""

    ANY = "any", Text("Any", "Indifférent")
    FREE = "free", Text("Commercial use without conditions", "Usage commercial sans conditions")
    CONDITIONS = (
        "conditions",
        Text("Commercial use, with or without conditions", "Usage commercial, avec ou sans conditions"),
    )
    """Commercial use, under conditions or without."""


@dataclass(frozen=True, slots=True)
class ModelFilter:
    """What is not asked for filters nothing."""

    name: str = ""
    """Words that must all stand in the name, the id, the family or the publisher."""
    openness: Openness = Openness.ALL
    lineage: str = ""
    least_billions: float = 0.0
    most_billions: float = np.inf
    licence: LicenceKind = LicenceKind.ANY
    french: bool = False
    tool_use: bool = False
    reasoning: bool = False
    runs_here: bool = False
    offered: bool = False
    scored: bool = False
    """A public score stands behind the quality."""
    since: datetime.date | None = None


def matching_rows(found: Panorama, here: OnMachine, wanted: ModelFilter) -> Bools:
    """The rows that are left; a fact that is not known never passes a filter that asks for it."""
    left = _named(found, wanted.name) & _of_kind(found, wanted) & _able(found, here, wanted)
    if wanted.least_billions > 0 or wanted.most_billions < np.inf:
        billions = found.parameters / 1e9
        left &= (billions >= wanted.least_billions) & (billions <= wanted.most_billions)
    if wanted.since is not None:
        left &= found.released_days >= (wanted.since - EPOCH).days
    return left


def _of_kind(found: Panorama, wanted: ModelFilter) -> Bools:
    """By openness, lineage and licence."""
    left = np.ones(len(found), np.bool_)
    if wanted.openness is not Openness.ALL:
        left &= _all([(m.hub_repo is not None) == (wanted.openness is Openness.OPEN) for m in found.models])
    if wanted.lineage:
        left &= _all([each.id == wanted.lineage for each in found.lineages])
    if wanted.licence is not LicenceKind.ANY:
        left &= _licensed(found, wanted.licence)
    return left


def _able(found: Panorama, here: OnMachine, wanted: ModelFilter) -> Bools:
    """By what the models can do, and where."""
    models = found.models
    asked = (
        (wanted.french, lambda: _all([m.french is YesNo.YES for m in models])),
        (wanted.tool_use, lambda: _all([m.tool_use is YesNo.YES for m in models])),
        (wanted.reasoning, lambda: _all([m.reasoning in THINKING for m in models])),
        (wanted.runs_here, lambda: here.runs),
        (wanted.offered, lambda: found.offered),
        (wanted.scored, lambda: found.scored),
    )
    left = np.ones(len(found), np.bool_)
    for is_asked, column in asked:
        if is_asked:
            left &= column()
    return left


def _all(told: list[bool]) -> Bools:
    return np.array(told, dtype=np.bool_)


def _named(found: Panorama, words: str) -> Bools:
    asked = words.casefold().split()
    if not asked:
        return np.ones(len(found), np.bool_)
    said = [f"{m.name} {m.id} {m.family} {m.publisher} {m.hub_repo or ''}".casefold() for m in found.models]
    return _all([all(word in line for word in asked) for line in said])


def _licensed(found: Panorama, kind: LicenceKind) -> Bools:
    """By the verdict of the licence of the weights; what is only served has the provider's terms instead."""
    allowed = {Commercial.YES} if kind is LicenceKind.FREE else {Commercial.YES, Commercial.CONDITIONAL}
    verdicts = {licence.id: licence.commercial_use in allowed for licence in found.catalog.file.licences}
    return _all([verdicts.get(model.licence or "", False) for model in found.models])
