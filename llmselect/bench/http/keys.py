"""A key of a server's: bound to its host, and never shown, whatever prints it."""

import re
from dataclasses import dataclass, field
from typing import Final

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress, is_loopback_name

NOT_NEEDED: Final = "not-needed"
"""Local servers ask for no key, and some refuse a request without one."""
LONGEST_KEY: Final = 500
HIDDEN: Final = "…"
SECRET_FROM: Final = 12
"""Characters of a key; who types fewer types what an own server takes, such as "EMPTY"."""
TELLING: Final = 6
"""So many characters of a key in a word of a server's sentence, and the word is hidden: they repeat keys half
masked."""


@dataclass(frozen=True, slots=True)
class Key:
    """A secret and the host it belongs to; its repr shows neither."""

    secret: str = field(repr=False)
    host: str = field(repr=False)

    def header(self, where: ServerAddress) -> str:
        """The value of the Authorization header.

        Raises ServerFault where the key would go to another host or in clear.
        """
        if where.host.casefold() != self.host.casefold():
            return f"Bearer {NOT_NEEDED}"
        if not where.secure and not is_loopback_name(where.host):
            raise ServerFault("bench.key_in_clear", where=str(where))
        return f"Bearer {self.secret}"

    def without(self, text: str) -> str:
        """An answer without the key where it repeats it whole; a word such as "ollama" is no secret and stays."""
        return text.replace(self.secret, HIDDEN) if len(self.secret) >= SECRET_FROM else text

    def hide(self, text: str) -> str:
        """The text with every word that repeats a part of the key hidden."""
        parts = {self.secret[:TELLING], self.secret[-TELLING:]} if len(self.secret) >= TELLING else {self.secret}
        return re.sub(r"\S+", lambda word: HIDDEN if any(part in word[0] for part in parts) else word[0], text)


def key_for(secret: str, where: ServerAddress) -> Key | None:
    """A typed key bound to the address it was typed for; None for an empty one, ServerFault for one that cannot be."""
    typed = secret.strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isprintable() or " " in typed or len(typed) > LONGEST_KEY:
        raise ServerFault("bench.bad_key")
    return Key(typed, where.host)


def authorization(key: Key | None, where: ServerAddress) -> str:
    """Never empty: clients that see no key would look for one of the visitor's elsewhere, and servers refuse."""
    return f"Bearer {NOT_NEEDED}" if key is None else key.header(where)
