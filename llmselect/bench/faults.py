"""What goes wrong with a server, in one sentence of each language."""

from llmselect.errors import NotPossible
from llmselect.text import Blank, Text, in_both


class ServerFault(NotPossible):
    """A server that cannot be measured; `text` says why in both languages."""

    code = "server"

    def __init__(self, words: Text | str, /, **values: Blank) -> None:
        self.text = in_both(words, **values)
        super().__init__(self.text.en)
