"""Search of the Hub by name: up to fifty models with the facts of their listing, in one request."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, cast

from pydantic import Field, ValidationError

from llmselect.catalog.catalog import Catalog
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean
from llmselect.hub.repository.describe import UNNAMED, licence_names
from llmselect.hub.repository.listing import Lenient, Listing, repositories
from llmselect.hub.repository.repository_address import read_address
from llmselect.hub.search_results import LONGEST, BaseModelRelation, SearchHit, Sort

LIMIT = 50
EXPAND = [
    "author",
    "createdAt",
    "downloads",
    "gated",
    "gguf",
    "lastModified",
    "library_name",
    "likes",
    "pipeline_tag",
    "safetensors",
    "tags",
    "trendingScore",
]
PACKED = frozenset({"I8", "U8", "I16", "U16", "I32", "U32", "I64", "U64", "F4"})
"""Words that weights are packed in: their count is not that of the parameters."""


ASKED = {Sort.DOWNLOADS: "downloads", Sort.TRENDING: "trendingScore", Sort.LIKES: "likes"}


class Row(Listing):
    """One entry of a listing."""

    likes: Annotated[int | None, Field(ge=0, le=10**10), Lenient] = None
    trend: Annotated[float | None, Field(ge=0, le=1e9), Lenient] = Field(default=None, alias="trendingScore")


def search(text: str, catalog: Catalog, sort: Sort = Sort.DOWNLOADS) -> tuple[SearchHit, ...]:
    """Models that write text and whose name holds `text`, at most fifty; one request. Raises HubFault.

    A row that cannot be read loses itself alone. Quantized copies stand with the model that they were made from where
    that one was found too.
    """
    question: dict[str, str | int | list[str]] = {
        "pipeline_tag": "text-generation",
        "sort": ASKED[sort],
        "limit": LIMIT,
        "expand": EXPAND,
    }
    if words := _words(text):
        question["search"] = words
    answer = Hub(most=2).get_json("/api/models", question)
    if not isinstance(answer, list):
        raise HubFault(FaultKind.BAD_DATA, subject="/api/models")
    return _folded(_found(row, catalog) for row in _rows(cast("list[object]", answer)[:LIMIT]))


def _words(text: str) -> str:
    """What is searched for: the repository of an address, else the words as they are."""
    if "/" in text:
        try:
            return read_address(text).repository
        except HubFault:
            pass
    return clean(text, LONGEST)


def _rows(entries: Iterable[object]) -> Iterable[Row]:
    for entry in entries:
        try:
            row = Row.model_validate(entry)
        except ValidationError:
            continue
        if row.is_sound and not row.private:
            yield row


def _found(row: Row, catalog: Catalog) -> SearchHit:
    relation, base = _origin(row)
    quantized_from = base if relation is BaseModelRelation.QUANTIZED else None
    models = (catalog.models_by_name.get(name.casefold()) for name in (row.id, quantized_from) if name)
    return SearchHit(
        repository=row.id,
        parameters=_parameters(row),
        context_tokens=row.gguf.context_length if row.gguf else None,
        licence=_licence(row, catalog),
        downloads=row.downloads,
        likes=row.likes,
        trend=row.trend,
        gated=None if row.gated is None else bool(row.gated),
        modified=row.modified.date() if row.modified else None,
        relation=relation,
        base=base,
        known=next((model.id for model in models if model), None),
    )


def _origin(row: Row) -> tuple[BaseModelRelation | None, str | None]:
    """The relation that the tags tell, and the first repository of it."""
    for relation in BaseModelRelation:
        start = f"base_model:{relation}:"
        named = repositories(tag.removeprefix(start) for tag in row.tags if tag.startswith(start))
        if named:
            return relation, named[0]
    return None, None


def _parameters(row: Row) -> int | None:
    counted = row.safetensors
    if counted and not PACKED.intersection(counted.parameters):
        return counted.total
    return row.gguf.total if row.gguf else None


def _licence(row: Row, catalog: Catalog) -> str | None:
    names = [name for name in licence_names(row) if name.casefold() not in UNNAMED]
    if not names:
        return None
    known = catalog.licences.get(names[0])
    return known.name if known else clean(names[0], 40)


def _folded(hits: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    """Each repository once, quantized copies counted at their base where it was found too."""
    once = {hit.repository.casefold(): hit for hit in hits}
    copies: dict[str, int] = {}
    for name, hit in tuple(once.items()):
        base = (hit.base or "").casefold()
        if (
            hit.relation is BaseModelRelation.QUANTIZED
            and base in once
            and base != name
            and not _folds(once[base], once)
        ):
            copies[base] = copies.get(base, 0) + 1
            del once[name]
    return tuple(replace(hit, copies=copies.get(name, 0)) for name, hit in once.items())


def _folds(base: SearchHit, once: dict[str, SearchHit]) -> bool:
    """Whether the base is itself a copy of one that was found: then neither disappears into the other."""
    return base.relation is BaseModelRelation.QUANTIZED and (base.base or "").casefold() in once
