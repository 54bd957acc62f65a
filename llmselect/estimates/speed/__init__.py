"""Speed of a run: decode, prefill, several devices, batching, providers."""
