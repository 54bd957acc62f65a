"""Debian's own Chromium and its driver, without a download and without a visible window."""

import shutil
from pathlib import Path

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


class ChromiumMissing(Exception):
    """Chromium or its driver is not installed; the message says how to install it."""


def installed() -> tuple[str, str]:
    """Paths of Chromium and its driver; raises ChromiumMissing."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    missing = "Chromium" if not browser else "chromedriver"
    raise ChromiumMissing(f"{missing} is not installed; on Debian: apt install chromium chromium-driver")


def open_window(paths: tuple[str, str], profile: Path, width: int, height: int, *, dark=False, language="en"):
    """A window of that size (CSS pixels) and shade that asks for pages in that language."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = paths[0]
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}", f"--lang={language}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(paths[1]))
    dress(window, width, height, dark=dark)
    return window


def dress(window, width: int, height: int, *, dark=False) -> None:
    """Give the tab in front that size and shade."""
    shade = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [shade]})
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def forget(window) -> None:
    """Leave the window as a new visitor finds it: one tab without a history, and nothing stored by the page shown."""
    origin = window.execute_script("return location.origin")
    window.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    old = window.window_handles
    window.switch_to.new_window("tab")
    new = window.current_window_handle
    for handle in old:
        window.switch_to.window(handle)
        window.close()
    window.switch_to.window(new)
