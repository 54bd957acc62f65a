"""Lists as the Hugging Face router answers with, and a router on this computer that gives them."""

from types import SimpleNamespace

from llmselect.hub.served_speeds import router

PATH = "/v1/models"
MODELS = [f"owner/model-{number}" for number in range(30)]


def entry(provider="novita", **more) -> dict:
    """One provider of a model, with the keys of the documented answer."""
    return {
        "provider": provider,
        "status": "live",
        "context_length": 131072,
        "pricing": {"input": 0.1, "output": 0.4},
        "is_free": False,
        "supports_tools": True,
        "first_token_latency_ms": 1490,
        "throughput": 24.69,
        **more,
    }


def listing(*models: tuple[str, list]) -> dict:
    """A list with enough ordinary models around these."""
    ordinary = [{"id": name, "object": "model", "providers": [entry()]} for name in MODELS]
    return {"object": "list", "data": [*ordinary, *({"id": name, "providers": each} for name, each in models)]}


def measured_model(catalog, tokens_per_s=777.0):
    """An open model that the catalog offers at Fireworks and nowhere twice, with its speed there."""
    names = [one.model for one in catalog.file.offers if one.provider == "fireworks"]
    weights = [catalog.models[name].weights for name in names]
    alone = next(each for each in weights if weights.count(each) == 1 and catalog.models[each].hub_repo)
    return catalog.models[alone].hub_repo, [entry("fireworks-ai", throughput=tokens_per_s)]


def all_measured(catalog, tokens_per_s=60.0):
    """A list with a speed for every offer of open weights that the catalog has."""
    providers = {}
    for offer in catalog.file.offers:
        weights = catalog.models[catalog.models[offer.model].weights]
        if weights.hub_repo:
            providers.setdefault(weights.hub_repo, set()).add(offer.provider)
    return listing(
        *((name, [entry(each, throughput=tokens_per_s) for each in sorted(those)]) for name, those in providers.items())
    )


def in_place_of_the_router(monkeypatch, hub):
    """A stand-in as the router; what it is given as `answer` is its list."""
    state = SimpleNamespace(answer=listing(), hub=hub)
    monkeypatch.setattr(router, "ADDRESS", hub.url + PATH)
    hub.routes.append((PATH, lambda _found, _question: state.answer))
    return state
