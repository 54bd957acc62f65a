"""Reading one model repository of the Hugging Face Hub, live, in at most four requests."""

import datetime
import logging
import time
from collections.abc import Iterator

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Part, Published, WeightFile
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean
from llmselect.hub.repository import sentences
from llmselect.hub.repository.describe import describe
from llmselect.hub.repository.listing import MOST_FILES, read_listing
from llmselect.hub.repository.parameters import NAME, read_index, sizes
from llmselect.hub.repository.reading import RepositoryReading
from llmselect.hub.repository.repository_address import read_address
from llmselect.hub.repository.screening import require_language_model
from llmselect.hub.repository.shape_source import read_shape
from llmselect.hub.repository.storage_format import stored
from llmselect.hub.repository.weight_files import is_named, projector, shelf

MOST_REQUESTS = 4
_log = logging.getLogger(__name__)


def read_repository(text: str, catalog: Catalog, today: datetime.date | None = None) -> Published:
    """Facts about the repository that `text` names: an id, an address, or a command that contains one.

    Raises HubFault where the repository cannot be used; what fails after the listing becomes a gap.
    """
    started = time.monotonic()
    address = read_address(text)
    hub = Hub(most=MOST_REQUESTS)
    listing = read_listing(hub, address)
    reading = RepositoryReading(hub, catalog, address, listing, shelf(listing, catalog), counted=listing.safetensors)
    _require_file(reading)
    require_language_model(listing, reading.shelf)
    _say_first(reading)
    read_shape(reading)
    _count_tensors(reading)
    counted = sizes(reading)
    model = describe(reading, counted, today or datetime.date.today())
    files = _in_order(reading, (*_safetensors(reading), *_gguf(reading)))
    parts: tuple[Part, ...] = (*counted.parts, *projector(reading.shelf.projectors))
    seconds, gaps = time.monotonic() - started, len(reading.gaps)
    _log.info("a repository was read in %.2f s: %d requests, %d gaps", seconds, hub.asked, gaps)
    _log.debug("the repository is %s", reading.repository)
    return Published(model, files, parts, tuple(reading.gaps), tuple(reading.notes), hub.asked)


def _require_file(reading: RepositoryReading) -> None:
    file, names = reading.address.file, reading.listing.names
    if file and names and file not in names and len(reading.listing.siblings) < MOST_FILES:
        raise HubFault(FaultKind.NO_FILE, subject=clean(f"{reading.repository}/{file}"))


def _say_first(reading: RepositoryReading) -> None:
    """What the listing alone tells: a new name, too many files."""
    old, new = reading.address.repository, reading.repository
    if old.casefold() != new.casefold():
        reading.tells(sentences.RENAMED, old=old, new=new)
    if len(reading.listing.siblings) >= MOST_FILES:
        reading.tells(sentences.MANY_FILES, most=lambda say: say.number(MOST_FILES, 0))


def _count_tensors(reading: RepositoryReading) -> None:
    """Ask for the tensors of all shards where the listing does not count them, and the repository is open."""
    untold = reading.counted is None or reading.counted.total is None
    ordinary = reading.address.revision == "main" and not reading.listing.gated
    if not untold or not ordinary or NAME not in reading.listing.names or reading.hub.left < 1:
        return
    try:
        reading.counted = read_index(reading.hub, reading.repository)
    except HubFault as fault:
        reading.gaps.append(fault.text)


def _safetensors(reading: RepositoryReading) -> Iterator[WeightFile]:
    """The safetensors files as one, or one for each folder that holds a set of its own."""
    way = stored(reading.config, reading.counted, reading.catalog)
    if way and way.quantization is None and reading.shelf.safetensors:
        reading.tells(sentences.NO_ROW, scheme=way.scheme)
    for name, size_bytes, shards in reading.shelf.safetensors:
        if size_bytes:
            yield WeightFile(clean(name, 512), way.quantization if way else None, size_bytes, shards)
        else:
            reading.lacks(sentences.NO_SIZE, file=clean(name))


def _gguf(reading: RepositoryReading) -> Iterator[WeightFile]:
    for file, whole in reading.shelf.gguf:
        if not whole:
            reading.lacks(sentences.NO_SIZE, file=clean(file.name))
            continue
        by_header = reading.header_quantization if file.name == reading.header_file else None
        yield WeightFile(file.name, file.quantization or by_header, file.size_bytes, file.shards)


def _in_order(reading: RepositoryReading, files: tuple[WeightFile, ...]) -> tuple[WeightFile, ...]:
    """The file that the address named first, by its name or by the quantization of a tag."""
    file, tag = reading.address.file, reading.address.quantization
    if not file and not tag:
        return files
    named = [each for each in files if is_named(each, file, tag)]
    if not named:
        reading.tells(sentences.NOT_NAMED, file=clean(file or tag or ""))
        return files
    reading.tells(sentences.NAMED, file=clean(named[0].name))
    return (*named, *(each for each in files if each not in named))
