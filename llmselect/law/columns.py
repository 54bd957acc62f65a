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


@lru_cache(maxsize=16)
def model_verdicts(catalog: Catalog, organisation: Organisation) -> Ints:
    """Verdict of the weights of each model for that organisation, (models,), as values of Verdict."""
    rulings = (ruling_of_model(catalog, model, organisation) for model in catalog.file.models)
    return np.array([int(ruling.verdict) for ruling in rulings], dtype=np.int64)


def served_allowed(organisation: Organisation) -> bool:
    """Whether a provider's contract allows the declared use."""
    return served_ruling(organisation).verdict.allows


@lru_cache(maxsize=4)
def best_levels(catalog: Catalog) -> Floats:
    """Privacy level that a contract, a setting or an EU region reaches for each offer, (offers,)."""
    return np.array([best_level(catalog, offer) for offer in catalog.file.offers], dtype=np.float64)


def eu_operators(catalog: Catalog) -> Bools:
    """Whether who runs each offer is known to answer to the law of an EU country, (offers,)."""
    return np.array([has_eu_operator(offer.provider) is YesNo.YES for offer in catalog.file.offers], dtype=np.bool_)


def operators_known(catalog: Catalog) -> Bools:
    """Whether anything is known of the operator of each offer, (offers,)."""
    unknown = YesNo.UNKNOWN
    return np.array([has_eu_operator(offer.provider) is not unknown for offer in catalog.file.offers], dtype=np.bool_)
