"""A page from an address that the user names."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from countermove.reading.loading.sources import MAX_BYTES
from countermove.records.errors import ArticleError

__all__ = ["Page", "fetch"]

SECONDS = 30.0
MAX_REDIRECTS = 5
KEPT = "%/?#[]:@!$&'()*+,;=~"
"""Marks that an address may hold as they are; other letters are written as their UTF-8 bytes."""
WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""How zlib is told of the forms in which a server may pack an answer unasked."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Page:
    """What an address gave: the last address, the media type, the charset, the bytes."""

    url: str
    kind: str
    charset: str
    data: bytes


def fetch(url: str, *, seconds: float = SECONDS) -> Page:
    """The bytes at an ``http`` or ``https`` address, at most 20 MB, within `seconds`.

    A redirection may not leave http(s), nor lead from a public machine to a private one.

    Raises:
        ArticleError: the address is refused, too slow, too large, or answers with an error.
    """
    deadline = time.monotonic() + seconds
    private_allowed = True  # the user named the first address himself
    target = url
    for _ in range(MAX_REDIRECTS + 1):
        parts = check(target, url)
        address = resolve(parts, url)
        public = ipaddress.ip_address(address).is_global
        if not public and not private_allowed:
            raise ArticleError("leads from a public address to a private one: refused", path=url)
        private_allowed = not public
        answer = ask(parts, address, deadline, url)
        if isinstance(answer, Page):
            return answer
        target = join(target, answer, url)
    raise ArticleError(f"leads on more than {MAX_REDIRECTS} times: refused", path=url)


def join(target: str, answer: str, url: str) -> str:
    """Where an address leads on to."""
    try:
        return urljoin(target, answer)
    except ValueError as error:
        raise ArticleError(f"leads on to what is no address: {error}", path=url) from error


def check(target: str, url: str) -> SplitResult:
    """The address in parts, if it is one that may be asked."""
    try:
        target.encode()
        parts = urlsplit(target)
        port = parts.port
    except ValueError as error:
        raise ArticleError(f"is not an address: {error}", path=url) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise ArticleError("is not an http or https address: refused", path=url)
    return parts


def resolve(parts: SplitResult, url: str) -> str:
    """The numeric address of the host, so that what was checked is what is asked."""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise ArticleError(f"the host {parts.hostname} is not found", path=url) from error
    return str(found[0][4][0]).partition("%")[0]


def ask(parts: SplitResult, address: str, deadline: float, url: str) -> Page | str:
    """The page, or where it has moved to."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port)
    headers = {"Accept-Encoding": "identity", "User-Agent": "countermove", "Connection": "close"}
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    path = quote(parts.path or "/", safe=KEPT) + query
    try:
        left = max(deadline - time.monotonic(), 0.01)
        with (
            socket.create_connection((address, port), timeout=left) as plain,
            ended(plain, deadline),
        ):
            connection.sock = secure(plain, host) if parts.scheme == "https" else plain
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:
                return receive(answer, parts.geturl(), deadline, url)
    except TimeoutError as error:
        raise ArticleError("did not answer in time", path=url) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise ArticleError("did not answer in time", path=url) from error
        said = " ".join(str(error).split())
        raise ArticleError(f"cannot be fetched: {said[:200]}", path=url) from error
    finally:
        connection.close()


@contextmanager
def ended(plain: socket.socket, deadline: float) -> Iterator[None]:
    """The connection shut at the deadline, whichever way the other side is slow."""

    def shut() -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(plain, socket.SHUT_RDWR)

    alarm = threading.Timer(max(deadline - time.monotonic(), 0.01), shut)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def secure(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """The connection with the host's certificate checked."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def receive(answer: http.client.HTTPResponse, target: str, deadline: float, url: str) -> Page | str:
    """Read an answer's head and, if it is the page, its body."""
    location = answer.getheader("Location")
    if answer.status in REDIRECTS and location:
        return location
    if answer.status != http.HTTPStatus.OK:
        raise ArticleError(f"answers {answer.status} {answer.reason}", path=url)
    data = read_body(answer, deadline, url)
    kind = answer.headers.get_content_type()
    return Page(target, kind, answer.headers.get_content_charset() or "", data)


def read_body(answer: http.client.HTTPResponse, deadline: float, url: str) -> bytes:
    """The unpacked bytes of an answer, all of them or none."""
    unpacker = choose_unpacker(answer.getheader("Content-Encoding") or "identity", url)
    announced, came, data = answer.length, 0, bytearray()
    while block := answer.read1(65536):
        came += len(block)
        data += unpack(block, unpacker, url)
        if len(data) > MAX_BYTES:
            raise ArticleError("is larger than 20 MB", path=url)
        if time.monotonic() > deadline:
            raise ArticleError("did not answer in time", path=url)
    if time.monotonic() >= deadline:  # shut half-way, which reads like an end
        raise ArticleError("did not answer in time", path=url)
    if came < (announced or 0) or (unpacker is not None and came and not unpacker.eof):
        raise ArticleError("was cut off before its end; try again", path=url)
    return bytes(data)


def choose_unpacker(coding: str, url: str) -> zlib._Decompress | None:
    """What unpacks an answer; nothing where it is not packed."""
    coding = coding.strip().lower()
    if coding == "identity":
        return None
    if coding not in WINDOWS:
        raise ArticleError(f"answers in a compressed form ({coding}) that is not read", path=url)
    return zlib.decompressobj(WINDOWS[coding])


def unpack(block: bytes, unpacker: zlib._Decompress | None, url: str) -> bytes:
    """The bytes in a block of an answer; no more of them than are read."""
    if unpacker is None:
        return block
    try:
        return unpacker.decompress(block, MAX_BYTES + 1)
    except zlib.error as error:
        raise ArticleError("answers in a damaged compressed form", path=url) from error
