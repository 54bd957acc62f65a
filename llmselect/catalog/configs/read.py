"""Reading a Hugging Face config.json as the shape of a language model."""

from collections.abc import Mapping

from pydantic import ValidationError

from llmselect.catalog.architecture import Architecture, LatentAttention
from llmselect.catalog.configs.attention import HEADS, head_fields, latent_attention, latent_fields
from llmselect.catalog.configs.compressed import Indexed, compressed, indexed
from llmselect.catalog.configs.experts import dense_width, experts
from llmselect.catalog.configs.families import (
    HEAD_STORED,
    LEARNED_POSITIONS,
    QUERY_GATED,
    TIED,
    TWO_MATRICES,
)
from llmselect.catalog.configs.key_names import CONTEXT, HIDDEN, TIE
from llmselect.catalog.configs.kinds import MixerKind, kinds, layer_count
from llmselect.catalog.configs.layers import feed_forward_layers, mixers
from llmselect.catalog.configs.part import language_part
from llmselect.catalog.configs.uneven import uneven
from llmselect.catalog.configs.values import Config, check_lengths
from llmselect.errors import BadConfig, shortened

NO_LIMIT_STATED = 2**20
NO_BLOCK = ("mamba", "mamba2", "falcon_mamba")
NO_HEADS = Config({"num_attention_heads": 1})
"""Models without attention have no such key."""


def read(config: Mapping[str, object]) -> Architecture:
    """The shape that a config.json describes.

    Widths and counts of layers, heads and vocabulary must be there; what the code of a family knows by itself is
    filled in. Raises BadConfig, naming the key, what was given and what is expected.
    """
    if not isinstance(config, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # it may come from any file
        raise BadConfig(f"config.json holds {shortened(config)}; expected an object with keys such as hidden_size")
    keys, family = language_part(config)
    try:
        return _architecture(keys, family)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the layers"
        raise BadConfig(f"config.json: {where} cannot be: {first['msg']}") from fault


def _architecture(config: Config, family: str) -> Architecture:
    check_lengths(config, layer_count(config))
    layers = layer_count(config) * (2 if family == "longcat_flash" else 1)  # two attentions and blocks in each layer
    hidden = config.whole(HIDDEN)
    compression = compressed(config, layers)
    extra_caches = compression or (Indexed((), 0) if config.has("kv_lora_rank") else indexed(config, layers))
    layer_kinds = (MixerKind.SLIDING,) * layers if compression else kinds(config, family, layers)
    latent = compression.latent if compression else latent_attention(config)
    if latent:
        of_heads = latent_fields(latent, config.whole(HEADS, high=2**16))
    else:
        of_heads = head_fields(config if _attends(layer_kinds) else NO_HEADS, family, hidden, layer_kinds)
    irregular = uneven(config, layers, hidden)
    if irregular:
        of_heads["heads"], of_heads["kv_heads"] = round(irregular.heads), max(round(irregular.kv_heads), 1)
    mixture = experts(config, family, layers)
    mixing = mixers(config, family, layer_kinds)
    blocks = feed_forward_layers(config, family, layers)
    shared = config.whole_or("num_kv_shared_layers", 0, high=layers)
    shared += len(config.sequence("cross_attention_layers"))  # Llama 3.2 Vision caches no text in them
    width = 0
    if family not in NO_BLOCK:
        width = round(irregular.feed_forward_size) if irregular else 0
        width = width or dense_width(config, family, mixture, layers if blocks is None else blocks, hidden)
    return Architecture(
        family=family,
        layers=layers,
        hidden_size=hidden,
        vocabulary_size=config.whole("vocab_size padded_vocab_size n_vocab", high=2**22),
        **of_heads,
        query_gate=latent is None and _gated(config, family),
        feed_forward_size=width,
        feed_forward_matrices=2 if family in TWO_MATRICES else 3,
        feed_forward_layers=blocks,
        wide_feed_forward_layers=config.whole_or("num_kv_shared_layers", 0)
        if config.flag("use_double_wide_mlp", False)
        else 0,
        tied_embeddings=_tied(config, family),
        learned_positions=config.whole_or(LEARNED_POSITIONS[family], 0) if family in LEARNED_POSITIONS else 0,
        full_attention_layers=mixing.full,
        sliding_attention_layers=mixing.sliding,
        sliding_window=mixing.window,
        shared_kv_layers=shared,
        latent=latent,
        compressions=extra_caches.caches,
        uneven=irregular,
        experts=mixture,
        recurrence=mixing.recurrence,
        per_layer_embedding_size=config.whole_or("hidden_size_per_layer_input", 0, high=2**16),
        draft_layers=config.whole_or("num_nextn_predict_layers mtp_num_hidden_layers num_mtp_layers", 0, high=2000),
        other_parameters=extra_caches.other_parameters + _other(config, family, latent, mixing.full, layers),
        context_tokens=config.whole_or(CONTEXT, NO_LIMIT_STATED, low=1, high=10**8),
    )


def _attends(layer_kinds: tuple[MixerKind, ...]) -> bool:
    return any(kind in (MixerKind.FULL, MixerKind.SLIDING, MixerKind.BOTH) for kind in layer_kinds)


def _tied(config: Config, family: str) -> bool:
    return config.flag(TIE, family in TIED) and (config.states(TIE) or family not in HEAD_STORED)


def _gated(config: Config, family: str) -> bool:
    return config.flag("attn_output_gate attention_output_gate", family in QUERY_GATED)


def _other(config: Config, family: str, latent: LatentAttention | None, attending: int, layers: int) -> int:
    """Gates of latent attention (Kimi K3, Hy 4), and connections between several streams (hyper-connections)."""
    hidden, gates = config.whole(HIDDEN), 0
    if latent and config.flag("mla_use_output_gate", family == "hy_v4"):
        gates = attending * hidden * config.whole(HEADS, high=2**16) * latent.value_size
    streams = config.whole_or("hc_mult", 0, high=64)
    return gates + 2 * layers * (streams**2 + 2 * streams) * streams * hidden
