"""Names on servers and what they stand for."""

import pytest

from llmselect.bench.matching import matches
from llmselect.catalog.load import load


@pytest.mark.parametrize(
    ("served", "model", "quantization"),
    [
        ("qwen3:8b", "qwen3-8b", "Q4_K_M"),
        ("qwen3:8b-q8_0", "qwen3-8b", "Q8_0"),
        ("Qwen/Qwen3-8B-AWQ", "qwen3-8b", "AWQ-INT4"),
        ("Qwen/Qwen3-8B", "qwen3-8b", None),
        ("unsloth/Qwen3-8B-GGUF:Q4_K_M", "qwen3-8b", "Q4_K_M"),
        ("hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q6_K", "llama-3.1-8b-instruct", "Q6_K"),
        ("/home/me/models/Qwen3-8B-Q5_K_M.gguf", "qwen3-8b", "Q5_K_M"),
        ("C:\\models\\gemma-3-27b-it-UD-Q4_K_XL.gguf", "gemma-3-27b-it", "Q4_K_M"),
        ("mlx-community/Qwen3-30B-A3B-4bit", "qwen3-30b-a3b", "MLX-4bit"),
        ("gpt-oss:20b", "gpt-oss-20b", "MXFP4"),
        ("llama3.1:8b", "llama-3.1-8b-instruct", "Q4_K_M"),
    ],
)
def test_the_likeliest_meaning_comes_first(served, model, quantization):
    assert matches(load(), served)[0] == (model, quantization)


@pytest.mark.parametrize(
    "served", ["", "  ", "text-embedding-nomic-embed-text-v1.5", "x" * 5000, "../..", ":::", "\x00"]
)
def test_a_name_like_no_model_means_nothing(served):
    assert matches(load(), served) == ()


def test_another_size_is_another_model():
    assert all("14b" in found.model for found in matches(load(), "qwen3:14b"))


def test_what_is_offered_exists():
    catalog = load()
    for served in ("qwen3", "llama3.2:latest", "mistral:7b-instruct-v0.3-fp16"):
        for found in matches(catalog, served):
            assert found.model in catalog.models
            assert found.quantization is None or found.quantization in catalog.quantizations
