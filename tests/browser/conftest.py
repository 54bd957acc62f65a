"""A real server and a real headless Chromium; skipped, with the reason, where Chromium or its driver is missing."""

from pathlib import Path

import pytest

from tests.browser.chromium import ChromiumMissing, installed, open_window
from tests.browser.server import serving


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """Paths of Chromium and its driver."""
    try:
        return installed()
    except ChromiumMissing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def server(chromium):
    """The address of the app, served as `make run` serves it, on a port of its own."""
    with serving({}) as address:
        yield address


@pytest.fixture
def browser(chromium, tmp_path):
    """Opens a window: its width, whether it is dark, and the language it asks for."""
    opened = []

    def open_another(width=1280, height=900, **preferences):
        opened.append(open_window(chromium, tmp_path / f"profile-{len(opened)}", width, height, **preferences))
        return opened[-1]

    yield open_another
    for window in opened:
        window.quit()
