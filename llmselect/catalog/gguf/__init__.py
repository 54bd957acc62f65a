"""Reading the header of a GGUF file as the shape of a language model."""
