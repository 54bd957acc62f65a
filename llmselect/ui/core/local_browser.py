"""Whether the browser runs on the same computer as this server: only then may its hardware and servers be read."""

import ipaddress

import streamlit as st

LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}


def is_local() -> bool:
    """Whether the browser runs on the computer that runs this server: loopback at both ends, and no proxy between."""
    headers = {name.casefold(): value for name, value in st.context.headers.items()}
    proxied = {"x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"}.intersection(headers)
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    return not proxied and host in LOCAL_NAMES and _is_loopback(st.context.ip_address)


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
