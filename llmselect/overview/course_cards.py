"""The card of a course's family: its sentences, and what the catalog knows of price, sizes, licences, successors."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from llmselect.catalog.licences import Commercial, Licence, LicenceEvidence
from llmselect.overview.course_families import COURSE_FAMILIES, CourseFamily
from llmselect.overview.family_facts import LineageFacts, every_lineage
from llmselect.overview.model_table import Panorama
from llmselect.text import LabelledInt, Text
from llmselect.units import Floats


class CostLevel(LabelledInt):
    """A third of all models, by price or by memory."""

    LOW = 1, Text("low", "bas")
    MEDIUM = 2, Text("medium", "moyen")
    HIGH = 3, Text("high", "élevé")


class CostBasis(StrEnum):
    """What a relative cost was computed from."""

    PRICE = "price"
    """US dollars per million tokens by API, three in for one out."""
    MEMORY = "memory"
    """Bytes at the usual quantization, where nobody offers any of the family."""


class RelativeCost(NamedTuple):
    """Where the median of a family stands among all models, with its range."""

    level: CostLevel
    basis: CostBasis
    low: float
    median: float
    high: float
    cheaper_than: float
    """Share of all models with such a figure whose own is higher than the median."""


class LicenceVerdict(NamedTuple):
    """The licence of most of its published weights, and how many others come to another verdict."""

    licence: Licence
    verdict: Commercial
    """Unknown where the licence was not read."""
    of_it: int
    known: int
    """Published weights whose licence the catalog names."""
    otherwise: int
    """Of those, the ones with another verdict."""


@dataclass(frozen=True, eq=False)
class CourseCard:
    """Everything on a card; rows are those of the panorama."""

    family: CourseFamily
    facts: LineageFacts
    cost: RelativeCost | None
    licence: LicenceVerdict | None
    """None where no weights are published."""
    successors: tuple[int, ...]


@lru_cache(maxsize=16)
def course_cards(found: Panorama) -> tuple[CourseCard, ...]:
    """A card for each family of the course that the catalog knows, in their order."""
    known = every_lineage(found)
    return tuple(_card(found, family, known[family.lineage]) for family in COURSE_FAMILIES if family.lineage in known)


def _card(found: Panorama, family: CourseFamily, facts: LineageFacts) -> CourseCard:
    return CourseCard(
        family=family,
        facts=facts,
        cost=_cost(found, facts),
        licence=_licence(facts),
        successors=tuple(found.position[name] for name in family.successors if name in found.position),
    )


def _cost(found: Panorama, facts: LineageFacts) -> RelativeCost | None:
    """By price where one of the family is offered, else by memory; None where neither is known."""
    priced = _relative(found.blended_usd, facts, CostBasis.PRICE)
    return priced or _relative(found.room.total_bytes, facts, CostBasis.MEMORY)


def _relative(every: Floats, facts: LineageFacts, basis: CostBasis) -> RelativeCost | None:
    own, known = every[facts.rows], every[np.isfinite(every)]
    own = own[np.isfinite(own)]
    if not len(own):
        return None
    median = float(np.median(own))
    thirds = np.quantile(known, (1 / 3, 2 / 3))
    level = CostLevel(1 + int(np.searchsorted(thirds, median)))
    return RelativeCost(level, basis, float(own.min()), median, float(own.max()), float((known > median).mean()))


def _licence(facts: LineageFacts) -> LicenceVerdict | None:
    if not facts.licences:
        return None
    licence, of_it = facts.licences[0]
    known = sum(count for _, count in facts.licences)
    alike = sum(count for each, count in facts.licences if _verdict(each) is _verdict(licence))
    return LicenceVerdict(licence, _verdict(licence), of_it, known, known - alike)


def _verdict(licence: Licence) -> Commercial:
    read = licence.evidence is not LicenceEvidence.UNVERIFIED
    return licence.commercial_use if read else Commercial.UNKNOWN
