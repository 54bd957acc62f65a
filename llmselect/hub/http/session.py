"""The HTTP client of the process: huggingface_hub's own, with time limits on every request."""

import threading

import httpx2
from huggingface_hub import constants, get_session, set_client_factory
from huggingface_hub.errors import OfflineModeIsEnabled

from llmselect.hub.http.deadline import bound

CONNECT_S = 3.0
READ_S = 8.0
TIMEOUT = httpx2.Timeout(READ_S, connect=CONNECT_S)

_lock = threading.Lock()
_installed = False


def session() -> httpx2.Client:
    """The client that all threads share, made at the first call."""
    global _installed
    with _lock:
        if not _installed:
            set_client_factory(_client)
            _installed = True
    return get_session()


def _client() -> httpx2.Client:
    hooks = {"request": [_refuse_offline, _limit_time]}
    return bound(httpx2.Client(event_hooks=hooks, follow_redirects=True, timeout=TIMEOUT))


def _refuse_offline(request: httpx2.Request) -> None:
    if constants.is_offline_mode():
        raise OfflineModeIsEnabled(f"offline: {request.url.host} is not asked")


def _limit_time(request: httpx2.Request) -> None:
    """Listings of huggingface_hub 2.4.0 pass timeout=None, which beats the client's own limit."""
    limits: dict[str, float | None] = request.extensions.get("timeout") or {}
    if all(limit is None for limit in limits.values()):
        request.extensions["timeout"] = TIMEOUT.as_dict()
