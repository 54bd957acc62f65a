"""Kinds of data, and the lowest privacy level that will do for each."""

from typing import Final

from llmselect.estimates.privacy import PrivacyLevel
from llmselect.settings import Requirements
from llmselect.text import Labelled, Text


class DataKind(Labelled):
    """What is sent to the model; regulated data is personal data that needs a signed contract."""

    PUBLIC = "public", Text("Public", "Publiques")
    INTERNAL = "internal", Text("Internal", "Internes")
    PERSONAL = "personal", Text("Personal", "Personnelles")
    REGULATED = "regulated", Text("Regulated (health…)", "Réglementées (santé…)")
    SECRET = "secret", Text("Secret", "Secrètes")

    @property
    def lowest_level(self) -> PrivacyLevel:
        """The lowest level that will do."""
        return LOWEST[self]

    @property
    def needs_contract(self) -> bool:
        """Whether a provider must sign before anything is sent."""
        return self is DataKind.REGULATED


LOWEST: Final = {
    DataKind.PUBLIC: PrivacyLevel.CONSUMER,
    DataKind.INTERNAL: PrivacyLevel.STANDARD_API,
    DataKind.PERSONAL: PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION,
    DataKind.REGULATED: PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION,
    DataKind.SECRET: PrivacyLevel.OWN_SERVER,
}

EXAMPLES: Final = {
    DataKind.PUBLIC: Text("published pages, open data", "pages publiées, données ouvertes"),
    DataKind.INTERNAL: Text("notes, drafts, code without names", "notes, brouillons, code sans noms"),
    DataKind.PERSONAL: Text("names, addresses, CVs, customers’ e-mails", "noms, adresses, CV, courriels de clients"),
    DataKind.REGULATED: Text(
        "personal data under a sector’s rules: health, banking",
        "données personnelles d’un secteur réglementé\u202f: santé, banque",
    ),
    DataKind.SECRET: Text("what must not leave the house", "ce qui ne doit pas sortir de la maison"),
}


def kind_of(requirements: Requirements) -> DataKind | None:
    """The kind that the settings stand for; None where they ask for another level than any kind does."""
    level = requirements.privacy_level or PrivacyLevel.CONSUMER
    regulated = requirements.organisation.regulated
    kinds = [kind for kind in DataKind if LOWEST[kind] == level]
    return next((kind for kind in kinds if kind.needs_contract == regulated), kinds[0] if kinds else None)


def with_kind(requirements: Requirements, kind: DataKind) -> Requirements:
    """The same for that kind of data: its lowest level is required, and a contract where it is regulated."""
    organisation = requirements.organisation.model_copy(update={"regulated": kind.needs_contract})
    level = int(kind.lowest_level) or None
    return requirements.model_copy(update={"privacy_level": level, "organisation": organisation})
