"""Broken inputs for the two readers of strangers' files: published configs and sound GGUF headers, then changed."""

import copy
import json
import random
import struct
from collections.abc import Mapping
from typing import Final

from tests.gguf_writer import gguf, tensor

NUMBERS: Final = (
    0,
    1,
    -1,
    2,
    3,
    7,
    255,
    2**16,
    2**24,
    2**24 + 1,
    2**31,
    2**32,
    2**60,
    2**63,
    2**64 - 1,
    10**30,
    10**400,
)
STRANGE: Final = (
    *NUMBERS,
    None,
    True,
    False,
    "",
    "x",
    "full",
    "4096",
    "\u202e\0é漢",
    "a" * 5000,
    0.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    float("-inf"),
    [],
    {},
    [[]],
    [{}],
    {"": {}},
    [None],
    [0] * 64,
    [1] * 64,
    ["full_attention"] * 64,
    ["mamba"] * 64,
    ["moe"] * 64,
    {"hidden_size": 8},
    [1.5],
    [-1],
    [2**70],
    [True],
    ["M"],
    b"bytes",
)
Values = dict[str, object]


def words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def config_input(dice: random.Random, configs: list[Values], names: list[str]) -> object:
    """A published config.json with a few changes; rarely something else altogether."""
    if dice.random() < 0.01:
        return copy.deepcopy(dice.choice(STRANGE))
    config = json.loads(json.dumps(dice.choice(configs)))
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        change(dice, config, names)
    return config


def change(dice: random.Random, config: Values, names: list[str]) -> None:
    nested = [value for value in config.values() if isinstance(value, dict)]
    if nested and dice.random() < 0.4:
        return change(dice, dice.choice(nested), names)
    key = dice.choice(list(config)) if config and dice.random() < 0.6 else dice.choice(names)
    match dice.randrange(9):
        case 0:
            config.pop(key, None)
        case 1 | 2 | 3:
            config[key] = copy.deepcopy(dice.choice(STRANGE))
        case 4:
            config[key] = dice.choice(NUMBERS)
        case 5 if isinstance(config.get(key), list) and config[key]:
            listed: list[object] = config[key]  # type: ignore[assignment]  # just looked at
            at = dice.randrange(len(listed))
            config[key] = dice.choice(
                (listed[:at], listed * 2, [*listed[:at], copy.deepcopy(dice.choice(STRANGE)), *listed[at + 1 :]])
            )
        case 6:
            config[key] = deep(dice.choice((3, 50, 500)))
        case 7:
            config["model_type"] = dice.choice(TYPES)
        case _:
            config[key] = dice.randrange(-2, 5000)
    return None


TYPES: Final = words(
    "llama falcon qwen gemma3n_text gemma4_text deepseek_v4 longcat_flash nemotron_h minimax kimi_linear mpt dbrx "
    "recurrent_gemma openelm lfm2 falcon_h1 mamba jamba bert zamba nowhere qwen3_next granitemoehybrid mllama"
)


def deep(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"text_config": value} if depth % 2 else [value]
    return value


def key_names(config: Mapping[str, object]) -> set[str]:
    inner = (key_names(value) for value in config.values() if isinstance(value, dict))
    return set(config).union(*inner)


def header_input(dice: random.Random) -> bytes:
    """A sound header with changed keys, then perhaps with changed bytes; rarely bytes at random."""
    if dice.random() < 0.03:
        return dice.choice((b"", b"GGUF", b"GGUF\x03\0\0\0")) + dice.randbytes(dice.randrange(200))
    data = header(dice)
    for _ in range(dice.choice((0, 0, 1, 1, 2, 5))):
        at = dice.randrange(len(data))
        match dice.randrange(5):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + dice.randbytes(1) + data[at + 1 :]
            case 2:
                data = (
                    data[:at]
                    + struct.pack("<Q", dice.choice((2**60, 2**63, 2**64 - 1, 2**32, 65536, 0)))
                    + data[at + 8 :]
                )
            case 3:
                data = data[:at] + dice.randbytes(8) + data[at:]
            case _:
                data = data[: at // 2] + data[at:]
        data = data or b"G"
    return data


def header(dice: random.Random) -> bytes:
    name = dice.choice(ARCHITECTURES)
    layers = dice.choice((1, 2, 4, 24, 48))
    keys: Values = {"general.architecture": name, "general.file_type": dice.choice((1, 7, 15, 99))}
    for key in KEYS:
        if dice.random() < 0.75:
            keys[f"{name}.{key}"] = dice.choice(PLAIN) if dice.random() < 0.8 else odd_value(dice, layers)
    keys[f"{name}.block_count"] = layers
    if dice.random() < 0.5:
        keys |= {f"{name}.embedding_length": 512, f"{name}.attention.head_count": 8, f"{name}.vocab_size": 1000}
    keys["tokenizer.ggml.tokens"] = ["ab"] * dice.choice((0, 1, 100))
    tensors = [
        tensor(f"blk.{i}.attn_q.weight", (64, 64), dice.choice((0, 8, 12, 77)))
        for i in range(dice.choice((0, 0, 1, 2)))
    ]
    return gguf(keys, version=dice.choice((2, 3, 3, 3, 3)), tensors=tensors)


def odd_value(dice: random.Random, layers: int) -> object:
    count = dice.choice((layers, layers, layers, 1, layers + 1, 0))
    return dice.choice(
        (
            [dice.choice(PLAIN) for _ in range(count)],
            [dice.choice((True, False)) for _ in range(count)],
            -5,
            2**31 - 1,
            1.5,
            float("nan"),
            "words",
            True,
            [float("nan")] * count,
            [float("inf")] * count,
            [-1] * count,
            ["a"] * count,
        )
    )


PLAIN: Final = (0, 1, 2, 4, 8, 16, 64, 128, 512, 1024, 4096)
ARCHITECTURES: Final = words(
    "llama llama4 deci falcon falcon-h1 qwen2moe qwen3next qwen35moe phi3 gemma3 gemma3n gemma4 mamba mamba2 jamba "
    "deepseek2 nemotron_h nemotron_h_moe granitehybrid lfm2 lfm2moe gpt-oss mimo2 step35 kimi-linear openelm "
    "starcoder hunyuan-moe glm4moe bert clip nowhere smallthinker olmo2 dbrx arctic"
)
KEYS: Final = words(
    "vocab_size context_length embedding_length feed_forward_length attention.head_count attention.head_count_kv "
    "attention.key_length attention.value_length attention.key_length_swa attention.value_length_swa "
    "attention.kv_lora_rank attention.q_lora_rank attention.key_length_mla attention.value_length_mla "
    "attention.sliding_window attention.sliding_window_pattern attention.shared_kv_layers rope.dimension_count "
    "expert_count expert_used_count expert_feed_forward_length expert_shared_count "
    "expert_shared_feed_forward_length leading_dense_block_count interleave_moe_layer_step nextn_predict_layers "
    "embedding_length_per_layer_input ssm.inner_size ssm.state_size ssm.conv_kernel ssm.time_step_rank "
    "ssm.group_count kda.head_dim shortconv.l_cache full_attention_interval attention.indexer.head_count "
    "attention.indexer.key_length moe_latent_size"
)
