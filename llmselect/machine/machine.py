"""A machine: accelerators, equal or mixed, the host they stand in, and what its owner measured on it."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from llmselect.machine.processor import Instructions
from llmselect.text import Labelled, Text

CONFIG = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
Gibibytes = Annotated[float, Field(ge=0, le=65536)]
Count = Annotated[int, Field(ge=1, le=64)]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class Split(Labelled):
    """How several accelerators share a model."""

    LAYER = "layer", Text("By layer", "Par couches")
    """Each holds some layers; a token passes through one after the other (llama.cpp's default)."""
    TENSOR = "tensor", Text("By tensor", "Par tenseurs")
    """Each holds a part of every layer and all compute at once, exchanging results (vLLM, TensorRT-LLM)."""


class PlacementKind(Labelled):
    """Where the parts of a model lie."""

    WHOLE = "whole", Text("all on the accelerators", "tout sur les accélérateurs")
    EXPERTS_ON_HOST = (
        "experts_on_host",
        Text("experts of some layers in main memory", "experts de certaines couches en mémoire centrale"),
    )
    """llama.cpp: `--n-cpu-moe N`."""
    LAYERS_ON_HOST = "layers_on_host", Text("some layers in main memory", "certaines couches en mémoire centrale")
    """llama.cpp: `-ngl`."""
    HOST_ALONE = "host_alone", Text("processor only", "processeur seul")
    SERVED = "served", Text("at a provider", "chez un fournisseur")


class ChipClass(Labelled):
    """Chips whose software and memory behave alike: the classes of the speed estimates, and what a custom device is."""

    NVIDIA = "nvidia", Text("NVIDIA", "NVIDIA")
    AMD = "amd", Text("AMD", "AMD")
    INTEL = "intel", Text("Intel", "Intel")
    APPLE = "apple", Text("Apple", "Apple")
    INTEGRATED = "apu", Text("Integrated graphics", "Puce graphique intégrée")
    PROCESSOR = "cpu", Text("Processor", "Processeur")


class Custom(BaseModel):
    """An accelerator typed in by hand, in place of one of the catalog."""

    model_config = CONFIG

    name: Annotated[str, Field(min_length=1, max_length=60)]
    maker: ChipClass
    memory_gib: Annotated[float, Field(gt=0, le=2048)]
    bandwidth_gb_per_s: Annotated[float, Field(ge=1, le=50_000)]
    fp16_tflops: Annotated[float, Field(gt=0, le=50_000)] | None = None
    """Dense; None: not known, and then no prefill is told."""
    int8_tops: Annotated[float, Field(gt=0, le=50_000)] | None = None
    unified_memory: bool = False


class Further(BaseModel):
    """Accelerators of another kind beside the first; the name is the catalog's."""

    model_config = CONFIG

    accelerator: Name
    count: Count = 1
    memory_gib: Gibibytes | None = None


class Phase(Labelled):
    """What a speed is of."""

    DECODE = "decode", Text("Generation (decode)", "Génération (decode)")
    PREFILL = "prefill", Text("Prompt processing (prefill)", "Traitement du prompt (prefill)")


class UserMeasurement(BaseModel):
    """A speed that the visitor measured on this machine, of a model of the catalog."""

    model_config = CONFIG

    model: Name
    """Id of the catalog."""
    quantization: Name
    phase: Phase
    tokens_per_s: Annotated[float, Field(gt=0, le=1_000_000)]
    depth_tokens: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    """Tokens in the cache when it was measured."""

    @property
    def subject(self) -> tuple[str, str, Phase]:
        """Whose speed it is: a newer one of the same model, quantization and phase takes its place."""
        return self.model, self.quantization, self.phase


def _of_a_machine(placement: PlacementKind | None) -> PlacementKind | None:
    if placement is PlacementKind.SERVED:
        raise ValueError("expected a place on the machine, not one at a provider")
    return placement


class Machine(BaseModel, frozen=True):
    """A computer: its accelerators by their catalog names, and its main memory.

    >>> from llmselect import Machine
    >>> Machine(accelerator="RTX 4090", count=2, host_memory_gib=128).count
    2
    """

    model_config = CONFIG

    accelerator: Name | None = "RTX 4090"
    """Catalog name; None: the host alone, or what `custom` says."""
    custom: Custom | None = None
    """A device typed in by hand; `accelerator` is None then."""
    count: Count = 1
    memory_gib: Gibibytes | None = None
    """Memory of one accelerator where it differs from the catalog's (cards sold in two sizes, unified memory)."""
    further: Annotated[tuple[Further, ...], Field(max_length=4)] = ()
    split: Split = Split.LAYER
    host_layers: Annotated[int, Field(ge=0, le=2000)] | None = None
    """Layers left to the host (llama.cpp: layers less `-ngl`); None: as few as possible."""
    experts_on_host: bool = False
    """Keep the routed experts of mixtures in host memory (llama.cpp: `--cpu-moe`)."""
    host_memory_gib: Gibibytes = 64.0
    host_bandwidth_gb_per_s: Annotated[float, Field(gt=0, le=10000)] | None = None
    """Memory bandwidth of the host; None: that of an ordinary desktop is taken."""
    host_cores: Annotated[int, Field(ge=1, le=1024)] | None = None
    """Cores of the host's processor that an engine may use; None: those of an ordinary host."""
    host_instructions: Instructions | None = None
    """Its widest vector instructions; None: AVX2."""
    placement: Annotated[PlacementKind | None, AfterValidator(_of_a_machine)] = None
    """Where every model has to lie; None: the fastest place for each model."""
    expert_host_layers: Annotated[int, Field(ge=0, le=2000)] | None = None
    """Layers whose routed experts stay in host memory (llama.cpp: `--n-cpu-moe`); None: as few as possible."""
    reserved_gib: Gibibytes | None = None
    """Memory of one accelerator that the desktop and other programs keep; None: what is usual for its kind."""
    host_reserved_gib: Gibibytes = 3.0
    """Main memory that the system and other programs keep."""
    measured: Annotated[tuple[UserMeasurement, ...], Field(max_length=8)] = ()
    """Speeds measured here: the estimates for this machine are corrected by them."""
    assume_fit: bool = False
    """Treat the accelerator as large enough, to ask for speed alone."""
