"""The real Hub, only when asked for: LLMSELECT_LIVE_HUB=1 pytest tests/hub/test_live_hub.py"""

import os

import pytest

from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import arena, openevals
from llmselect.hub.leaderboards.boards import MOST_REQUESTS as MOST_FOR_BOARDS
from llmselect.hub.leaderboards.boards import Boards
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.hub.leaderboards.sources import SOURCES
from llmselect.hub.repository.read_repository import MOST_REQUESTS, read_repository

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
    assert raised.value.kind is FaultKind.NOT_FOUND


def test_the_real_boards_are_read_within_their_requests(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    monkeypatch.delenv("LLMSELECT_OFFLINE", raising=False)
    found = Boards(SOURCES)
    assert 0 < found.read() <= MOST_FOR_BOARDS
    told = {report.source: report for report in found.reports()}
    assert told["lmarena"].state is CopyState.LIVE, told["lmarena"].reason
    assert told["official"].state is CopyState.LIVE, told["official"].reason
    shown = [one for one in found.snapshots() if one.state is CopyState.LIVE]
    assert {arena.board(name).id for name in arena.CATEGORIES} <= {one.board.id for one in shown}
    assert all(len(one.lines) > 50 for one in shown if one.board.source == "lmarena")


def test_the_real_openevals_table_is_read() -> None:
    assert openevals.read(Hub(most=3)).tables
