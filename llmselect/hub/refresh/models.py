"""Differences between the Hub and the models of the catalog, as proposed changes."""

import datetime
from collections.abc import Collection, Iterator
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, Lifecycle, YesNo
from llmselect.hub.http.client import HOME
from llmselect.hub.refresh.asking import Answers, repository_of
from llmselect.hub.refresh.change import HUB, Change, ProposalOutcome
from llmselect.hub.refresh.published_files import file_changes
from llmselect.hub.repository.describe import UNNAMED, licence_names
from llmselect.hub.repository.listing import Listing
from llmselect.hub.repository.storage_format import unpacked

NOTICED: Final = 0.10
"""Downloads move every day: a tenth more or less is no news."""
SAME_WEIGHTS: Final = 0.005
"""Counts of parameters closer than that are of the same weights."""
STANDARD = "LicenseRef-"
"""SPDX names that begin so are of licences that the Hub's tags do not know by themselves."""


def model_changes(catalog: Catalog, answers: Answers, gone: Collection[str] = ()) -> list[Change]:
    """In the order of the catalog; `gone` are ids of models that a person named as gone for good."""
    changes: list[Change] = []
    copies = _copies(answers)
    for model in catalog.file.models:
        name = repository_of(model).casefold()
        if name in answers.gone:
            changes += _gone(model, named=model.id in gone)
        elif (listing := answers.listed.get(name)) is not None:
            changes += _renamed(model, listing, catalog)
            changes += _facts(model, listing)
            changes += _licence(model, listing, catalog)
            changes += _size(model, listing)
        changes += file_changes(catalog, model, answers.files, datetime.date.today())
        if name in answers.contexts:
            changes += _context(model, answers.contexts[name])
        if name and model.gguf_repo is None and (copy := copies.get(name)):
            found = {"id": copy, "source": f"{HOME}/{copy}", "checked": datetime.date.today().isoformat()}
            changes.append(_change(model, "gguf_repos", None, [found], address=copy))
    return changes


def _change(
    model: LanguageModel,
    field: str,
    before: object,
    after: object,
    verdict: ProposalOutcome = ProposalOutcome.WRITE,
    why: str = "",
    address: str = "",
) -> Change:
    where = f"{HOME}/{address or model.hub_repo}"
    return Change("models", model.id, field, before, after, HUB, where, verdict, why)


def _gone(model: LanguageModel, *, named: bool) -> Iterator[Change]:
    """A repository that does not answer may be private for a day: it is named first, and never deleted."""
    if model.state is not Lifecycle.CURRENT:
        return
    why = "the repository does not exist or is private"
    if named:
        yield _change(model, "state", model.state.value, Lifecycle.LEGACY.value, why=why)
    else:
        ask = f"{why}; if it is gone for good, run again with --gone {model.id}"
        yield _change(model, "state", model.state.value, Lifecycle.LEGACY.value, ProposalOutcome.QUESTION, ask)


def _renamed(model: LanguageModel, listing: Listing, catalog: Catalog) -> Iterator[Change]:
    if listing.id == model.hub_repo:
        return
    other = catalog.models_by_name.get(listing.id.casefold())
    if other is None or other.id == model.id:
        yield _change(model, "hub_repo", model.hub_repo, listing.id, why="renamed on the Hub", address=listing.id)
    else:
        why = f"the name leads to the repository of `{other.id}` now; decide which of the two stays"
        yield _change(model, "hub_repo", model.hub_repo, listing.id, ProposalOutcome.QUESTION, why, listing.id)


def _facts(model: LanguageModel, listing: Listing) -> Iterator[Change]:
    """Facts that the Hub alone decides: downloads, and whether the files are gated."""
    before, now = model.downloads_30d, listing.downloads
    if now is not None and (before is None or abs(now - before) > NOTICED * before):
        yield _change(model, "downloads_30d", before, now, address=listing.id)
    gated = None if listing.gated is None else YesNo.YES if listing.gated else YesNo.NO
    if gated and gated is not model.gated:
        was = None if model.gated is YesNo.UNKNOWN else model.gated.value
        yield _change(model, "gated", was, gated.value, address=listing.id)


def _licence(model: LanguageModel, listing: Listing, catalog: Catalog) -> Iterator[Change]:
    """A tag may bind a model more than the catalog says; that it frees it must be read by a person."""
    names = [name for name in licence_names(listing) if name.casefold() not in UNNAMED]
    licences = {licence.id.casefold(): licence for licence in catalog.file.licences}
    licences |= {licence.spdx.casefold(): licence for licence in catalog.file.licences if licence.spdx}
    now = next((licences[name.casefold()] for name in names if name.casefold() in licences), None)
    before = catalog.licences.get(model.licence or "")
    if now is None:
        tagged = before is not None and before.spdx is not None and not before.spdx.startswith(STANDARD)
        if tagged and names:
            why = "the catalog has no such licence; read it, and add it first"
            yield _change(model, "licence", model.licence, names[0], ProposalOutcome.QUESTION, why, listing.id)
        return
    if before is None:
        yield _change(
            model, "licence", model.licence, now.id, ProposalOutcome.QUESTION, "read the licence file", listing.id
        )
    elif now.id != before.id:
        binds = before.freedom is not None and now.freedom is not None and now.freedom < before.freedom
        verdict = ProposalOutcome.WRITE if binds else ProposalOutcome.QUESTION
        why = "" if binds else "the tag grants as much or more; read the licence file before it is believed"
        yield _change(model, "licence", before.id, now.id, verdict, why, listing.id)


def _size(model: LanguageModel, listing: Listing) -> Iterator[Change]:
    before, counted = model.total_parameters, listing.safetensors
    if not before or counted is None or counted.total is None or not unpacked(counted):
        return
    if abs(counted.total - before) > SAME_WEIGHTS * before:
        why = "the weights may hold more than the language part (drafting layers, towers), or have changed"
        yield _change(model, "total_parameters", before, counted.total, ProposalOutcome.QUESTION, why, listing.id)


def _context(model: LanguageModel, now: int) -> Iterator[Change]:
    """Written where the catalog's figure came from config.json too; other figures come from the model card."""
    before, shape = model.context_tokens, model.architecture
    if shape is None or now == shape.context_tokens:
        return
    yield _change(model, "architecture.context_tokens", shape.context_tokens, now, why="config.json")
    if before == shape.context_tokens:
        yield _change(model, "context_tokens", before, now, why="config.json")
    elif before != now:
        why = "config.json says so; the catalog's figure comes from elsewhere"
        yield _change(model, "context_tokens", before, now, ProposalOutcome.QUESTION, why)


def _copies(answers: Answers) -> dict[str, str]:
    """GGUF repositories by the one they were made from; the owner's own first, then the most downloaded."""
    listed = (*filter(_own, answers.owned), *answers.copies)
    candidates = [copy for copy in listed if "gguf" in copy.tags and copy.quantized_from]
    candidates.sort(key=lambda copy: (not _own(copy), -(copy.downloads or 0), copy.id))
    copies: dict[str, str] = {}
    for copy in candidates:
        copies.setdefault(copy.quantized_from[0].casefold(), copy.id)
    return copies


def _own(copy: Listing) -> bool:
    """Whether the publisher of the model made it."""
    return bool(copy.quantized_from) and copy.id.partition("/")[0] == copy.quantized_from[0].partition("/")[0]
