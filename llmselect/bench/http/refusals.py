"""What a server says when it refuses, as one fault: wrong key, no such model, quota, too many requests, its own
error."""

import json
from typing import Final, cast

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress
from llmselect.bench.http.keys import Key

LONGEST_WAIT_S: Final = 3600.0
QUOTA_WORDS: Final = ("quota", "credit", "billing", "balance", "payment")
LONGEST_SAID: Final = 300
"""Characters; servers name the option that they do not take towards the end of a sentence."""


def refused(status: int, content: bytes, where: ServerAddress, key: Key | None, retry_after: str = "") -> ServerFault:
    """The fault for a status other than 200, with the server's own message, shortened.

    A redirect counts as a refusal.
    """
    if 300 <= status < 400:
        return ServerFault("bench.redirect", where=str(where))
    said, wait = said_of(content, key), _seconds(retry_after)
    if status == 404:
        return ServerFault("bench.not_found", where=str(where), said=said)
    if status in (401, 403):
        return ServerFault("bench.wrong_key", where=where.host, status=status, said=said)
    if status == 402 or (status == 429 and any(word in said.casefold() for word in QUOTA_WORDS)):
        return ServerFault("bench.quota", where=where.host, status=status, said=said)
    if status == 429:
        return ServerFault("bench.too_many", where=where.host, status=status, said=said, retry_after_s=wait)
    return ServerFault("bench.refused", status=status, said=said, retry_after_s=wait)


def _seconds(retry_after: str) -> float | None:
    text = retry_after.strip()
    return min(float(text), LONGEST_WAIT_S) if text.isascii() and text.isdigit() and len(text) < 9 else None


def said_of(content: bytes, key: Key | None = None) -> str:
    """The message of an OpenAI-like error, or the beginning of whatever it is, without the key that it may repeat."""
    try:
        text = _inner(_inner(json.loads(content), "error"), "message")
    except (ValueError, RecursionError):
        text = content.decode("utf-8", "replace")
    plain = "".join(sign if sign.isprintable() else " " for sign in str(text)[: 10 * LONGEST_SAID])
    words = " ".join(plain.split()) or "…"
    hidden = words if key is None else key.hide(words)
    return hidden if len(hidden) <= LONGEST_SAID else hidden[: LONGEST_SAID - 1] + "…"


def _inner(value: object, key: str) -> object:
    if not isinstance(value, dict):
        return value
    outer = cast("dict[str, object]", value)
    return outer.get(key, outer)
