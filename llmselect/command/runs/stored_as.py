"""The format that a configuration says its weights are stored in, and the parts that its publisher left at 16 bits."""

from collections.abc import Mapping
from typing import NamedTuple

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.weight_files.unquantized import unquantized
from llmselect.estimates.architecture.partly_quantized import partly_quantized, words_of
from llmselect.estimates.core.engines import Engine, engine
from llmselect.estimates.runs.run import engine_of

Config = Mapping[str, object]


class StoredAs(NamedTuple):
    """What is estimated, and what is said of it."""

    quantization: str
    architecture: Architecture
    note: str | None = None


def stored_as(
    catalog: Catalog, config: Config, architecture: Architecture, asked: str | None, ordinary: str, program: str | None
) -> StoredAs:
    """The quantization asked for, else what the configuration says its weights are stored as, else what is ordinary.

    Where it is the configuration's own, in an engine that reads its files, the parts left at 16 bits count as such.
    """
    from llmselect.hub.repository.storage_format import scheme_of, stored  # with the Hub client: a fifth of a second

    storage = stored(config, None, catalog)
    if storage is None:
        return StoredAs(asked or ordinary, architecture)
    known = catalog.quantizations.get(storage.quantization or "")
    if known is None or (known.native_families and architecture.family not in known.native_families):
        note = f"the file's quantization_config says {storage.scheme}, which has no row here: {ordinary} taken"
        return StoredAs(asked or ordinary, architecture, None if asked else note)
    if asked is not None and asked.casefold() not in [name.casefold() for name in (known.id, *known.aliases)]:
        return StoredAs(asked, architecture)
    found = _left(scheme_of(config) or {}, architecture, program or engine_of(known))
    note = None if asked else f"{known.id} taken, as quantization_config says ({storage.scheme})"
    said = "; ".join(words for words in (note, found.note) if words)
    return StoredAs(asked or known.id, found.architecture, said or None)


class _Left(NamedTuple):
    architecture: Architecture
    note: str | None


def _left(scheme: Config, architecture: Architecture, program: str) -> _Left:
    """The shape with its parts at 16 bits; GGUF files of the same name hold other types, so not for their engines."""
    kept = unquantized(scheme) if engine(program) is Engine.SERVER else None
    if kept is None:
        return _Left(architecture, None)
    partly = partly_quantized(architecture, kept)
    words = words_of(partly)
    said = f"at 16 bits, as its list says: {', '.join(words)}" if words else None
    unread = f"not understood in that list: {', '.join(kept.unread[:3])}" if kept.unread else None
    return _Left(partly, "; ".join(each for each in (said, unread) if each) or None)
