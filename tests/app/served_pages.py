"""What the tests of providers' speeds look at: a process that has read none, and one whose reading has ended."""

import time

from llmselect.ui.store import live_speeds

PATIENCE_S = 20


def fresh():
    """As a process that has read nothing yet."""
    wait_until_read()
    live_speeds._copies.cache_clear()
    live_speeds._measured.clear()
    live_speeds._reader = None


def wait_until_read():
    end = time.monotonic() + PATIENCE_S
    while live_speeds.pending() and time.monotonic() < end:
        time.sleep(0.02)
    assert not live_speeds.pending()
