"""What the workbench answers to over a real socket: names, addresses, proxies, half requests."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from tests.workbench.conftest import CHOICES, running

from countermove.records.errors import SettingsError
from countermove.workbench import make_bench, serve
from countermove.workbench.app import make_keys
from countermove.workbench.bench import Bench
from countermove.workbench.connections import TimedProtocol
from countermove.workbench.guarding import Guard
from countermove.workbench.listening import listen, outward

Open = Callable[..., tuple[str, Bench]]
PAGES = (
    "/", "/articles", "/articles/ferry", "/articles/ferry/edit", "/review", "/standoff", "/runs",
    "/reader", "/either-or", "/history", "/interview",
)  # fmt: skip
PLAIN = "from countermove.cli import main; main()"


@pytest.fixture
def opened(folder: Path) -> Iterator[Open]:
    """A server as `serve` sets it up: give what it is told, get its port and bench."""
    with ExitStack() as stack:

        def start(host: str, named: int = 0, **settings: object) -> tuple[str, Bench]:
            listener = listen(host, 0)
            port = listener.getsockname()[1]
            keys = make_keys(host, named or port, **settings)  # type: ignore[arg-type]
            bench = make_bench(folder, keys, CHOICES)
            stack.enter_context(running(bench, listener))
            return str(port), bench

        yield start


def ask(address: tuple[str, int], host: str, token: str, origin: str = "") -> int:
    """The status of a first visit, or of a form where an origin is given, under a host name."""
    head = {"host": host}
    place = f"http://[{address[0]}]" if ":" in address[0] else f"http://{address[0]}"
    base = f"{place}:{address[1]}"
    first = httpx.get(base + "/", params={"token": token}, headers=head)
    if not origin or first.status_code != 303:
        return first.status_code
    cookie = first.headers["set-cookie"].partition(";")[0]
    head = {"host": host, "origin": origin, "cookie": cookie}
    return httpx.post(base + "/standoff/check", data={"text": "a"}, headers=head).status_code


@pytest.mark.parametrize(
    ("host", "named", "calls", "passes"),
    [
        ("127.0.0.1", 0, "127.0.0.1:PORT", True),
        ("127.0.0.1", 0, "localhost:PORT", True),
        ("127.0.0.1", 0, "LocalHost:PORT", True),
        ("127.0.0.1", 0, "127.0.0.1", False),
        ("127.0.0.1", 0, "127.0.0.2:PORT", False),
        ("127.0.0.1", 0, "localhost.evil.example:PORT", False),
        ("127.0.0.1", 0, "evil.example", False),
        ("127.0.0.1", 0, "", False),
        ("127.0.0.1", 80, "127.0.0.1", True),
        ("127.0.0.1", 443, "localhost", True),
        ("127.0.0.1", 80, "evil.example", False),
        ("::1", 0, "[::1]:PORT", True),
        ("::1", 0, "localhost:PORT", True),
        ("::1", 443, "[::1]", True),
        ("::1", 0, "[::2]:PORT", False),
    ],
)
def test_its_own_names_pass_and_no_other(
    opened: Open, host: str, named: int, calls: str, passes: bool
) -> None:
    port, bench = opened(host, named)
    called = calls.replace("PORT", port)
    status = ask((host, int(port)), called, bench.keys.token, f"http://{called}")
    assert status == (200 if passes else 421)


@pytest.mark.parametrize("calls", ["ADDRESS:PORT", "HOSTNAME:PORT", "given.example:PORT"])
def test_another_machine_gets_in_by_address_own_name_or_a_given_one(
    opened: Open, calls: str
) -> None:
    port, bench = opened("0.0.0.0", trusted=("given.example",))
    for address in filter(None, ("127.0.0.2", outward())):
        called = calls.replace("ADDRESS", address).replace("HOSTNAME", socket.gethostname())
        called = called.replace("PORT", port)
        at = (address, int(port))
        assert ask(at, called, bench.keys.token, f"http://{called}") == 200
        assert ask(at, called, bench.keys.token, "http://evil.example") == 403
        assert ask(at, called, "x" * 32) == 403
        assert ask(at, f"evil.example:{port}", bench.keys.token) == 421
        assert ask(at, f"192.0.2.77:{port}", bench.keys.token) == 421


def test_the_other_addresses_of_a_loopback_server_lead_nowhere(opened: Open) -> None:
    port, _ = opened("127.0.0.1")
    with pytest.raises(OSError, match=r".*"):
        socket.create_connection((outward() or "127.0.0.2", int(port)), timeout=2)


@pytest.mark.parametrize("strips", [True, False])
def test_behind_a_proxy_every_address_lies_below_its_path(opened: Open, strips: bool) -> None:
    port, bench = opened("127.0.0.1", root_path="/tools/cm/", trusted=("desk.example",))
    base = f"http://127.0.0.1:{port}"
    head = {"host": "desk.example", "x-forwarded-proto": "https"}
    before = "" if strips else "/tools/cm"
    first = httpx.get(f"{base}{before}/review", params={"token": bench.keys.token}, headers=head)
    assert first.headers["location"] == "/tools/cm/review"
    cookie = first.headers["set-cookie"]
    assert "; Path=/tools/cm/;" in cookie
    assert cookie.endswith("; Secure")
    head |= {"cookie": cookie.partition(";")[0], "origin": "https://desk.example"}
    for path in PAGES:
        page = httpx.get(base + before + path, headers=head, timeout=60)
        assert page.status_code == 200
        found = re.findall(r'(?:href|action|src|hx-get|hx-post|data-new)="(/[^"]*)"', page.text)
        assert found
        assert [place for place in found if not place.startswith("/tools/cm/")] == []
    seen = bench.history.version("standoff.yaml")
    form = {"text": bench.case.standoff.read_text() + "\n", "seen": seen}
    kept = httpx.post(base + before + "/standoff", data=form, headers=head, timeout=60)
    assert kept.headers["location"].startswith("/tools/cm/")
    head["referer"] = "https://desk.example/tools/cm/articles"
    undone = httpx.post(base + before + "/undo", headers=head)
    assert undone.headers["location"] == "/tools/cm/articles"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"trusted": ("http://desk.example/",)}, "--trust-host takes a host name"),
        ({"trusted": ("a b",)}, "--trust-host takes a host name"),
        ({"trusted": ("*",)}, "--trust-host takes a host name"),
        ({"root_path": "/a?b"}, "--root-path takes a path"),
        ({"root_path": '/"><script>'}, "--root-path takes a path"),
        ({"root_path": "//evil.example/x"}, "never"),
        ({"host": "0.0.0.0"}, "--allow-remote"),
        ({"host": "nowhere.invalid", "allow_remote": True}, "cannot be used"),
        ({"host": "a..b", "allow_remote": True}, "cannot be used"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_served(
    folder: Path, settings: dict[str, object], says: str
) -> None:
    if says == "never":
        assert make_keys("127.0.0.1", 1, **settings).root == "/evil.example/x"  # type: ignore[arg-type]
        return
    with pytest.raises(SettingsError, match=re.escape(says)):
        serve(folder, port=0, **settings)  # type: ignore[arg-type]


def test_a_used_port_says_what_to_do(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsError, match="try --port 0"):
            serve(folder, port=taken.getsockname()[1])


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1", b""),
        (b"POST /standoff HTTP/1.1\r\nHost: HERE\r\nOrigin: http://HERE\r\nCookie: KEY\r\n"
         b"Content-Length: 50\r\n\r\nabc", b" 408 "),
        (b"GET / HTTP/1.1\r\nHost: HERE\r\nCookie: KEY\r\n\r\nGET / HT", b" 200 "),
        (b"POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 50\r\n\r\nabc", b" 421 "),
    ],
)  # fmt: skip
def test_a_request_that_does_not_come_is_not_waited_for(
    opened: Open, monkeypatch: pytest.MonkeyPatch, sent: bytes, answer: bytes
) -> None:
    monkeypatch.setattr(TimedProtocol, "seconds", 0.5)
    monkeypatch.setattr(Guard, "__init__", shortened(Guard.__init__))
    port, bench = opened("127.0.0.1")
    key = f"{bench.keys.cookie}={bench.keys.token}".encode()
    sent = sent.replace(b"HERE", f"127.0.0.1:{port}".encode()).replace(b"KEY", key)
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", int(port)), timeout=15) as line:
        line.sendall(sent)
        got = b""
        while part := line.recv(65536):  # ends when the server closes
            got += part
            if b" 421 " in got and len(got) < 20_000:
                drip(line)
    assert answer in got
    assert time.monotonic() - began < 10


def drip(line: socket.socket) -> None:
    """Letters of a body that is answered already, one by one."""
    for _ in range(20):
        try:
            line.sendall(b"x")
        except OSError:
            return
        time.sleep(0.1)


def shortened(init: Callable[..., None]) -> Callable[..., None]:
    """A guard that waits half a second for a body."""
    return lambda self, app, keys: init(self, app, keys, seconds=0.5)


def test_a_slow_but_steady_sender_is_heard(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TimedProtocol, "seconds", 1.0)
    port, bench = opened("127.0.0.1")
    with socket.create_connection(("127.0.0.1", int(port)), timeout=15) as line:
        first = f"GET /?token={bench.keys.token} HTTP/1.1\r\n"
        for part in (first, f"Host: localhost:{port}\r\n", "\r\n"):
            line.sendall(part.encode())
            time.sleep(0.2)
        assert b" 303 " in line.recv(500)


@pytest.mark.parametrize("value", ["nan", "inf", "-Infinity", "1e999", "NaN", "", "abc", "0x10"])
@pytest.mark.parametrize("path", ["/whatif", "/whatif/full"])
def test_a_what_if_takes_numbers_that_are_finite(
    client: httpx.Client, path: str, value: str
) -> None:
    answer = client.post(path, data={"players.EBB.payoffs.1": value})
    assert answer.status_code == 400
    assert "takes a number" in answer.text


def test_the_log_holds_no_key(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", PLAIN, "serve", str(folder), "--port", "0"]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            address = wait_for_address(log, process)
            base, token = address.split("/?token=")
            port = int(base.rpartition(":")[2])
            for line in (
                f"GET /?token={token} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n",
                f"GET /nosuch?token={token} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n",
                f"GET /?token={token} HTTP/1.1\r\nHost: evil\r\n\r\n",
                f"GE T /?token={token} HTTP/9\r\n\r\n",
                f"GET /?token={token} HTTP/1.1\r\nHost: a\r\n"
                "Upgrade: websocket\r\nConnection: upgrade\r\n\r\n",
            ):
                with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
                    client.sendall(line.encode())
                    client.recv(1000)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
    text = log.read_text()
    assert text.count(token) == 1, text.replace(token, "KEY")
    assert "Traceback" not in text


def wait_for_address(log: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://\S+\n", log.read_text())
        if found:
            return found.group().strip()
        time.sleep(0.1)
    raise AssertionError(log.read_text())
