"""Every sentence exists in both languages, is said somewhere, and has the same blanks and the right spaces."""

import ast
import re
import string
from pathlib import Path

from llmselect.text import messages

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
