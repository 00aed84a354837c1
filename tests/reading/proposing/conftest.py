"""Model servers as processes, and a proposer that asks them with small bounds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from countermove.reading.proposing import Proposer, Server, open_proposer
from countermove.reading.proposing.ask import Bounds

PROGRAM = Path(__file__).parents[2] / "model_server.py"
QUICK = Bounds(seconds=1.5, most_bytes=200_000, tries=2, pause=0.01)

Start = Callable[..., "Running"]


class Running:
    """A started server: its address, and what it was sent so far."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process, self.log = process, log
        while not self.log.read_text().strip():
            assert process.poll() is None
        self.url = f"http://127.0.0.1:{self.log.read_text().split()[0]}/v1"

    @property
    def sent(self) -> list[dict[str, Any]]:
        """The requests, in the order they came."""
        return [json.loads(line) for line in self.log.read_text().splitlines()[1:]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server that behaves in a way, with replies by piece of article."""
    running: list[Running] = []

    def begin(behaviour: str, *replies: tuple[str, dict[str, Any]]) -> Running:
        script = tmp_path / f"replies{len(running)}.json"
        script.write_text(json.dumps(replies), encoding="utf-8")
        log = tmp_path / f"server{len(running)}.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, str(PROGRAM), behaviour, str(script)], stdout=out, text=True
            )
        running.append(Running(process, log))
        return running[-1]

    yield begin
    for server in running:
        server.process.kill()
        server.process.wait()


@pytest.fixture
def propose_with() -> Callable[..., Proposer]:
    """A proposer at a running server."""

    def open_at(running: Running, journal: Path | None = None, **settings: Any) -> Proposer:
        server = Server(running.url, "test-model")
        return open_proposer(server, journal, bounds=QUICK, **settings)

    return open_at
