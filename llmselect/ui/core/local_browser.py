"""Whether this computer's hardware and servers may be read: only where its owner said so, and for a browser on it.

Nothing that a request brings can prove that the browser runs on this computer: a forwarder on the same host (ssh -R,
socat, a proxy) connects from the loopback address, and headers are written by the stranger or by the proxy. The owner's
word comes first; address and headers can only refuse.
"""

import ipaddress
import os
from typing import Final

import streamlit as st

VARIABLE: Final = "LLMSELECT_LOCAL"
"""Set to 1 by `make run`, which listens on the loopback address alone; unset everywhere else."""
ON: Final = ("1", "ON", "YES", "TRUE")
LOCAL_NAMES: Final = {"localhost", "127.0.0.1", "::1"}
LOCAL_ORIGINS: Final = tuple(
    f"{scheme}://{host}" for scheme in ("http", "https") for host in ("localhost", "127.0.0.1", "[::1]")
)
OF_PROXIES: Final = (
    "cdn-loop",
    "cf-",
    "client-ip",
    "fastly-",
    "fly-",
    "forwarded",
    "true-client-ip",
    "via",
    "x-amzn-",
    "x-appengine-",
    "x-arr-",
    "x-azure-",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-envoy-",
    "x-forwarded",
    "x-original-",
    "x-real-",
    "x-vercel-",
)
"""How the names of headers begin that proxies and their services add."""


def is_local() -> bool:
    """Whether the owner turned it on and nothing about this visitor speaks against it."""
    return _owner_allows() and not _from_elsewhere()


def _owner_allows() -> bool:
    return os.environ.get(VARIABLE, "").strip().upper() in ON


def _from_elsewhere() -> bool:
    """Whether the address or any header shows a proxy or another computer; their absence shows nothing."""
    headers = {name.casefold(): value for name, value in st.context.headers.items()}
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]").casefold()
    origin = headers.get("origin", LOCAL_ORIGINS[0]).casefold()
    return (
        any(name.startswith(OF_PROXIES) for name in headers)
        or host not in LOCAL_NAMES
        or not any(origin == each or origin.startswith(f"{each}:") for each in LOCAL_ORIGINS)
        or not _is_loopback(st.context.ip_address)
    )


def _is_loopback(address: str | None) -> bool:
    """Streamlit gives None for this computer, and a dual-stack socket gives ::ffff:127.0.0.1."""
    if address is None:
        return True
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback
