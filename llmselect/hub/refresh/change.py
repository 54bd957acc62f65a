"""One proposed change: the fact, its old and new value, the source, and whether it is written without review."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from llmselect.hub.http.hub_faults import clean

HUB = "Hugging Face Hub"
LONGEST = 400


class ProposalOutcome(StrEnum):
    """What becomes of a proposal."""

    WRITE = "write"
    """Written with `--write`."""
    QUESTION = "question"
    """For a person to decide; never written."""
    SUGGESTION = "suggestion"
    """A record that the catalog might have; never written, because its facts must be checked first."""
    READ = "read"
    """Informational: a price taken live from genai-prices, reported for review only."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of one record. `before` and `after` are values of JSON; None: the key is absent."""

    section: str
    """List of the catalog: models, offers, sources."""
    record: str
    field: str
    """Dotted where it lies inside another: architecture.context_tokens."""
    before: object
    after: object
    origin: str
    """Who says so: the Hub, or the price library with its version."""
    where: str
    """The page, or what in the library."""
    verdict: ProposalOutcome = ProposalOutcome.WRITE
    why: str = ""

    @property
    def path(self) -> str:
        return f"{self.section}.{self.record}.{self.field}"

    @property
    def source(self) -> str:
        return f"{self.origin}, {self.where}" if self.where else self.origin

    def __str__(self) -> str:
        reason = f"; {self.why}" if self.why else ""
        return f"{self.path}: {shown(self.before)} -> {shown(self.after)} ({self.source}){reason}"

    def as_json(self) -> Mapping[str, object]:
        return {
            "path": self.path,
            "from": self.before,
            "to": self.after,
            "source": self.source,
            "verdict": self.verdict.value,
            "why": self.why or None,
        }


def shown(value: object) -> str:
    """A value on one line; what is absent is a dash."""
    if value is None:
        return "-"
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True), LONGEST)
