"""Facts of the catalog as one column over all candidates: files on the Hub, longest context, freedom of the licence."""

from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.candidates import Candidates
from llmselect.units import Bools, Floats

SERVED_LICENCE = "proprietary-api"
"""The licence record that stands for a provider's terms of service."""


@lru_cache(maxsize=8)
def file_checked(catalog: Catalog, rows: Candidates) -> Bools:
    """Whether a listing of the Hub names the file; shape (rows,)."""
    names = [quantization.id for quantization in catalog.file.quantizations]
    listed = [_listed(model) for model in catalog.file.models]
    pairs = zip(rows.model.tolist(), rows.quantization.tolist(), strict=True)
    return np.array([which >= 0 and names[which] in listed[model] for model, which in pairs], dtype=np.bool_)


@lru_cache(maxsize=8)
def repository_known(catalog: Catalog, rows: Candidates) -> Bools:
    """Whether a repository is known that holds the model in such a format; shape (rows,), true for offers.

    llama.cpp needs a GGUF repository, MLX one of its own, vLLM the publisher's weights or a set in that format.
    """
    sets = [(bool(m.gguf_repos), bool(m.mlx_repos), m.hub_repo is not None) for m in catalog.file.models]
    ways = [("llama.cpp" in q.runtimes, "mlx" in q.runtimes, "vllm" in q.runtimes) for q in catalog.file.quantizations]
    held = np.any(np.array(sets)[:, None, :] & np.array(ways)[None, :, :], axis=2)
    return (rows.quantization < 0) | held[rows.model, rows.quantization]


def context_tokens(catalog: Catalog, rows: Candidates) -> Floats:
    """What an offer accepts where it says so, else what the model was made for."""
    of_models = np.array([_number(model.context_tokens) for model in catalog.file.models])[rows.model]
    of_offers = np.array([*(_number(offer.context_tokens) for offer in catalog.file.offers), np.nan])[rows.offer]
    return np.where(np.isnan(of_offers), of_models, of_offers)


def _listed(model: LanguageModel) -> set[str]:
    """Quantizations whose files the model's repositories list, and the publisher's own format."""
    repositories = (*model.gguf_repos, *model.mlx_repos)
    names = {file.quantization for repository in repositories for file in repository.publishes or ()}
    return names | {model.native_quantization} if model.native_quantization else names


@lru_cache(maxsize=8)
def licence_freedom(catalog: Catalog) -> Floats:
    freedoms = {licence.id: _number(licence.freedom) for licence in catalog.file.licences}
    weights = [catalog.models[model.weights] for model in catalog.file.models]
    return np.array([freedoms.get(_licence(catalog, model), np.nan) for model in weights])


def _licence(catalog: Catalog, model: LanguageModel) -> str:
    """Id of the licence; of a visitor's own model whose licence is not known none, as nobody serves it."""
    return model.licence or ("" if model.id in catalog.own else SERVED_LICENCE)


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)
