"""Compute buffers: the scratch memory of the largest step, on the accelerator and on the host.

Flash attention on, micro-batches of 512 tokens, as llama-server reserves them.
"""

from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.estimates.memory.kv_cache import cells, full_rows, padded, sliding_rows
from llmselect.units import Bools, Floats, Ints

FLOAT_BYTES: Final = 4
MASK_BYTES: Final = 2
"""Attention masks are 16-bit with flash attention."""
COPY_BYTES: Final = 2
"""CUDA copies a quantized cache of one layer to 16 bits."""


class Buffers(NamedTuple):
    """Bytes of scratch memory."""

    device: Floats
    """On each accelerator."""
    host: Floats
    """Beside it, in host memory."""
    alone: Floats
    """In host memory where the host computes everything."""
    inputs: Floats
    """Of `device`, the inputs of a step: attention masks and the activations handed over."""


def buffers(shapes: Shapes, context: Ints, users: Ints, quantized: Bools) -> Buffers:
    """Scratch memory of each row; `quantized` says that the cache is not 16-bit."""
    t = shapes.table
    held = cells(shapes, context)
    batch = np.minimum(MICRO_BATCH, padded(context) * users)
    token = FLOAT_BYTES * batch
    hidden = shapes.column(t.hidden) * token
    mask = _masks(shapes, held.full, held.sliding) * batch * MASK_BYTES
    outputs = np.minimum(batch, users) * shapes.column(t.vocabulary) * FLOAT_BYTES + 4 * hidden
    common = np.maximum(outputs, np.maximum(_feed_forward(shapes, token, hidden), _mixture(shapes, token, hidden)))
    copies = _copies(shapes, held.full, held.sliding, users) * quantized
    device = mask + np.maximum(common, _attention(shapes, token, hidden, copies))
    alone = mask + np.maximum(common, _attention(shapes, token, hidden, 0 * copies)) + hidden
    return Buffers(device, mask + 4 * hidden, alone, mask + hidden)


def _masks(shapes: Shapes, full: Floats, sliding: Floats) -> Floats:
    """Cells that masks cover: one mask for full attention, one for windows."""
    t = shapes.table
    return full * shapes.column(t.full_layers > 0) + sliding * shapes.column(t.sliding_layers > 0)


def _feed_forward(shapes: Shapes, token: Floats, hidden: Floats) -> Floats:
    """Gate, up and their product; a plain block overwrites its one intermediate result."""
    t = shapes.table
    gated = shapes.column(t.matrices) > 2
    width = shapes.column(t.feed_forward) * token
    needed: Floats = np.where(gated, 3 * width + 4 * hidden, width + (4 + shapes.column(t.falcon)) * hidden)
    return needed * (width > 0)


def _mixture(shapes: Shapes, token: Floats, hidden: Floats) -> Floats:
    t = shapes.table
    used, width = shapes.column(t.experts_used), shapes.column(t.experts_used * t.expert_size) * token
    up = 3 * width + 4 * hidden
    down = width + 2 * used * hidden + 2 * hidden * (1 - shapes.column(t.beside_dense))
    return np.maximum(up, down) * (width > 0)


def _attention(shapes: Shapes, token: Floats, hidden: Floats, copies: Floats) -> Floats:
    """Queries and results of one layer, and 16-bit copies of its cache."""
    t = shapes.table
    query = shapes.column(t.heads * np.maximum(t.head_size, t.full_head_size))
    held = np.where(query > shapes.column(t.hidden), 2, 1) + 3 * shapes.column(t.query_gate) * (copies > 0)
    scaled = 2 * hidden * shapes.column(t.layer_scale) * (copies > 0)
    ordinary = 4 * hidden + query * token * held + scaled + copies
    return np.where(shapes.column(t.kv_rank) > 0, _latent(shapes, token, hidden, copies), ordinary)


def _latent(shapes: Shapes, token: Floats, hidden: Floats, copies: Floats) -> Floats:
    t = shapes.table
    absorbed = 2 * t.heads * (t.kv_rank + t.rope_size) + t.heads * (t.nope_size + t.rope_size)
    result = shapes.column(t.heads * t.kv_rank) * token + copies
    freed = shapes.column(t.heads * (t.kv_rank + 2 * t.rope_size + t.nope_size)) * token
    extra = np.where((copies > 0) & (result > freed), result, 0)
    return 4 * hidden + shapes.column(absorbed) * token + extra


def _copies(shapes: Shapes, full: Floats, sliding: Floats, users: Ints) -> Floats:
    """Cache of the layer with the largest, for all users, at 16 bits."""
    t = shapes.table
    wide, near = full_rows(t), sliding_rows(t)
    of_full = full * shapes.column((wide.keys + wide.values) * (t.full_layers > 0))
    of_sliding = sliding * shapes.column((near.keys + near.values) * (t.sliding_layers > 0))
    largest: Floats = np.maximum(of_full, of_sliding)
    return largest * COPY_BYTES * users
