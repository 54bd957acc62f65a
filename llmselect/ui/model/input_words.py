"""What a model takes in, in words of the visitor's language."""

from llmselect.catalog.models import LanguageModel
from llmselect.text import Voice

KNOWN = ("text", "image", "audio", "video", "pdf")


def inputs_in_words(model: LanguageModel, say: Voice) -> str | None:
    """Its inputs one after another, None where none is known."""
    return ", ".join(say(f"inputs.{each}") if each in KNOWN else each for each in model.inputs) or None
