"""Repositories with the shapes of real ones: names, sizes and configs as published, weights that only stand there."""

import json

from tests import gguf_writer
from tests.hub.stand_in import Repository

QWEN3_8B = {
    "architectures": ["Qwen3ForCausalLM"],
    "attention_bias": False,
    "head_dim": 128,
    "hidden_size": 4096,
    "intermediate_size": 12288,
    "max_position_embeddings": 40960,
    "model_type": "qwen3",
    "num_attention_heads": 32,
    "num_hidden_layers": 36,
    "num_key_value_heads": 8,
    "tie_word_embeddings": False,
    "torch_dtype": "bfloat16",
    "vocab_size": 151936,
}
QWEN3_8B_PARAMETERS = 8_190_735_360
QWEN3_MOE = {
    "architectures": ["Qwen3MoeForCausalLM"],
    "decoder_sparse_step": 1,
    "head_dim": 128,
    "hidden_size": 2048,
    "intermediate_size": 6144,
    "max_position_embeddings": 40960,
    "model_type": "qwen3_moe",
    "moe_intermediate_size": 768,
    "num_attention_heads": 32,
    "num_experts": 128,
    "num_experts_per_tok": 8,
    "num_hidden_layers": 48,
    "num_key_value_heads": 4,
    "tie_word_embeddings": False,
    "vocab_size": 151936,
    "quantization_config": {"activation_scheme": "dynamic", "fmt": "e4m3", "quant_method": "fp8"},
}
QWEN3_VL = {
    "architectures": ["Qwen3VLForConditionalGeneration"],
    "model_type": "qwen3_vl",
    "text_config": {**QWEN3_8B, "model_type": "qwen3_vl_text", "max_position_embeddings": 262144},
    "tie_word_embeddings": False,
    "vision_config": {"depth": 27, "hidden_size": 1152, "model_type": "qwen3_vl"},
}
QWEN3_VL_PARAMETERS = 8_767_123_696
BF16_SHARDS = [3_996_250_744, 3_993_160_032, 3_959_604_768, 3_187_841_392, 1_244_659_840]
"""https://huggingface.co/Qwen/Qwen3-8B/tree/main"""


def as_json(value: object) -> bytes:
    return json.dumps(value, indent=2).encode()


def gguf(keys: dict[str, object], tokens: int = 0) -> bytes:
    """The header of a GGUF file: the keys, then a tokenizer with so many tokens."""
    return gguf_writer.gguf(keys | {"tokenizer.ggml.tokens": ["a-token-of-24-characters"] * tokens})


QWEN3_HEADER = {
    "general.architecture": "qwen3",
    "general.file_type": 15,
    "qwen3.block_count": 36,
    "qwen3.context_length": 40960,
    "qwen3.embedding_length": 4096,
    "qwen3.feed_forward_length": 12288,
    "qwen3.attention.head_count": 32,
    "qwen3.attention.head_count_kv": 8,
    "qwen3.attention.key_length": 128,
    "qwen3.attention.value_length": 128,
}
HEADER = gguf(QWEN3_HEADER, tokens=151936)
"""4.9 MB: the keys of the shape stand in its first kilobyte."""
APACHE = {"cardData": {"license": "apache-2.0"}, "tags": ["license:apache-2.0", "text-generation", "region:us"]}
COUNTED = {"parameters": {"BF16": QWEN3_8B_PARAMETERS}, "total": QWEN3_8B_PARAMETERS}


def _shards(sizes: list[int]) -> dict[str, bytes | int]:
    return {f"model-{at:05}-of-{len(sizes):05}.safetensors": size for at, size in enumerate(sizes, 1)}


def dense(name: str = "Qwen/Qwen3-8B", **changed) -> Repository:
    files = {"config.json": as_json(QWEN3_8B), "model.safetensors.index.json": b"{}", **_shards(BF16_SHARDS)}
    told = {**APACHE, "pipeline_tag": "text-generation", "library_name": "transformers", "safetensors": COUNTED}
    return Repository(name, files, told | {"config": {"model_type": "qwen3"}}, **changed)


def gguf_files() -> Repository:
    """As bartowski and unsloth publish: no config.json, shards in folders, a projector, a measurement."""
    files: dict[str, bytes | int] = {
        "Qwen3-8B-Q4_K_M.gguf": HEADER,
        "Qwen3-8B-UD-IQ2_M.gguf": 6_100_000,
        "Qwen3-8B-UD-Q4_K_XL.gguf": 5_136_000_000,
        "BF16/Qwen3-8B-BF16-00001-of-00002.gguf": 9_900_000_000,
        "BF16/Qwen3-8B-BF16-00002-of-00002.gguf": 6_488_000_000,
        "mmproj-F16.gguf": 1_159_000_000,
        "mmproj-F32.gguf": 2_300_000_000,
        "imatrix_unsloth.gguf": 5_340_000,
        "README.md": 2000,
    }
    gguf_told = {"total": QWEN3_8B_PARAMETERS, "architecture": "qwen3", "context_length": 40960, "chat_template": "{%"}
    tags = {"tags": ["gguf", "base_model:quantized:Qwen/Qwen3-8B", "license:apache-2.0"]}
    return Repository("unsloth/Qwen3-8B-GGUF", files, {**tags, "gguf": gguf_told})


def mlx() -> Repository:
    packed = {"quantization": {"group_size": 64, "bits": 4}, **QWEN3_8B}
    counted = {"parameters": {"BF16": 256_000_000, "U32": 1_023_000_000}, "total": 1_279_000_000}
    files = {"config.json": as_json(packed), "model.safetensors": 4_607_000_000}
    return Repository("mlx-community/Qwen3-8B-4bit", files, {**APACHE, "library_name": "mlx", "safetensors": counted})


def fp8() -> Repository:
    counted = {"parameters": {"BF16": 622_000_000, "F8_E4M3": 29_910_000_000}, "total": 30_532_000_000}
    files = {"config.json": as_json(QWEN3_MOE), **_shards([10_000_000_000] * 3 + [1_191_000_000])}
    return Repository("Qwen/Qwen3-30B-A3B-FP8", files, {**APACHE, "safetensors": counted})


def sees() -> Repository:
    counted = {"parameters": {"BF16": QWEN3_VL_PARAMETERS}, "total": QWEN3_VL_PARAMETERS}
    files = {"config.json": as_json(QWEN3_VL), **_shards([4_900_000_000] * 3 + [2_834_000_000])}
    told = {**APACHE, "pipeline_tag": "image-text-to-text", "safetensors": counted}
    return Repository("Qwen/Qwen3-VL-8B-Instruct", files, told)


def adapter() -> Repository:
    files = {"adapter_config.json": b"{}", "adapter_model.safetensors": 40_000_000}
    return Repository("someone/qwen3-lora", files, {"tags": ["base_model:adapter:Qwen/Qwen3-8B", "peft"]})


def pickle_only() -> Repository:
    files = {"config.json": as_json(QWEN3_8B), "pytorch_model.bin": 13_000_000_000, "training_args.bin": 5000}
    return Repository("old/model-7b", files, {"pipeline_tag": "text-generation"})


def gated(name: str = "closed/new-model-8b") -> Repository:
    return dense(name, gated="manual")
