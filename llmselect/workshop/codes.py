"""Codes and tokens: what opens a meeting, what proves a host or a participant, and how little of it is kept."""

import base64
import hashlib
import re
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""31 signs that nobody mixes up when they are read aloud or from a wall."""
JOIN_LENGTH = 12
"""In links: 31^12 is 59 bits."""
SHORT_LENGTH = 6
"""To be typed while the host admits people: 31^6 is 30 bits, and wrong ones are counted (`store/limits.py`)."""
TOKEN_BYTES = 24
"""192 bits: of hosts, participants and saved matrices."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def new_join_code() -> str:
    """A code for links."""
    return "".join(secrets.choice(ALPHABET) for _ in range(JOIN_LENGTH))


def new_short_code() -> str:
    """A code for people to type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SHORT_LENGTH))


def new_token() -> str:
    """A secret that proves who somebody is."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def wall_token(host_token: str) -> str:
    """The secret of the projected view: found from the host's, which cannot be found from it."""
    proof = hashlib.sha256(f"wall {host_token}".encode()).digest()
    return base64.urlsafe_b64encode(proof[:TOKEN_BYTES]).decode()


def hashed(token: str) -> str:
    """What is kept of a secret: who reads the database cannot act for anybody. Whatever is no token hashes to nothing.

    The secrets are random, so that a plain hash is as good as a slow one.
    """
    return hashlib.sha256(token.encode()).hexdigest() if TOKEN.fullmatch(token) else ""


def as_typed(code: str) -> str:
    """A code as people type it: capitals, blanks and hyphens do not count."""
    return re.sub(r"[\s-]+", "", code[:40]).casefold()


def spaced(code: str) -> str:
    """A code in two halves, which is how people read it aloud."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
