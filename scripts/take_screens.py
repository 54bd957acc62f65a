"""Takes every room as a visitor sees it and lays them out as contact sheets, docs/screens/*.jpg: `make screens`.

Both languages and themes at four widths, on a machine with a card. About five minutes; needs
Chromium and its driver, as the browser tests do. Live sources are off: a picture shows the catalog alone.
"""

import io
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from PIL import Image

from llmselect.machine.machine import Machine
from llmselect.settings import Settings
from llmselect.ui.core import link_code
from scripts.take_pictures import VARIABLES
from tests.browser.chromium import ChromiumMissing, installed, open_window
from tests.browser.page import Page
from tests.browser.server import serving

SCREENS: Final = Path(__file__).parents[1] / "docs" / "screens"
ROOMS: Final = (
    "home",
    "choose",
    "models",
    "model",
    "memory",
    "leaderboards",
    "costs",
    "privacy",
    "try",
    "matrix",
    "workshop",
    "method",
)
SIZES: Final = {1920: 1080, 1280: 800, 800: 1000, 360: 740}
LANGUAGES: Final = ("en", "fr")
SHOWN_WIDTH: Final = 480
"""Pixels of a screen on the sheet; the phone is shown narrower."""
PAINTED_S: Final = 1.5
SETTINGS: Final = Settings(machine=Machine(accelerator="RTX 3060 12GB", host_memory_gib=32))


def main() -> int:
    """Take every screen; exit code 1 where Chromium is missing."""
    try:
        paths = installed()
    except ChromiumMissing as reason:
        print(reason, file=sys.stderr)
        return 1
    SCREENS.mkdir(exist_ok=True)
    with serving(VARIABLES) as address, tempfile.TemporaryDirectory() as profiles:
        for width, height in SIZES.items():
            for language in LANGUAGES:
                _sheet(width, height, language, address, paths, Path(profiles) / f"{width}-{language}")
    return 0


def _sheet(width: int, height: int, language: str, address: str, paths: tuple[str, str], profile: Path) -> None:
    """All rooms of one width and language, by day above and by night below."""
    window = open_window(paths, profile, width, height, language=language)
    try:
        pairs = list(_pairs(Page(window, address), language))
    finally:
        window.quit()
    scale = min(1.0, SHOWN_WIDTH / width)
    size = (round(width * scale), round(height * scale))
    sheet = Image.new("RGB", (size[0] * len(pairs), size[1] * 2), "white")
    for column, pair in enumerate(pairs):
        for row, picture in enumerate(pair):
            sheet.paste(picture.resize(size, Image.Resampling.LANCZOS), (column * size[0], row * size[1]))
    file = SCREENS / f"{width}-{language}.jpg"
    sheet.save(file, quality=72, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def _pairs(page: Page, language: str) -> Iterator[tuple[Image.Image, Image.Image]]:
    """Each room by day and by night."""
    query = {"s": link_code.encode(SETTINGS), "l": language}
    for room in ROOMS:
        asked = query | ({"id": "qwen3-8b"} if room == "model" else {})
        page.open(f"{'' if room == 'home' else room}?{urlencode(asked)}")
        yield _shot(page, "light"), _shot(page, "dark")


def _shot(page: Page, shade: str) -> Image.Image:
    feature = {"name": "prefers-color-scheme", "value": shade}
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    time.sleep(PAINTED_S)
    page.settle()
    return Image.open(io.BytesIO(page.window.get_screenshot_as_png())).convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
