"""A server that is slow in any way is given up, and an address may have any letters."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from countermove.reading.loading.web import fetch
from countermove.records.errors import ArticleError

BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n" + b"a" * 900
ODD = b"HTTP/1.1 200 OK\r\nX: " + b"a" * 900


@contextmanager
def serving(answer: bytes, pause: float) -> Iterator[tuple[int, list[bytes]]]:
    """A server that sends its answer byte by byte."""
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                asked.append(connection.recv(65536))
                for byte in answer:
                    connection.sendall(bytes([byte]))
                    time.sleep(pause)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1], asked
    listener.close()
    thread.join(5)


@pytest.mark.parametrize("answer", [BODY, ODD, b"H" * 900], ids=["body", "header", "status"])
def test_a_server_that_drips_is_given_up_in_time(answer: bytes) -> None:
    with serving(answer, 0.02) as (port, _):
        before = time.monotonic()
        with pytest.raises(ArticleError, match="did not answer in time"):
            fetch(f"http://127.0.0.1:{port}/", seconds=1)
        assert time.monotonic() - before < 5


def test_an_address_may_have_any_letters() -> None:
    with serving(BODY, 0) as (port, asked):
        assert fetch(f"http://127.0.0.1:{port}/ü a?q=é%20b&c=d", seconds=20).data == b"a" * 900
        assert asked[0].startswith(b"GET /%C3%BC%20a?q=%C3%A9%20b&c=d HTTP/1.1")
