"""The Hub's listing of a model repository: files with sizes, tags, counts; an invalid field is dropped alone."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal, cast
from urllib.parse import quote

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler
from pydantic import WrapValidator as Wrap

from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.repository.repository_address import LONGEST_ID, NAME, RepositoryAddress

MOST_FILES = 5000
MOST_TAGS = 500
MOST_TYPES = 32


class UntrustedRecord(BaseModel):
    """A record from outside: unknown keys are dropped, types are strict."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, hide_input_in_errors=True)


def _or_nothing(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return read(value)
    except ValidationError:
        return None


def _entries(kind: type[BaseModel], most: int) -> BeforeValidator:
    """Keeps the entries of a list that can be read: one broken entry loses itself alone."""

    def read(value: object) -> BaseModel | None:
        try:
            return kind.model_validate(value)
        except ValidationError:
            return None

    def keep(value: object) -> object:
        entries = cast("list[object]", value)[:most] if isinstance(value, list) else []
        return tuple(record for record in (read(each) for each in entries) if record is not None)

    return BeforeValidator(keep)


def _words(value: object) -> object:
    """The words of a list, or the one word given in its place."""
    items = cast("list[object]", value)[:MOST_TAGS] if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str) and 0 < len(item) <= 200)


Lenient = Wrap(_or_nothing)
Word = Annotated[str | None, Field(max_length=200), Lenient]
Bytes = Annotated[int | None, Field(ge=0, le=10**15), Lenient]
Parameters = Annotated[int | None, Field(ge=1, le=10**14), Lenient]
Day = Annotated[datetime.datetime | None, Field(strict=False), Lenient]


class Pointer(UntrustedRecord):
    """Of a file kept outside git."""

    size: Bytes = None


class Sibling(UntrustedRecord):
    """One file of the repository."""

    rfilename: str = Field(min_length=1, max_length=512)
    size: Bytes = None
    lfs: Annotated[Pointer | None, Lenient] = None

    @property
    def size_bytes(self) -> int | None:
        return self.size if self.size is not None else self.lfs.size if self.lfs else None


def _counts(value: object) -> object:
    """Parameters by stored type, without what is no count."""
    if not isinstance(value, dict):
        return {}
    pairs = list(cast("dict[object, object]", value).items())[:MOST_TYPES]
    return {k: v for k, v in pairs if isinstance(k, str) and len(k) < 20 and type(v) is int and 0 < v <= 10**14}


class Safetensors(UntrustedRecord):
    """Counted by the Hub over the safetensors files; packed weights count as the words they are packed in."""

    parameters: Annotated[dict[str, int], BeforeValidator(_counts)] = Field(default_factory=dict[str, int])
    total: Parameters = None


class Gguf(UntrustedRecord):
    """One for the whole repository; the chat template, which may be long, is dropped."""

    total: Parameters = None
    architecture: Word = None
    context_length: Annotated[int | None, Field(ge=1, le=10**8), Lenient] = None


class Digest(UntrustedRecord):
    """Of config.json; it has no counts of layers."""

    model_type: Word = None


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class ModelCard(UntrustedRecord):
    """The head of the model card, written by hand."""

    license: Words = ()
    license_name: Word = None
    base_model: Words = ()


class Listing(UntrustedRecord):
    """A repository as GET /api/models/{id}?blobs=true describes it."""

    id: str = Field(max_length=200)
    sha: Word = None
    gated: Annotated[Literal[False, "auto", "manual"] | None, Lenient] = None
    private: Annotated[bool | None, Lenient] = None
    tags: Words = ()
    siblings: Annotated[tuple[Sibling, ...], _entries(Sibling, MOST_FILES)] = ()
    safetensors: Annotated[Safetensors | None, Lenient] = None
    gguf: Annotated[Gguf | None, Lenient] = None
    card: Annotated[ModelCard | None, Lenient] = Field(default=None, alias="cardData")
    config: Annotated[Digest | None, Lenient] = None
    pipeline: Word = Field(default=None, alias="pipeline_tag")
    library: Word = Field(default=None, alias="library_name")
    created: Day = Field(default=None, alias="createdAt")
    modified: Day = Field(default=None, alias="lastModified")
    downloads: Annotated[int | None, Field(ge=0, le=10**13), Lenient] = None

    @property
    def is_sound(self) -> bool:
        """Whether its id may be asked for."""
        return is_repository(self.id)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(sibling.rfilename for sibling in self.siblings)

    def size_of(self, name: str) -> int | None:
        return next((sibling.size_bytes for sibling in self.siblings if sibling.rfilename == name), None)

    @property
    def parents(self) -> tuple[str, ...]:
        """Repositories that the tags or the card name as what this one was made from, quantized ones first."""
        starts = ("base_model:quantized:", "base_model:adapter:", "base_model:finetune:", "base_model:")
        tagged = (tag.removeprefix(start) for start in starts for tag in self.tags if tag.startswith(start))
        return repositories((*tagged, *(self.card.base_model if self.card else ())))

    @property
    def quantized_from(self) -> tuple[str, ...]:
        """Repositories whose weights these are, stored otherwise."""
        start = "base_model:quantized:"
        return repositories(tag.removeprefix(start) for tag in self.tags if tag.startswith(start))


def repositories(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are repository ids."""
    return tuple(dict.fromkeys(name for name in names if is_repository(name)))


def is_repository(name: str) -> bool:
    steps = name.split("/")
    return (
        len(steps) == 2 and len(name) <= LONGEST_ID and ".." not in name and all(NAME.fullmatch(step) for step in steps)
    )


def read_listing(hub: Hub, address: RepositoryAddress) -> Listing:
    """The listing, of the new name where the repository was renamed; one request, two when renamed."""
    version = "" if address.revision == "main" else f"/revision/{quote(address.revision, safe='')}"
    answer = hub.get_json(f"/api/models/{address.repository}{version}", {"blobs": "true"})
    try:
        listing = Listing.model_validate(answer)
    except ValidationError:
        raise HubFault(FaultKind.BAD_DATA, subject=address.repository) from None
    if not listing.is_sound:
        raise HubFault(FaultKind.BAD_DATA, subject=address.repository)
    return listing
