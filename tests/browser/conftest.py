"""A real server and a real headless Chromium; skipped, with the reason, where Chromium or its driver is missing."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
PATIENCE_S = 60
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """Paths of Chromium and its driver."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        missing = "Chromium" if not browser else "chromedriver"
        pytest.skip(f"{missing} is not installed; on Debian: apt install chromium chromium-driver")
    return browser, driver


@pytest.fixture(scope="session")
def server(chromium):
    """The address of the app, served as `make run` serves it, on a port of its own."""
    with serving({}) as address:
        yield address


@contextlib.contextmanager
def serving(variables):
    """The app in a process of its own, with these variables besides those of the tests; an empty one is left out."""
    given = {name: value for name, value in {**os.environ, **variables}.items() if value}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        [*command, *options], cwd=HOUSE, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(address, process):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not start within {PATIENCE_S} s (exit code {process.poll()})")


@pytest.fixture
def browser(chromium, tmp_path):
    """Opens a window: its width, whether it is dark, and the language it asks for."""
    from selenium import webdriver

    opened = []

    def open_window(width=1280, height=900, dark=False, language="en"):
        options = webdriver.ChromeOptions()
        options.binary_location = chromium[0]
        profile = f"--user-data-dir={tmp_path / f'profile-{len(opened)}'}"
        for flag in (*FLAGS, profile, f"--window-size={width},{height}", f"--lang={language}"):
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        window = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromium[1]))
        opened.append(window)
        shade = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [shade]})
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        return window

    yield open_window
    for window in opened:
        window.quit()
