"""An answer names its engine, says what that engine does with memory, and what of the model is not counted."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.memory import engine_memory as words
from llmselect.estimates.memory.beside_language import draft_bytes, tower_bytes
from llmselect.text import Text

GIB = 2**30


def told(capsys, *asked: str) -> dict[str, object]:
    assert main(["estimate", *asked, "--accelerator", "RTX 4090", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("asked", "engine"),
    [
        (("qwen3-8b",), "llama.cpp"),
        (("qwen3-8b", "--quantization", "FP8"), "vllm"),
        (("qwen3-8b", "--engine", "Ollama"), "Ollama"),
    ],
)
def test_the_engine_is_named_in_json_and_in_text(capsys, asked, engine) -> None:
    assert told(capsys, *asked)["engine"] == engine
    assert main(["estimate", *asked, "--accelerator", "RTX 4090"]) == 0
    assert any(line.split() == ["engine", engine] for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize(
    ("model", "engine", "quantization", "expected"),
    [
        ("qwen3-8b", "llama.cpp", "Q4_K_M", ()),
        ("qwen3-8b", "ollama", "Q4_K_M", (words.OLLAMA,)),
        ("qwen3-8b", "vllm", "FP8", (words.SERVER,)),
        ("qwen3-8b", "vllm", "NVFP4", (words.SERVER, words.ALL_AT_FOUR_BITS)),
        ("gemma-3-12b-it", "vllm", "FP8", (words.SERVER, words.WHOLE_PAGES)),
        ("gemma-3-12b-it", "ik_llama.cpp", "Q4_K_M", (words.WHOLE_CONTEXT,)),
        ("qwen3-8b", "ik_llama.cpp", "Q4_K_M", ()),
        ("qwen3-8b", "llama.cpp-SYCL", "IQ4_XS", (words.SYCL_CODEBOOKS,)),
        ("qwen3-8b", "llama.cpp-SYCL", "Q4_K_M", ()),
    ],
)
def test_each_engine_says_what_it_does_otherwise(model, engine, quantization, expected: tuple[Text, ...]) -> None:
    found = words.engine_notes(engine, known_architecture(load().model(model)), quantization)
    assert found == expected
    assert all(note.en != note.fr for note in found)


def test_an_engine_without_windows_keeps_the_whole_context_of_every_layer(capsys) -> None:
    asked = ("gemma-3-12b-it", "--context", "65536")
    windows = told(capsys, *asked)["kv_cache_bytes"]
    whole = told(capsys, *asked, "--engine", "ik_llama.cpp")["kv_cache_bytes"]
    assert whole == 48 * 2 * 8 * 256 * 2 * 65536  # layers, K and V, heads, width, bytes, tokens
    assert windows < whole / 4


def test_towers_are_said_with_the_bytes_of_their_file(capsys) -> None:
    shape = known_architecture(load().model("gemma-4-31b-it"))
    assert tower_bytes(shape) == pytest.approx(1098 * 2**20, rel=0.01)  # of 1,136 MiB at worst (ollama/ollama#17482)
    found = told(capsys, "gemma-4-31b-it")["notes"]
    assert any("1.07" in note and "mmproj" in note for note in found)


def test_layers_that_only_draft_are_said_with_what_they_take_of_the_file(capsys) -> None:
    shape = known_architecture(load().model("qwen3.6-27b"))
    assert draft_bytes(shape, 1.0) == pytest.approx(27.8e9 - shape.parameters - shape.tower_parameters, rel=0.1)
    assert any("MTP" in note for note in told(capsys, "qwen3.6-27b")["notes"])
    assert not any("MTP" in note for note in told(capsys, "gemma-4-31b-it")["notes"])
