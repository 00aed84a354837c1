"""Who may talk to the workbench, and how much they may send.

Every request must come to a host name that is ours (against DNS rebinding), a request that
changes something must come from our own pages (Origin), and all must carry the random
token of this run, as a cookie that other sites' pages cannot send (SameSite=Strict). A body
over the bound is refused before any page of ours sees it. Article text never runs: see `POLICY`.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["LARGEST_BODY", "POLICY", "Guard", "Keys"]

LARGEST_BODY = 20_000_000
BODY_SECONDS = 120.0
"""The longest wait for the whole of what a page sends."""
COOKIE = "countermove"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src data:; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}

CLOSING = {b"connection": b"close"}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Keys:
    """The token of this run, the hosts (name:port) under which we answer, and our cookie's name.

    Cookies know no ports: a workbench on another port of the same machine needs another name.
    With `by_address`, the address that a connection came to is a name of ours too: it is none that
    another site's name could be made to lead to. `root` is the path under which a proxy shows us.
    """

    hosts: frozenset[str]
    cookie: str = COOKIE
    by_address: bool = False
    root: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def fits(self, offered: str) -> bool:
        """Whether an offered token is ours, compared in constant time."""
        return hmac.compare_digest(offered.encode(), self.token.encode())

    def are_called(self, name: str, scope: Scope) -> bool:
        """Whether a name (with its port) is one of ours, on the connection of this request."""
        if name.lower() in self.hosts:
            return True
        address, port = scope.get("server") or ("", None)
        address = address.removeprefix("::ffff:")  # an IPv4 connection to an IPv6 socket
        own = f"[{address}]" if ":" in address else address
        return self.by_address and name.lower() == f"{own}:{port}"


@dataclass(frozen=True)
class Guard:
    """An ASGI application in front of `app` that lets only our own pages through."""

    app: App
    keys: Keys
    largest: int = LARGEST_BODY
    seconds: float = BODY_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        scope = below(scope, self.keys.root)
        refusal = self.refuse(scope, headers)
        if refusal is not None:
            await respond(send, *refusal)
        elif self.brings_token(scope):
            await respond(send, 303, "", self.welcome(scope))
        else:
            await self.pass_on(scope, receive, send)

    def refuse(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """The status and sentence of a refusal, or None where the request may pass."""
        if not self.keys.are_called(headers.get("host", ""), scope):
            return 421, "This address is not the workbench's own."
        if scope["method"] not in ("GET", "HEAD") and not self.is_own(headers, scope):
            return 403, "Only the workbench's own pages may change something."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.largest:
            return 413, self.too_much
        if self.brings_token(scope) or self.keys.fits(read_cookie(headers, self.keys.cookie)):
            return None
        return 403, "Open the address that `countermove serve` printed: it holds this run's key."

    def is_own(self, headers: dict[str, str], scope: Scope) -> bool:
        """Whether the page that sends the request was served by us."""
        origin = urlsplit(headers.get("origin", ""))
        same_site = headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
        return self.keys.are_called(origin.netloc, scope) and same_site

    def brings_token(self, scope: Scope) -> bool:
        """Whether the address itself holds the right token (the first visit)."""
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        return scope["method"] == "GET" and self.keys.fits(query.get("token", ""))

    def welcome(self, scope: Scope) -> dict[bytes, bytes]:
        """Set the cookie and send the browser on to the same address without the token."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"))
        rest = urlencode([(k, v) for k, v in pairs if k != "token"])
        path = self.keys.root + "/" + scope["path"].lstrip("/")
        cookie = (
            f"{self.keys.cookie}={self.keys.token}; HttpOnly; SameSite=Strict; "
            f"Path={self.keys.root}/" + ("; Secure" if scope.get("scheme") == "https" else "")
        )
        location = path + (f"?{rest}" if rest else "")
        return {b"set-cookie": cookie.encode(), b"location": location.encode()}

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through once its whole body is here, and add our headers.

        The body is counted before the application sees any of it: a parser that gave up
        half-way would answer with a fault of its own instead of the refusal.
        """
        try:
            async with asyncio.timeout(self.seconds):
                body = await take_body(receive, self.largest)
        except TimeoutError:
            await respond(send, 408, "What you sent did not come in time.", CLOSING)
            return
        if body is None:
            await respond(send, 413, self.too_much)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self.add_headers(message["headers"])}
            await send(message)

        await self.app(scope, replay(body, receive), safe)

    def add_headers(self, headers: Any) -> list[tuple[bytes, bytes]]:
        """The response's headers, with ours where it sets none of its own, and where it sends the
        browser on, under the proxy's path."""
        own = [(k.lower(), self.place(v) if k.lower() == b"location" else v) for k, v in headers]
        present = {k for k, _ in own}
        return own + [(k, v) for k, v in HEADERS.items() if k not in present]

    def place(self, location: bytes) -> bytes:
        """An address of ours as the browser sees it."""
        return self.keys.root.encode() + location if location.startswith(b"/") else location

    @property
    def too_much(self) -> str:
        """The sentence for a body over the bound."""
        return f"At most {self.largest // 1_000_000} MB can be sent at once."


def below(scope: Scope, root: str) -> Scope:
    """A request with the path as the pages know it, whether or not the proxy took its own off."""
    path = scope["path"]
    if not root or not (path + "/").startswith(root + "/"):
        return scope
    return {**scope, "path": path.removeprefix(root) or "/"}


async def take_body(receive: Receive, largest: int) -> bytes | None:
    """The whole body, or None where it is over the bound or its sender has gone.

    As much again is read and dropped before giving up: a sender that is still writing
    when the line closes never gets to see why.
    """
    parts: list[bytes] = []
    taken = 0
    more = True
    while more and taken <= 2 * largest:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        taken += len(part)
        if taken <= largest:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if taken <= largest else None


def replay(body: bytes, receive: Receive) -> Receive:
    """Give the application a body that is already here, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


def read_cookie(headers: dict[str, str], name: str) -> str:
    """The token that the browser sends back."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


async def respond(
    send: Send, status: int, sentence: str, headers: dict[bytes, bytes] | None = None
) -> None:
    """A plain answer of one sentence."""
    body = sentence.encode()
    lines = {
        b"content-type": b"text/plain; charset=utf-8",
        b"content-length": str(len(body)).encode(),
        **HEADERS,
        **(headers or {}),
    }
    start = {"type": "http.response.start", "status": status, "headers": list(lines.items())}
    await send(start)
    await send({"type": "http.response.body", "body": body})
