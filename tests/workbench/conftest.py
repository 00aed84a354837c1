"""A case on the workbench: a small stand-off and one article with two events."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from tests.factories import make_article, make_event

from countermove.catalog import find_article
from countermove.filing import Case, Choices, Run, answer_case
from countermove.records.events import save_events
from countermove.workbench import Keys, make_app, make_bench
from countermove.workbench.bench import Bench

TEXT = (
    "Harland closed the ferry port to Ebbland's boats on Monday. "
    "In response, Ebbland stopped selling electricity to Harland.\n"
    "<script>document.title = 'run'</script> Ebbland should build a port of its own.\n"
)
STANDOFF = """\
title: Ebbland and Harland over the ferry port
question: What should Ebbland do now?
subject: EBB
as_of: 2030-05-06
step: 6 months
horizon: 5 years
discount: 5 %
players:
  EBB:
    name: Ebbland
    options:
      give_in: {label: Give in to Harland}
      own_port: {label: Build a port of its own, takes: [1 year, 2 years, 3 years]}
    payoffs:
      - {when: close_port and not done(own_port), per_year: [-20, -10, -5], basis: assumed}
      - {when: give_in, per_year: [-30, -12, -2], basis: assumed}
      - {when: own_port, per_year: [-5, -3, -1], basis: assumed}
  HAR:
    name: Harland
    options:
      close_port: {label: Close the ferry port, today: true}
    payoffs:
      - {when: close_port and not give_in, per_year: [1, 4, 8], basis: assumed}
      - {when: close_port, per_year: [-5, -2, -1], basis: assumed}
courses:
  hold: []
  give in: [give_in]
  build: [own_port]
"""


CHOICES = Choices(draws=128)
LIKELIEST = Choices(draws=128, take_likeliest=True)
"""For the bundled article, whose sides are all but sure."""


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The case a test works on: a copy of what its mark `case` names, else the unsolved one."""
    mark = request.node.get_closest_marker("case")
    made: Path = request.getfixturevalue(mark.args[0] if mark else "ferry")
    return Path(shutil.copytree(made, tmp_path / "bench" / made.name))


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """The case, not yet solved."""
    return make_case(tmp_path / "ferry")


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, solved once; tests work on copies."""
    place = make_case(tmp_path_factory.mktemp("solved") / "ferry")
    answer_case(Run(Case(place), CHOICES))
    return place


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled article, answered over few draws."""
    case = Case(tmp_path_factory.mktemp("bundled") / "kazakhstan-2022")
    answer_case(Run(case, LIKELIEST), [find_article("kazakhstan-2022")])
    return case.folder


def make_case(place: Path) -> Path:
    case = Case(place)
    article = make_article(TEXT, "ferry", title="<b>The port</b>")
    case.save_articles((article,))
    events = [
        make_event(article, "Harland closed the ferry port", "E001", "HAR", "EBB"),
        make_event(article, "Ebbland stopped selling electricity", "E002", "EBB", "HAR"),
    ]
    save_events(events, case.events)
    case.standoff.write_text(STANDOFF, encoding="utf-8")
    return case.folder


@pytest.fixture
def bench(folder: Path) -> Bench:
    return make_bench(folder, Keys(frozenset({"127.0.0.1:1", "testserver"})))


@pytest.fixture
def server(folder: Path) -> Iterator[tuple[str, Bench]]:
    """A real server on a free port: its address with the key, and its bench."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    bench = make_bench(folder, Keys(frozenset({f"127.0.0.1:{port}"})), CHOICES)
    config = uvicorn.Config(make_app(bench), log_level="error", access_log=False, lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", bench
    bench.worker.close()
    running.should_exit = True
    thread.join(20)
    listener.close()


@pytest.fixture
def client(server: tuple[str, Bench]) -> Iterator[httpx.Client]:
    """A browser-like client that has opened the printed address."""
    base, bench = server
    with httpx.Client(base_url=base, follow_redirects=True, timeout=60) as browser:
        browser.headers["origin"] = base
        assert browser.get("/", params={"token": bench.keys.token}).status_code == 200
        yield browser
