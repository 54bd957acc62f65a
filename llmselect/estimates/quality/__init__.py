"""How good a language model is at a use: one value with its interval, from public standings and what is known of it."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.releases.dated_releases import older_releases
from llmselect.catalog.standings import Standing, Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.efforts.effort_quality import quality_at
from llmselect.estimates.quality.evidence import Evidence, evidence, evidence_at
from llmselect.estimates.quality.evidence_reason import evidence_reason, speciality_note
from llmselect.estimates.quality.explain import Basis, Move, Quality, explained
from llmselect.estimates.quality.quantization.quantization_points import with_quantization_loss
from llmselect.estimates.quality.table import table
from llmselect.units import Bools

__all__ = [
    "Basis",
    "Evidence",
    "Move",
    "Quality",
    "evidence",
    "evidence_at",
    "evidence_reason",
    "qualities",
    "quality",
    "quality_at",
    "quality_of",
    "scored",
    "speciality_note",
    "standings_of",
    "with_quantization_loss",
]


@lru_cache(maxsize=32)
def quality(catalog: Catalog, use: Use) -> Range:
    """Points 0 to 100 with a 90 % interval for each model of the catalog, in its order, at its default effort."""
    found = table(catalog)
    rows = np.array([found.row_of[model.id] for model in catalog.file.models], dtype=np.int64)
    return Range(*(column[rows] for column in found.values(use)))


@lru_cache(maxsize=32)
def qualities(catalog: Catalog, use: Use) -> tuple[Quality, ...]:
    """Every model of the catalog with its value and what it rests on, best first."""
    models = [model.id for model in catalog.file.models]
    kinds = evidence(catalog, use).tolist()
    explained_rows = zip(explained(table(catalog), models, use), kinds, strict=True)
    found = [row.resting_on(Evidence(kind)) for row, kind in explained_rows]
    return tuple(sorted(found, key=lambda row: (-row.value, row.model)))


@lru_cache(maxsize=32)
def scored(catalog: Catalog, use: Use) -> Bools:
    """Whether a public score of any use stands behind each model's value, in the catalog's order."""
    rested = {row.model: row.basis not in (Basis.KNOWN, Basis.KIN) for row in qualities(catalog, use)}
    return np.array([rested[model.id] for model in catalog.file.models], dtype=np.bool_)


def quality_of(catalog: Catalog, model_id: str, use: Use) -> Quality:
    """One model's value; raises UnknownName."""
    return _by_model(catalog, use)[catalog.model(model_id).id]


@lru_cache(maxsize=32)
def _by_model(catalog: Catalog, use: Use) -> Mapping[str, Quality]:
    """The values by id: a card of the ranking asks for one at every move of a slider."""
    return {row.model: row for row in qualities(catalog, use)}


def standings_of(catalog: Catalog, model_id: str, use: Use | None = None) -> tuple[Standing, ...]:
    """The standings of these weights, under any of their names, newest first; none of a release that came before."""
    weights = catalog.models[model_id].weights
    names = {model.id for model in catalog.file.models if model.weights == weights}
    older = older_releases(catalog)
    found = (
        standing
        for standing in catalog.file.standings
        if standing.model in names
        and (weights, standing.name_in_source) not in older
        and (use is None or use in catalog.benchmarks[standing.benchmark].uses)
    )
    return tuple(sorted(found, key=lambda standing: standing.date, reverse=True))
