"""Takes the README's pictures, docs/choose.png and docs/memory.png, of the app as it stands: `make docs-pictures`.

Needs Chromium and its driver, as the browser tests do; live leaderboards are off, so that a picture shows the
catalog alone.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from llmselect.machine.machine import Machine
from llmselect.settings import Settings
from llmselect.ui.core import link_code
from tests.browser.chromium import ChromiumMissing, installed, open_window
from tests.browser.page import Page
from tests.browser.server import serving

DOCS: Final = Path(__file__).parents[1] / "docs"
VARIABLES: Final = {"LLMSELECT_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
PAINTED_S: Final = 3.0
"""Fonts, charts and background computations arrive after the script has finished."""


class Picture(NamedTuple):
    """One picture: which page, with which settings, in a window of which size."""

    name: str
    page: str
    settings: Settings
    width: int
    height: int
    drawn: str
    """Selector of what must be on the page before the picture is taken."""


PICTURES: Final = (
    Picture("choose", "choose", Settings(), 1280, 800, ".st-key-lanes-local .piece"),
    Picture(
        "memory",
        "memory",
        Settings(machine=Machine(accelerator="RTX 3060 12GB")),
        1280,
        900,
        ".js-plotly-plot .bars path",
    ),
)


def main() -> int:
    """Take every picture; exit code 1 where Chromium is missing."""
    try:
        paths = installed()
    except ChromiumMissing as reason:
        print(reason, file=sys.stderr)
        return 1
    with serving(VARIABLES) as address, tempfile.TemporaryDirectory() as profiles:
        for picture in PICTURES:
            _take(picture, address, paths, Path(profiles) / picture.name)
    return 0


def _take(picture: Picture, address: str, paths: tuple[str, str], profile: Path) -> None:
    window = open_window(paths, profile, picture.width, picture.height)
    try:
        code = urlencode({"s": link_code.encode(picture.settings)})
        page = Page(window, address).open(f"{picture.page}?{code}")
        page.until(lambda: page.all(picture.drawn))
        time.sleep(PAINTED_S)
        page.settle()
        file = DOCS / f"{picture.name}.png"
        window.save_screenshot(str(file))
        print(f"{file.name}: {file.stat().st_size // 1000} kB")
    finally:
        window.quit()


if __name__ == "__main__":
    sys.exit(main())
