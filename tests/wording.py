"""Interface wording by name: tests compare with a message or a label, never with the words it has today."""

import re

from llmselect.text import Language, Text, Voice, messages

EN, FR = Voice(Language.EN), Voice(Language.FR)
VOICE = {"en": EN, "fr": FR}
ANYTHING = "\0"


class _Blanks(dict):
    def __missing__(self, name):
        return ANYTHING


def pattern(words, voice=EN, **values):
    """A message by its key, or a Text, as a regular expression in which a blank without a value may hold anything."""
    text = words if isinstance(words, Text) else messages()[words]
    filled = text[voice.language is Language.FR].format_map(_Blanks(values))
    return ".+?".join(re.escape(piece) for piece in plain(filled).split(ANYTHING))


def says(shown, words, voice=EN, **values):
    """Whether the text shown holds this message; emphasis and escapes of Markdown do not count."""
    return re.search(pattern(words, voice, **values), plain(shown), re.DOTALL) is not None


def plain(text):
    """Without emphasis and escapes; browsers hand out every kind of space as the ordinary one, some with a break."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("\\", "").replace("**", ""))
