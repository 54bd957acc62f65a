"""What a search of the Hub asks for and finds, without the library that asks."""

import datetime
from dataclasses import dataclass

from llmselect.text import Labelled, Text

LONGEST = 200
"""Letters of a search; a whole address fits."""


class Sort(Labelled):
    """What comes first; most first."""

    DOWNLOADS = "downloads", Text("downloads", "téléchargements")
    TRENDING = "trending", Text("trending", "tendance")
    LIKES = "likes", Text("likes", "mentions « J’aime »")


class BaseModelRelation(Labelled):
    """How a repository came from another one, by its base_model tags."""

    QUANTIZED = "quantized", Text("quantized copy of {base}", "copie quantifiée de {base}")
    ADAPTER = "adapter", Text("adapter for {base}", "adaptateur pour {base}")
    MERGE = "merge", Text("merge with {base}", "fusion avec {base}")
    FINETUNE = "finetune", Text("fine-tuned from {base}", "affiné à partir de {base}")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One repository as a listing tells it; None is not told."""

    repository: str
    parameters: int | None
    context_tokens: int | None
    licence: str | None
    """As the repository names it."""
    downloads: int | None
    """Of the last 30 days."""
    likes: int | None
    trend: float | None
    """The Hub's own score of what is talked about; it has no unit."""
    gated: bool | None
    modified: datetime.date | None
    relation: BaseModelRelation | None
    base: str | None
    known: str | None
    """Catalog id of the model whose weights these are."""
    copies: int = 0
    """Quantized copies that were found too, folded here."""
