"""A GGUF header is read as far as its bytes reach, or refused in one sentence, at no cost beyond those bytes."""

import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog.gguf.header import read_header
from llmselect.catalog.gguf.reader import Truncated
from llmselect.catalog.gguf.tensors import read_tensors
from llmselect.errors import BadFile, LlmselectError
from tests.gguf_writer import gguf, tensor, text, value

SHAPE = {"general.architecture": "llama", "llama.block_count": 32, "llama.embedding_length": 4096}


@pytest.mark.parametrize("version", [2, 3])
def test_every_kind_of_value_is_read(version: int) -> None:
    keys = SHAPE | {"a": True, "b": 1.5, "c": [1, 2, 3], "d": [True, False], "e": ["x", "yz"]}
    header = read_header(gguf(keys, version=version))
    assert header.keys == SHAPE | {"a": True, "b": 1.5, "c": (1, 2, 3), "d": (True, False)}
    assert header.lengths == {"c": 3, "d": 2, "e": 2}
    assert header.complete
    assert header.version == version


def test_data_that_end_in_the_tokenizer_are_enough() -> None:
    whole = gguf(SHAPE | {"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.tokens": ["word"] * 1000})
    header = read_header(whole[:1000])
    assert header.keys["llama.block_count"] == 32
    assert header.lengths["tokenizer.ggml.tokens"] == 1000
    assert not header.complete


def test_a_tokenizer_that_stands_first_is_stepped_over() -> None:
    whole = gguf({"tokenizer.ggml.tokens": ["word"] * 1000} | SHAPE)
    assert read_header(whole).keys == SHAPE
    with pytest.raises(Truncated) as short:
        read_header(whole[:1000])
    assert 1000 < short.value.needed_bytes <= len(whole)


def test_data_that_end_before_the_shape_say_how_many_are_needed() -> None:
    whole = gguf(SHAPE)
    for length in range(len(whole)):
        with pytest.raises(Truncated) as short:
            read_header(whole[:length])
        assert length < short.value.needed_bytes <= len(whole)


def test_a_long_array_of_numbers_is_not_kept() -> None:
    header = read_header(gguf(SHAPE | {"scores": [1] * 5000, "few": [1] * 4096}))
    assert "scores" not in header.keys
    assert header.lengths["scores"] == 5000
    assert header.keys["few"] == (1,) * 4096


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04" + b"\0" * 30, "expected a GGUF file"),
        (gguf(SHAPE, version=1), "version 1; expected version 2 or 3"),
        (gguf(SHAPE, version=4), "version 4; expected version 2 or 3"),
        (b"GGUF" + struct.pack(">IQQ", 3, 0, 0), "big endian"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 1), "a number of tensors of 1,152,921,504,606,846,976; expected at"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60), "a number of keys of .*; expected at most 10,000"),
        (gguf({}, count=1) + struct.pack("<Q", 2**60), "a key's name of .*; expected at most"),
        (gguf({"a": struct.pack("<IQ", 8, 2**60)}), "a string of .*; expected at most"),
        (gguf({"a": struct.pack("<IIQ", 9, 4, 2**60)}), "an array of .*; expected at most"),
        (gguf({"a": struct.pack("<IIQ", 9, 9, 1)}), "is an array of arrays; expected numbers or strings"),
        (gguf({"a": struct.pack("<IIQQ", 9, 8, 3, 2**60)}), "a string of .* bytes; expected at most"),
        (gguf({"a": struct.pack("<I", 99)}), "has type 99; expected a type from 0 to 12"),
        (gguf({}, count=1) + text(b"\xff\xfe") + value(1), "expected UTF-8"),
        (gguf({}, count=2) + (text("a") + value(1)) * 2, "the key 'a' twice"),
    ],
)
def test_a_hostile_header_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        read_header(data)


@pytest.mark.parametrize("kind", [0, 4, 8, 10])
def test_nothing_is_allocated_by_a_length_that_is_claimed(kind: int) -> None:
    data = gguf({"a": struct.pack("<IIQ", 9, kind, 2**22) + b"\0" * 64})
    tracemalloc.start()
    with pytest.raises(BadFile):
        read_header(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000


def test_tensors_tell_counts_and_bytes() -> None:
    data = gguf(
        SHAPE, tensors=(tensor("token_embd.weight", (4096, 128256), 12), tensor("output_norm.weight", (4096,), 0))
    )
    first, second = read_tensors(data, read_header(data))
    assert (first.name, first.values, first.size_bytes) == ("token_embd.weight", 525_336_576, 525_336_576 // 256 * 144)
    assert second.size_bytes == 4 * 4096


@pytest.mark.parametrize("shape", [(2**60,), (2**40, 2**40), (0,), (1, 1, 1, 1, 1)])
def test_a_tensor_of_impossible_size_is_refused(shape: tuple[int, ...]) -> None:
    data = gguf(SHAPE, tensors=(tensor("x", shape, 0),))
    with pytest.raises(BadFile, match="expected 1 to"):
        read_tensors(data, read_header(data))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200))
def test_no_bytes_end_in_anything_but_a_sentence(noise: bytes, at: int) -> None:
    sound = gguf(SHAPE | {"llama.rope": [1.0, 2.0], "tokenizer.ggml.tokens": ["a", "b"]})
    for data in (noise, sound[:at] + noise, sound[:at] + noise + sound[at + len(noise) :]):
        try:
            header = read_header(data)
        except LlmselectError:
            continue
        assert header.size_bytes <= len(data)
