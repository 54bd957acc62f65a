"""What fine-tuning a model with low-rank adapters takes in accelerator memory: LoRA on 16-bit weights, QLoRA on 4-bit.

The sum is: frozen weights + adapters with their gradients and Adam's two moments + activations + the runtime.

- Weights: 2 bytes each for LoRA (Hu et al. 2021, arXiv:2106.09685). QLoRA stores every matrix but the embedding and
  the output head as NF4 with double quantization, 4.127 bits (Dettmers et al. 2023, arXiv:2305.14314, section 3).
- Adapters: `rank` x (rows + columns) of each adapted matrix. 16 bytes for each of their parameters in 32 bits: value,
  gradient, two moments (Rajbhandari et al. 2020, arXiv:1910.02054, section 3.1).
- Activations with gradient checkpointing: 2 bytes a value for the input of each layer, and 34 for the one layer that is
  computed again (Korthikanti et al. 2022, arXiv:2205.05198, section 4.1, without the attention matrix, which
  FlashAttention never stores); the logits in 16 bits, in 32 bits and with their gradient: 10 bytes each.

The low end is what thrifty programs reach (adapters in 16 bits, an 8-bit optimizer, the loss in pieces, the embedding
of a QLoRA run left in main memory). The high end is a quarter above the likely sum, and for mixtures the adapters of
every expert beside. tests/estimates/test_finetuning.py holds both against published measurements.
Read on 28 November 2026.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.estimates.core.columns import Estimate

RANK: Final = 16
SEQUENCE_TOKENS: Final = 2048
"""Rank and length of a training text that guides begin with; one text at a time."""
NF4_BYTES: Final = 4.127 / 8
HALF_BYTES: Final = 2.0
ADAPTER_BYTES: Final = 16.0
THRIFTY_ADAPTER_BYTES: Final = 6.0
"""Value and gradient in 16 bits, two moments in 8."""
LAYER_INPUT_BYTES: Final = 2.0
WORKING_LAYER_BYTES: Final = 34.0
LOGIT_BYTES: Final = 10.0
RUNTIME_BYTES: Final = 1.0e9
THRIFTY_RUNTIME_BYTES: Final = 0.3e9
"""The driver's context and the libraries' work space."""
FRAGMENTS: Final = 1.25
"""Measured peaks lie up to so much above the sum: freed blocks that the allocator keeps, and copies while loading."""


class AdapterMethod(Enum):
    """How the frozen weights are stored while adapters are trained."""

    LORA = "LoRA"
    QLORA = "QLoRA"


@dataclass(frozen=True, slots=True)
class FinetuningMemory:
    """Bytes that one accelerator, or all together, must hold; the parts are those of the likely sum."""

    method: AdapterMethod
    total_bytes: Estimate
    weights_bytes: float
    adapters_bytes: float
    activations_bytes: float


def finetuning_memory(
    architecture: Architecture,
    total_parameters: float,
    method: AdapterMethod,
    rank: int = RANK,
    sequence_tokens: int = SEQUENCE_TOKENS,
) -> FinetuningMemory:
    """Memory in bytes of training adapters of this rank with texts of this many tokens, one at a time."""
    embedding = float(architecture.vocabulary_size * architecture.hidden_size)
    tables = embedding * (1 if architecture.tied_embeddings else 2)
    weights = _weights_bytes(total_parameters, tables, method)
    everywhere = adapter_parameters(architecture, rank, experts=True)
    adapters = adapter_parameters(architecture, rank, experts=False)
    inputs, whole = _activations_bytes(architecture, sequence_tokens)
    likely = weights + ADAPTER_BYTES * adapters + whole + RUNTIME_BYTES
    spared = 0.0 if method is AdapterMethod.LORA or architecture.tied_embeddings else HALF_BYTES * embedding
    low = weights - spared + THRIFTY_ADAPTER_BYTES * adapters + inputs + THRIFTY_RUNTIME_BYTES
    high = FRAGMENTS * likely + ADAPTER_BYTES * (everywhere - adapters)
    return FinetuningMemory(method, Estimate(low, likely, high), weights, ADAPTER_BYTES * adapters, whole)


def _weights_bytes(total_parameters: float, tables: float, method: AdapterMethod) -> float:
    """Frozen weights; `tables`: parameters of the embedding and the output head, which QLoRA leaves in 16 bits."""
    if method is AdapterMethod.LORA:
        return HALF_BYTES * total_parameters
    return NF4_BYTES * max(total_parameters - tables, 0.0) + HALF_BYTES * min(tables, total_parameters)


def _activations_bytes(architecture: Architecture, tokens: int) -> tuple[float, float]:
    """The inputs of all layers alone, and with the layer computed again and the logits."""
    values = float(tokens * architecture.hidden_size)
    inputs = LAYER_INPUT_BYTES * architecture.layers * values
    return inputs, inputs + WORKING_LAYER_BYTES * values + LOGIT_BYTES * tokens * architecture.vocabulary_size


def adapter_parameters(architecture: Architecture, rank: int, *, experts: bool) -> float:
    """Trained parameters with an adapter on every matrix of attention and feed-forward blocks.

    experts: also on each routed expert; guides for mixtures leave those out. A recurrent mixer counts as an attention.
    """
    edges = architecture.layers * _attention_edges(architecture)
    mixture = architecture.experts
    dense = architecture.layers if mixture is None else mixture.dense_layers
    matrices, hidden = architecture.feed_forward_matrices, architecture.hidden_size
    edges += dense * matrices * (hidden + architecture.feed_forward_size) if architecture.feed_forward_size else 0
    if mixture is not None:
        mixed = (architecture.layers - dense) / mixture.every
        if mixture.shared_size:
            edges += mixed * matrices * (hidden + mixture.shared_size)
        if experts:
            edges += mixed * mixture.count * matrices * ((mixture.input_size or hidden) + mixture.size)
    return float(rank * edges)


def _attention_edges(architecture: Architecture) -> float:
    """Rows and columns of the projections of one attention block."""
    hidden, heads = architecture.hidden_size, architecture.heads
    latent = architecture.latent
    if latent is not None:
        queries = heads * (latent.nope_size + latent.rope_size)
        asked = hidden + queries if latent.query_rank is None else hidden + 2 * latent.query_rank + queries
        held = hidden + latent.rope_size + 2 * latent.kv_rank + heads * (latent.nope_size + latent.value_size)
        return asked + held + heads * latent.value_size + hidden
    queries = heads * architecture.head_size
    held = architecture.kv_heads * (architecture.head_size + (architecture.value_head_size or architecture.head_size))
    return (hidden + queries) + (2 * hidden + held) + (queries + hidden)
