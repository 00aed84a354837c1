"""Servers that answer what no server should: an article or one line, never a fault of ours."""

from __future__ import annotations

import pytest
from tests.reading.test_reading_loading_slow import serving

from countermove.reading.loading import load_all

PROSE = b"<p>The council of the port met. It said that the ships would wait for the tide.</p>" * 9
DONE = b"HTTP/1.1 200 OK\r\n"


def lead(place: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + place + b"\r\nContent-Length: 0\r\n\r\n"


def give(*headers: bytes) -> bytes:
    return DONE + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + PROSE


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lead(b"http://["), "leads on to what is no address"),
        (lead(b"http://a\x00b/"), "is not found"),
        (lead(b"http://\xff\xfe/"), "is not found"),
        (lead(b"http://127.0.0.1:x/"), "is not an address"),
        (lead(b"http://127.0.0.1:99999999/"), "is not an address"),
        (lead(b"javascript:alert(1)"), "not an http or https address"),
        (lead(b""), "answers 302"),
        (b"", "cannot be fetched"),
        (b"hello there", "cannot be fetched"),
        (b"\x00\xff\xfe" * 500, "cannot be fetched"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 99999 OK\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 204 No\r\n\r\n", "answers 204"),
        (DONE + b"\r\n", "is empty"),
        (DONE + b"X: y\r\n" * 5000 + b"\r\n", "more than 100 headers"),
        (DONE + b"X: " + b"y" * 70_000 + b"\r\n\r\n", "header line"),
        (give(b"Transfer-Encoding: chunked", b"", b"zz"), "cannot be fetched"),
        (give(b"Transfer-Encoding: chunked", b"", b"-5"), "cannot be fetched"),
        (give(b"Transfer-Encoding: chunked", b"", b"f" * 40), "cannot be fetched"),
        (give(b"Content-Encoding: gzip, gzip"), "compressed form"),
        (give(b"Content-Length: " + b"9" * 5000), ""),
        (give(b"Content-Length: -5"), ""),
        (give(b"no colon", b": x", b"\xff: y"), ""),
        (give(b"Content-Type: ;;;=\xff; charset=\""), ""),
        (give(b"Content-Type: text/html; charset*=zz''%ff%fe"), ""),
        (give(b"Content-Type: text/html; charset=idna"), ""),
        (give(b"Content-Type: text/html; charset=hex"), ""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + give(b"Content-Type: text/html"), ""),
    ],
)  # fmt: skip
def test_an_odd_answer_is_an_article_or_one_line(answer: bytes, told: str) -> None:
    with serving(answer, 0) as (port, _):
        loaded = load_all(f"http://127.0.0.1:{port}/p.html")
    assert len(loaded.articles) == (not told)
    for problem in loaded.problems:
        assert told in str(problem)
        assert "\n" not in str(problem)
        assert len(str(problem)) < 400


@pytest.mark.parametrize("end", ["/\udcff", "/?q=\ud800", "/#\udcff"])
def test_an_address_that_is_no_text_is_refused(end: str) -> None:
    (problem,) = load_all(f"http://127.0.0.1:1{end}").problems
    assert "is not an address" in str(problem)
