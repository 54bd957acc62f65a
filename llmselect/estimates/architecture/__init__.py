"""The tensors of a model: their sizes, their layers, and the tensor type that a quantization gives each."""
