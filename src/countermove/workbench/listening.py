"""Where the workbench listens, and the names under which it may be called there."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

from countermove.records.errors import SettingsError

__all__ = [
    "addresses_of",
    "bracketed",
    "clean_root",
    "hosts_of",
    "is_every_address",
    "is_loopback",
    "listen",
]

GONE = 60_000
"""Milliseconds after which a peer that takes nothing more counts as gone."""

NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?")
ROOT = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): nothing is sent there; it asks which way out is ours."""


def hosts_of(host: str, port: int, trusted: Iterable[str] = ()) -> frozenset[str]:
    """What a browser may call us: with the port, and without where it leaves the port out.

    `trusted` are names that a person gave, with or without a port; a name without one is also
    taken as a proxy passes it on, which listens where a browser says no port.

    Raises:
        SettingsError: a trusted name is no host name.
    """
    called = {f"{bracketed(name)}:{port}" for name in names_of(host)}
    if port in (80, 443):
        called |= {bracketed(name) for name in names_of(host)}
    for name in map(str.lower, trusted):
        if not NAME.fullmatch(name):
            raise SettingsError(f"--trust-host takes a host name, or NAME:PORT, not {name!r}")
        called |= {name} if re.search(r":\d+$", name) else {name, f"{name}:{port}"}
    return frozenset(called)


def names_of(host: str) -> set[str]:
    """The host as it was given, with the names that mean the same here."""
    if is_every_address(host):
        return {"localhost", "127.0.0.1", "::1", socket.gethostname().lower()}
    return {host.lower(), "localhost"} if is_loopback(host) else {host.lower()}


def addresses_of(host: str) -> list[str]:
    """The addresses to tell a person: the host's own; where all are meant, this machine's name
    for itself and the address others see."""
    if not is_every_address(host):
        return [host]
    found = outward()
    return ["127.0.0.1", *([found] if found else [socket.gethostname()])]


def outward() -> str:
    """The address from which this machine reaches others; "" where it reaches none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ELSEWHERE)
        except OSError:
            return ""
        return str(way.getsockname()[0])


def clean_root(path: str) -> str:
    """The path under which a proxy shows us, with a slash before and none behind; "" for none.

    Raises:
        SettingsError: it is no plain path.
    """
    root = "/" + path.strip("/") if path.strip("/") else ""
    if not ROOT.fullmatch(root):
        raise SettingsError(f"--root-path takes a path such as /countermove, not {path!r}")
    return root


def bracketed(host: str) -> str:
    """The host as an address has it: colons of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_every_address(host: str) -> bool:
    """Whether a host means all addresses of this machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    A peer that vanished without a word is noticed: the system asks after it, and gives up what
    it does not take in a minute.

    Raises:
        SettingsError: the port is taken, or the host is none of this machine's.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE)
    try:
        listener.bind((host, port))
        listener.listen()  # whoever is told the address is heard, though the server begins later
    except (OSError, UnicodeError) as error:
        listener.close()
        why = error.strerror if isinstance(error, OSError) else "it is no host name"
        raise SettingsError(
            f"{bracketed(host)}:{port} cannot be used: {why}; try --port 0"
        ) from error
    return listener
