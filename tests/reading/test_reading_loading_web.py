"""Addresses: only what the user names, bounded in size and time; against a local server."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from countermove.reading.loading import load, web
from countermove.reading.loading.web import fetch
from countermove.records.errors import ArticleError

PROSE = "The council of the port met. It said that the ships would wait until the tide. " * 5
PAGE = (
    f"<html><head><title>Port</title></head><body><article><p>{PROSE}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """A page, a text, ways on to elsewhere, an answer without end, a slow one."""

    ways: ClassVar[dict[str, str]] = {
        "/on": "/port.html",
        "/round": "/round",
        "/file": "file:///etc/passwd",
        "/ftp": "ftp://127.0.0.1/x",
    }

    def do_GET(self) -> None:
        if self.path in self.ways:
            self.send_response(302)
            self.send_header("Location", self.ways[self.path])
            self.end_headers()
        elif self.path == "/endless":
            self.begin("text/plain")
            while self.put(b"a word " * 10_000):
                pass
        elif self.path == "/slow":
            self.begin("text/plain")
            while self.put(b"a "):
                time.sleep(0.05)
        elif self.path == "/port.html":
            self.begin("text/html; charset=utf-8")
            self.put(PAGE.encode())
        elif self.path == "/note.txt":
            self.begin("text/plain; charset=cp1252")
            self.put((PROSE + "café").encode("cp1252"))
        elif self.path.startswith("/short"):
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(PROSE) + 1))
            self.end_headers()
            self.put(PROSE.encode())
        elif self.path.startswith("/packed/"):
            self.put_packed(self.path.rpartition("/")[2])
        else:
            self.send_error(404)

    def put_packed(self, coding: str) -> None:
        page = PAGE.encode()
        packed = {
            "gzip": gzip.compress(page), "deflate": zlib.compress(page), "br": b"?" * 50,
            "bomb": gzip.compress(bytes(3_000_000)), "cut": b"\x1f\x8bno gzip at all",
            "half": gzip.compress(page)[:-60], "zhalf": zlib.compress(page)[:-60],
        }[coding]  # fmt: skip
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        named = {"bomb": "gzip", "cut": "gzip", "half": "gzip", "zhalf": "deflate"}
        self.send_header("Content-Encoding", named.get(coding, coding))
        self.end_headers()
        self.put(packed)

    def begin(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def put(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        return True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_page_and_text_are_read(host: str) -> None:
    page, note = load([f"{host}/port.html", f"{host}/note.txt"])
    assert page.text.startswith("The council of the port met.")
    assert (page.id, page.title, page.url) == ("port", "Port", f"{host}/port.html")
    assert note.text == PROSE + "café"


def test_redirection_is_followed_within_http(host: str) -> None:
    assert load(f"{host}/on")[0].url == f"{host}/port.html"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_an_answer_packed_unasked_is_read(host: str, coding: str) -> None:
    assert load(f"{host}/packed/{coding}")[0].text.startswith("The council of the port met.")


@pytest.mark.parametrize(
    ("coding", "says"), [("br", r"\(br\) that is not read"), ("cut", "damaged compressed form")]
)
def test_other_packing_is_refused(host: str, coding: str, says: str) -> None:
    with pytest.raises(ArticleError, match=says):
        load(f"{host}/packed/{coding}")


@pytest.mark.parametrize("path", ["/packed/half", "/packed/zhalf", "/short.txt"])
def test_an_answer_cut_short_is_not_taken_for_an_article(host: str, path: str) -> None:
    with pytest.raises(ArticleError, match="cut off before its end"):
        load(f"{host}{path}")


def test_a_packed_answer_is_bounded_as_it_unpacks(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 1_000_000)
    with pytest.raises(ArticleError, match="larger than"):
        fetch(f"{host}/packed/bomb")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/file", "not an http or https address"),
        ("/ftp", "not an http or https address"),
        ("/round", "leads on more than"),
        ("/nothing", "answers 404"),
    ],
)
def test_ways_out_are_refused(host: str, path: str, says: str) -> None:
    with pytest.raises(ArticleError, match=says) as caught:
        load(host + path)
    assert host + path in str(caught.value)


def test_public_page_may_not_lead_to_a_private_one(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = iter(["93.184.216.34", "127.0.0.1"])
    monkeypatch.setattr(web, "resolve", lambda parts, url: next(addresses))
    monkeypatch.setattr(web, "ask", lambda parts, address, deadline, url: "http://inner.example/")
    with pytest.raises(ArticleError, match="from a public address to a private one"):
        fetch("http://outer.example/")


def test_size_and_time_are_bounded(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 1_000_000)
    with pytest.raises(ArticleError, match="larger than"):
        fetch(f"{host}/endless")
    with pytest.raises(ArticleError, match="in time"):
        fetch(f"{host}/slow", seconds=0.4)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "http://[bad", "http://a:99999/"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ArticleError, match="address"):
        load(url)
