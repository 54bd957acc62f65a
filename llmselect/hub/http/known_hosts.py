"""Which hosts a question to the Hub may be sent on to: the Hub's own, and those of the endpoint that the owner chose.

An answer of the Hub, or of whoever stands between, cannot send this server to an address inside its own network.
"""

from typing import Final
from urllib.parse import urlsplit

from llmselect.hub.http.hub_faults import FaultKind, HubFault, subject

DOMAINS: Final = ("huggingface.co", "hf.co")
"""The Hub, its storage (cdn-lfs.hf.co, transfer.xethub.hf.co, cas-bridge.xethub.hf.co) and its distribution network
(us.aws.cdn.hf.co): https://huggingface.co/.well-known/meta.json, read 2026-11-28."""
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
Origin = tuple[str, str, int | None]
"""Scheme, host in small letters, and port."""


def origin(url: str) -> Origin:
    """Scheme, host and port; HubFault (BAD_DATA) for an address without them."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError as fault:
        raise HubFault(FaultKind.BAD_DATA, subject="huggingface.co") from fault
    return parts.scheme, (parts.hostname or "").casefold(), port


def require_same_safety(url: str, home: str) -> None:
    """Raises HubFault (BAD_DATA) for anything but https, and for http unless the endpoint itself is plain http."""
    scheme, host, _ = origin(url)
    if not host or (scheme != "https" and (scheme, origin(home)[0]) != ("http", "http")):
        raise HubFault(FaultKind.BAD_DATA, subject=subject(url))


def require_known_host(onward: str, before: str, home: str) -> None:
    """Raises HubFault (BAD_DATA) for a redirect that leads anywhere else than to the Hub, the endpoint, or back.

    `before`: the address that answered with the redirect; `home`: the endpoint.
    """
    target = origin(onward)
    if not (target == origin(before) or _of_hub(target) or _of_endpoint(target, origin(home))):
        raise HubFault(FaultKind.BAD_DATA, subject=subject(before))


def _of_hub(target: Origin) -> bool:
    scheme, host, port = target
    return (scheme, port) == ("https", 443) and any(_within(host, domain) for domain in DOMAINS)


def _of_endpoint(target: Origin, home: Origin) -> bool:
    """A mirror keeps files on names below its own (cdn-lfs.mirror.example); this computer has several names."""
    same_door = (target[0], target[2]) == (home[0], home[2])
    return same_door and (_within(target[1], home[1]) or {target[1], home[1]} <= LOOPBACK)


def _within(host: str, domain: str) -> bool:
    """That host or one below it; an address of numbers has none below it that a name could be."""
    return host == domain or host.endswith(f".{domain}")
