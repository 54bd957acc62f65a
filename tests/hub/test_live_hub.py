"""The real Hub, only when asked for: LLMSELECT_LIVE_HUB=1 pytest tests/hub/test_live_hub.py"""

import os

import pytest

from llmselect.hub.faults import HubFault, Kind
from llmselect.hub.repository import MOST_REQUESTS, read_repository

pytestmark = pytest.mark.skipif(
    not os.environ.get("LLMSELECT_LIVE_HUB"), reason="reads the real Hub: set LLMSELECT_LIVE_HUB=1"
)


@pytest.fixture(autouse=True)
def open_network(closed_network, monkeypatch):
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("repository", "layers"),
    [("Qwen/Qwen3-8B", 36), ("ggml-org/Qwen3-8B-GGUF", 36), ("Qwen/Qwen3-VL-8B-Instruct", 36)],
)
def test_public_repositories_read_as_expected(catalog, repository, layers) -> None:
    found = read_repository(repository, catalog)
    assert found.model.architecture is not None
    assert found.model.architecture.layers == layers
    assert found.files
    assert found.requests <= MOST_REQUESTS


def test_what_does_not_exist_says_so(catalog) -> None:
    with pytest.raises(HubFault) as raised:
        read_repository("llmselect-nobody/no-such-model", catalog)
    assert raised.value.kind is Kind.NOT_FOUND
