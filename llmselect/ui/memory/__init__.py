"""The page Memory: what one model takes and how fast it is, quantization by quantization."""
