"""A small catalog and a stand-in Hub that agrees with it."""

import pytest

from tests.hub.refreshed import agree, cut


@pytest.fixture
def small(tmp_path):
    return cut(tmp_path / "catalog.json")


@pytest.fixture
def agreeing(hub, small):
    agree(hub, small)
    return hub
