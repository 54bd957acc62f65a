"""Lists of a config.json that give each layer its own value: none may be shorter than the model is deep."""

from typing import Final

from llmselect.catalog.configs.values import Config, wrong

PER_LAYER: Final = [
    "num_attention_heads",
    "num_key_value_heads",
    "num_kv_heads",
    "num_query_heads",
    "intermediate_size",
    "ffn_multipliers",
    "moe_layer_freq",
    "is_moe_layer",
    "mlp_layer_types",
    "hybrid_layer_pattern",
    "no_rope_layers",
    "compress_ratios",
    "attn_type_list",
    "num_attention_heads_per_layer",
]


def check_lengths(config: Config, layers: int) -> None:
    """Raises BadConfig for a list with fewer entries than layers; longer ones also count drafting layers."""
    for name in PER_LAYER:
        given = config.get(name)
        if isinstance(given, list) and 0 < len(given) < layers:  # pyright: ignore[reportUnknownArgumentType]
            of = f"a list of {len(given)}"  # pyright: ignore[reportUnknownArgumentType]
            raise wrong(name, of, f"one number for each of the {layers} layers")
