"""What the law asks to know of each provider beside the catalog: operator, EU region, contract, retention by model."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum, YesNo
from llmselect.catalog.offers import Offer
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.law.facts_file import read_facts
from llmselect.text import Labelled, Text


class EuRegion(Labelled):
    """Whether requests are processed in the European Union."""

    ALWAYS = "always", Text("in the EU", "dans l’UE")
    CHOICE = "choice", Text("in the EU where you choose it", "dans l’UE si vous le choisissez")
    NO = "no", Text("not in the EU", "hors de l’UE")
    UNKNOWN = "unknown", Text("region unknown", "région inconnue")


class ProviderLaw(Sourced):
    """One provider's operator, region and contract."""

    provider: Identifier
    eu_operator: Annotated[YesNo, Enum]
    """Whether it answers to the law of an EU country, wherever its machines stand."""
    eu_region: Annotated[EuRegion, Enum]
    contract: Annotated[YesNo, Enum]
    """Whether a data-processing agreement (GDPR, article 28) is known to be offered."""
    contract_words: Words


class ModelRetention(Sourced):
    """Retention that differs for some models of a provider."""

    providers: tuple[Identifier, ...] = Field(strict=False)
    names: tuple[str, ...] = Field(strict=False)
    """Parts of the provider's name for the model, any of which must stand in it."""
    except_names: tuple[str, ...] = Field(default=(), strict=False)
    retention: Words
    retention_days: Annotated[int, Field(ge=0, le=36500)] | None

    def speaks_of(self, offer: Offer) -> bool:
        """Whether it is about the model of this offer."""
        name = offer.api_model_id.casefold()
        named = any(part in name for part in self.names) and not any(part in name for part in self.except_names)
        return offer.provider in self.providers and named


class _ProviderLawFile(Record):
    providers: tuple[ProviderLaw, ...] = Field(strict=False)
    retention_by_model: tuple[ModelRetention, ...] = Field(strict=False)


@cache
def _file() -> _ProviderLawFile:
    return read_facts("provider_law.json", _ProviderLawFile)


@cache
def provider_law() -> Mapping[str, ProviderLaw]:
    """By the provider's id in the catalog; a provider that nobody looked into is missing."""
    return {each.provider: each for each in _file().providers}


def model_retention(offer: Offer) -> ModelRetention | None:
    """The retention of this offer's model where it is not that of its provider."""
    return next((each for each in _file().retention_by_model if each.speaks_of(offer)), None)


def has_eu_operator(provider: str) -> YesNo:
    """Whether who runs it answers to the law of an EU country; unknown for a provider without facts."""
    known = provider_law().get(provider)
    return YesNo.UNKNOWN if known is None else known.eu_operator


def retention_differing(provider: str) -> tuple[ModelRetention, ...]:
    """What differs from the retention of this provider for some of its models."""
    return tuple(each for each in _file().retention_by_model if provider in each.providers)
