"""Where somebody comes from, as far as limits care."""

from __future__ import annotations

import ipaddress

UNKNOWN = "unknown"


def place_of(address: str) -> str:
    """An IPv4 address as it is, of an IPv6 address its /64 (a household has one or more)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def nearest(peer: str, forwarded: str, *, behind_proxy: bool) -> str:
    """Whose address it is. Behind our proxy: the last it forwarded for, which it wrote itself."""
    return (forwarded.rpartition(",")[2].strip() if behind_proxy else "") or peer
