"""Keys in the room Try: each goes to the server it was typed for, and can be taken back."""

import pytest

from llmselect.bench import local_server
from llmselect.ui.core import local_browser
from tests.app.try_pages import button, state
from tests.bench import scheduled_server

SECRET = "sk-typed-1234567890"


@pytest.fixture(scope="module")
def address():
    with scheduled_server.in_a_thread() as where:
        yield where


@pytest.fixture
def at_home(monkeypatch, address):
    monkeypatch.setattr(local_browser, "is_local", lambda: True)
    servers = (local_server.Usual("Stand-in", address), local_server.Usual("Other name", under_another_name(address)))
    monkeypatch.setattr(local_server, "USUAL", servers)


def under_another_name(address):
    return address.replace("127.0.0.1", "localhost")


def field(at, address):
    return at.text_input(key=f"try.key.{address}")


@pytest.fixture
def with_key(visit, at_home, address):
    """The page with a key typed for the stand-in and kept for it."""
    at = visit("try")
    at.selectbox(key="try.server").set_value(address).run()
    field(at, address).set_value(SECRET).run()
    button(at, "try.list").click().run()
    assert [key.secret for key in state(at).keys.values()] == [SECRET]
    return at


def test_a_key_typed_for_one_server_does_not_stand_ready_for_the_next(with_key, address):
    other = under_another_name(address)
    with_key.selectbox(key="try.server").set_value(other).run()
    assert field(with_key, other).value == ""
    button(with_key, "try.list").click().run()
    assert list(state(with_key).keys) == ["127.0.0.1"]


def test_a_kept_key_can_be_forgotten(with_key, address):
    button(with_key, "try.key_forget").click().run()
    assert not with_key.exception
    assert state(with_key).keys == {}
    assert field(with_key, address).value == ""
    button(with_key, "try.list").click().run()
    assert state(with_key).keys == {}
