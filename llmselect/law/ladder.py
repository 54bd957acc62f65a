"""The privacy ladder: every way to run a model, on the level that it reaches today and the one a contract reaches."""

import datetime
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import Lifecycle, YesNo
from llmselect.catalog.offers import Provider
from llmselect.estimates.privacy import DEFINED_ON, DEFINITION, LEVELS, RENTED, PrivacyLevel, offer_level
from llmselect.law.data_kinds import DataKind
from llmselect.law.privacy_evidence import (
    EvidenceLine,
    EvidenceSubject,
    best_level,
    may_train,
    provider_evidence,
    unknowns,
)
from llmselect.law.provider_facts import has_eu_operator, provider_law
from llmselect.law.service_plans import ServicePlan, plan_of, service_plans
from llmselect.machine.rental_terms import RentedFrom
from llmselect.text import Text, in_both

RENTED_PLANS = {"dedicated-eu": RentedFrom.EU_OPERATOR, "cloud-gpu-eu": RentedFrom.EU_REGION}
"""Plans of several operators alike, by who rents the machines out."""
OFFLINE = Text("This computer, offline", "Cet ordinateur, hors ligne")
SERVER = Text("Your own server", "Votre propre serveur")


class WayKind(Enum):
    """Whether it is a machine of one's own, a provider's ordinary offer, or a region or plan."""

    MACHINE = "machine"
    PROVIDER = "provider"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class WayToRun:
    """One rung's entry: who, which level today, which by contract, on what evidence."""

    kind: WayKind
    id: str
    name: Text
    level: int
    best_level: int
    may_train: bool
    evidence: Text
    unknown: tuple[EvidenceSubject, ...]
    contract: YesNo
    eu_operator: YesNo
    offers: int
    """Offers of the catalog that are of it and still served; 0 for machines and for plans that no offer names."""
    source: str
    checked: datetime.date

    def counted_level(self, kind: DataKind) -> int:
        """Its level for this data: where a contract is needed and none is known, one level less."""
        outside = self.kind is not WayKind.MACHINE
        return (
            max(self.level - 1, 0) if outside and kind.needs_contract and self.contract is not YesNo.YES else self.level
        )

    def reaches(self, kind: DataKind) -> bool:
        """Whether it will do today for this kind of data."""
        return self.counted_level(kind) >= kind.lowest_level

    def could_reach(self, kind: DataKind) -> bool:
        """Whether it will do only once something is signed, set or chosen."""
        return not self.reaches(kind) and self.best_level >= kind.lowest_level


def ways_to_run(catalog: Catalog) -> tuple[WayToRun, ...]:
    """Machines, plans and providers, the highest level first, then the one with more offers."""
    counts = _offers(catalog)
    providers = (_provider(catalog, each, counts[each.id]) for each in catalog.file.providers)
    plans = (_plan(each, counts[each.id]) for each in service_plans())
    ways = (*_machines(), *plans, *providers)
    return tuple(
        sorted(ways, key=lambda way: (-way.level, way.kind is not WayKind.MACHINE, -way.best_level, -way.offers))
    )


def _offers(catalog: Catalog) -> Counter[str]:
    """Current offers by plan, or by provider for its ordinary ones."""
    counts = Counter[str]()
    for offer in catalog.file.offers:
        if offer.state is Lifecycle.CURRENT:
            plan = plan_of(offer)
            counts[plan.id if plan else offer.provider] += 1
    return counts


def _machines() -> tuple[WayToRun, ...]:
    def own(id: str, name: Text, level: PrivacyLevel) -> WayToRun:
        words = LEVELS[level].evidence
        return WayToRun(
            WayKind.MACHINE,
            id,
            name,
            int(level),
            int(level),
            False,
            words,
            (),
            YesNo.YES,
            YesNo.YES,
            0,
            DEFINITION,
            DEFINED_ON,
        )

    return own("offline", OFFLINE, PrivacyLevel.OFFLINE_DEVICE), own("server", SERVER, PrivacyLevel.OWN_SERVER)


def _plan(plan: ServicePlan, offers: int) -> WayToRun:
    law = provider_law().get(plan.provider or "")
    return WayToRun(
        kind=WayKind.PLAN,
        id=plan.id,
        name=plan.name,
        level=plan.level,
        best_level=plan.best_level,
        may_train=plan.may_train,
        evidence=plan.evidence,
        unknown=(),
        contract=law.contract if law else YesNo.UNKNOWN,
        eu_operator=_operator_of_plan(plan),
        offers=offers,
        source=plan.source,
        checked=plan.checked,
    )


def _operator_of_plan(plan: ServicePlan) -> YesNo:
    """Whether an operator of the EU runs it: its provider's, or that of whoever rents such machines out."""
    if plan.provider is not None:
        return has_eu_operator(plan.provider)
    return RENTED[RENTED_PLANS[plan.id]].eu_operator if plan.id in RENTED_PLANS else YesNo.UNKNOWN


def _provider(catalog: Catalog, provider: Provider, offers: int) -> WayToRun:
    law = provider_law().get(provider.id)
    return WayToRun(
        kind=WayKind.PROVIDER,
        id=provider.id,
        name=Text(provider.name, provider.name),
        level=provider.privacy_level,
        best_level=max(provider.privacy_level, provider.best_privacy_level),
        may_train=provider.trains_on_data is not YesNo.NO,
        evidence=provider.privacy_evidence,
        unknown=unknowns(provider_evidence(provider)),
        contract=law.contract if law else YesNo.UNKNOWN,
        eu_operator=has_eu_operator(provider.id),
        offers=offers,
        source=provider.source,
        checked=provider.checked,
    )


BY_CONTRACT = Text("could be {level} by contract", "pourrait être {level} par contrat")


def could_be(way: WayToRun) -> Text | None:
    """What a contract, a setting or a region would make of it; None where nothing does."""
    return in_both(BY_CONTRACT, level=way.best_level) if way.best_level > way.level else None


def lines_of(catalog: Catalog, way: WayToRun) -> tuple[EvidenceLine, ...]:
    """The five lines of evidence behind a provider's ordinary offer; () for machines and plans."""
    provider = catalog.providers.get(way.id) if way.kind is WayKind.PROVIDER else None
    return provider_evidence(provider) if provider else ()


@dataclass(frozen=True, slots=True)
class OffersReached:
    """How many offers of the catalog will do for a kind of data, and how many of those may train."""

    today: int
    by_contract: int
    may_train: int
    models: int
    """Different weights among those of today."""
    providers: int
    """Who serves those of today."""


def offers_reached(catalog: Catalog, kind: DataKind, *, eu_operator: bool = False) -> OffersReached:
    """Counts over the offers that are still served, each with its own level and its own model's evidence.

    `eu_operator`: those of operators under EU law alone.
    """
    today, later, training, weights, providers = 0, 0, 0, set[str](), set[str]()
    for offer in catalog.file.offers:
        if offer.state is not Lifecycle.CURRENT:
            continue
        law = provider_law().get(offer.provider)
        if eu_operator and (law is None or law.eu_operator is not YesNo.YES):
            continue
        signed = not kind.needs_contract or (law is not None and law.contract is YesNo.YES)
        level = offer_level(catalog, offer) if signed else offer_level(catalog, offer) - 1
        if level >= kind.lowest_level:
            today += 1
            weights.add(catalog.models[offer.model].weights)
            providers.add(offer.provider)
            training += may_train(catalog, offer)
        elif best_level(catalog, offer) >= kind.lowest_level:
            later += 1
    return OffersReached(today, later, training, len(weights), len(providers))
