"""A link to be shared never holds the secret of a host or a participant."""

from urllib.parse import parse_qs, urlsplit

import pytest

from llmselect.ui.core import address
from llmselect.ui.workshop import own_address


class Query(dict):
    def to_dict(self):
        return dict(self)


@pytest.fixture
def page(monkeypatch):
    class Context:
        url = "https://example.org/workshop?h=secret"

    monkeypatch.setattr(address.st, "context", Context)
    monkeypatch.setattr(address.st, "query_params", Query(s="settings", h="host-secret", p="own-secret", w="code"))


def test_the_link_to_copy_leaves_secrets_out(page):
    assert parse_qs(urlsplit(address.link()).query) == {"s": ["settings"], "w": ["code"]}


def test_an_invitation_holds_the_code_alone(page):
    assert own_address.invitation("abc") == "https://example.org/workshop?w=abc"


def test_every_token_of_the_workshop_is_private():
    assert {own_address.HOST, own_address.PERSON, own_address.WALL} == set(address.PRIVATE)
