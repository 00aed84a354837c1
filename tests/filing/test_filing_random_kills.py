"""Twenty kills each at random moments, seeded: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
import pytest
from tests.workbench.conftest import make_case

from countermove.filing import hash_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3000),
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL here"),
]
KILLS = 20
PARTS = 4
"""Tests that the kills are spread over, so that none runs for long."""
SEED = 20261127
PLAIN = "from countermove.cli import main; main()"
TEXT = (
    "Russia suspended shipments of Kazakh oil. Kazakhstan refused to recognise the regions. "
    "Russia threatened Kazakhstan with sanctions. On Monday Kazakhstan expelled a Russian envoy."
)


def start(*arguments: str, out: Path | None = None) -> subprocess.Popen[bytes]:
    """The command line in a process of its own."""
    with open(out or os.devnull, "w") as told:  # noqa: PTH123
        return subprocess.Popen([sys.executable, "-c", PLAIN, *arguments], stdout=told, stderr=told)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that has its name; halves without one are swept away a minute later."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def run_through_kills(
    words: Sequence[str], target: Path, whole: Path, seconds: float, part: int
) -> int:
    """Kill the command at random moments, this part's share of twenty times, as often anew as it
    came to its end; how often it came to its end in between."""
    chance, kills, ends = random.Random(f"{SEED} {part}"), 0, 0
    while kills < KILLS // PARTS:
        process = start(*words, str(target))
        try:
            process.wait(chance.uniform(0.0, seconds))
        except subprocess.TimeoutExpired:
            hit(process, chance)
            kills += 1
            continue
        assert process.returncode == 0
        assert contents(target) == contents(whole)
        shutil.rmtree(target)
        ends += 1
    last = start(*words, str(target))
    assert last.wait(600) == 0
    assert contents(target) == contents(whole)
    return ends


def hit(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Kill the run, or where it has workers by turns one of them, and the run a second later."""
    workers = children(process.pid)
    if workers and chance.random() < 0.5:
        os.kill(chance.choice(workers), signal.SIGKILL)
        time.sleep(1.0)
    process.kill()
    process.wait(60)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in told.split()]


@dataclass(frozen=True)
class Whole:
    """A run that nobody kills: its command, what it left behind and how long it took."""

    words: tuple[str, ...]
    folder: Path
    seconds: float


def run_whole(words: tuple[str, ...], folder: Path, times: int = 1) -> Whole:
    """Run the command to its end; where the first run compiles, the second is the one timed."""
    for _ in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        began = time.monotonic()
        assert start(*words, str(folder)).wait(900) == 0
    return Whole(words, folder, time.monotonic() - began)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """An answer of a short text."""
    place = tmp_path_factory.mktemp("answered")
    essay = place / "essay.txt"
    essay.write_text(TEXT, encoding="utf-8")
    words = ("answer", str(essay), "--subject", "KAZ", "--other", "RUS", "--draws", "16", "--case")
    return run_whole(words, place / "whole", times=2)


@pytest.fixture(scope="module", params=["1", "2"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A corpus of 2,000 articles, read by one worker and by two."""
    pytest.importorskip("pyarrow")
    place = tmp_path_factory.mktemp("corpus")
    folder = place / "texts"
    folder.mkdir()
    names = ["Russia", "Kazakhstan", "Turkey", "Iran", "Georgia", "Armenia"]
    for number in range(2000):
        one, two = names[number % 6], names[(number + 1 + number // 6 % 5) % 6]
        text = f"{one} expelled {number + 2} envoys of {two}. In response, {two} accused {one}.\n"
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    words = ("read", str(folder), "--workers", request.param, "--corpus")
    return run_whole(words, place / "whole")


@pytest.mark.parametrize("part", range(PARTS))
def test_an_answer_killed_at_random_moments(tmp_path: Path, answered: Whole, part: int) -> None:
    whole = answered
    target = tmp_path / "case"
    ends = run_through_kills(whole.words, target, whole.folder, whole.seconds, part)
    print(f"answer: {KILLS // PARTS} kills within {whole.seconds:.1f} s, {ends} ends between")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_corpus_of_2000_articles_killed_at_random_moments(
    tmp_path: Path, corpus: Whole, part: int
) -> None:
    whole, seconds = corpus, corpus.seconds / 3
    ends = run_through_kills(whole.words, tmp_path / "out", whole.folder, seconds, part)
    print(f"read: {KILLS // PARTS} kills within {seconds:.1f} s, {ends} ends between")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_workbench_killed_while_it_saves(tmp_path: Path, part: int) -> None:
    folder, chance = make_case(tmp_path / "ferry"), random.Random(f"{SEED} {part}")
    edits, cut_off = count(1), 0
    taken: list[int] = []
    for _ in range(KILLS // PARTS):
        log = tmp_path / "log"
        log.unlink(missing_ok=True)
        process = start("serve", str(folder), "--port", "0", out=log)
        client = visit(log)
        check_saved(folder, taken)
        deadline = time.monotonic() + chance.uniform(0.0, 1.5)
        while time.monotonic() < deadline:
            save(client, folder, number := next(edits))
            taken.append(number)
        last = next(edits)
        timer = threading.Timer(chance.uniform(0.0, 0.02), process.kill)
        timer.start()
        try:
            save(client, folder, last)
            taken.append(last)
        except httpx.HTTPError:
            cut_off += 1
            if f"# edit {last}\n" in (folder / "standoff.yaml").read_text(encoding="utf-8"):
                taken.append(last)
        process.wait(60)
        timer.join()
        client.close()
    process = start("serve", str(folder), "--port", "0", out=log)
    visit(log).close()
    check_saved(folder, taken)
    process.kill()
    process.wait(60)
    print(
        f"workbench: {KILLS // PARTS} kills, {len(taken)} edits taken, {cut_off} without an answer"
    )


def visit(log: Path) -> httpx.Client:
    """A client of a workbench that has just been started."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = re.search(r"(http://\S+)/\?token=(\S+)\n", log.read_text() if log.exists() else "")
        if found:
            client = httpx.Client(base_url=found[1], timeout=60, headers={"origin": found[1]})
            assert client.get("/", params={"token": found[2]}).status_code == 303
            return client
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def save(client: httpx.Client, folder: Path, number: int) -> None:
    """One edit of the stand-off: a line more at its end."""
    path = folder / "standoff.yaml"
    text = path.read_text(encoding="utf-8") + f"# edit {number}\n"
    answer = client.post("/standoff", data={"text": text, "seen": hash_file(path)[:16]})
    assert answer.status_code == 303, answer.text


def check_saved(folder: Path, taken: Sequence[int]) -> None:
    """Every edit that was taken is there once, in its order, and can be undone."""
    text = (folder / "standoff.yaml").read_text(encoding="utf-8")
    assert [int(n) for n in re.findall(r"# edit (\d+)\n", text)] == list(taken)
    steps = sorted((folder / ".undo").glob("*.zip"))
    assert len(steps) == min(len(taken), 200)
    for step in steps[-1:]:
        with zipfile.ZipFile(step) as archive:
            left = json.loads(archive.read("step.json"))["left"]
        assert left == {"standoff.yaml": hash_file(folder / "standoff.yaml")[:16]}
