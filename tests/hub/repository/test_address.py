"""What a person pastes: the repository it names, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.hub.http.hub_faults import HubFault, Kind
from llmselect.hub.repository.repository_address import Address, read_address

QWEN = Address("Qwen/Qwen3-8B")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Qwen/Qwen3-8B", QWEN),
        ("  Qwen/Qwen3-8B/ \n", QWEN),
        ("`Qwen/Qwen3-8B`", QWEN),
        ("https://huggingface.co/Qwen/Qwen3-8B", QWEN),
        ("http://www.huggingface.co/Qwen/Qwen3-8B/?library=vllm#top", QWEN),
        ("huggingface.co/Qwen/Qwen3-8B/tree/main", QWEN),
        ("https://huggingface.co/Qwen/Qwen3-8B/discussions/12", QWEN),
        ("https://huggingface.co/Qwen/Qwen3-8B.git", QWEN),
        ("hf.co/Qwen/Qwen3-8B", QWEN),
        ("hf://Qwen/Qwen3-8B", QWEN),
        ("git clone https://huggingface.co/Qwen/Qwen3-8B", QWEN),
        ("vllm serve Qwen/Qwen3-8B --tensor-parallel-size 2", QWEN),
        ("hf download Qwen/Qwen3-8B --local-dir .", QWEN),
        ("ollama run hf.co/a/b-GGUF:Q4_K_M", Address("a/b-GGUF", quantization="Q4_K_M")),
        ("llama-server -hf a/b-GGUF:Q8_0 -c 0", Address("a/b-GGUF", quantization="Q8_0")),
        ("hf.co/a/b-GGUF:latest", Address("a/b-GGUF")),
        ("https://hf.co/a/b/blob/main/sub/x.Q4_0.gguf?download=true", Address("a/b", file="sub/x.Q4_0.gguf")),
        ("https://hf.co/a/b/resolve/main/x%20y.gguf", Address("a/b", file="x y.gguf")),
        ("https://hf.co/a/b-exl3/tree/4.0bpw", Address("a/b-exl3", revision="4.0bpw")),
        ("a/b?x/../y:z", Address("a/b")),
        ("01-ai/Yi-34B", Address("01-ai/Yi-34B")),
    ],
)
def test_what_names_a_repository(text, address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.NOT_AN_ADDRESS),
        ("   ", Kind.NOT_AN_ADDRESS),
        ("what a nice model", Kind.NOT_AN_ADDRESS),
        ("x" * 5000, Kind.NOT_AN_ADDRESS),
        ("ollama run", Kind.NOT_AN_ADDRESS),
        ("gpt2", Kind.NO_OWNER),
        ("https://huggingface.co/gpt2", Kind.NO_OWNER),
        ("https://huggingface.co/datasets/cais/hle", Kind.DATASET),
        ("datasets/cais/hle", Kind.DATASET),
        ("hf://datasets/cais/hle", Kind.DATASET),
        ("https://huggingface.co/spaces/a/b", Kind.SPACE),
        ("https://huggingface.co/collections/Qwen/qwen3-67dd", Kind.SPACE),
        ("https://huggingface.co/papers/2505.09388", Kind.SPACE),
        ("https://github.com/QwenLM/Qwen3", Kind.OTHER_HOST),
        ("github.com/QwenLM/Qwen3", Kind.OTHER_HOST),
        ("https://huggingface.co.evil.com/a/b", Kind.OTHER_HOST),
        ("https://huggingface.co@evil.com/a/b", Kind.NOT_AN_ADDRESS),
        ("https://huggingface.co:8443/a/b", Kind.NOT_AN_ADDRESS),
        ("file:///etc/passwd", Kind.NOT_AN_ADDRESS),
        ("http://[::1", Kind.NOT_AN_ADDRESS),
        ("../../etc/passwd", Kind.NOT_AN_ADDRESS),
        ("a/../b", Kind.NOT_AN_ADDRESS),
        ("https://huggingface.co/%2e%2e/%2e%2e/x", Kind.NOT_AN_ADDRESS),
        ("a/b/blob/main/../../secret", Kind.NOT_AN_ADDRESS),
        ("a/b/tree/..%2f..", Kind.NOT_AN_ADDRESS),
        ("a/b\x00c", Kind.NOT_AN_ADDRESS),
        ("ä/ö", Kind.NOT_AN_ADDRESS),
        (f"a/{'b' * 120}", Kind.NOT_AN_ADDRESS),
    ],
)
def test_what_names_none_says_why(text, kind) -> None:
    with pytest.raises(HubFault) as raised:
        read_address(text)
    assert raised.value.kind is kind
    assert len(str(raised.value)) < 400


@given(st.one_of(st.text(max_size=80), st.from_regex(r"(https://(hf|huggingface)\.co/)?[\w./:%?#@-]{0,60}")))
def test_nothing_but_sound_repositories_comes_out(text) -> None:
    try:
        found = read_address(text)
    except HubFault:
        return
    owner, name = found.repository.split("/")
    assert (owner + name).isascii()
    assert ".." not in f"{found.repository}/{found.revision}"
    assert ".." not in (found.file or "").split("/")
