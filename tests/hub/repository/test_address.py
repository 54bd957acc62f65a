"""What a person pastes: the repository it names, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.repository.repository_address import RepositoryAddress, read_address

QWEN = RepositoryAddress("Qwen/Qwen3-8B")


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
        ("ollama run hf.co/a/b-GGUF:Q4_K_M", RepositoryAddress("a/b-GGUF", quantization="Q4_K_M")),
        ("llama-server -hf a/b-GGUF:Q8_0 -c 0", RepositoryAddress("a/b-GGUF", quantization="Q8_0")),
        ("hf.co/a/b-GGUF:latest", RepositoryAddress("a/b-GGUF")),
        ("https://hf.co/a/b/blob/main/sub/x.Q4_0.gguf?download=true", RepositoryAddress("a/b", file="sub/x.Q4_0.gguf")),
        ("https://hf.co/a/b/resolve/main/x%20y.gguf", RepositoryAddress("a/b", file="x y.gguf")),
        ("https://hf.co/a/b-exl3/tree/4.0bpw", RepositoryAddress("a/b-exl3", revision="4.0bpw")),
        ("a/b?x/../y:z", RepositoryAddress("a/b")),
        ("01-ai/Yi-34B", RepositoryAddress("01-ai/Yi-34B")),
    ],
)
def test_what_names_a_repository(text, address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", FaultKind.NOT_AN_ADDRESS),
        ("   ", FaultKind.NOT_AN_ADDRESS),
        ("what a nice model", FaultKind.NOT_AN_ADDRESS),
        ("x" * 5000, FaultKind.NOT_AN_ADDRESS),
        ("ollama run", FaultKind.NOT_AN_ADDRESS),
        ("gpt2", FaultKind.NO_OWNER),
        ("https://huggingface.co/gpt2", FaultKind.NO_OWNER),
        ("https://huggingface.co/datasets/cais/hle", FaultKind.DATASET),
        ("datasets/cais/hle", FaultKind.DATASET),
        ("hf://datasets/cais/hle", FaultKind.DATASET),
        ("https://huggingface.co/spaces/a/b", FaultKind.SPACE),
        ("https://huggingface.co/collections/Qwen/qwen3-67dd", FaultKind.SPACE),
        ("https://huggingface.co/papers/2505.09388", FaultKind.SPACE),
        ("https://github.com/QwenLM/Qwen3", FaultKind.OTHER_HOST),
        ("github.com/QwenLM/Qwen3", FaultKind.OTHER_HOST),
        ("https://huggingface.co.evil.com/a/b", FaultKind.OTHER_HOST),
        ("https://huggingface.co@evil.com/a/b", FaultKind.NOT_AN_ADDRESS),
        ("https://huggingface.co:8443/a/b", FaultKind.NOT_AN_ADDRESS),
        ("file:///etc/passwd", FaultKind.NOT_AN_ADDRESS),
        ("http://[::1", FaultKind.NOT_AN_ADDRESS),
        ("../../etc/passwd", FaultKind.NOT_AN_ADDRESS),
        ("a/../b", FaultKind.NOT_AN_ADDRESS),
        ("https://huggingface.co/%2e%2e/%2e%2e/x", FaultKind.NOT_AN_ADDRESS),
        ("a/b/blob/main/../../secret", FaultKind.NOT_AN_ADDRESS),
        ("a/b/tree/..%2f..", FaultKind.NOT_AN_ADDRESS),
        ("a/b\x00c", FaultKind.NOT_AN_ADDRESS),
        ("ä/ö", FaultKind.NOT_AN_ADDRESS),
        (f"a/{'b' * 120}", FaultKind.NOT_AN_ADDRESS),
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
