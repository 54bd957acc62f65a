"""A source of leaderboards: its name and licence, its reader, and the requests that reading may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from llmselect.hub.http.hub_faults import HubFault
from llmselect.hub.leaderboards.snapshot import BoardTable
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source answered: its tables, and why a board could not be read, by the board's id."""

    tables: tuple[BoardTable, ...]
    faults: Mapping[str, HubFault] = field(default_factory=dict[str, HubFault])


@dataclass(frozen=True, slots=True)
class Source:
    """One place that publishes leaderboards; with its parser, all that a new one takes."""

    id: str
    name: Text
    url: str
    attribution: str
    """How the source asks to be named."""
    licence: str
    read: Callable[[Hub], SourceReading] | None = None
    """Asks and parses; raises HubFault. None: the source is frozen, and only its copy in the project is shown."""
    score_field: str = "score"
    """What the source calls the scores."""
    most: int = 0
    """Requests that one reading may take, as a server counts them."""
    stands_in_for: str | None = None
    """Id of the source in whose place it is read, only when that one cannot be."""
    why_not_live: Text | None = None
    """Of a source that is never read live: why."""
