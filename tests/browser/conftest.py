"""A real server and a real headless Chromium; skipped, with the reason, where Chromium or its driver is missing."""

import itertools
from collections import defaultdict
from pathlib import Path

import pytest

from tests.browser.chromium import ChromiumMissing, dress, forget, installed, open_window
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
def server(chromium, tmp_path_factory):
    """The address of the app, served as `make run` serves it, on a port of its own, with meetings of its own."""
    meetings = f"sqlite:///{tmp_path_factory.mktemp('meetings') / 'meetings.sqlite'}"
    with serving({"LLMSELECT_DATABASE_URL": meetings}) as address:
        yield address


@pytest.fixture(scope="session")
def windows(chromium, tmp_path_factory):
    """Windows by language that tests share, one after the other: starting Chromium takes longer than most tests."""
    kept = defaultdict(list)

    def window(language, number):
        if number == len(kept[language]):
            kept[language].append(
                open_window(chromium, tmp_path_factory.mktemp("profile"), 1280, 900, language=language)
            )
        return kept[language][number]

    yield window
    for each in itertools.chain(*kept.values()):
        each.quit()


@pytest.fixture
def browser(windows):
    """Opens a window as a new visitor has it: its width, whether it is dark, and the language it asks for."""
    opened = []

    def open_another(width=1280, height=900, *, dark=False, language="en"):
        window = windows(language, sum(each == language for each, _ in opened))
        dress(window, width, height, dark=dark)
        opened.append((language, window))
        return window

    yield open_another
    for _, window in opened:
        forget(window)
