"""Parts of a model beside its language part: towers for images and sound, and layers that only guess further tokens.

None of them is counted in the figures of a run: a text needs neither. What they would take is said.
"""

from collections.abc import Sequence
from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.text import Text, Voice, in_both

TOWER_BYTES: Final = 2
"""Of each parameter of a tower: published projector files (mmproj) are 16-bit as a rule."""
TOWER: Final = Text(
    "Not counted: {parts}, {size} at 16 bits in a file of its own (mmproj). Images and sound need it and its scratch "
    "on top.",
    "Non compté\u202f: {parts}, {size} en 16 bits dans un fichier à part (mmproj). Images et sons le demandent en "
    "plus, avec ses tampons.",
)
"""Its scratch is small where an image is: Ollama tells 1,136 MiB at worst for the tower of Gemma 4 31B
(ollama/ollama#17482), whose weights are 1,098 MiB of that."""
TOWER_WITHOUT_SIZE: Final = Text(
    "Not counted: {parts}. Images and sound take memory on top, of a file of its own (mmproj) and its scratch.",
    "Non compté\u202f: {parts}. Images et sons demandent de la mémoire en plus, pour un fichier à part (mmproj) et ses "
    "tampons.",
)
DRAFT: Final = Text(
    "Not counted: drafting layers (MTP): {n}, about {size} of a file that keeps them. llama.cpp loads them only when "
    "asked to draft with them (--spec-type draft-mtp).",
    "Non compté\u202f: couches qui devinent des tokens suivants (MTP)\u00a0: {n}, environ {size} d’un fichier qui "
    "les garde. llama.cpp ne les charge que si on lui demande de s’en servir (--spec-type draft-mtp).",
)
"""Loaded only where used since ggml-org/llama.cpp#26296 (2026-07-31); earlier builds loaded them always."""


def tower_bytes(architecture: Architecture) -> float:
    """16-bit weights of the towers; 0 where there are none, or none is counted."""
    return float(architecture.tower_parameters * TOWER_BYTES)


def draft_bytes(architecture: Architecture, bytes_per_parameter: float) -> float:
    """What the drafting layers take of a file: each an ordinary layer, and a matrix that joins two vectors to one."""
    shape = architecture
    tables = (1 if shape.tied_embeddings else 2) * shape.vocabulary_size * shape.hidden_size
    layer = ((shape.parameters or 0) - tables) / shape.layers + 2 * shape.hidden_size**2
    return max(layer, 0.0) * shape.draft_layers * bytes_per_parameter if shape.parameters else 0.0


def beside_notes(parts: Sequence[Text], size_bytes: float, drafts: int, drafts_bytes: float) -> tuple[Text, ...]:
    """One sentence for the towers of those names, one for so many drafting layers; none where there are none.

    `size_bytes`, `drafts_bytes`: 0 where not known.
    """
    found: list[Text] = []
    if parts:
        joined = Text(", ".join(part.en for part in parts), ", ".join(part.fr for part in parts))
        template = TOWER if size_bytes else TOWER_WITHOUT_SIZE
        found.append(in_both(template, parts=lambda say: say(joined), size=lambda say: _size(say, size_bytes)))
    if drafts and drafts_bytes:
        found.append(in_both(DRAFT, n=lambda say: say.number(drafts, 0), size=lambda say: _size(say, drafts_bytes)))
    return tuple(found)


def _size(say: Voice, size_bytes: float) -> str:
    return say.gib(size_bytes, 2)
