"""What to mind with a model whose weights one runs oneself: guardrails that were removed, files that run code."""

from typing import Final

from llmselect.catalog.models import LanguageModel
from llmselect.law.sourced_note import SourcedNote, note

UNCENSORED: Final = "uncensored"
OPEN_WEIGHTS: Final = ("format", "pinned", "remote_code")
"""Safetensors or GGUF, a pinned revision, no code of the repository's own."""


def warnings_of(model: LanguageModel) -> tuple[SourcedNote, ...]:
    """The warnings of one model, the heaviest first; () for models that providers alone serve."""
    own = (UNCENSORED,) if model.uncensored else ()
    files = OPEN_WEIGHTS if model.hub_repo is not None else ()
    return tuple(map(note, (*own, *files)))
