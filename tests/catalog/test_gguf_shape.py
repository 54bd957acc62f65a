"""A GGUF header is read as the same shape as the config.json that it was converted from."""

import json
import os
from pathlib import Path
from types import MappingProxyType

import pytest

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.configs.part import language_part
from llmselect.catalog.configs.read import read
from llmselect.catalog.gguf.header import Header
from llmselect.catalog.gguf.names import MODEL_TYPES
from llmselect.catalog.gguf.published import published
from llmselect.catalog.gguf.shape import architecture, quantization
from llmselect.catalog.gguf.tensors import TensorInfo
from llmselect.catalog.load import load
from llmselect.command.model_files import gguf_model
from llmselect.errors import BadConfig, BadFile
from tests.gguf_writer import gguf

HERE = Path(__file__).parent
FILES = [(HERE / f"{name}.jsonl").read_text("utf-8") for name in ("hub_configs", "hub_families")]
LINES = [json.loads(line) for file in FILES for line in file.splitlines()]
PLAIN = """
llama qwen2 qwen3 qwen3_moe qwen2_moe gemma2 gemma3 cohere2 gpt_oss olmo2 granite phi3 glm4 glm4_moe deepseek_v3
minimax_m2 smollm3 starcoder2 seed_oss dots1 mixtral exaone4 ernie4_5 hunyuan_v1_dense cohere olmo stablelm gemma
qwen3_next nemotron_h granitemoehybrid falcon_h1 lfm2 lfm2_moe granitemoe olmoe apertus arcee phi
"""
LETTERS = {"mamba": "M", "linear_attention": "M", "attention": "*", "full_attention": "*", "mlp": "-", "moe": "E"}
NAMES = {model_type.removesuffix("_text"): name for name, model_type in MODEL_TYPES.items()} | {
    "mixtral": "llama",
    "deepseek_v3": "deepseek2",
    "hunyuan_v1_dense": "hunyuan-dense",
    "llama": "llama",
    "ernie4_5": "ernie4_5",
}
IGNORED = {"family", "tied_embeddings", "context_tokens", "draft_layers", "parameters"}


def header(name: str, keys: dict[str, object], general: dict[str, object] | None = None) -> Header:
    told = {f"{name}.{key}": one for key, one in keys.items() if one is not None} | {"general.architecture": name}
    return Header(3, 0, len(told), MappingProxyType(told | (general or {})), MappingProxyType({}), True, 100)


def converted(config: dict[str, object]) -> Header:
    """The keys that llama.cpp's converter writes (conversion/base.py and the families' own files)."""
    keys, family = language_part(config)
    shape = read(config)
    mixture, recurrent, layers = shape.experts, shape.recurrence, shape.layers
    name = NAMES[family]
    heads = shape.full_heads or shape.heads
    kv: object = shape.kv_heads
    written: dict[str, object] = {
        "vocab_size": shape.vocabulary_size,
        "context_length": shape.context_tokens,
        "embedding_length": shape.hidden_size,
        "block_count": layers,
        "feed_forward_length": keys.maybe_whole("intermediate_size ffn_dim n_inner", low=0),
        "attention.head_count": heads,
        "attention.key_length": shape.head_size,
        "attention.value_length": shape.value_head_size or shape.head_size,
        "attention.sliding_window": shape.sliding_window,
    }
    if mixture:
        written |= {"expert_count": mixture.count, "expert_used_count": mixture.used}
        written |= {"expert_feed_forward_length": mixture.size, "leading_dense_block_count": mixture.dense_layers}
        written["moe_latent_size"] = mixture.input_size
        written["expert_shared_feed_forward_length"] = mixture.shared_size or None
    if shape.latent:
        rank, rope, nope = shape.latent.kv_rank, shape.latent.rope_size, shape.latent.nope_size
        written |= {"attention.kv_lora_rank": rank, "attention.q_lora_rank": shape.latent.query_rank}
        written |= {"rope.dimension_count": rope, "attention.key_length": rank + rope, "attention.value_length": rank}
        written |= {"attention.key_length_mla": nope + rope, "attention.value_length_mla": shape.latent.value_size}
        kv = 1
    if family in ("lfm2", "lfm2_moe"):
        written |= {"feed_forward_length": shape.feed_forward_size, "shortconv.l_cache": keys.get("conv_L_cache")}
        words = keys.words("layer_types")
        kv = tuple(shape.kv_heads if word == "full_attention" else 0 for word in words) if words else kv
    if family == "granitemoehybrid":
        written["feed_forward_length"] = shape.feed_forward_size or keys.get("intermediate_size")
        kv = tuple(shape.kv_heads if word == "attention" else 0 for word in keys.words("layer_types"))
    if family == "nemotron_h":
        listed = keys.words("layers_block_type") or keys.words("layer_types")
        pattern = keys.text("hybrid_override_pattern") or "".join(LETTERS[word] for word in listed)
        wide = mixture.size if mixture else shape.feed_forward_size
        written["feed_forward_length"] = tuple(wide if letter in "-E" else 0 for letter in pattern)
        kv = tuple(shape.kv_heads if letter == "*" else 0 for letter in pattern)
    if recurrent and family == "qwen3_next":
        state, groups = keys.whole("linear_key_head_dim"), keys.whole("linear_num_key_heads")
        written |= {"ssm.state_size": state, "ssm.group_count": groups, "ssm.inner_size": recurrent.inner_size}
        written |= {"ssm.time_step_rank": keys.whole("linear_num_value_heads"), "ssm.conv_kernel": 4}
    elif recurrent and not family.startswith("lfm2"):
        written |= {"ssm.inner_size": recurrent.inner_size, "ssm.conv_kernel": keys.whole("conv_kernel mamba_d_conv")}
        written["ssm.time_step_rank"] = keys.whole("mamba_num_heads mamba_n_heads")
        written["ssm.group_count"] = keys.whole("n_groups mamba_n_groups")
        written["ssm.state_size"] = keys.whole("ssm_state_size mamba_d_state")
    return header(name, written | {"attention.head_count_kv": kv})


def lines() -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    for line in LINES:
        try:
            _, family = language_part(line["config"])
        except BadConfig:
            continue
        both = line.get("model_type") == "nemotron_h"  # plain blocks beside mixtures, which no header can tell
        if family in PLAIN.split() and not both:
            found.append((line.get("repository") or line["model_type"], line["config"]))
    return found


@pytest.mark.parametrize(("name", "config"), lines(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_header_tells_the_same_shape_as_the_config_it_was_converted_from(
    name: str, config: dict[str, object]
) -> None:
    def told(shape: Architecture) -> dict[str, object]:
        return shape.model_dump(exclude=IGNORED)

    assert told(architecture(converted(config))) == told(read(config)), name


def test_enough_families_are_compared() -> None:
    assert len(lines()) >= 30


def test_drafting_layers_are_not_counted() -> None:
    """block_count of GLM-4.5-Air is 47 with one drafting layer: https://huggingface.co/unsloth/GLM-4.5-Air-GGUF"""
    keys: dict[str, object] = {"block_count": 47, "nextn_predict_layers": 1, "embedding_length": 4096, "vocab_size": 9}
    keys |= {"attention.head_count": 96, "attention.head_count_kv": 8, "attention.key_length": 128}
    shape = architecture(header("glm4moe", keys | {"feed_forward_length": 10944}))
    assert (shape.layers, shape.draft_layers) == (46, 1)


LLAMA: dict[str, object] = {"block_count": 32, "embedding_length": 4096, "feed_forward_length": 14336}
LLAMA |= {"attention.head_count": 32, "attention.head_count_kv": 8, "vocab_size": 128256, "context_length": 8192}


def test_tensors_settle_what_the_keys_leave_open() -> None:
    embedding = TensorInfo("token_embd.weight", (4096, 128000), 12, 0)
    head = TensorInfo("output.weight", (4096, 128000), 12, 0)
    assert architecture(header("llama", LLAMA), [embedding]).tied_embeddings
    assert not architecture(header("llama", LLAMA), [embedding, head]).tied_embeddings
    assert architecture(header("llama", LLAMA), [embedding]).vocabulary_size == 128000


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("nowhere", {}, "general.architecture is 'nowhere', whose shape is not known here"),
        ("clip", {}, "the vision or audio part of a model, which writes no text"),
        ("bert", {}, "an encoder, which writes no text"),
        ("llama", {"block_count": 0}, "llama.block_count is 0; expected a whole number from 1 to 2,000"),
        ("llama", {"embedding_length": None}, "GGUF header has no llama.embedding_length"),
        ("llama", {"embedding_length": -1}, "GGUF header: llama.embedding_length is -1; expected"),
        ("llama", {"attention.head_count_kv": 5}, "llama.attention.head_count_kv is 5; expected a divisor"),
        ("llama", {"attention.head_count_kv": (8, 8)}, "is 'a list of 2'; expected one number for each of the 32"),
        ("llama", {"attention.head_count_kv": (float("nan"),) * 32}, "expected whole numbers from 0"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_words_of_the_file(
    name: str, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadConfig, match=sentence.replace("(", r"\(")):
        architecture(header(name, LLAMA | changes))


@pytest.mark.parametrize(("kind", "expected"), [(15, "Q4_K_M"), (1, "F16"), (7, "Q8_0"), (38, "MXFP4"), (99, None)])
def test_the_file_type_names_the_quantization(kind: int, expected: str | None) -> None:
    assert quantization(header("llama", LLAMA, {"general.file_type": kind}), load()) == expected


def encoded(name: str, keys: dict[str, object]) -> bytes:
    return gguf({f"{name}.{key}": number for key, number in keys.items()} | {"general.architecture": name})


def test_a_file_from_disk_becomes_a_model_with_its_real_size() -> None:
    found = published(encoded("llama", LLAMA), "some-model-Q5_K_M.gguf", 10**9, load())
    (file,) = found.files
    assert (file.quantization, file.size_bytes, file.shards) == ("Q5_K_M", 10**9, 1)
    assert found.model.architecture is not None
    assert found.model.licence is None
    assert found.gaps == ()


def test_one_shard_of_several_is_not_taken_for_the_whole() -> None:
    found = published(encoded("llama", LLAMA), "big-Q4_K_M-00001-of-00003.gguf", 10**9, load())
    assert found.files == ()
    assert any("Only shard 1 of 3 is known" in note.en for note in found.notes)


def test_an_unknown_architecture_gives_the_parts_it_could() -> None:
    found = published(encoded("nowhere", LLAMA), "x.gguf", 10**9, load())
    assert found.model.architecture is None
    assert "32 layers of width 4,096, at most 131,072 bytes" in found.gaps[1].en
    assert "n'est pas connue ici" in found.gaps[0].fr


@pytest.mark.parametrize("beside", ["clip", "imatrix", "adapter"])
def test_a_file_that_stands_beside_a_model_is_refused_by_what_it_is(tmp_path: Path, beside: str) -> None:
    file = tmp_path / "mmproj-F16.gguf"
    file.write_bytes(gguf({"general.architecture": beside, f"{beside}.vision.block_count": 27}))
    with pytest.raises(BadConfig) as refused:
        gguf_model(str(file), load())
    assert beside in str(refused.value)
    assert "None" not in str(refused.value)


def test_the_command_line_reads_the_header_alone(tmp_path: Path) -> None:
    path = tmp_path / "some-model-Q8_0.gguf"
    path.write_bytes(encoded("llama", LLAMA))
    os.truncate(path, 2**33)  # sparse: nothing is written
    found = gguf_model(str(path), load())
    assert (found.file_bytes, found.quantization) == (path.stat().st_size, "Q8_0")
    assert read(found.config).layers == 32
    path.write_bytes(b"GGUF")
    with pytest.raises(BadFile, match="ends after 4 bytes"):
        gguf_model(str(path), load())


def test_a_file_cut_short_is_not_taken_for_its_weights(tmp_path: Path) -> None:
    path = tmp_path / "some-model-Q8_0.gguf"
    path.write_bytes(encoded("llama", LLAMA) + bytes(100_000))
    found = gguf_model(str(path), load())
    assert (found.file_bytes, found.quantization) == (None, "Q8_0")
    assert any("too small to hold its weights" in note.en for note in found.notes)
