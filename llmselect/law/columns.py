"""Answers of the law for every model and every offer of a catalog at once, as columns; kept by catalog."""

from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import YesNo
from llmselect.law.licence_ruling import ruling_of_model, served_ruling
from llmselect.law.privacy_evidence import best_level
from llmselect.law.provider_facts import has_eu_operator
from llmselect.settings import Organisation
from llmselect.units import Bools, Floats, Ints


def model_verdicts(catalog: Catalog, organisation: Organisation) -> Ints:
    """Verdict of the weights of each model for that organisation, (models,), as values of Verdict."""
    return _model_verdicts(_Keyed(catalog), organisation)


def served_allowed(organisation: Organisation) -> bool:
    """Whether a provider's contract allows the declared use."""
    return served_ruling(organisation).verdict.allows


def best_levels(catalog: Catalog) -> Floats:
    """Privacy level that a contract, a setting or an EU region reaches for each offer, (offers,)."""
    return _best_levels(_Keyed(catalog))


def eu_operators(catalog: Catalog) -> Bools:
    """Whether who runs each offer is known to answer to the law of an EU country, (offers,)."""
    return np.array([has_eu_operator(offer.provider) is YesNo.YES for offer in catalog.file.offers], dtype=np.bool_)


def operators_known(catalog: Catalog) -> Bools:
    """Whether anything is known of the operator of each offer, (offers,)."""
    unknown = YesNo.UNKNOWN
    return np.array([has_eu_operator(offer.provider) is not unknown for offer in catalog.file.offers], dtype=np.bool_)


class _Keyed:
    """A catalog as a key of a cache: by its serial number, since reading it all would take longer than the answer."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __hash__(self) -> int:
        return self.catalog.serial

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.catalog.serial == self.catalog.serial


@lru_cache(maxsize=16)
def _model_verdicts(keyed: _Keyed, organisation: Organisation) -> Ints:
    catalog = keyed.catalog
    rulings = (ruling_of_model(catalog, model, organisation) for model in catalog.file.models)
    return np.array([int(ruling.verdict) for ruling in rulings], dtype=np.int64)


@lru_cache(maxsize=4)
def _best_levels(keyed: _Keyed) -> Floats:
    catalog = keyed.catalog
    return np.array([best_level(catalog, offer) for offer in catalog.file.offers], dtype=np.float64)
