"""How much attention computes: a new token is compared with the keys, and mixed from the values, of those before."""

import numpy as np

from llmselect.estimates.shapes import Shapes
from llmselect.units import Floats


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
