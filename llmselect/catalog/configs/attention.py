"""The heads of a Hugging Face config.json: of the full-attention layers and of those with a window."""

from dataclasses import dataclass, replace
from typing import TypedDict

from llmselect.catalog.architecture import LatentAttention
from llmselect.catalog.configs.kinds import MixerKind
from llmselect.catalog.configs.values import Config, missing, whole, wrong

HEADS = "num_attention_heads n_head n_heads num_heads num_query_heads"
KV_HEADS = (
    "num_key_value_heads num_kv_heads n_head_kv n_kv_heads multi_query_group_num num_query_groups num_attention_groups "
    "kv_n_heads"
)
HEAD_SIZE = "head_dim attention_head_dim kv_channels head_size"
HIGH = 2**16
ATTENDING = (MixerKind.FULL, MixerKind.BOTH)


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads of one sort of layer."""

    query: int
    kv: int
    size: int
    value: int


class HeadFields(TypedDict):
    """The fields of an Architecture that tell its heads."""

    heads: int
    kv_heads: int
    head_size: int
    value_head_size: int | None
    full_heads: int | None
    full_kv_heads: int | None
    full_head_size: int | None
    full_keys_are_values: bool


def head_fields(config: Config, family: str, hidden: int, kinds: tuple[MixerKind, ...]) -> HeadFields:
    """Heads as an Architecture tells them: plain values are those of the sliding layers where there are any."""
    plain = _plain(config, family, hidden)
    same = config.flag("attention_k_eq_v", False) and MixerKind.SLIDING in kinds
    full = _by_layer(config, _global(config, plain, same, kinds), kinds, ATTENDING)
    near = _by_layer(config, _sliding(config, family, plain), kinds, (MixerKind.SLIDING,))
    first = near if MixerKind.SLIDING in kinds else full
    return {
        "heads": first.query,
        "kv_heads": first.kv,
        "head_size": first.size,
        "value_head_size": _unlike(first.value, first.size),
        "full_heads": _unlike(full.query, first.query),
        "full_kv_heads": _unlike(full.kv, first.kv),
        "full_head_size": _unlike(full.size, first.size),
        "full_keys_are_values": same,
    }


def latent_fields(latent: LatentAttention, heads: int) -> HeadFields:
    """Heads of latent attention: each has keys of its own, computed from the compressed row."""
    return {
        "heads": heads,
        "kv_heads": 1 if latent.row_is_value else heads,
        "head_size": latent.nope_size + latent.rope_size,
        "value_head_size": None,
        "full_heads": None,
        "full_kv_heads": None,
        "full_head_size": None,
        "full_keys_are_values": False,
    }


def latent_attention(config: Config) -> LatentAttention | None:
    """Multi-head latent attention, where the file describes it."""
    if not config.has("kv_lora_rank"):
        return None
    indexers = config.words("indexer_types")
    return LatentAttention(
        kv_rank=config.whole("kv_lora_rank"),
        rope_size=config.whole("qk_rope_head_dim", low=0, high=HIGH),
        nope_size=config.whole("qk_nope_head_dim"),
        value_size=config.whole("v_head_dim"),
        query_rank=config.maybe_whole("q_lora_rank"),
        indexer_heads=config.whole_or("index_n_heads", 0),
        indexer_size=config.whole_or("index_head_dim", 0),
        indexer_layers=indexers.count("full") if "shared" in indexers else None,
    )


def _unlike(value: int, usual: int) -> int | None:
    return None if value == usual else value


def _plain(config: Config, family: str, hidden: int) -> Heads:
    query = config.whole(HEADS, high=HIGH)
    head_size = config.maybe_whole(HEAD_SIZE, high=HIGH)
    if head_size is None and hidden < query:
        raise wrong("num_attention_heads", query, f"at most hidden_size ({hidden})")
    size = head_size or hidden // query
    kv = _kv_heads(config, family, query)
    return Heads(query, kv, size, config.whole_or("v_head_dim", size, low=1, high=HIGH))


def _kv_heads(config: Config, family: str, heads: int) -> int:
    old = not config.flag("new_decoder_architecture", False)
    if family == "falcon" and old and (config.states("multi_query") or not config.states(KV_HEADS)):
        return 1 if config.flag("multi_query", True) else heads
    if old and config.flag("multi_query", False):
        return 1
    kv_heads = config.maybe_whole(KV_HEADS, high=HIGH)
    if kv_heads is None:
        return heads
    name = config.found(KV_HEADS) or KV_HEADS
    if isinstance(config.get(name), list):
        return kv_heads
    if kv_heads > heads or heads % kv_heads:
        raise wrong(name, kv_heads, f"a divisor of num_attention_heads ({heads})")
    return kv_heads


def _sliding(config: Config, family: str, plain: Heads) -> Heads:
    """Sliding layers whose heads are named apart (MiMo V2, Step 3.5, Inkling)."""
    kv = 2 * plain.kv if family == "mimo_v2_flash" else plain.kv  # its class doubles them (transformers 5.23)
    near = Heads(
        config.whole_or("swa_num_attention_heads num_sliding_attention_heads", plain.query, low=1, high=HIGH),
        config.whole_or("swa_num_key_value_heads", kv, low=1, high=HIGH),
        config.whole_or("swa_head_dim", plain.size, low=1, high=HIGH),
        config.whole_or("swa_v_head_dim", plain.value, low=1, high=HIGH),
    )
    other = config.within("attention_other_setting")
    return _changed(near, other) if other.get("attention_type") == "sliding_attention" else near


def _global(config: Config, plain: Heads, same: bool, kinds: tuple[MixerKind, ...]) -> Heads:
    """Full layers whose heads are named apart (Gemma 4)."""
    if MixerKind.SLIDING not in kinds:
        return plain
    kv = config.whole_or("num_global_key_value_heads", plain.kv, low=1, high=HIGH) if same else plain.kv
    size = config.whole_or("global_head_dim", plain.size, low=1, high=HIGH)
    return replace(plain, kv=kv, size=size, value=size if size != plain.size else plain.value)


def _changed(heads: Heads, settings: Config) -> Heads:
    size = settings.whole_or("head_dim", heads.size, low=1, high=HIGH)
    return Heads(
        settings.whole_or(HEADS, heads.query, low=1, high=HIGH),
        settings.whole_or(KV_HEADS, heads.kv, low=1, high=HIGH),
        size,
        settings.whole_or("v_head_dim", size if size != heads.size else heads.value, low=1, high=HIGH),
    )


def _by_layer(config: Config, heads: Heads, kinds: tuple[MixerKind, ...], which: tuple[MixerKind, ...]) -> Heads:
    """Heads of these layers where the file lists them one by one."""
    at = [i for i, kind in enumerate(kinds) if kind in which]
    by_layer = config.within("per_layer_config")
    changed = next((name for name in by_layer.values if name.isdecimal() and int(name) in at), None)
    heads = _changed(heads, by_layer.within(changed)) if changed else heads
    listed = config.sequence("num_attention_heads_per_layer")
    if listed and at:
        if len(listed) <= max(at):
            raise missing("num_attention_heads_per_layer", f"one number for each of the {len(kinds)} layers")
        heads = replace(heads, query=max(whole("num_attention_heads_per_layer", listed[i], 1, HIGH) for i in at))
    return heads
