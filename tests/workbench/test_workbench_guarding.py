"""What must be refused, is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from countermove.records.errors import SettingsError
from countermove.workbench import serve
from countermove.workbench.bench import Bench
from countermove.workbench.guarding import LARGEST_BODY

Server = tuple[str, Bench]


def test_without_the_key_nothing_is_shown(server: Server) -> None:
    for path in ("/", "/articles", "/download", "/assets/htmx.min.js", "/page"):
        assert httpx.get(server[0] + path).status_code == 403


def test_a_wrong_key_is_refused(server: Server) -> None:
    assert httpx.get(server[0], params={"token": "x" * 32}).status_code == 403
    assert httpx.get(server[0], cookies={"countermove": "x" * 32}).status_code == 403


def test_the_key_becomes_a_cookie_no_other_site_can_send(server: Server) -> None:
    base, bench = server
    answer = httpx.get(base, params={"token": bench.keys.token})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]


def test_another_host_name_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_cross_site_form_is_refused(client: httpx.Client, bench: Bench, origin: str) -> None:
    before = bench.case.events.read_bytes()
    form = {"verdict": "rejected", "seen": bench.history.version("events.jsonl")}
    answer = client.post("/events/E001", data=form, headers={"origin": origin})
    assert answer.status_code == 403
    assert bench.case.events.read_bytes() == before


def test_a_form_from_another_site_with_a_forged_origin_is_refused(client: httpx.Client) -> None:
    answer = client.post("/undo", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_gigabyte_is_refused_before_it_is_read(client: httpx.Client) -> None:
    address = (client.base_url.host, client.base_url.port)
    with socket.create_connection(address, timeout=20) as line:
        head = (
            f"POST /articles HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n"
            f"Origin: http://{address[0]}:{address[1]}\r\n"
            f"Cookie: countermove={client.cookies['countermove']}\r\n"
            "Content-Length: 1000000000\r\n\r\nabc"
        )
        line.sendall(head.encode())
        assert b" 413 " in line.recv(200)


def test_a_body_that_grows_over_the_bound_is_refused(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1_000_000 + 2):
            yield b"x" * 1_000_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/standoff/check", content=endless(), headers=form)
    assert (answer.status_code, answer.text) == (413, "At most 20 MB can be sent at once.")


def test_a_text_too_long_for_a_form_is_refused_with_a_page(client: httpx.Client) -> None:
    answer = client.post("/articles", data={"text": "x" * 2_000_000}, files={"files": ("", b"")})
    assert answer.status_code == 400
    assert "That was not done" in answer.text
    assert "as a file" in answer.text


@pytest.mark.parametrize(
    ("name", "value"), [("cookie", "a[=1; countermove"), ("content-length", "\xb2")]
)
def test_a_broken_header_is_refused(server: Server, name: str, value: str) -> None:
    host, port = server[0].removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\n{name}: {value}\r\n\r\n".encode())
        assert line.recv(200).split()[1] in (b"400", b"403", b"413")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/..%2f..%2fapp.py",
        "/assets/../app.py",
        "/assets/%2e%2e/%2e%2e/pyproject.toml",
        "/articles/..%2f..%2fstandoff.yaml",
        "/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/runs?old=../../standoff",
        "/runs?old=..%2f..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_reaches_outside(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "subject: EBB" not in answer.text


def test_every_answer_carries_the_policy(client: httpx.Client) -> None:
    for path in ("/", "/articles/ferry", "/assets/workbench.js", "/nosuch"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_words_from_articles_are_escaped(client: httpx.Client) -> None:
    text = client.get("/articles/ferry").text
    assert "<script>document.title" not in text
    assert "&lt;script&gt;" in text
    assert "<b>The port</b>" not in text


def test_a_hostile_upload_name_is_harmless(client: httpx.Client, folder: Path) -> None:
    name = "../../../../tmp/evil<script>.txt"
    body = b"Harland fined Ebbland on Tuesday. Ebbland rejected the fine from Harland."
    client.post("/articles", files={"files": (name, body, "text/plain")})
    kept = {p.name for p in (folder / "articles").iterdir()}
    assert "ferry.txt" in kept
    assert len(kept) == 4
    assert all(p.resolve().is_relative_to(folder.resolve()) for p in folder.rglob("*"))


def test_ten_clients_at_once(server: Server, client: httpx.Client) -> None:
    statuses: list[int] = []

    def visit() -> None:
        with httpx.Client(base_url=server[0], cookies=client.cookies, timeout=60) as own:
            statuses.extend(own.get("/articles").status_code for _ in range(5))

    threads = [threading.Thread(target=visit) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 50


def test_ten_clients_at_once_lose_no_article(
    server: Server, client: httpx.Client, folder: Path
) -> None:
    texts = [f"Harland shut the ferry port on day {n}." for n in range(10)]

    def send(text: str) -> None:
        form = {"title": "The same title", "text": text}
        with httpx.Client(base_url=server[0], cookies=client.cookies, timeout=60) as own:
            own.post("/articles", data=form, headers={"origin": server[0]})

    threads = [threading.Thread(target=send, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = {p.read_text() for p in (folder / "articles").glob("the-same-title*.txt")}
    assert kept == set(texts)


def test_another_machine_is_let_in_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--allow-remote"):
        serve(tmp_path, host="0.0.0.0", port=0)
