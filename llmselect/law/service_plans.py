"""Regions and plans of providers, each with a privacy level of its own: European profiles, free plans, apps."""

from functools import cache
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum, YesNo
from llmselect.catalog.offers import Offer
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.law.facts_file import read_facts
from llmselect.law.verdicts import EvidenceGrade
from llmselect.text import Labelled, Text

Level = Annotated[int, Field(ge=0, le=7)]


class PlanKind(Labelled):
    """What sets a plan apart from the provider's ordinary paid offer."""

    REGION = "region", Text("region", "région")
    PLAN = "plan", Text("setting", "réglage")
    FREE = "free", Text("free plan", "offre gratuite")
    CONSUMER = "consumer", Text("consumer app", "application grand public")
    DEDICATED = "dedicated", Text("machines for you alone", "machines pour vous seul")


class ServicePlan(Sourced):
    """One region or plan, with the level that its evidence completes and the one that a contract can reach."""

    id: Identifier
    provider: Identifier | None = None
    """None: several operators offer the like."""
    name: Words
    kind: Annotated[PlanKind, Enum]
    level: Level
    """Where the terms were not read, one level less than what they are said to give."""
    best_level: Level
    trains_on_data: Annotated[YesNo, Enum]
    evidence: Words
    grade: Annotated[EvidenceGrade, Enum]
    offers_begin: tuple[str, ...] = Field(default=(), strict=False)
    """Beginnings of the ids of the catalog's offers that are of this plan."""

    @property
    def may_train(self) -> bool:
        """Whether training on what is sent is stated, or cannot be ruled out."""
        return self.trains_on_data is not YesNo.NO


class _PlansFile(Record):
    plans: tuple[ServicePlan, ...] = Field(strict=False)


@cache
def service_plans() -> tuple[ServicePlan, ...]:
    """All regions and plans, in the order of the file."""
    return read_facts("service_plans.json", _PlansFile).plans


def plan_of(offer: Offer) -> ServicePlan | None:
    """The plan that an offer of the catalog belongs to; None for the provider's ordinary one."""
    return next((each for each in service_plans() if offer.id.startswith(each.offers_begin or ("\0",))), None)
