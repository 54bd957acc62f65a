"""The tensors of a model: how many values, in which layers, stored as which types."""
