"""What a visitor does on a page, in the words of this app: open, wait, choose, move a slider with the keyboard."""

import time
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.server import PATIENCE_S

SCREENSHOTS = Path(__file__).parent / "screenshots"
QUIET = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Page:
    """One window with the app in it."""

    def __init__(self, window, address):
        self.window, self.address = window, address

    def open(self, path=""):
        self.window.get(f"{self.address}/{path}")
        return self.settle()

    def settle(self):
        """Wait until the script has run and the title stands."""
        self.until(lambda: self.all(QUIET) and self.all("h1"))
        return self

    def until(self, happens):
        """Wait for something to be true; says what the page shows when it does not come."""
        end = time.monotonic() + PATIENCE_S
        last = None
        while time.monotonic() < end:
            try:
                if found := happens():
                    return found
            except WebDriverException as fault:  # drawn anew while it was looked at
                last = fault
            time.sleep(0.1)
        raise AssertionError(f"it did not happen within {PATIENCE_S} s ({last}); the page says: {self.text[:1500]}")

    def all(self, css):
        return self.window.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.until(lambda: self.all(css))[0]

    @property
    def title(self):
        return self.one("h1").text

    @property
    def text(self):
        return self.one('[data-testid="stMain"]').text

    def widget(self, key):
        """The element of a widget by its key, whose dots Streamlit turns into dashes."""
        return self.one(f".st-key-{key.replace('.', '-')}")

    def value(self, key):
        """What a field shows, or the choice of a list."""
        return self.widget(key).find_element(By.TAG_NAME, "input").get_attribute("value") or ""

    def press(self, key, *keys):
        """Move a slider with the keyboard."""
        self.one(f".st-key-{key.replace('.', '-')} input[type=range]").send_keys(*keys)

    def choose(self, key, words):
        """Type into a list and take the first that matches."""
        css = f".st-key-{key.replace('.', '-')} input"
        self.click(css)
        box = self.one(css)
        box.send_keys(words)
        self.until(lambda: self.all('[role="option"]'))
        box.send_keys(Keys.ENTER)

    def click(self, css, is_meant=lambda element: True):
        """Click the first that is meant, once nothing lies over it: a page being laid out moves its elements."""

        def clicked():
            meant = next((element for element in self.all(css) if is_meant(element)), None)
            return meant is not None and (meant.click() or True)

        self.until(clicked)

    def screenshot(self, name):
        """Leave a picture of the whole page."""
        SCREENSHOTS.mkdir(exist_ok=True)
        time.sleep(1.0)  # fonts and charts paint after the script has finished
        self.window.save_screenshot(str(SCREENSHOTS / f"{name}.png"))
