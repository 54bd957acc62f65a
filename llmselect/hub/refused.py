"""Which fault an answer of the Hub tells, by its status and its own error codes."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from llmselect.hub.clean import clean
from llmselect.hub.faults import HubFault, Kind

CODES = {
    "GatedRepo": Kind.GATED,
    "RepoNotFound": Kind.NOT_FOUND,
    "RevisionNotFound": Kind.NO_FILE,
    "EntryNotFound": Kind.NO_FILE,
}
"""Header X-Error-Code; huggingface_hub 2.4.0 reads the same."""
OF_REPOSITORY = re.compile(r"^/(?:api/(?:models|datasets|resolve-cache/\w+)|datasets)?/?([^/]+/[^/]+)")
RESET = re.compile(r"\br\s*=\s*0\s*;\s*t\s*=\s*(\d{1,6})\b")
LONGEST_WAIT_S = 86_400


def subject(url: str) -> str:
    """The repository that an address is about, else its host; fit to be shown."""
    parts = urlsplit(url)
    found = OF_REPOSITORY.match(unquote(parts.path))
    return clean(found[1] if found else parts.hostname or "huggingface.co")


def refusal(url: str, status: int, headers: Mapping[str, str], *, with_token: bool) -> HubFault:
    """The fault that a status outside 2xx and 3xx tells; `headers` are looked up in small letters."""
    about = subject(url)
    if status == 429:
        return HubFault(Kind.RATE_LIMITED, subject=about, retry_after_s=_wait_s(headers))
    if kind := CODES.get(headers.get("x-error-code", "")):
        return HubFault(kind, subject=about)
    if status == 401:  # the Hub answers so for what does not exist, too
        said = "invalid credentials" in headers.get("x-error-message", "").casefold()
        return HubFault(Kind.TOKEN if with_token or said else Kind.NOT_FOUND, subject=about)
    if status in (404, 410):
        return HubFault(Kind.NOT_FOUND, subject=about)
    if status in (403, 451):
        return HubFault(Kind.FORBIDDEN, subject=about)
    return HubFault(Kind.HUB_ERROR, subject=about, status=status)


def _wait_s(headers: Mapping[str, str]) -> int | None:
    """Seconds to wait: Retry-After, or the window's rest where nothing is left of it."""
    after = headers.get("retry-after", "").strip()
    found = RESET.search(headers.get("ratelimit", ""))
    seconds = after if after.isascii() and after.isdigit() and len(after) < 7 else found[1] if found else None
    return None if seconds is None else min(int(seconds), LONGEST_WAIT_S)
