"""Licences: what each lets a person or a company do, and how well that was read."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Identifier, Sourced, Words
from llmselect.text import Labelled, Text


class Commercial(Labelled):
    """Whether commercial use is granted."""

    YES = "yes", Text("commercial use granted", "usage commercial accordé")
    CONDITIONAL = "conditional", Text("commercial use under conditions", "usage commercial sous conditions")
    NO = "no", Text("no commercial use", "pas d’usage commercial")
    UNKNOWN = "unknown", Text("commercial use not known", "usage commercial non établi")


class LicenceEvidence(StrEnum):
    """How the terms are known; only the first two may be shown as what the licence says."""

    READ = "read"
    QUOTED = "quoted"
    UNVERIFIED = "unverified"


class Licence(Sourced):
    """One licence and its verdict."""

    id: Identifier
    name: str
    spdx: str | None = None
    url: str | None = None
    commercial_use: Annotated[Commercial, Enum]
    osi_approved: bool = False
    condition: Words
    """The conditions in one sentence; where the evidence is unverified, "check the licence"."""
    eu_excluded: bool = False
    freedom: Annotated[int, Field(ge=0, le=4)] | None = None
    """0 research only, 1 asks for a contract, 2 conditions that bind a business, 3 light conditions, 4 free.

    None: unknown."""
    evidence: Annotated[LicenceEvidence, Enum]
