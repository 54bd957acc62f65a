"""Runs that people published, in the words of the command: what is taken and how fast it is has to agree with them.

Each line names where its figure was read; the questions and files are made for this test.
"""

import json
from collections.abc import Callable

import pytest

from llmselect.__main__ import main

Answer = dict[str, object]
Ask = Callable[..., Answer]
MIB, GIB = 2**20, 2**30


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def estimate(model: str, options: str) -> Answer:
        typed = [word.replace("+", " ") for word in options.split()]
        assert main(["estimate", model, *typed, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return estimate


@pytest.mark.parametrize(
    ("model", "options", "key", "low", "high"),
    [
        # recurrent layers hold one state, the others a cache (llama.cpp's log)
        ("qwen3.6-27b", "--quantization Q8_0 --ram 200 --context 262144", "kv_cache_bytes", 17.32e9, 17.35e9),
        # windows of 1,024 on five layers of six
        ("gemma-4-26b-a4b-it", "--ram 64 --context 131072", "kv_cache_bytes", 2.97e9, 3.03e9),
        ("qwen3.5-9b", "--ram 32 --context 8192", "weights_bytes", 5.6e9, 5.7e9),
        # latent attention: 576 values a token and layer
        ("deepseek-v3.1", "--ram 1000 --context 163840", "kv_cache_bytes", 10.70 * GIB, 10.74 * GIB),
        # ggml-org/llama.cpp#24175: a layer's experts are copied for prompts
        (
            "nemotron-3-ultra-550b-a55b",
            "--accelerator RTX+5090 --ram 500 --experts-on-host --context 16128",
            "compute_buffer_bytes",
            5 * GIB,
            9 * GIB,
        ),
        # ggml-org/llama.cpp#23679: four copies of the masks on each of two cards
        (
            "qwen3.6-35b-a3b",
            "--accelerator RTX+4090 --count 2 --context 262144",
            "compute_buffer_bytes",
            2.2 * GIB,
            4 * GIB,
        ),
        (
            "qwen2.5-coder-32b-instruct",
            "--accelerator A100+SXM+80GB --context 8192",
            "device_bytes",
            21030 * MIB,
            22340 * MIB,
        ),
        (
            "qwen3-32b",
            "--quantization Q6_K --accelerator RTX+3090 --count 3 --context 32768",
            "device_bytes",
            33.8 * GIB,
            38.2 * GIB,
        ),
        # four cards share four KV heads: one each
        (
            "qwen3-235b-a22b",
            "--quantization FP8 --accelerator H100+SXM+80GB --count 4 --split tensor --context 32768",
            "kv_cache_bytes",
            4 * 32768 * 48128 * 0.98,
            4 * 32768 * 48128 * 1.02,
        ),
        ("deepseek-r1", "--quantization IQ1_S --ram 400", "weights_bytes", 118e9, 144e9),  # ollama/ollama#8624
        ("gemma-3-27b-it", "--ram 64 --context 131072", "kv_cache_bytes", 10.2 * GIB, 10.7 * GIB),
    ],
)
def test_memory_is_what_engines_report(ask: Ask, model: str, options: str, key: str, low: float, high: float) -> None:
    assert low <= float(str(ask(model, options)[key])) <= high


@pytest.mark.parametrize(
    ("model", "options", "phase", "speed"),
    [
        ("gpt-oss-20b", "--accelerator RX+9070+XT", "decode", 132),
        ("gpt-oss-20b", "--accelerator RX+9070+XT", "decode", 110.3),
        ("qwen3.6-35b-a3b", "--accelerator Apple+M2+Max+38-core --quantization MLX-4bit", "decode", 79.75),
        ("qwen3-vl-4b-instruct", "--accelerator Jetson+AGX+Orin+64GB --quantization F16", "decode", 20.2),
        ("gemma-4-26b-a4b-it", "--accelerator RTX+3060+12GB --ram 48 --host-bandwidth 38", "decode", 14),
        # ggml-org/llama.cpp#15077, experts of three layers on the host
        (
            "gpt-oss-120b",
            "--accelerator RTX+5090 --count 2 --context 131072 --ram 128 --host-bandwidth 90",
            "decode",
            108,
        ),
        ("llama-3.1-8b-instruct", "--accelerator RX+7900+XTX --engine llama.cpp-ROCm", "decode", 105.75),
        ("llama-3.1-8b-instruct", "--accelerator RTX+3060+12GB --memory 8", "decode", 37.8),
        # vllm-project/recipes#918, which no speed is fitted on
        (
            "qwen3.6-35b-a3b",
            "--accelerator GB10+(DGX+Spark) --quantization NVFP4 --depth 4096 --engine vLLM",
            "prefill",
            6265,
        ),
        # https://ai-muninn.com, vLLM 0.19
        ("gemma-4-26b-a4b-it", "--accelerator GB10+(DGX+Spark) --quantization NVFP4 --depth 600", "decode", 52),
        ("gemma-4-31b-it", "--accelerator GB10+(DGX+Spark) --quantization BF16 --depth 600", "decode", 3.7),
        ("gemma-4-31b-it", "--accelerator GB10+(DGX+Spark) --quantization AWQ-INT4 --depth 600", "decode", 10.6),
        # https://www.lyb.re/writing/2026-03-10-dgx-spark-vllm
        ("qwen3-32b", "--accelerator GB10+(DGX+Spark) --quantization BF16 --depth 300 --engine vllm", "decode", 3.7),
        ("qwen3-8b", "--accelerator GB10+(DGX+Spark) --quantization BF16 --depth 300 --engine vllm", "decode", 13.1),
        # AlexsJones/llmfit#1046
        ("qwen3-8b", "--accelerator RTX+4090 --quantization BF16 --depth 150 --engine vllm", "decode", 58.7),
        # https://github.com/djangodevreng/dgx-spark-benchmarks
        (
            "nemotron-3-nano-30b-a3b",
            "--accelerator GB10+(DGX+Spark) --quantization NVFP4 --depth 2300",
            "decode",
            62.74,
        ),
        ("qwen3.6-27b", "--accelerator GB10+(DGX+Spark) --quantization FP8 --depth 2300", "decode", 7.9),
    ],
)
def test_published_speeds_lie_in_the_range(ask: Ask, model: str, options: str, phase: str, speed: float) -> None:
    spread = ask(model, options)[f"{phase}_tokens_per_s"]
    assert isinstance(spread, dict)
    assert spread["low"] <= speed <= spread["high"]
