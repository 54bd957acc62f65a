"""What a repository or a file says of a model that the catalog does not know."""

from dataclasses import dataclass
from typing import NamedTuple

from llmselect.catalog.models import LanguageModel
from llmselect.text import Text


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One way in which the weights are stored, shards counted together."""

    name: str
    """File name; of several shards, the first's."""
    quantization: str | None
    """Id of the catalog; None: not told by the name or the header, or not known here."""
    size_bytes: int
    shards: int = 1


class Part(NamedTuple):
    """Something beside the language model: a vision or audio tower, a projector; never part of the bars."""

    name: Text
    parameters: int | None
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """A model as its publisher describes it; nothing here is guessed."""

    model: LanguageModel
    """`source` is the address or the file's name; `architecture` is None where the shape could not be worked out."""
    files: tuple[WeightFile, ...] = ()
    parts: tuple[Part, ...] = ()
    gaps: tuple[Text, ...] = ()
    """What could not be worked out, one sentence each: the config's key, what was given, what is expected."""
    notes: tuple[Text, ...] = ()
    """What was taken for granted and could be otherwise, one sentence each."""
    requests: int = 0
    """How often the Hub was asked."""
