"""Blocks that differ from layer to layer in a Hugging Face config.json (Nemotron-NAS, OpenELM): their means."""

from collections.abc import Sequence
from math import ceil

from llmselect.catalog.architecture import Uneven
from llmselect.catalog.configs.values import Config, whole

QUERY_LISTS = "num_query_heads"
KV_LISTS = "num_key_value_heads num_kv_heads"
WIDTH_LISTS = "intermediate_size ffn_dim"


def uneven(config: Config, layers: int, hidden: int) -> Uneven | None:
    """Means over the layers that have the block; None where all are alike."""
    if config.sequence("block_configs"):
        return _searched(config.objects("block_configs", layers), config, hidden)
    queries, keys = _numbers(config, QUERY_LISTS), _numbers(config, KV_LISTS)
    widths = _numbers(config, WIDTH_LISTS) or _multiples(config, layers, hidden)
    if not any(len(set(each)) > 1 for each in (queries, keys, widths)):
        return None
    heads = _mean(queries) or config.whole_or("num_attention_heads", 1, low=1)
    return Uneven(
        heads=heads,
        kv_heads=_mean(keys) or config.whole_or(KV_LISTS, int(heads), low=1),
        feed_forward_size=_mean(widths) or config.whole("intermediate_size"),
    )


def _searched(blocks: Sequence[Config], config: Config, hidden: int) -> Uneven:
    """Blocks of a neural architecture search: a group size and a multiple of the hidden size each, or nothing."""
    heads = config.whole("num_attention_heads", high=2**16)
    attention = [block.within("attention") for block in blocks]
    forward = [block.within("ffn") for block in blocks]
    keys = [heads / each.whole("n_heads_in_group", high=heads) for each in attention if each.has("n_heads_in_group")]
    widths = [_width(each, hidden) for each in forward if each.found("intermediate_size ffn_mult")]
    return Uneven(heads=heads, kv_heads=_mean(keys) or heads, feed_forward_size=_mean(widths) or 0.0)


def _width(block: Config, hidden: int) -> float:
    """Two thirds of the multiple, rounded up to 256 (`_ffn_mult_to_intermediate_size` of DeciLM)."""
    if block.has("intermediate_size"):
        return block.whole("intermediate_size")
    return ceil(int(2 * block.number_or("ffn_mult", 1) * hidden / 3) / 256) * 256


def _multiples(config: Config, layers: int, hidden: int) -> list[int]:
    """`ffn_multipliers` of OpenELM, rounded to the nearest multiple of the divisor."""
    each = [Config({"ffn_multipliers": multiplier}) for multiplier in config.sequence("ffn_multipliers")[:layers]]
    divisor = config.whole_or("ffn_dim_divisor", 256, low=1)
    wide = [layer.number_or("ffn_multipliers", 1) * hidden for layer in each]
    rounded = [max(divisor, int(width + divisor / 2) // divisor * divisor) for width in wide]
    return [near + divisor * (near < 0.9 * width) for near, width in zip(rounded, wide, strict=True)]


def _numbers(config: Config, names: str) -> tuple[int, ...]:
    name = next((name for name in names.split() if isinstance(config.get(name), list)), None)
    return tuple(whole(name, each, 1, 2**24) for each in config.sequence(name)) if name else ()


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
