"""State while one repository is read: listing, then shape, with the gaps and notes collected on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.towers import Sense, tower_senses
from llmselect.catalog.models import LanguageModel
from llmselect.hub.http.client import Hub
from llmselect.hub.repository.listing import Listing, Safetensors
from llmselect.hub.repository.repository_address import RepositoryAddress
from llmselect.hub.repository.weight_files import WeightFiles
from llmselect.text import Blank, Text, in_both


@dataclass(slots=True)
class RepositoryReading:
    """Filled step by step; each step adds facts, and one sentence for each that it could not read."""

    hub: Hub
    catalog: Catalog
    address: RepositoryAddress
    listing: Listing
    shelf: WeightFiles
    config: Mapping[str, object] | None = None
    architecture: Architecture | None = None
    architecture_source: str | None = None
    counted: Safetensors | None = None
    """Of the listing, else of the safetensors index."""
    header_file: str | None = None
    header_quantization: str | None = None
    context_tokens: int | None = None
    """As a header or the listing states it."""
    gaps: list[Text] = field(default_factory=list[Text])
    notes: list[Text] = field(default_factory=list[Text])

    @property
    def repository(self) -> str:
        return self.listing.id

    @property
    def known(self) -> LanguageModel | None:
        """The catalog's model of these weights: by the repository, by its former name, or by what it was made from."""
        names = (self.repository, self.address.repository, *self.listing.quantized_from)
        models = (self.catalog.models_by_name.get(name.casefold()) for name in names)
        return next((model for model in models if model), None)

    @property
    def towers(self) -> dict[str, Sense]:
        """Towers inside the safetensors files; GGUF keeps them in a file of their own."""
        return tower_senses(self.config) if self.shelf.safetensors else {}

    def lacks(self, sentence: Text, **values: Blank) -> None:
        self.gaps.append(in_both(sentence, **values))

    def tells(self, sentence: Text, **values: Blank) -> None:
        self.notes.append(in_both(sentence, **values))
