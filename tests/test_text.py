"""Every sentence exists in both languages, is said somewhere, and has the same blanks and the right spaces."""

import ast
import datetime
import re
import string
from pathlib import Path

import pytest

from llmselect.text import FOLDER, Language, Text, Voice, messages, read_messages

HOUSE = Path(__file__).parents[1]
FILES = [HOUSE / "app.py", *HOUSE.glob("pages/*.py"), *HOUSE.glob("llmselect/**/*.py")]


def keys_in_the_code():
    """Every piece of text in the code that is shaped like a key of the messages."""
    nodes = (node for file in FILES for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    rooms = {key.split(".")[0] for key in messages()}
    return {text for text in texts if re.fullmatch(r"[a-z]+\.[a-z_0-9]+", text) and text.split(".")[0] in rooms}


def said():
    """Keys handed to a voice: say("..."), say.count(..., "...", "...")."""
    calls = (n for f in FILES for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, ast.Call))
    voices = (c for c in calls if ast.unparse(c.func).split(".")[0] in ("say", "voice", "in_both"))
    return {a.value for c in voices for a in c.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}


def blanks(text):
    return {name for _, name, *_ in string.Formatter().parse(text) if name}


def test_all_that_is_said_exists():
    assert said() - set(messages()) == set()


def test_all_that_exists_is_said():
    assert set(messages()) - keys_in_the_code() == set()


def test_both_languages_have_the_same_blanks():
    # French counts zero as one, so that "one" needs its number where English can do without.
    wrong = [key for key, text in messages().items() if blanks(text.en) - blanks(text.fr)]
    assert wrong == []
    assert [key for key, text in messages().items() if blanks(text.fr) - blanks(text.en) - {"n"}] == []


def french():
    """Every sentence in French: the messages, and the words beside the things they name in the code."""
    calls = (n for f in FILES for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, ast.Call))
    beside = (c.args[1] for c in calls if ast.unparse(c.func) == "Text" and len(c.args) == 2)
    named = [word.value for word in beside if isinstance(word, ast.Constant)]
    return [*named, *(text.fr for text in messages().values())]


def test_french_signs_have_their_no_break_spaces():
    assert [text for text in french() if re.search(r"(?<=[\w)}%]) [:;?!»%]|« ", text)] == []


def test_nothing_longer_than_a_name_is_the_same_in_both_languages():
    words = {key: re.sub(r"\{\w+\}", "", text.en).split() for key, text in messages().items() if text.en == text.fr}
    assert [key for key, same in words.items() if len(same) > 2] == []


LONGEST = 600
"""Characters of one line; a longer text is a Markdown file."""


def test_long_texts_are_markdown_files():
    prose = {file.name.removesuffix(".en.md") for file in (FOLDER / "prose").glob("*.en.md")}
    assert [key for key, text in messages().items() if max(map(len, text)) > LONGEST and key not in prose] == []


def folder(path, **files):
    (path / "prose").mkdir()
    for name, content in files.items():
        (path / name.replace("__", ".").replace("prose_", "prose/")).write_text(content, "utf-8")
    return path


def test_messages_of_several_files_are_one_table(tmp_path):
    files = {
        "a__toml": '[x]\none = { en = "1", fr = "un" }',
        "prose_x__two__en__md": "2\n",
        "prose_x__two__fr__md": "deux\n",
    }
    assert read_messages(folder(tmp_path, **files)) == {"x.one": Text("1", "un"), "x.two": Text("2", "deux")}


@pytest.mark.parametrize(
    "second",
    [{"b__toml": '[x]\none = { en = "2", fr = "2" }'}, {"prose_x__one__en__md": "2", "prose_x__one__fr__md": "2"}],
)
def test_a_key_twice_is_an_error(tmp_path, second):
    files = {"a__toml": '[x]\none = { en = "1", fr = "1" }', **second}
    with pytest.raises(ValueError, match=r"x\.one"):
        read_messages(folder(tmp_path, **files))


def test_a_long_text_in_one_language_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_messages(folder(tmp_path, prose_x__one__en__md="1"))


@pytest.mark.parametrize(
    ("items", "english", "french"),
    [((), "", ""), (("a",), "a", "a"), (("a", "b"), "a and b", "a et b"), (("a", "b", "c"), "a, b and c", "a, b et c")],
)
def test_a_list_ends_with_and(items, english, french):
    assert Voice(Language.EN).list(items) == english
    assert Voice(Language.FR).list(items) == french


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [(1, "1 November 2026", "1er novembre 2026"), (21, "21 November 2026", "21 novembre 2026")],
)
def test_french_says_the_first_of_a_month(day, english, french):
    date = datetime.date(2026, 11, day)
    assert Voice(Language.EN).day(date) == english
    assert Voice(Language.FR).day(date) == french


def test_french_has_curly_apostrophes_and_narrow_thousands():
    """In messages and in the words beside the things they name alike."""
    wrong = re.compile(r"\w'\w|\d \d{3}\b|\d{4,} (scores|jetons)")
    assert [text for text in french() if wrong.search(text)] == []
