"""The feed-forward blocks of a Hugging Face config.json: experts, and the ordinary block."""

from math import ceil, gcd
from typing import NamedTuple, cast

from llmselect.catalog.architecture import Experts
from llmselect.catalog.configs.families import EXPERT_SIZE_IS_INTERMEDIATE
from llmselect.catalog.configs.mixtures import mixtures
from llmselect.catalog.configs.values import Config, missing, whole, wrong

COUNT = (
    "num_local_experts num_experts n_routed_experts moe_num_experts moe_num_primary_experts num_routed_experts "
    "num_routed_expert"
)
USED = (
    "num_experts_per_tok num_experts_per_token experts_per_token moe_topk moe_top_k moe_k top_k_experts "
    "num_selected_experts moe_num_active_primary_experts num_experts_used"
)
SIZE = "moe_intermediate_size expert_ffn_hidden_size moe_ffn_hidden_size expert_intermediate_size"
WIDTH = "intermediate_size ffn_hidden_size ffn_dim"
SHARED_SIZE = (
    "shared_expert_intermediate_size moe_shared_expert_intermediate_size share_expert_dim shared_intermediate_size"
)
SHARED_COUNT = "n_shared_experts num_shared_experts num_shared_expert moe_num_shared_experts"
DENSE_WIDTH = (
    "dense_intermediate_size intermediate_size_mlp intermediate_size ffn_hidden_size ffn_dim n_inner d_ff "
    "feed_forward_length block_ff_dim hidden_dim"
)
FOUR_TIMES = ("falcon", "bloom", "gpt2", "gptj", "gpt_bigcode", "mpt", "codegen", "gpt_neo")
"""Families whose block is four times as wide as the hidden size where the file says nothing."""


def experts(config: Config, family: str, layers: int) -> Experts | None:
    """The mixture, or None for a dense model; raises BadConfig where its keys do not fit."""
    if config.has("ffn_config"):  # DBRX keeps the mixture in an object of its own
        config = Config({**config.values, **_dbrx(config)}, config.defaults)
    count = config.maybe_whole(COUNT, low=0)
    if count is None or count < 2 or not config.flag("enable_moe_block is_moe", True):
        return None
    used = config.maybe_whole(USED)
    if used is None:
        raise missing("num_experts_per_tok", f"how many of the {count} experts each token uses")
    if used > count:
        raise wrong("num_experts_per_tok", used, f"at most the {count} experts there are")
    size = config.maybe_whole(SIZE) if family not in EXPERT_SIZE_IS_INTERMEDIATE else None
    size = size or config.whole(f"{WIDTH} {SIZE}")
    where = mixtures(config, family, layers)
    if not where.number:
        return None
    pools = _pools(config, layers) or Pools(count, 1, size)
    return Experts(
        count=pools.parts,
        used=used * pools.each,
        size=pools.size,
        shared_size=_shared_size(config, family, size),
        dense_layers=where.dense,
        every=where.every,
        at=where.at,
        beside_dense=config.has("enable_moe_block") or family in ("arctic", "longcat_flash"),
        input_size=config.maybe_whole("moe_latent_size routed_expert_hidden_size moe_hidden_size"),
    )


class Pools(NamedTuple):
    """Several pools of experts as one of equal parts, whose parameters, stored and used, are the same."""

    parts: int
    each: int
    """Parts of one expert of the first pool, which text goes to."""
    size: int


def _pools(config: Config, layers: int) -> Pools | None:
    """ERNIE 4.5 VL keeps experts for text and for images in one layer: lists with a number for each pool.

    None where the keys hold single numbers, or one for each layer.
    """
    counts, sizes = _numbers(config, COUNT), _numbers(config, SIZE)
    if len(counts) != len(sizes) or len(counts) in (0, layers):
        return None
    size = gcd(*sizes)
    return Pools(sum(n * width for n, width in zip(counts, sizes, strict=True)) // size, sizes[0] // size, size)


def _numbers(config: Config, names: str) -> list[int]:
    """The numbers of a list under one of these names; empty where it holds something else."""
    given = config.get(config.found(names) or "")
    if not isinstance(given, list):
        return []
    return [whole("moe_num_experts", each, 1, 2**16) for each in cast("list[object]", given)]


def dense_width(config: Config, family: str, mixture: Experts | None, blocks: int, hidden_size: int) -> int:
    """Width of the ordinary feed-forward block; 0 where each of the `blocks` layers with one is a mixture."""
    if mixture is not None and not mixture.beside_dense and not _dense_layers(mixture, blocks):
        return 0
    if family == "granitemoehybrid" and config.has("shared_intermediate_size"):
        return config.whole("shared_intermediate_size")
    width = config.maybe_whole(DENSE_WIDTH, low=0)
    if family == "qwen" and width:
        return width // 2  # config.json of the first Qwen counts gate and up together
    if family == "recurrent_gemma" and width:
        return width // 2  # as does that of RecurrentGemma
    if config.flag("block_auto_adjust_ff_dim", False):
        return _lfm2_width(config)
    if not width and family in FOUR_TIMES:
        return int(config.number_or("expansion_ratio", 4) * hidden_size)
    if width is None and config.has("intermediate_multiple_size"):
        return int(config.number_or("intermediate_multiple_size", 4) * hidden_size)
    if width is None and mixture is None:
        raise missing("intermediate_size", "a whole number from 1 to 16,777,216")
    return width or 0


def _dense_layers(mixture: Experts, blocks: int) -> int:
    if mixture.at:
        return blocks - len(mixture.at)
    return mixture.dense_layers or mixture.every - 1


def _lfm2_width(config: Config) -> int:
    """Two thirds of the width that is stated, rounded up (Lfm2MLP in transformers)."""
    multiple = config.whole_or("block_multiple_of", 256, low=1)
    stated = config.whole("block_ff_dim intermediate_size")
    width = int(config.number_or("block_ffn_dim_multiplier", 1.0) * int(2 * stated / 3))
    return ceil(width / multiple) * multiple


def _shared_size(config: Config, family: str, size: int) -> int:
    count = config.maybe_whole(SHARED_COUNT, low=0)
    own = config.maybe_whole(SHARED_SIZE, low=0)
    if own is not None:
        return own * (1 if count is None or config.has("share_expert_dim") else count)
    return size * (count if count is not None else family == "llama4")


def _dbrx(config: Config) -> dict[str, object]:
    inner = config.within("ffn_config").values
    names = {"moe_num_experts": "num_local_experts", "moe_top_k": "num_experts_per_tok"}
    names |= {"ffn_hidden_size": "intermediate_size", "hidden_size": "intermediate_size"}
    return {names[key]: value for key, value in inner.items() if key in names}
