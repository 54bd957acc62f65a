"""Where a request may go: a typed address read strictly, and the rule that its name and every DNS answer must pass."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from llmselect.bench.faults import ServerFault
from llmselect.errors import shortened

IpAddress = IPv4Address | IPv6Address
NAT64: Final = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48")))
"""Addresses that a gateway turns into the IPv4 address in their last 32 bits (RFC 6052, RFC 8215)."""
METADATA: Final = frozenset(map(ip_address, ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")))
"""Addresses outside 169.254.0.0/16 at which clouds tell a machine its own secrets (Alibaba, Azure, Oracle, AWS)."""
LONGEST_ADDRESS: Final = 2000


class NetworkReach(StrEnum):
    """How far requests may go."""

    THIS_COMPUTER = "this_computer"
    ANYWHERE = "anywhere"
    """The owner's own computer asks: any server but link-local and metadata addresses."""
    PROVIDERS = "providers"
    """A public deployment: the known hosts of providers, over https, and none of its own network."""


@dataclass(frozen=True, slots=True)
class AddressRule:
    """What names and network addresses a request may go to."""

    reach: NetworkReach
    hosts: frozenset[str] = frozenset()
    """Known hosts of providers, in small letters."""

    def require_name(self, host: str, port: int, secure: bool) -> None:
        """Raises ServerFault for a host that must not be asked, whatever it resolves to."""
        given = shortened(host)
        if self.reach is NetworkReach.THIS_COMPUTER and not is_loopback_name(host):
            raise ServerFault("bench.other_computer", given=given)
        if self.reach is NetworkReach.PROVIDERS:
            if host.casefold() not in self.hosts:
                raise ServerFault("bench.not_a_provider", given=given)
            if not secure or port != 443:
                raise ServerFault("bench.only_https", given=given)
        literal = _literal(host)
        if literal is not None:
            self.require_ip(host, literal)

    def require_ip(self, host: str, ip: IpAddress) -> None:
        """Raises ServerFault for a network address that must not be asked; `host`: the name that led to it."""
        inner = embedded(ip)
        if self.reach is NetworkReach.THIS_COMPUTER:
            if not inner.is_loopback:
                raise ServerFault("bench.other_computer", given=shortened(host))
        elif _never(inner) or (self.reach is NetworkReach.PROVIDERS and not (inner.is_global and ip.is_global)):
            raise ServerFault("bench.inner_address", given=shortened(host), ip=str(ip))


HERE: Final = AddressRule(NetworkReach.THIS_COMPUTER)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server listens, with the rule that it passed and that its network addresses still have to pass."""

    secure: bool
    host: str
    port: int
    path: str
    """Before `/models` and `/chat/completions`: `/v1` unless told otherwise."""
    rule: AddressRule = HERE

    def __str__(self) -> str:
        usual = self.port == (443 if self.secure else 80) and not is_loopback_name(self.host)
        port = "" if usual else f":{self.port}"
        return f"{'https' if self.secure else 'http'}://{bracketed(self.host)}{port}{self.path}"


def address(base_url: str, rule: AddressRule = HERE) -> ServerAddress:
    """A typed address, as `localhost:11434` or `http://127.0.0.1:8080/v1`.

    Raises ServerFault where the rule forbids it. `/v1` stands where the address has no path, except at a known
    provider: theirs is as they publish it.
    """
    text = base_url.strip()[:LONGEST_ADDRESS]
    if "@" in text:
        raise ServerFault("bench.credentials")
    try:
        parts = urlsplit(
            text if "://" in text else f"{'https' if rule.reach is NetworkReach.PROVIDERS else 'http'}://{text}"
        )
        port = parts.port
    except ValueError:
        raise ServerFault("bench.bad_address", given=_shown(text)) from None
    secure, host = parts.scheme == "https", parts.hostname or ""
    if parts.scheme not in ("http", "https") or not _plain(host) or parts.query or parts.fragment:
        raise ServerFault("bench.bad_address", given=_shown(text))
    path = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/models")
    if path and not _plain(path):
        raise ServerFault("bench.bad_address", given=_shown(text))
    port = port or (443 if secure else 80)
    rule.require_name(host, port, secure)
    usual = "" if host.casefold() in rule.hosts else "/v1"
    return ServerAddress(secure, host, port, path or usual, rule)


def _shown(text: str) -> str:
    """What was typed, as far as it may be repeated: behind ? and # stand keys now and then."""
    shown = re.split(r"[?#]", text, maxsplit=1)[0]
    return shortened(shown if shown == text else f"{shown}…")


def _plain(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable() and not set(text) & set(" \\%")


def bracketed(host: str) -> str:
    """The host as a URL and the Host header write it."""
    return f"[{host}]" if ":" in host else host


def is_loopback_name(host: str) -> bool:
    """Whether the name can only mean this computer."""
    literal = _literal(host)
    return host.casefold() == "localhost" if literal is None else literal.is_loopback


def _literal(host: str) -> IpAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def embedded(ip: IpAddress) -> IpAddress:
    """The IPv4 address that an IPv6 form leads to in the end (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    within = any(ip in network for network in NAT64) or (int(ip) >> 32 == 0 and int(ip) > 1)
    return IPv4Address(int(ip) & 0xFFFFFFFF) if within else ip


def _never(ip: IpAddress) -> bool:
    """Addresses that no model is served at: metadata, link-local, multicast, unspecified, reserved."""
    unroutable = ip.is_link_local or ip.is_multicast or ip.is_unspecified
    return unroutable or (ip.is_reserved and not ip.is_loopback) or ip in METADATA
