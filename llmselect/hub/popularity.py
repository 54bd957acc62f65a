"""How popular a model is on the Hub today, and who published quantized copies of it: two requests at most."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from llmselect.hub.http.client import MEGABYTE, Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean
from llmselect.hub.repository.listing import Lenient, UntrustedRecord
from llmselect.text import Text

MOST_REQUESTS = 2
MOST_COPIES = 15
EXPAND = ["downloads", "downloadsAllTime", "gated", "lastModified", "likes", "trendingScore"]
COPY_EXPAND = ["downloads", "lastModified", "likes"]
CAP = MEGABYTE

Count = Annotated[int | None, Field(ge=0, le=10**13), Lenient]
Score = Annotated[float | None, Field(ge=0, le=10**9, allow_inf_nan=False, strict=False), Lenient]
Moment = Annotated[datetime.datetime | None, Field(strict=False), Lenient]


class _About(UntrustedRecord):
    """The answer about one model; a wrong fact costs itself."""

    downloads: Count = None
    downloads_all_time: Count = Field(default=None, alias="downloadsAllTime")
    likes: Count = None
    trending: Score = Field(default=None, alias="trendingScore")
    last_modified: Moment = Field(default=None, alias="lastModified")
    gated: Annotated[bool | Literal["auto", "manual"] | None, Lenient] = None


class _Copy(UntrustedRecord):
    """One line of the listing of copies; without an id it is no line."""

    id: str = Field(min_length=3, max_length=200, pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")
    downloads: Count = None
    likes: Count = None
    last_modified: Moment = Field(default=None, alias="lastModified")


def _lines(value: object) -> object:
    """Those that can be read: one broken line loses itself alone."""
    kept: list[BaseModel] = []
    for line in cast("list[object]", value)[: 4 * MOST_COPIES] if isinstance(value, list) else ():
        try:
            kept.append(_Copy.model_validate(line))
        except ValidationError:
            continue
    return tuple(kept)


class _Listing(UntrustedRecord):
    copies: Annotated[tuple[_Copy, ...], BeforeValidator(_lines)]


@dataclass(frozen=True, slots=True)
class QuantizedCopy:
    """A repository with GGUF files made from the model; None is unknown."""

    repository: str
    downloads_30d: int | None
    likes: int | None
    changed: datetime.date | None


@dataclass(frozen=True, slots=True)
class Popularity:
    """What the Hub said at one moment; None is unknown."""

    repository: str
    downloads_30d: int | None
    downloads_ever: int | None
    likes: int | None
    trending: float | None
    changed: datetime.date | None
    gated: bool | None
    copies: tuple[QuantizedCopy, ...]
    """Most downloaded first."""
    gap: Text | None
    """Why the copies are missing."""
    read_at: datetime.datetime
    requests: int


def read_popularity(repository: str) -> Popularity:
    """Counts of a repository of the catalog and its quantized copies; raises HubFault where the first is not told."""
    hub = Hub(most=MOST_REQUESTS)
    about = _about(hub, repository)
    copies, gap = _copies(hub, repository)
    return Popularity(
        repository=repository,
        downloads_30d=about.downloads,
        downloads_ever=about.downloads_all_time,
        likes=about.likes,
        trending=about.trending,
        changed=about.last_modified and about.last_modified.date(),
        gated=None if about.gated is None else bool(about.gated),
        copies=copies,
        gap=gap,
        read_at=datetime.datetime.now(datetime.UTC),
        requests=hub.asked,
    )


def _about(hub: Hub, repository: str) -> _About:
    answer = hub.get_json(f"/api/models/{repository}", {"expand": EXPAND}, cap=CAP)
    if not isinstance(answer, dict):
        raise HubFault(FaultKind.BAD_DATA, subject=clean(repository))
    return _About.model_validate(answer)


def _copies(hub: Hub, repository: str) -> tuple[tuple[QuantizedCopy, ...], Text | None]:
    """The copies, or why they are missing: what is known of the model is told all the same."""
    question = {
        "filter": ["gguf", f"base_model:quantized:{repository}"],
        "sort": "downloads",
        "direction": "-1",
        "limit": MOST_COPIES,
        "expand": COPY_EXPAND,
    }
    try:
        answer = hub.get_json("/api/models", question, cap=CAP)
        if not isinstance(answer, list):
            raise HubFault(FaultKind.BAD_DATA, subject=clean(repository))
    except HubFault as fault:
        return (), fault.text
    listing = _Listing.model_validate({"copies": answer})
    copies = [
        QuantizedCopy(line.id, line.downloads, line.likes, line.last_modified and line.last_modified.date())
        for line in listing.copies
    ]
    copies.sort(key=lambda copy: -(copy.downloads_30d or 0))
    return tuple(copies[:MOST_COPIES]), None
