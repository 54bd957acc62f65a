"""Words that came from outside stay words: no Markdown, no link that nobody of us wrote."""

import re

import pytest

from llmselect.text import Language, Voice
from llmselect.ui.core.formatting import escape_markdown, escaped, published

FOUND_BY_BROWSERS = re.compile(r"(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", re.IGNORECASE)
"""What remark-gfm makes links of: https://github.com/syntax-tree/mdast-util-gfm-autolink-literal"""


def read_as_markdown(text: str) -> str:
    """What is left of the escapes when Markdown has been read."""
    return re.sub(r"\\([\\`*_{}\[\]<>()#+!|~$:])", r"\1", text)


@pytest.mark.parametrize(
    "text",
    ["see https://evil.example/x", "HTTP://evil.example", "www.evil.example", "WWW.evil.example/a", "me@evil.example"],
)
def test_an_address_in_words_from_outside_becomes_no_link(text: str) -> None:
    assert FOUND_BY_BROWSERS.search(text)
    shown = read_as_markdown(escape_markdown(text))
    assert not FOUND_BY_BROWSERS.search(shown)
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("text", ["[a](b)", "**b**", "$x$", ":red[x]", "<b>", "# a", "Qwen/Qwen3-8B", "awww, @ home"])
def test_signs_of_markdown_are_shown_as_they_are(text: str) -> None:
    assert read_as_markdown(escape_markdown(text)).replace("\u2060", "") == text
    assert not re.search(r"(?<!\\)[\[\]*$<>#:]", escape_markdown(text))


def test_a_source_of_the_catalog_stays_a_link() -> None:
    assert FOUND_BY_BROWSERS.search(read_as_markdown(escaped("https://huggingface.co/Qwen/Qwen3-8B")))


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2026-03-01", "1er mars 2026"), ("2026-03", "mars 2026"), ("2026", "2026"), ("2025-07..2025-08",) * 2],
)
def test_a_publication_is_dated_as_people_write_it(date: str, shown: str) -> None:
    assert published(date, Voice(Language.FR)) == shown
