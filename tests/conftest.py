"""What every test has: no network, and Streamlit as a server has it after its first visit."""

import os
import socket

import hypothesis
import pytest
from streamlit.runtime.pages_manager import PagesManager

os.environ["LLMSELECT_OFFLINE"] = "1"
os.environ["LLMSELECT_CACHE"] = os.path.join(os.devnull, "no-cache")
# Before any test or server of a test starts: no live leaderboards, and no copies of an earlier run.

# A deadline would be a timed test: a busy machine fails it, not a fault.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """A test that reaches for the network fails, and says where it wanted to go; this computer is still there."""
    connect = socket.socket.connect

    def connect_here(self, address, *rest):
        host = address[0] if isinstance(address, tuple) else ""
        if host not in LOOPBACK:
            raise AssertionError(f"a test wanted the network: {address}")
        return connect(self, address, *rest)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def modern_pages(request, monkeypatch):
    """Keep AppTest out of Streamlit's old pages/ mode.

    A server leaves that mode for good at its first visit; AppTest re-enters it at every run, which loses button clicks.
    Mark a test `cold` to start there.
    """
    if request.node.get_closest_marker("cold"):
        return
    start = PagesManager.__init__

    def start_modern(self, *args, **kwargs):
        PagesManager.uses_pages_directory = False
        start(self, *args, **kwargs)

    monkeypatch.setattr(PagesManager, "__init__", start_modern)
