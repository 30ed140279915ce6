"""Ports and addresses of this machine."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterable

#: Addresses nobody has: connecting a datagram socket sends nothing, but picks our own side.
_ELSEWHERE = ("192.0.2.1", "10.255.255.254", "192.168.255.254", "172.31.255.254")


class NoPort(Exception):
    """The port is taken, and no other may be used."""


def free_port(hosts: Iterable[str], wanted: int, *, fixed: bool = False) -> int:
    """The wanted port if it is free on all hosts, else the next that is; raises NoPort if fixed."""
    hosts = list(hosts)
    for port in range(wanted, min(wanted + 50, 65536)):
        if all(_is_free(host, port) for host in hosts):
            return port
        if fixed:
            break
    if fixed:
        raise NoPort(wanted)
    with socket.socket() as probe:
        probe.bind((hosts[0], 0))
        return int(probe.getsockname()[1])


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise
    return True


def lan_address() -> str | None:
    """This machine's address in its local network; None where it is in none."""
    found = [*filter(None, map(_own_side, _ELSEWHERE)), *_named()]
    usable = [one for one in found if _is_local(one)]
    return usable[0] if usable else None


def _own_side(other: str) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((other, 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _named() -> list[str]:
    try:
        return [str(one) for one in socket.gethostbyname_ex(socket.gethostname())[2]]
    except OSError:
        return []


def _is_local(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified)
