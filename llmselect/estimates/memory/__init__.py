"""Bytes of weights, cache and buffers, and which accelerators the layers lie on."""
