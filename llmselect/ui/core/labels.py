"""What the interface calls the things whose names are ids: uses, fits, kinds, ways to pay, typical requests."""

from typing import NamedTuple

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Fit
from llmselect.machine.machine import Maker, Phase, Split
from llmselect.settings import KvType, Ownership, Workload
from llmselect.text import Language, Text

LANGUAGES = {Language.FR: "Français", Language.EN: "English"}

USES = {
    Use.GENERAL: Text("General", "Général"),
    Use.CODE: Text("Code", "Code"),
    Use.REASONING: Text("Reasoning", "Raisonnement"),
    Use.FRENCH: Text("French", "Français"),
    Use.AGENTS: Text("Agents", "Agents"),
}

KINDS = {
    AcceleratorKind.GRAPHICS_CARD: Text("graphics card", "carte graphique"),
    AcceleratorKind.DATA_CENTRE: Text("data centre", "centre de données"),
    AcceleratorKind.APPLE: Text("Apple chip", "puce Apple"),
    AcceleratorKind.INTEGRATED: Text("integrated graphics", "puce graphique intégrée"),
    AcceleratorKind.PROCESSOR: Text("processor only", "processeur seul"),
}

MAKERS = {
    Maker.NVIDIA: Text("NVIDIA", "NVIDIA"),
    Maker.AMD: Text("AMD", "AMD"),
    Maker.INTEL: Text("Intel", "Intel"),
    Maker.APPLE: Text("Apple", "Apple"),
    Maker.INTEGRATED: Text("Integrated graphics", "Puce graphique intégrée"),
    Maker.PROCESSOR: Text("Processor", "Processeur"),
}

SPLITS = {
    Split.LAYER: Text("By layer", "Par couches"),
    Split.TENSOR: Text("By tensor", "Par tenseurs"),
}

PHASES = {
    Phase.DECODE: Text("Writing (decode)", "Écriture (decode)"),
    Phase.PREFILL: Text("Reading (prefill)", "Lecture (prefill)"),
}

FITS = {
    Fit.FULL: Text("fits", "tient"),
    Fit.PARTIAL: Text("fits partly", "tient en partie"),
    Fit.NONE: Text("does not fit", "ne tient pas"),
    Fit.SERVED: Text("served", "servi"),
}

OWNERSHIPS = {
    Ownership.OWNED: Text("Already mine", "Déjà à moi"),
    Ownership.BOUGHT: Text("To buy", "À acheter"),
    Ownership.RENTED: Text("Rented", "Louée"),
}

KV_TYPES = {
    KvType.F16: Text("16 bits", "16 bits"),
    KvType.Q8_0: Text("8 bits", "8 bits"),
    KvType.Q4_0: Text("4 bits", "4 bits"),
}


class Request(NamedTuple):
    """A typical request: tokens in and out, the share of the prompt that repeats, and whether it may wait."""

    id: str
    label: Text
    prompt_tokens: int
    output_tokens: int
    cached_share: float
    batch: bool = False

    def shown_by(self, workload: Workload) -> bool:
        """Whether the workload is this request, to the token."""
        asked = (workload.prompt_tokens, workload.output_tokens, workload.cached_share, workload.batch)
        return asked == (self.prompt_tokens, self.output_tokens, self.cached_share, self.batch)


REQUESTS = (
    Request("chat", Text("A chat message", "Un message de discussion"), 1000, 300, 0.5),
    Request("documents", Text("A question on documents (RAG)", "Une question sur des documents (RAG)"), 6000, 400, 0.1),
    Request("code", Text("Help with code", "Une aide au code"), 3000, 800, 0.6),
    Request("extraction", Text("Bulk extraction", "Une extraction en masse"), 2000, 150, 0.0, batch=True),
    Request("agent", Text("One step of an agent", "Une étape d'agent"), 20000, 600, 0.85),
)
OTHER_REQUEST = Text("Custom", "Personnalisée")
