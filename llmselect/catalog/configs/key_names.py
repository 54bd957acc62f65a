"""Names under which configs of different makers give the same value, separated by spaces, the usual name first."""

from typing import Final

HIDDEN: Final = "hidden_size n_embd d_model model_dim dim block_dim"
"""Width of the residual stream."""
LAYERS: Final = "num_hidden_layers n_layer n_layers num_layers num_decoder_layers num_transformer_layers"
CONTEXT: Final = (
    "max_position_embeddings n_positions seq_length max_seq_len max_sequence_length model_max_length n_ctx "
    "max_seq_length max_positions max_context_length"
)
"""Longest context in tokens."""
TIE: Final = "tie_word_embeddings tie_embedding share_input_output_layers"
"""Whether input and output share one embedding matrix."""
