"""The names under which the workbench answers, and its cookie on each port."""

from __future__ import annotations

import pytest

from countermove.workbench.guarding import Guard, Keys, read_cookie
from countermove.workbench.listening import hosts_of


@pytest.mark.parametrize(
    ("host", "port", "called"),
    [
        ("127.0.0.1", 8642, {"127.0.0.1:8642", "localhost:8642"}),
        ("localhost", 8642, {"localhost:8642"}),
        ("::1", 8642, {"[::1]:8642", "localhost:8642"}),
        ("127.0.0.1", 80, {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}),
        ("::1", 443, {"[::1]:443", "localhost:443", "[::1]", "localhost"}),
        ("192.168.1.5", 8642, {"192.168.1.5:8642"}),
    ],
)
def test_it_answers_to_its_own_names_and_no_other(host: str, port: int, called: set[str]) -> None:
    assert hosts_of(host, port) == called


def test_two_workbenches_keep_their_own_cookies() -> None:
    first, second = (Keys(hosts_of("127.0.0.1", p), f"countermove-{p}") for p in (1, 2))
    cookies = []
    for keys in (first, second):
        sent = Guard(None, keys).welcome({"query_string": b"token=x", "path": "/"})  # type: ignore[arg-type]
        cookies.append(sent[b"set-cookie"].decode().partition(";")[0])
    both = {"cookie": "; ".join(cookies)}
    assert first.fits(read_cookie(both, first.cookie))
    assert second.fits(read_cookie(both, second.cookie))
