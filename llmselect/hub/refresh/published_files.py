"""Which GGUF files the repositories of the catalog hold: asked last, as far as requests are left."""

import datetime
from collections.abc import Iterator, Sequence

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.weight_files.file_repositories import FileRepository
from llmselect.hub.http.client import HOME
from llmselect.hub.refresh.change import HUB, Change
from llmselect.hub.repository.listing import Listing
from llmselect.hub.repository.weight_files import shelf


def repositories_to_ask(models: Sequence[LanguageModel]) -> Iterator[str]:
    """The preferred repository of each model, those never asked first, then those asked longest ago."""
    preferred = [model.gguf_repos[0] for model in models if model.gguf_repos]
    for repository in sorted(preferred, key=lambda one: (one.publishes is not None, one.checked, one.id)):
        yield repository.id


def file_changes(
    catalog: Catalog, model: LanguageModel, listings: dict[str, Listing], today: datetime.date
) -> Iterator[Change]:
    """The repositories of a model with what their listings hold, where that is news; `listings` by lower-case name."""
    after = [_asked(catalog, one, listings.get(one.id.casefold()), today) for one in model.gguf_repos]
    if [_facts(one) for one in after] == [_facts(one) for one in model.gguf_repos]:
        return
    before = [_as_json(one) for one in model.gguf_repos]
    where = f"{HOME}/{model.gguf_repos[0].id}"
    yield Change("models", model.id, "gguf_repos", before, [_as_json(one) for one in after], HUB, where)


def _asked(
    catalog: Catalog, repository: FileRepository, listing: Listing | None, today: datetime.date
) -> FileRepository:
    """The record after its listing was read; a listing without a file that is known leaves it as it was."""
    if listing is None:
        return repository
    sizes = {
        file.quantization: file.size_bytes
        for file, complete in shelf(listing, catalog).gguf
        if complete and file.quantization is not None and file.size_bytes
    }
    if not sizes:
        return repository
    published = [{"quantization": name, "size_bytes": size} for name, size in sorted(sizes.items())]
    changed = {"publishes": published, "revision": listing.sha, "checked": today.isoformat()}
    return FileRepository.model_validate({**_as_json(repository), **changed})


def _facts(repository: FileRepository) -> tuple[object, ...]:
    """What makes a listing news: the files and their revision, whatever the day."""
    return repository.id, repository.publishes, repository.revision


def _as_json(repository: FileRepository) -> dict[str, object]:
    return repository.model_dump(mode="json", exclude_none=True)
