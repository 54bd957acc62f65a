"""The key-value cache: bytes it takes for a context and a number of users, and bytes read for each token."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.weight_files.tensor_types import BLOCKS, TensorType
from llmselect.estimates.architecture.shape_columns import Shapes, ShapeTable
from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.settings import KvType
from llmselect.units import Floats, Ints

KV_TYPES: Final = tuple(KvType)
PADDING: Final = 256
"""llama.cpp rounds the cells of a cache up to this (src/llama-kv-cache.cpp)."""
STATE_BYTES: Final = 4
"""Recurrent states are 32-bit floats."""


def kv_codes(kv: Sequence[KvType]) -> Ints:
    """Positions in KV_TYPES."""
    return np.array([KV_TYPES.index(each) for each in kv], np.int64)


class Rows(NamedTuple):
    """Values that one token adds to the cache of one layer."""

    keys: Floats
    values: Floats

    def bytes(self, codes: Ints) -> Floats:
        """At the type of each row; where blocks do not divide a row, its last block is whole."""
        blocks = [BLOCKS[TensorType(each.value)] for each in KV_TYPES]
        width = np.array([block.values for block in blocks])[codes]
        size = np.array([block.bytes for block in blocks])[codes]
        return (np.ceil(self.keys / width) + np.ceil(self.values / width)) * size


def full_rows(t: ShapeTable) -> Rows:
    """Full-attention layers; latent attention keeps one compressed row and no values (arXiv:2405.04434)."""
    latent = t.kv_rank > 0
    keys = np.where(latent, t.kv_rank + t.rope_size, t.full_kv_heads * t.full_head_size)
    return Rows(keys, np.where(latent, 0, t.full_kv_heads * t.full_value_size))


def sliding_rows(t: ShapeTable) -> Rows:
    """Latent attention keeps no values here either (DeepSeek-V4)."""
    latent = t.kv_rank > 0
    keys = np.where(latent, t.kv_rank + t.rope_size, t.kv_heads * t.head_size)
    return Rows(keys, np.where(latent, 0, t.kv_heads * t.value_size))


def index_rows(t: ShapeTable) -> Rows:
    """Keys of the indexers that pick which tokens full-attention layers read (src/llama-kv-cache-dsa.cpp)."""
    return Rows(t.indexer_size, 0 * t.indexer_size)


def padded(cells: Floats | Ints) -> Floats:
    """Cells rounded up as llama.cpp does."""
    return np.ceil(np.asarray(cells, np.float64) / PADDING) * PADDING


class Cells(NamedTuple):
    """Cells of one user's cache."""

    full: Floats
    sliding: Floats


def cells(shapes: Shapes, context: Ints) -> Cells:
    """A windowed layer holds the window and one micro-batch."""
    full = padded(context)
    batch = np.minimum(MICRO_BATCH, full)
    return Cells(full, np.minimum(full, padded(shapes.column(shapes.table.window) + batch)))


class OwnLayers(NamedTuple):
    """Layers that keep a cache of their own."""

    full: Floats
    sliding: Floats


def own_layers(t: ShapeTable) -> OwnLayers:
    """Layers that reuse another's cache are taken from full and sliding ones alike, as their pattern repeats."""
    share = np.where(t.attention_layers > 0, t.full_layers / np.maximum(t.attention_layers, 1), 0)
    reused = np.round(t.shared_kv_layers * share)
    return OwnLayers(t.full_layers - reused, t.sliding_layers - (t.shared_kv_layers - reused))


def kv_cache_bytes(shapes: Shapes, context: Ints, users: Ints, kv: Sequence[KvType] | Ints) -> Floats:
    """Bytes for `users` conversations of `context` tokens each, the constant state of recurrent layers included."""
    codes = kv if isinstance(kv, np.ndarray) else kv_codes(kv)
    t = shapes.table
    held, own = cells(shapes, context), own_layers(t)
    full = shapes.column(own.full) * held.full * _spread(full_rows(t), shapes).bytes(codes)
    sliding = shapes.column(own.sliding) * held.sliding * _spread(sliding_rows(t), shapes).bytes(codes)
    indexed = shapes.column(own.full * t.indexer_share) * held.full * _spread(index_rows(t), shapes).bytes(codes)
    growing = full + sliding + indexed + _compressed(shapes, context, codes)
    return users * (growing + shapes.column(state_bytes(t)))


def _compressed(shapes: Shapes, context: Ints, codes: Ints) -> Floats:
    """Caches of rows that stand for several tokens (src/llama-kv-cache-dsv4.cpp)."""
    t = shapes.table
    total = np.zeros(len(shapes))
    for layers, ratio, row in zip(t.compressed_layers.T, t.compressed_ratio.T, t.compressed_row.T, strict=True):
        held = padded(np.ceil(padded(context) / np.maximum(shapes.column(ratio), 1)))
        total += shapes.column(layers) * held * _spread(Rows(row, 0 * row), shapes).bytes(codes)
    return total


def kv_read_bytes(shapes: Shapes, depth: Floats, kv: Sequence[KvType] | Ints) -> Floats:
    """Bytes read for one more token when `depth` tokens are in the cache; layers that share a cache read it again."""
    codes = kv if isinstance(kv, np.ndarray) else kv_codes(kv)
    t = shapes.table
    full = shapes.column(t.full_layers) * depth * _spread(full_rows(t), shapes).bytes(codes)
    near = np.minimum(depth, shapes.column(t.window))
    sliding = shapes.column(t.sliding_layers) * near * _spread(sliding_rows(t), shapes).bytes(codes)
    indexed = shapes.column(t.full_layers * t.indexer_share) * depth * _spread(index_rows(t), shapes).bytes(codes)
    coarse = _compressed(shapes, np.ceil(depth).astype(np.int64), codes)
    return full + sliding + indexed + coarse + shapes.column(state_bytes(t))


def state_bytes(t: ShapeTable) -> Floats:
    """Constant state of all recurrent layers and compressors, for one user."""
    waiting = (t.compressed_layers * t.compressed_state).sum(axis=1)
    return (t.recurrent_layers * t.state_values + waiting) * STATE_BYTES


def _spread(rows: Rows, shapes: Shapes) -> Rows:
    return Rows(shapes.column(rows.keys), shapes.column(rows.values))


def attention_operations(shapes: Shapes, depth: Floats) -> Floats:
    """Operations for one token after `depth` others: two for each value of a key or a value, in each head.

    A sliding layer looks back no further than its window. Latent attention compares with the compressed rows
    (arXiv:2405.04434), so its heads are far wider than its size suggests.
    """
    t = shapes.table
    latent = t.kv_rank > 0
    compressed = 2 * t.kv_rank + t.rope_size
    full = t.full_layers * t.full_heads * np.where(latent, compressed, t.full_head_size + t.full_value_size)
    sliding = t.sliding_layers * t.heads * np.where(latent, compressed, t.head_size + t.value_size)
    near = np.minimum(depth, shapes.column(t.window))
    return 2 * (shapes.column(full) * depth + shapes.column(sliding) * near)
