"""Where a repository's shape is read: its config.json, a GGUF header, the catalog, or a public copy's header."""

from collections.abc import Mapping
from typing import Final, cast

from pydantic import ValidationError

from llmselect.catalog.configs.notes import notes
from llmselect.catalog.configs.read import read
from llmselect.catalog.gguf import shape as gguf_shape
from llmselect.catalog.gguf.header import Header, Truncated
from llmselect.errors import BadFile, LlmselectError
from llmselect.hub.http.client import MEGABYTE, token
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind, HubFault, clean
from llmselect.hub.repository import sentences
from llmselect.hub.repository.listing import Listing
from llmselect.hub.repository.reading import RepositoryReading
from llmselect.hub.repository.remote_header import REQUESTS, Remote, remote_header
from llmselect.hub.repository.sentences import reason_of
from llmselect.hub.repository.weight_files import BESIDE, is_named

CONFIG: Final = "config.json"
CONFIG_BYTES: Final = 2 * MEGABYTE
STUB_BYTES: Final = 200
"""GGUF repositories often hold a config.json with the family's name alone; real ones begin at 400 bytes."""
COPIES: Final = 10


def read_shape(reading: RepositoryReading) -> None:
    """Fill in the architecture from the first source that has it; each failed source adds a gap."""
    closed = bool(reading.listing.gated) and token() is None
    if closed:
        _say_gated(reading)
    else:
        closed = _from_config(reading)
        if reading.architecture is None and reading.shelf.gguf and not closed:
            _from_header(reading)
    if reading.architecture is None:
        _from_catalog(reading)
    if reading.architecture is None and closed:
        _from_copy(reading)


def _say_gated(reading: RepositoryReading) -> None:
    reading.lacks(SENTENCES[FaultKind.GATED], subject=clean(reading.repository))


def _from_config(reading: RepositoryReading) -> bool:
    """Read config.json where there is one; returns whether the repository is closed to this reader."""
    size, about = reading.listing.size_of(CONFIG), clean(reading.repository)
    if CONFIG not in reading.listing.names:
        if not reading.shelf.gguf:
            reading.lacks(sentences.NO_CONFIG, repository=about)
        return False
    if size is not None and size < STUB_BYTES:
        if not reading.shelf.gguf:
            reading.lacks(sentences.STUB_CONFIG, repository=about, size=size)
        return False
    try:
        path = Remote(reading.repository, reading.address.revision, CONFIG).path
        reading.config = _object(reading.hub.get_bytes(path, cap=CONFIG_BYTES).json())
    except HubFault as fault:
        reading.gaps.append(fault.text)
        return fault.kind is FaultKind.GATED
    if reading.config is None:
        reading.lacks(sentences.NOT_AN_OBJECT, repository=about)
        return False
    _architecture_of_config(reading, reading.config)
    return False


def _architecture_of_config(reading: RepositoryReading, config: Mapping[str, object]) -> None:
    try:
        reading.architecture = read(config)
        reading.architecture_source = CONFIG
        reading.notes.extend(notes(config))
    except LlmselectError as fault:
        reading.lacks(sentences.UNREAD_CONFIG, reason=clean(reason_of(fault), 300))
    except (ArithmeticError, LookupError, TypeError, ValueError):  # a stranger's file may break what nobody foresaw
        reading.lacks(sentences.UNREAD_CONFIG, reason="config.json holds values that were not foreseen")


def _object(answer: object) -> Mapping[str, object] | None:
    if not isinstance(answer, dict):
        return None
    return {key: value for key, value in cast("dict[object, object]", answer).items() if isinstance(key, str)}


def _from_header(reading: RepositoryReading) -> None:
    """The header of the file that was named, else of the smallest."""
    if reading.hub.left < REQUESTS:
        reading.lacks(sentences.NO_REQUEST_LEFT, most=reading.hub.most or 0)
        return
    named, tag = reading.address.file, reading.address.quantization
    files = [file for file, _ in reading.shelf.gguf]
    file = next((each for each in files if is_named(each, named, tag)), files[0]).name
    remote = Remote(reading.repository, reading.address.revision, file)
    if header := _header(reading, remote):
        reading.header_file = file
        reading.header_quantization = gguf_shape.quantization(header, reading.catalog)
        _architecture_of_header(reading, header, remote)
        if reading.architecture:
            reading.tells(sentences.FROM_HEADER, file=remote.shown)


def _header(reading: RepositoryReading, remote: Remote) -> Header | None:
    try:
        return remote_header(reading.hub, remote)
    except HubFault as fault:
        reading.gaps.append(fault.text)
    except Truncated:
        reading.lacks(sentences.LONG_HEADER, file=remote.shown)
    except BadFile as fault:
        reading.lacks(sentences.UNREAD_HEADER, file=remote.shown, reason=clean(reason_of(fault), 300))
    return None


def _architecture_of_header(reading: RepositoryReading, header: Header, remote: Remote) -> None:
    try:
        reading.architecture = gguf_shape.architecture(header)
        reading.architecture_source = remote.shown
    except LlmselectError as fault:
        reading.lacks(sentences.UNREAD_HEADER, file=remote.shown, reason=clean(reason_of(fault), 300))


def _from_catalog(reading: RepositoryReading) -> None:
    known = reading.known
    if known and known.architecture:
        reading.architecture, reading.architecture_source = known.architecture, known.architecture_source
        reading.tells(sentences.FROM_CATALOG, name=known.name)


def _from_copy(reading: RepositoryReading) -> None:
    """The header of the most downloaded public GGUF copy: three requests."""
    if reading.hub.left < 1 + REQUESTS:
        reading.lacks(sentences.NO_REQUEST_LEFT, most=reading.hub.most or 0)
        return
    question: dict[str, str | int | list[str]] = {
        "filter": ["gguf", f"base_model:quantized:{reading.repository}"],
        "sort": "downloads",
        "limit": COPIES,
        "expand": ["siblings", "gated", "gguf"],
    }
    try:
        copies = _listings(reading.hub.get_json("/api/models", question))
    except HubFault as fault:
        reading.gaps.append(fault.text)
        return
    remote = next((file for copy in copies if (file := _readable(copy))), None)
    if remote is None:
        reading.lacks(sentences.NO_COPY, repository=clean(reading.repository))
    elif header := _header(reading, remote):
        _architecture_of_header(reading, header, remote)
        if reading.architecture:
            reading.tells(sentences.FROM_COPY, file=remote.shown)


def _listings(answer: object) -> list[Listing]:
    listings: list[Listing] = []
    for entry in cast("list[object]", answer)[:COPIES] if isinstance(answer, list) else []:
        try:
            listings.append(Listing.model_validate(entry))
        except ValidationError:
            continue
    return listings


def _readable(copy: Listing) -> Remote | None:
    """A file of an open copy whose header can be read: whole files before shards."""
    files = sorted(name for name in copy.names if name.casefold().endswith(".gguf") and not BESIDE.search(name))
    firsts = [name for name in files if "-of-" not in name] or [name for name in files if "00001-of-" in name]
    if copy.gated or not firsts or not copy.is_sound:
        return None
    return Remote(copy.id, "main", firsts[0])
