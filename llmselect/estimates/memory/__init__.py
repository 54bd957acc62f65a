"""Memory of a run: weights, KV cache, compute buffers, and what lies on which device."""
