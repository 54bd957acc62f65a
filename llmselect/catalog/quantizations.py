"""Ways to store weights: a quantization is a mix of tensor types, told as data, not one number of bits."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.catalog.weight_files.tensor_types import TensorType


class Tensor(StrEnum):
    """What a tensor is for; the rules of a mix name these."""

    EMBEDDING = "embedding"
    """Token embedding, where the head has weights of its own; shared ones count as output."""
    OUTPUT = "output"
    ATTENTION_Q = "attention_q"
    ATTENTION_K = "attention_k"
    ATTENTION_V = "attention_v"
    ATTENTION_QKV = "attention_qkv"
    """The three in one tensor (Falcon, Phi-3, GPT-NeoX, Gated DeltaNet)."""
    ATTENTION_OUTPUT = "attention_output"
    LATENT = "latent"
    """Projections into and out of latent attention's compressed rows."""
    FFN_UP = "ffn_up"
    """Up and gate projections, of equal shape."""
    FFN_DOWN = "ffn_down"
    EXPERT_UP = "expert_up"
    EXPERT_DOWN = "expert_down"
    SHARED_UP = "shared_up"
    SHARED_DOWN = "shared_down"
    RECURRENT = "recurrent"
    OTHER = "other"
    """Whatever the published count holds beyond the shape."""


class LayerSet(StrEnum):
    """Which layers a rule is for, as llama.cpp's quantizer chooses them (src/llama-quant.cpp)."""

    ALL = "all"
    FIRST_TWO = "first_2"
    FIRST_FOUR = "first_4"
    FIRST_SIXTEENTH = "first_sixteenth"
    FIRST_EIGHTH = "first_eighth"
    MORE_BITS = "more_bits"
    """The first and the last eighth, and every third layer between."""


class Condition(StrEnum):
    """What a model must be for a rule to hold."""

    GROUPED_BY_FOUR = "grouped_by_4"
    """Four or more query heads share a key head."""
    EIGHT_EXPERTS = "experts_8"
    FOUR_EXPERTS_OR_MORE = "experts_4"
    LIKE_70B = "like_70b"
    """80 layers with grouped heads (Llama 70B, Qwen2 72B)."""
    FALCON = "falcon"
    NATIVE_MXFP4 = "native_mxfp4"
    """The publisher's own experts are MXFP4 and stay so (gpt-oss)."""


class Rule(Record):
    """One exception of a mix: these tensors, in these layers, of such models, are stored as `type`."""

    tensors: tuple[Annotated[Tensor, Enum], ...] = Field(strict=False, min_length=1)
    layers: Annotated[LayerSet, Enum] = LayerSet.ALL
    when: tuple[Annotated[Condition, Enum], ...] = Field(default=(), strict=False)
    """All must hold."""
    type: Annotated[TensorType, Enum]


class Mix(Record):
    """Which tensor is stored as which type; the first rule that holds decides, else the base type."""

    base: Annotated[TensorType, Enum]
    plain: Annotated[TensorType, Enum] = TensorType.F32
    """Norms, biases, routers and other small tensors."""
    rules: tuple[Rule, ...] = Field(default=(), strict=False)

    def __hash__(self) -> int:
        return hash((self.base, self.plain, self.rules))


class Quantization(Sourced):
    """One way to store weights."""

    id: Identifier
    aliases: tuple[Identifier, ...] = Field(default=(), strict=False)
    """Other names that it answers to (MXFP4_MOE, AWQ)."""
    label: Words
    runtimes: tuple[str, ...] = Field(strict=False)
    """Programs that read it: llama.cpp, vllm, mlx, transformers."""
    nominal_bits: Annotated[float, Field(gt=0, le=32)]
    """Bits a weight of the base type; for ordering and names, memory is computed from the mix."""
    mix: Mix
    ranked: bool = True
    """Whether it takes part in rankings: what is commonly published. The others can be asked for by name."""
    native_families: tuple[str, ...] = Field(default=(), strict=False)
    """Only for models of these families (gpt-oss ships MXFP4); empty: for any."""
    quality_kept: Annotated[float, Field(gt=0, le=1.05)] | None = None
    """Share of the 16-bit score that published measurements found kept; None: no measurement known."""
    quality_kept_source: str | None = None
