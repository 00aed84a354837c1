"""A corpus read by rules and model: bounded, resumable, told beforehand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from countermove.reading.corpus import Corpus, read_corpus
from countermove.reading.corpus import plan as planning
from countermove.reading.proposing import Proposer, Server, estimate, open_proposer
from countermove.reading.proposing.parts import split_article
from countermove.reading.proposing.propose import AT_ONCE, MOST_FAILURES
from countermove.records.articles import Article
from countermove.records.errors import SettingsError

from .conftest import QUICK, Running, Start

pytest.importorskip("pyarrow")
polars = pytest.importorskip("polars")

YIELDED = {
    "words": "it turned the other cheek to Moscow",
    "actor": "Kazakhstan",
    "action": "CONCEDE",
    "target": "Moscow",
    "label": "turn the other cheek",
    "standing": "done",
    "speaker": "",
}
REPLY = ("Kazakh", {"events": [YIELDED]})
COUNT = 12


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "FILES", 3)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for n in range(COUNT):
        text = (
            f"Russia suspended {n + 2} shipments of Kazakh oil. Then Kazakhstan thought: it "
            "turned the other cheek to Moscow.\n"
        )
        (place / f"article {n:02d}.txt").write_text(text, encoding="utf-8")
    return place


def read_with(running: Running, folder: Path, target: Path, **settings: Any) -> Corpus:
    def open_second(articles: Iterable[Article]) -> Proposer:
        list(articles)
        server = Server(running.url, "m")
        return open_proposer(server, target / "reader.jsonl", bounds=QUICK, **settings)

    return read_corpus(folder, target, second="m 1", open_second=open_second)


def by_model(target: Path) -> int:
    frame = polars.scan_parquet(f"{target}/events/**/*.parquet").collect()
    return int((frame["label"] == "turn the other cheek").sum())


def parquet(target: Path) -> dict[str, bytes]:
    found = sorted(target.rglob("*.parquet"))
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in found}


def test_the_model_reads_every_article_a_few_at_a_time(
    start: Start, texts: Path, tmp_path: Path
) -> None:
    running = start("slow", REPLY)
    corpus = read_with(running, texts, tmp_path / "out")
    assert (corpus.articles, corpus.unasked) == (COUNT, 0)
    assert by_model(tmp_path / "out") == COUNT
    assert len(running.sent) == COUNT
    assert 1 < max(r["at_once"] for r in running.sent) <= AT_ONCE
    read_with(running, texts, tmp_path / "out")
    assert len(running.sent) == COUNT


def test_a_spent_budget_leaves_the_rest_to_the_next_run_which_gives_the_same_bytes(
    start: Start, texts: Path, tmp_path: Path
) -> None:
    running = start("good", REPLY)
    read_with(running, texts, tmp_path / "whole")
    text = (texts / "article 00.txt").read_text()
    one = estimate(split_article(Article.from_text(text, id="article-00-12345678"), ())).tokens
    before = len(running.sent)
    first = read_with(running, texts, tmp_path / "out", at_most=5 * one + one // 2)
    assert (first.articles, first.unasked) == (COUNT, COUNT - 5)
    assert "7 parts wait for the model" in str(first)
    assert by_model(tmp_path / "out") == 5
    second = read_with(running, texts, tmp_path / "out")
    assert (second.unasked, second.read_now) == (0, 9)  # the one whole chunk is not read again
    assert len(running.sent) - before == COUNT
    assert parquet(tmp_path / "out") == parquet(tmp_path / "whole")


KILLED = """
import os, signal, sys
from pathlib import Path
from countermove.reading.corpus import plan, read_corpus
from countermove.reading.proposing import Server, open_proposer
plan.FILES = 3
url, folder, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def report(what, done, total):
    if done >= 6:
        os.kill(os.getpid(), signal.SIGKILL)
read_corpus(folder, target, second="m 1", progress=report,
    open_second=lambda a: open_proposer(Server(url, "m"), target / "reader.jsonl"))
"""


def test_a_killed_run_asks_nothing_twice(start: Start, texts: Path, tmp_path: Path) -> None:
    running = start("good", REPLY)
    words = [sys.executable, "-c", KILLED, running.url, str(texts), str(tmp_path / "out")]
    killed = subprocess.run(words, check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    assert len(running.sent) == 6
    assert read_with(running, texts, tmp_path / "out").unasked == 0
    assert len(running.sent) == COUNT
    assert by_model(tmp_path / "out") == COUNT


def test_a_server_that_fails_is_left_alone_and_the_rules_read_on(
    start: Start, texts: Path, tmp_path: Path
) -> None:
    running = start("no-key", REPLY)
    corpus = read_with(running, texts, tmp_path / "out")
    assert (corpus.articles, corpus.unasked) == (COUNT, COUNT)
    assert corpus.events >= COUNT
    assert by_model(tmp_path / "out") == 0
    assert MOST_FAILURES <= len(running.sent) < MOST_FAILURES + AT_ONCE
    mended = start("good", REPLY)
    assert read_with(mended, texts, tmp_path / "out").unasked == 0
    assert by_model(tmp_path / "out") == COUNT


def test_a_model_and_a_cluster_are_not_mixed(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="leave out --scheduler"):
        read_corpus(texts, tmp_path / "out", second="m 1", scheduler="tcp://127.0.0.1:1")
