"""The headers of docs/nginx.conf let the app work in a real browser, and let nobody put it in a frame."""

import re
from pathlib import Path

import pytest

from tests.browser.header_proxy import adding_headers
from tests.browser.page import Page
from tests.wording import EN

HOUSE = Path(__file__).parents[2]

HEADERS = dict(
    re.findall(r'^\s*add_header (\S+) "?([^"\n]+?)"? always;$', (HOUSE / "docs/nginx.conf").read_text(), re.M)
)
RECORD = """
window.refused = [];
document.addEventListener(
  "securitypolicyviolation", event => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""
DRAWN = {"choose": ".llmselect-radar .picture", "memory": ".js-plotly-plot .main-svg"}


@pytest.fixture
def proxied(server):
    assert "Content-Security-Policy" in HEADERS
    with adding_headers(server, HEADERS) as address:
        yield address


def test_no_page_needs_what_the_policy_refuses(proxied, browser):
    window = browser()
    window.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD})
    page = Page(window, proxied)
    refused = []
    for path in ("", "choose", "memory", "leaderboards", "models", "matrix", "workshop"):
        page.open(path)
        if path in DRAWN:
            page.until(lambda path=path: page.all(DRAWN[path]))
        refused += window.execute_script("return window.refused")
    assert refused == []
    assert page.title == EN("workshop.title")


def test_the_policy_is_really_applied(proxied, browser):
    window = browser()
    window.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD})
    page = Page(window, proxied).open()
    window.execute_script("new Image().src = 'https://evil.example/t.png'")
    page.until(lambda: window.execute_script("return window.refused"))
    assert window.execute_script("return window.refused") == ["img-src https://evil.example/t.png"]
