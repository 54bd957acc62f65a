"""The tensors of each shape: how many values, in rows of what width, in which layers."""

from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.quantizations import Tensor
from llmselect.estimates.architecture.layer_sets import LayerGroup, layers_by_mask, value_layers
from llmselect.estimates.architecture.shape_columns import ShapeTable
from llmselect.units import Floats, Ints

ROLES: Final = (
    (Tensor.EMBEDDING, LayerGroup.ONCE),
    (Tensor.OUTPUT, LayerGroup.ONCE),
    (Tensor.OUTPUT, LayerGroup.ONCE),  # per-layer embeddings follow the shared one
    (Tensor.ATTENTION_Q, LayerGroup.ATTENTION),
    (Tensor.ATTENTION_K, LayerGroup.ATTENTION),
    (Tensor.ATTENTION_V, LayerGroup.VALUES),
    (Tensor.ATTENTION_QKV, LayerGroup.ATTENTION),
    (Tensor.ATTENTION_OUTPUT, LayerGroup.ATTENTION),
    (Tensor.LATENT, LayerGroup.ATTENTION),
    (Tensor.LATENT, LayerGroup.ATTENTION),
    (Tensor.LATENT, LayerGroup.ATTENTION),
    (Tensor.LATENT, LayerGroup.ATTENTION),
    (Tensor.FFN_UP, LayerGroup.DENSE),
    (Tensor.FFN_DOWN, LayerGroup.DENSE),
    (Tensor.EXPERT_UP, LayerGroup.EXPERTS),
    (Tensor.EXPERT_DOWN, LayerGroup.EXPERTS),
    (Tensor.SHARED_UP, LayerGroup.EXPERTS),
    (Tensor.SHARED_DOWN, LayerGroup.EXPERTS),
    (Tensor.ATTENTION_QKV, LayerGroup.RECURRENT),
    (Tensor.RECURRENT, LayerGroup.RECURRENT),
    (Tensor.RECURRENT, LayerGroup.RECURRENT),
    (Tensor.OTHER, LayerGroup.ONCE),
)
"""What each column of a tensor table is."""
EMBEDDING, OUTPUT, LAYER_EMBEDDING = 0, 1, 2
WHOLE_BLOCKS: Final = 256
"""Width that stands for those of blocks that differ by layer: each is a multiple of it (Nemotron-NAS, OpenELM)."""
OTHER: Final = len(ROLES) - 1


class Tensors(NamedTuple):
    """Columns `width` and `values` have the shape (architectures, ROLES), `plain` and `half` (architectures,)."""

    width: Ints
    """Values in a row, which blocks must divide."""
    values: Floats
    """Values in one layer."""
    plain: Floats
    """Values of one shape kept at full precision: norms, biases, routers, small recurrent tensors."""
    half: Floats
    """Values of one shape that no quantization touches, at 16 bits (per-layer projections of Gemma 3n)."""
    layers_by_mask: Floats
    """Number of layers per tensor group and layer-set mask: shape (architectures, LayerGroup, LAYER_SET_MASKS)."""


def tensors(t: ShapeTable) -> Tensors:
    """The tensors that a GGUF file of each shape holds, one fused block of equals a column."""
    width, values = np.zeros((2, len(t), len(ROLES)))
    columns = (*_embeddings(t), *_attention(t), *_latent(t), *_feed_forward(t), *_recurrent(t))
    for column, (wide, many) in enumerate(columns):
        width[:, column], values[:, column] = wide, many
    layers = layers_by_mask(t)
    plain, half = _plain(t, layers), _half(t)
    counted = (values * layers.sum(axis=2)[:, [group for _, group in ROLES]]).sum(axis=1) + plain + half
    gates = 2 * t.layer_embedding * t.layers * t.hidden + t.other
    width[:, OTHER], values[:, OTHER] = t.hidden, gates + _unexplained(t, counted + gates, values)
    return Tensors(np.maximum(width, 1).astype(np.int64), values, plain, half, layers)


Column = tuple[Floats, Floats]


def _embeddings(t: ShapeTable) -> tuple[Column, ...]:
    table = t.hidden * t.vocabulary
    of_layers = t.layer_embedding * t.layers
    return (t.hidden, table * (1 - t.tied)), (t.hidden, table), (of_layers, of_layers * t.vocabulary)


def _attention(t: ShapeTable) -> tuple[Column, ...]:
    """Ordinary attention, averaged over full and sliding layers where their heads differ."""
    ordinary = t.kv_rank == 0
    layers = np.maximum(t.attention_layers, 1)
    sliding = np.where(t.attention_layers > 0, t.sliding_layers / layers, 0)
    full = 1 - sliding
    rows_q = (full * t.full_heads * t.full_head_size + sliding * t.heads * t.head_size) * (1 + t.query_gate)
    rows_o = full * t.full_heads * t.full_value_size + sliding * t.heads * t.value_size
    rows_k = full * t.full_kv_heads * t.full_head_size + sliding * t.kv_heads * t.head_size
    rows_v = full * t.full_kv_heads * t.full_value_size * (1 - t.full_keys_are_values)
    rows_v = (rows_v + sliding * t.kv_heads * t.value_size) * layers / np.maximum(value_layers(t), 1)
    apart = ordinary * (1 - t.fused_qkv)
    together = ordinary * t.fused_qkv * (rows_q + rows_k + rows_v)
    heads_wide = np.where(ordinary, t.heads * t.value_size, t.heads * t.latent_value_size)
    output = np.where(ordinary, rows_o, heads_wide) * t.hidden
    through = t.output_rank * (heads_wide + t.output_groups * t.hidden)
    output = np.where(t.output_rank > 0, through, output)
    return (
        (t.hidden, apart * rows_q * t.hidden),
        (t.hidden, apart * rows_k * t.hidden),
        (t.hidden, apart * rows_v * t.hidden),
        (t.hidden, together * t.hidden),
        (heads_wide, output),
    )


def _latent(t: ShapeTable) -> tuple[Column, ...]:
    """Projections of latent attention, with k_b and v_b apart as the engine absorbs them."""
    latent = t.kv_rank > 0
    query = t.heads * (t.nope_size + t.rope_size)
    into = np.where(t.query_rank > 0, t.query_rank, query) + t.kv_rank + t.rope_size
    indexed = (t.indexer_size + t.indexer_heads * (t.indexer_size > 0)) * t.indexer_share
    out = t.kv_rank * t.heads * (t.row_is_value == 0)
    return (
        (t.hidden, latent * (into + indexed) * t.hidden),
        (t.query_rank, t.query_rank * (query + t.indexer_share * t.indexer_heads * t.indexer_size)),
        (t.nope_size, t.nope_size * out),
        (t.kv_rank, t.latent_value_size * out),
    )


def _feed_forward(t: ShapeTable) -> tuple[Column, ...]:
    ups = t.matrices - 1
    wider = 1 + t.wide_layers / t.layers
    dense, expert = t.feed_forward * wider * t.hidden, t.experts * t.expert_size * t.expert_input
    shared = t.shared_size * t.hidden
    return (
        (t.hidden, ups * dense),
        (np.where(t.uneven > 0, WHOLE_BLOCKS, t.feed_forward), dense),
        (t.expert_input, ups * expert),
        (t.expert_size, expert),
        (t.hidden, ups * shared),
        (t.shared_size, shared),
    )


def _recurrent(t: ShapeTable) -> tuple[Column, ...]:
    fused = t.mixer_qkv_rows * t.hidden
    out = t.mixer_inner * t.hidden
    return (
        (t.hidden, fused),
        (t.hidden, np.maximum(t.mixer_parameters - t.mixer_plain - fused - out, 0)),
        (t.mixer_inner, out),
    )


def _plain(t: ShapeTable, layers: Floats) -> Floats:
    """Norms, biases, routers, convolutions and decay rates."""
    moe = layers[:, LayerGroup.EXPERTS].sum(axis=1)
    key_rows = t.kv_heads * t.head_size
    norms = t.hidden * (1 + t.norm_biases) * (t.norms * t.layers + 1)
    heads = t.head_norms * 2 * t.head_size + t.wide_norms * (t.heads * t.head_size + key_rows) + t.sinks * t.heads
    latent = t.query_rank + t.kv_rank
    biases = t.qkv_biases * (t.heads * t.head_size + 2 * key_rows) + t.all_biases * t.hidden
    block = t.all_biases * np.where(moe > 0, 0, t.feed_forward + t.hidden)
    expert = t.experts * t.hidden + (t.shared_size > 0) * t.hidden
    expert = expert + t.all_biases * t.experts * ((t.matrices - 1) * t.expert_size + t.hidden + 1)
    expert = expert + t.layer_scale * (4 * t.hidden + t.experts)  # Gemma 4 norms and scales the experts apart
    inner = np.where(t.expert_input != t.hidden, 2 * t.hidden * t.expert_input, 0)
    return (
        norms
        + t.attention_layers * (heads + latent + biases)
        + t.full_layers * t.head_norms * 2 * (t.full_head_size - t.head_size)
        + t.layers * (block + t.layer_scale)
        + moe * (expert + inner)
        + t.recurrent_layers * t.mixer_plain
        + t.positions * t.hidden
    )


def _half(t: ShapeTable) -> Floats:
    """The projection to the per-layer embeddings; the alternating updates and low-rank residuals of Gemma 3n."""
    return t.layer_embedding * t.layers * t.hidden + t.altup * (6 * t.hidden**2 + 128 * t.hidden * t.layers)


def _unexplained(t: ShapeTable, counted: Floats, values: Floats) -> Floats:
    """Published parameters beyond the shape; drafting layers, which runtimes leave out, are not among them."""
    beyond = np.where(np.isnan(t.published), 0, t.published - counted)
    layer = (values[:, 3:].sum(axis=1) + 2 * t.hidden**2) * t.draft_layers
    return np.where((t.draft_layers > 0) & (beyond > layer / 2), np.maximum(beyond - 1.3 * layer, 0), beyond)
