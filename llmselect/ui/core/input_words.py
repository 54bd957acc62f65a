"""What a model takes in, in words of the visitor's language."""

from llmselect.catalog.models import LanguageModel
from llmselect.text import Voice

WORDS = {
    "text": "inputs.text",
    "image": "inputs.image",
    "audio": "inputs.audio",
    "video": "inputs.video",
    "pdf": "inputs.pdf",
}
"""Kinds of input that the catalog names; another one is shown as it stands."""


def inputs_in_words(model: LanguageModel, say: Voice) -> str | None:
    """Its inputs one after another, None where none is known."""
    return ", ".join(say(WORDS[each]) if each in WORDS else each for each in model.inputs) or None
