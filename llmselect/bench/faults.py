"""What goes wrong with a server, in one sentence of each language."""

from llmselect.errors import NotPossible
from llmselect.text import Blank, Text, in_both


class ServerFault(NotPossible):
    """A server that cannot be measured or does not answer; `text` says why in both languages.

    `kind` is the key of the sentence, for programs; `status` the HTTP status and `retry_after_s` the seconds after
    which the server accepts requests again, where it told them.
    """

    code = "server"

    def __init__(self, words: Text | str, /, *, retry_after_s: float | None = None, **values: Blank) -> None:
        self.kind = words if isinstance(words, str) else self.code
        status = values.get("status")
        self.status = status if isinstance(status, int) else None
        self.retry_after_s = retry_after_s
        self.text = in_both(words, **values)
        super().__init__(self.text.en)
