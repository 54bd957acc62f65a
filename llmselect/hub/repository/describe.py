"""A repository as a LanguageModel: its facts under the names of the catalog, nothing added."""

import datetime

from llmselect.catalog.configs.key_names import CONTEXT
from llmselect.catalog.configs.values import Config
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.own_file import PREFIX
from llmselect.hub.http.client import HOME
from llmselect.hub.http.hub_faults import clean
from llmselect.hub.repository import sentences
from llmselect.hub.repository.listing import Listing
from llmselect.hub.repository.parameters import Sizes
from llmselect.hub.repository.reading import RepositoryReading
from llmselect.hub.repository.shape_source import CONFIG

WITHIN = ("text_config", "llm_config", "language_config", "thinker_config")
UNNAMED = ("other", "unknown")
"""Tags of licences that the card names by itself."""


def describe(reading: RepositoryReading, counted: Sizes, today: datetime.date) -> LanguageModel:
    """The model of a repository; gaps and notes are added to the reading."""
    listing = reading.listing
    owner, _, name = listing.id.partition("/")
    address = f"{HOME}/{listing.id}"
    released, day_source = _released(reading, address)
    return LanguageModel(
        id=PREFIX + listing.id,
        name=name,
        family=_family(reading),
        publisher=owner,
        hub_repo=listing.id,
        alias_of=_copied(reading),
        architecture=counted.architecture,
        architecture_source=reading.architecture_source if counted.architecture else None,
        total_parameters=counted.total,
        active_parameters=counted.active,
        context_tokens=_context(reading),
        inputs=_inputs(reading),
        licence=_licence(reading),
        release_date=released,
        release_date_source=day_source,
        downloads_30d=listing.downloads,
        source=address,
        checked=today,
    )


def _family(reading: RepositoryReading) -> str:
    listing = reading.listing
    families = (
        reading.architecture.family if reading.architecture else None,
        listing.config.model_type if listing.config else None,
        listing.gguf.architecture if listing.gguf else None,
    )
    return clean(next((name for name in families if name), "unknown"), 80)


def _copied(reading: RepositoryReading) -> str | None:
    """The catalog's model of which these are the weights, stored otherwise."""
    models = (reading.catalog.models_by_name.get(name.casefold()) for name in reading.listing.quantized_from)
    return next((model.id for model in models if model), None)


def _released(reading: RepositoryReading, address: str) -> tuple[datetime.date | None, str | None]:
    """The repository's day; of what was made from another owner's model, that model's: retold is not new."""
    listing = reading.listing
    owner = listing.id.partition("/")[0].casefold()
    others = [name for name in listing.parents if name.partition("/")[0].casefold() != owner]
    if not others:
        return (listing.created.date(), address) if listing.created else (None, None)
    models = (reading.catalog.models_by_name.get(name.casefold()) for name in others)
    base = next((model for model in models if model and model.release_date), None)
    if base is None:
        return None, None
    reading.tells(sentences.DAY_OF_BASE, name=base.name)
    return base.release_date, base.release_date_source or base.source


def _context(reading: RepositoryReading) -> int | None:
    """As the listing, the config or the header states it; the reader's stand-in for "no limit" does not count."""
    gguf, shape = reading.listing.gguf, reading.architecture
    from_config = shape is not None and reading.architecture_source == CONFIG
    if from_config and reading.config is not None and not _states_context(Config(reading.config)):
        shape = None
    context = shape.context_tokens if shape else gguf.context_length if gguf else None
    if context is None:
        reading.lacks(sentences.NO_CONTEXT)
    return context


def _states_context(config: Config) -> bool:
    inner = [config.within(name) for name in WITHIN if isinstance(config.get(name), dict)]
    return any(part.states(CONTEXT) for part in (config, *inner))


def _inputs(reading: RepositoryReading) -> tuple[str, ...]:
    taken = [sense.takes_in for sense in reading.towers.values()]
    seen = ["image"] if reading.shelf.projectors else []
    return tuple(dict.fromkeys(["text", *(name for name in taken if name), *seen]))


def _licence(reading: RepositoryReading) -> str | None:
    """The catalog's licence of that tag or name; None, said, where it knows none."""
    names = licence_names(reading.listing)
    if not names:
        reading.tells(sentences.LICENCE_NOT_TOLD)
        return None
    licences = {licence.id.casefold(): licence.id for licence in reading.catalog.file.licences}
    licences |= {licence.spdx.casefold(): licence.id for licence in reading.catalog.file.licences if licence.spdx}
    for name in names:
        if name.casefold() in licences and name.casefold() not in UNNAMED:
            return licences[name.casefold()]
    reading.tells(sentences.LICENCE_UNKNOWN, licence=clean(", ".join(names), 80))
    return None


def licence_names(listing: Listing) -> tuple[str, ...]:
    """What the card and the tags call the licence, its own name first where it has one."""
    card = listing.card
    tagged = (tag.removeprefix("license:") for tag in listing.tags if tag.startswith("license:"))
    named = (card.license_name,) if card and card.license_name else ()
    return tuple(dict.fromkeys((*named, *(card.license if card else ()), *tagged)))
