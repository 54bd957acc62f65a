"""Providers that a contestant may be asked at: those of the catalog with OpenAI's API, by their published address."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from llmselect.bench.http.addresses import AddressRule, NetworkReach
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import FirstCall


class KnownProvider(NamedTuple):
    """One provider of the catalog, Hugging Face's router among them."""

    id: str
    name: str
    base_url: str
    host: str


@lru_cache(maxsize=4)
def known_providers(catalog: Catalog) -> tuple[KnownProvider, ...]:
    """By name; without those whose address holds a customer's own part, which makes it no known host."""
    found: list[KnownProvider] = []
    for provider in catalog.file.providers:
        if provider.first_call is FirstCall.OPENAI and provider.base_url and "<" not in provider.base_url:
            host = (urlsplit(provider.base_url).hostname or "").casefold()
            found.append(KnownProvider(provider.id, provider.name, provider.base_url.rstrip("/"), host))
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def address_rule(catalog: Catalog, *, local: bool) -> AddressRule:
    """Any server on the owner's own computer, known hosts alone elsewhere."""
    hosts = frozenset(each.host for each in known_providers(catalog))
    return AddressRule(NetworkReach.ANYWHERE if local else NetworkReach.PROVIDERS, hosts)
