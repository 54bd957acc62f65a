"""The five lines of evidence of a provider's offer: training, retention, region, operator's law, contract."""

import datetime
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import YesNo
from llmselect.catalog.offers import Offer, Provider
from llmselect.estimates.privacy import PrivacyLevel, offer_level
from llmselect.law.provider_facts import EuRegion, ProviderLaw, model_retention, provider_law
from llmselect.law.service_plans import PlanKind, plan_of
from llmselect.text import Labelled, Text

MOST_DAYS = 30
"""Of retention that level 2 accepts."""
NO_FACTS = Text(
    "nothing is known here of this provider: ask for its terms before sending anything",
    "rien n’est connu ici de ce fournisseur\u202f: demandez ses conditions avant tout envoi",
)
MAY_TRAIN = Text("may train on what you send", "peut entraîner sur ce que vous envoyez")
TRAINING = {
    YesNo.YES: MAY_TRAIN,
    YesNo.NO: Text("no training on what you send by default", "pas d’entraînement par défaut sur vos envois"),
    YesNo.UNKNOWN: Text("not stated: it may train", "non précisé\u202f: l’entraînement est possible"),
}


class EvidenceSubject(Labelled):
    """What one line of evidence is about."""

    TRAINING = "training", Text("Training", "Entraînement")
    RETENTION = "retention", Text("Retention", "Conservation")
    REGION = "region", Text("Region", "Région")
    OPERATOR = "operator", Text("Operator’s law", "Loi de l’opérateur")
    CONTRACT = "contract", Text("Contract", "Contrat")


MARKS = {YesNo.YES: "●", YesNo.NO: "○", YesNo.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One line: whether it speaks for the data's protection, in words, with where and when it was read."""

    subject: EvidenceSubject
    protects: YesNo
    words: Text
    source: str
    checked: datetime.date

    @property
    def mark(self) -> str:
        """A sign beside the words: ● it protects, ○ it does not, ? nobody knows."""
        return MARKS[self.protects]


def provider_evidence(provider: Provider) -> tuple[EvidenceLine, ...]:
    """The five lines of its ordinary paid offer."""
    return _lines(provider, provider_law().get(provider.id))


def offer_evidence(catalog: Catalog, offer: Offer) -> tuple[EvidenceLine, ...]:
    """The five lines of one offer: its plan, its region and its model's own retention before its provider's."""
    provider = catalog.providers[offer.provider]
    training, retention, region, *others = provider_evidence(provider)
    plan, special = plan_of(offer), model_retention(offer)
    if may_train(catalog, offer):
        source, day = (plan.source, plan.checked) if plan else (offer.source, offer.checked)
        training = EvidenceLine(EvidenceSubject.TRAINING, YesNo.NO, MAY_TRAIN, source, day)
    if special is not None:
        kept = _short(special.retention_days)
        retention = EvidenceLine(EvidenceSubject.RETENTION, kept, special.retention, special.source, special.checked)
    if plan is not None and plan.kind is PlanKind.REGION:
        stays = YesNo.YES if plan.level >= PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION else YesNo.NO
        region = EvidenceLine(EvidenceSubject.REGION, stays, plan.evidence, plan.source, plan.checked)
    return (training, retention, region, *others)


def may_train(catalog: Catalog, offer: Offer) -> bool:
    """Whether the line has to say so: a free plan, terms that say it, or terms that do not say."""
    plan = plan_of(offer)
    if plan is not None and plan.may_train:
        return True
    return offer.free_quota or catalog.providers[offer.provider].trains_on_data is not YesNo.NO


def best_level(catalog: Catalog, offer: Offer) -> int:
    """The level that a contract, a setting or an EU region reaches for this offer; at least its own."""
    own = offer_level(catalog, offer)
    if offer.best_privacy_level is not None:
        return max(own, offer.best_privacy_level)
    plan = plan_of(offer)
    return max(own, plan.best_level if plan else catalog.providers[offer.provider].best_privacy_level)


def _lines(provider: Provider, law: ProviderLaw | None) -> tuple[EvidenceLine, ...]:
    def line(subject: EvidenceSubject, protects: YesNo, words: Text) -> EvidenceLine:
        return EvidenceLine(subject, protects, words, provider.source, provider.checked)

    trains = provider.trains_on_data
    first = (
        line(EvidenceSubject.TRAINING, _opposite(trains), TRAINING[trains]),
        line(EvidenceSubject.RETENTION, _short(provider.retention_days), provider.retention),
    )
    region = line(EvidenceSubject.REGION, _region(law), provider.eu_hosting)
    if law is None:
        operator = line(EvidenceSubject.OPERATOR, YesNo.UNKNOWN, provider.jurisdiction)
        return (*first, region, operator, line(EvidenceSubject.CONTRACT, YesNo.UNKNOWN, NO_FACTS))
    operator = line(EvidenceSubject.OPERATOR, law.eu_operator, provider.jurisdiction)
    contract = EvidenceLine(EvidenceSubject.CONTRACT, law.contract, law.contract_words, law.source, law.checked)
    return (*first, region, operator, contract)


def _opposite(answer: YesNo) -> YesNo:
    return {YesNo.YES: YesNo.NO, YesNo.NO: YesNo.YES}.get(answer, YesNo.UNKNOWN)


def _short(days: int | None) -> YesNo:
    return YesNo.UNKNOWN if days is None else YesNo.YES if days <= MOST_DAYS else YesNo.NO


def _region(law: ProviderLaw | None) -> YesNo:
    if law is None:
        return YesNo.UNKNOWN
    return {EuRegion.ALWAYS: YesNo.YES, EuRegion.UNKNOWN: YesNo.UNKNOWN}.get(law.eu_region, YesNo.NO)


def unknowns(lines: tuple[EvidenceLine, ...]) -> tuple[EvidenceSubject, ...]:
    """What nobody knows of an offer; each may be what keeps it a level lower."""
    return tuple(line.subject for line in lines if line.protects is YesNo.UNKNOWN)
