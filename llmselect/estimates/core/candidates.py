"""Every way to run a model that can be ranked, as columns: a quantization on the machine, or a provider's offer."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, efforts_of
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import NotPossible
from llmselect.units import Bools, Ints

WIDE_BITS = 16.0
NOTHING = -1
"""In place of an index: no quantization (an offer), or no offer (a run on the machine)."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Row i is one candidate; each column is an index into the lists of the catalog."""

    model: Ints
    quantization: Ints
    offer: Ints
    effort: Ints
    """Position in EFFORTS: how much the model thinks before it answers."""
    run: Ints
    """Rows with the same number are the same run at several efforts; NOTHING for offers."""
    weights: Ints
    """Rows with the same number are the same weights, under whatever name: a provider's name for an open model."""
    alphabetical: Ints
    """Position of each row when all are sorted by name: the last tie-breaker, which no order of the catalog changes."""

    def __len__(self) -> int:
        return len(self.model)

    @property
    def local(self) -> Bools:
        """Rows that run on the machine, not at a provider: shape (rows,)."""
        return self.offer == NOTHING


def candidates(catalog: Catalog, kinds: AbstractSet[AcceleratorKind]) -> Candidates:
    """All local runs that such accelerators allow (model by model, finest quantization first), then all offers.

    Each stands once for every effort that a request can ask of its model.
    """
    models, offers = catalog.file.models, catalog.file.offers
    positions = {model.id: row for row, model in enumerate(models)}
    levels = [tuple(EFFORTS.index(effort) for effort in requestable_efforts(catalog, model)) for model in models]
    runs = [
        (row, which)
        for row, model in enumerate(models)
        if model.architecture is not None
        for which, quantization in enumerate(catalog.file.quantizations)
        if suits(model, quantization, kinds)
    ]
    local = [(row, which, NOTHING, level, run) for run, (row, which) in enumerate(runs) for level in levels[row]]
    served = [
        (positions[offer.model], NOTHING, at, level, NOTHING)
        for at, offer in enumerate(offers)
        for level in levels[positions[offer.model]]
    ]
    columns = np.array([*local, *served], dtype=np.int64).reshape(-1, 5).T
    names = [f"{models[row].id}/{catalog.file.quantizations[which].id}/{level}" for row, which, _, level, _ in local]
    names += [f"{offers[at].id}/{level}" for _, _, at, level, _ in served]
    model, quantization, offer, effort, run = columns
    return Candidates(
        alphabetical=np.argsort(np.argsort(np.array(names), kind="stable")),
        model=model,
        quantization=quantization,
        offer=offer,
        effort=effort,
        run=run,
        weights=_weights_of_models(catalog, positions)[model],
    )


def requestable_efforts(catalog: Catalog, model: LanguageModel) -> tuple[Effort, ...]:
    """What a request can ask of a model; a provider's name of which nothing is known has the efforts of its weights."""
    weights = catalog.models.get(model.weights, model)
    return efforts_of(weights if model.reasoning is Reasoning.UNKNOWN else model)


def known_architecture(model: LanguageModel) -> Architecture:
    """The shape of a model; raises NotPossible where it is not published."""
    if model.architecture is None:
        raise NotPossible(f"the shape of {model.id} is not published, so its memory cannot be computed")
    return model.architecture


def suits(model: LanguageModel, quantization: Quantization, kinds: AbstractSet[AcceleratorKind]) -> bool:
    """Whether such a run takes part in rankings: possible, commonly published, and not a step back."""
    return quantization.ranked and not _pointless(model, quantization) and runs(model, quantization, kinds)


def runs(model: LanguageModel, quantization: Quantization, kinds: AbstractSet[AcceleratorKind]) -> bool:
    """Whether that model can run so on such accelerators: the quantization exists for it, and a runtime there.

    `kinds`: those of all accelerators that work together; none: the host alone.
    """
    return made_for(model, quantization) and any(_runs_on(runtime, kinds) for runtime in quantization.runtimes)


def made_for(model: LanguageModel, quantization: Quantization) -> bool:
    """Whether a model can be stored so: some quantizations exist only as a publisher ships them (MXFP4 of gpt-oss)."""
    families = quantization.native_families
    return not families or (model.architecture is not None and model.architecture.family in families)


def _pointless(model: LanguageModel, quantization: Quantization) -> bool:
    """Storing weights wider than their publisher ships them, or again what is already small (gpt-oss at F16)."""
    if model.native_quantization is None or model.native_quantization == quantization.id:
        return False
    return model.native_quantization == "MXFP4" or quantization.nominal_bits >= WIDE_BITS


def _runs_on(runtime: str, kinds: AbstractSet[AcceleratorKind]) -> bool:
    """llama.cpp runs everywhere; MLX is Apple's; vLLM and its kin want discrete cards."""
    if runtime in ("llama.cpp", "ollama"):
        return True
    known = (
        {AcceleratorKind.APPLE} if runtime == "mlx" else {AcceleratorKind.GRAPHICS_CARD, AcceleratorKind.DATA_CENTRE}
    )
    return bool(kinds) and kinds <= known


def _weights_of_models(catalog: Catalog, positions: dict[str, int]) -> Ints:
    return np.array([positions[model.weights] for model in catalog.file.models], dtype=np.int64)
