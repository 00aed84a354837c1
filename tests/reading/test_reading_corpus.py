"""A corpus: the same bytes however it is read, and nothing lost or read twice by a kill."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.cli.progress import show_progress
from countermove.reading.corpus import plan as planning
from countermove.reading.corpus import read_corpus
from countermove.records.errors import CaseError, SettingsError

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")

PAIRS = ["Russia", "Kazakhstan", "Turkey", "Iran", "Georgia", "Armenia"]


def make_folder(folder: Path, count: int = 12) -> Path:
    """Short articles that each tell one or two acts, some of them dated."""
    folder.mkdir()
    for n in range(count):
        one, two = PAIRS[n % 6], PAIRS[(n + 1 + n // 6) % 6]
        date = f"Date: {n + 1} July {2020 + n % 3}\n\n" if n % 4 else ""
        text = (
            f"{date}{one} expelled {n + 2} diplomats of {two}. In response, {two} accused {one}.\n"
        )
        (folder / f"article {n:02d}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(target: Path) -> dict[str, str]:
    """A hash for each file of a target."""
    return {
        p.relative_to(target).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(target.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "FILES", 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("corpus") / "in")


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus read in one go by one worker."""
    target = tmp_path_factory.mktemp("corpus") / "out"
    before, planning.FILES = planning.FILES, 3
    try:
        read_corpus(folder, target, workers=1)
    finally:
        planning.FILES = before
    return target


def test_data_set_opens_in_duckdb_and_polars(folder: Path, whole: Path) -> None:
    rows = duckdb.sql(
        f"select e.quote, e.start, e.end, a.path, e.year from "
        f"read_parquet('{whole}/events/*/*.parquet', hive_partitioning = true) e "
        f"join '{whole}/articles/*.parquet' a on e.article = a.id"
    ).fetchall()
    assert len(rows) >= 12
    for quote, start, end, path, year in rows:
        text = (folder / path).read_bytes().decode()
        assert text[start:end] == quote
        assert (year is None) == (not text.startswith("Date"))
    frame = polars.scan_parquet(f"{whole}/events/**/*.parquet", hive_partitioning=True).collect()
    assert frame.height == len(rows)
    assert frame["id"].n_unique() == frame.height


def test_two_workers_give_the_same_bytes(folder: Path, whole: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    corpus = read_corpus(
        folder, tmp_path / "out", workers=2, progress=lambda _, a, b: seen.append((a, b))
    )
    assert contents(tmp_path / "out") == contents(whole)
    assert (corpus.articles, corpus.read_now, corpus.problems) == (12, 12, 0)
    assert [done for done, _ in seen] == [3, 6, 9, 12]


def test_a_second_run_reads_nothing(folder: Path, whole: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in whole.glob("*/**/*.parquet")}
    assert read_corpus(folder, whole, workers=1).read_now == 0
    assert {p: p.stat().st_mtime_ns for p in whole.glob("*/**/*.parquet")} == before


KILLED = """
import os, signal
from countermove.reading.corpus import plan, read_corpus
plan.FILES = 3
def report(what, done, total):
    if done >= {after}:
        os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    read_corpus({folder!r}, {target!r}, workers={workers}, progress=report)
"""


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_killed_run_goes_on(folder: Path, whole: Path, tmp_path: Path, workers: int) -> None:
    target = tmp_path / "out"
    script = tmp_path / "run.py"
    script.write_text(
        KILLED.format(after=6, folder=str(folder), target=str(target), workers=workers)
    )
    killed = subprocess.run([sys.executable, str(script)], check=False)
    assert killed.returncode == -signal.SIGKILL
    notes = {p.name: p.stat().st_mtime_ns for p in target.glob("done/*.json")}
    assert len(notes) == 2
    (target / "events" / "year=2020").mkdir(parents=True, exist_ok=True)
    (target / "events" / "year=2020" / "part-000003-0.parquet.part").write_bytes(b"half")
    corpus = read_corpus(folder, target, workers=1)
    assert corpus.read_now == 6
    assert contents(target) == contents(whole)
    assert {n: (target / "done" / n).stat().st_mtime_ns for n in notes} == notes


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL here")
def test_the_pool_goes_on_without_a_killed_worker(
    folder: Path, whole: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill_one(what: str, done: int, total: int) -> None:
        if done in (3, 9):
            child = multiprocessing.active_children()[0]
            os.kill(child.pid or 0, signal.SIGKILL)
            killed.append(done)

    corpus = read_corpus(folder, tmp_path / "out", workers=2, progress=kill_one)
    assert killed[0] == 3
    assert (corpus.articles, corpus.read_now) == (12, 12)
    assert contents(tmp_path / "out") == contents(whole)


DYING = """
import os, signal, sys
from pathlib import Path
from countermove.reading.corpus import local, plan, read_corpus
from countermove.records.errors import CaseError
plan.FILES = 3
real = local.read_chunk
def read_chunk(folder, chunk, settings):
    if any("05" in name for name in chunk.files):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(folder, chunk, settings)
local.read_chunk = read_chunk
if __name__ == "__main__":
    try:
        read_corpus(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
    except CaseError as error:
        print(error)
"""


@pytest.mark.slow
@pytest.mark.timeout(1800)  # six readers are started, one after another
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL here")
def test_a_chunk_that_kills_every_worker_ends_the_run_and_the_others_are_kept(
    folder: Path, whole: Path, tmp_path: Path
) -> None:
    script = tmp_path / "run.py"
    script.write_text(DYING)
    command = [sys.executable, str(script), str(folder), str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "workers were killed 3 times between article 03.txt and article 05.txt" in ran.stdout, (
        ran.stderr
    )
    assert len(list((tmp_path / "out" / "done").iterdir())) == 3
    read_corpus(folder, tmp_path / "out", workers=1)
    assert contents(tmp_path / "out") == contents(whole)


ORPHANS = """
import multiprocessing, sys, time
from countermove.reading.corpus import plan, read_corpus
plan.FILES = 3
def report(what, done, total):
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(600)
if __name__ == "__main__":
    read_corpus(sys.argv[1], sys.argv[2], workers=2, progress=report)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc who is alive")
def test_workers_end_with_the_process_that_started_them(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(ORPHANS)
    command = [sys.executable, str(script), str(folder), str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2
        assert all(is_alive(pid) for pid in workers)
        parent.kill()
    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in workers if is_alive(pid)] == []


def is_alive(pid: int) -> bool:
    """Whether a process runs: one that ended and is not yet asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files here")
@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_what_is_no_file_or_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, workers: int
) -> None:
    folder = make_folder(tmp_path / "in", 4)
    os.mkfifo(folder / "pipe.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")  # a link out of the folder is passed over
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "within.txt").mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Russia expelled an envoy of Iran.")
    corpus = read_corpus(folder, tmp_path / "out", workers=workers)
    assert (corpus.articles, corpus.problems) == (5, 2)
    told = (tmp_path / "out" / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in told] == ["gone.txt", "pipe.txt"]
    assert read_corpus(folder, tmp_path / "out", workers=workers).read_now == 0


def counted(change: Callable[[Path], object], tmp_path: Path) -> tuple[int, Path]:
    """How many articles a second run reads after a change to the folder."""
    folder, target = make_folder(tmp_path / "in", 6), tmp_path / "out"
    read_corpus(folder, target, workers=1)
    change(folder)
    return read_corpus(folder, target, workers=1).read_now, target


def test_new_files_are_read_and_the_old_are_not_read_again(tmp_path: Path) -> None:
    def add(folder: Path) -> object:
        return (folder / "a new one.txt").write_text("Iran expelled 2 diplomats of Turkey.")

    read_now, target = counted(add, tmp_path)
    assert read_now == 1
    paths = polars.read_parquet(f"{target}/articles/*.parquet")["path"]
    assert paths.n_unique() == len(paths) == 7


def test_a_changed_or_lost_file_leaves_nothing_stale(tmp_path: Path) -> None:
    def change(folder: Path) -> object:
        (folder / "article 01.txt").unlink()
        return (folder / "article 05.txt").write_text("Iran expelled 70 diplomats of Turkey.")

    read_now, target = counted(change, tmp_path)
    assert read_now == 5
    paths = polars.read_parquet(f"{target}/articles/*.parquet")["path"].to_list()
    assert sorted(paths) == [f"article {n:02d}.txt" for n in (0, 2, 3, 4, 5)]
    fresh = read_corpus(tmp_path / "in", tmp_path / "fresh", workers=1)
    assert contents(target) == contents(fresh.target)


def test_files_that_cannot_be_read_are_told_and_the_others_read(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in", 3)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "ru.txt").write_text("Россия приостановила отгрузку нефти, это были выборы")
    corpus = read_corpus(folder, tmp_path / "out", workers=1)
    assert (corpus.articles, corpus.problems) == (3, 2)
    assert "of 3 articles in" in str(corpus)
    assert "2 files could not be read" in str(corpus)
    lines = (tmp_path / "out" / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(":")[0] for line in lines] == ["bad.txt", "ru.txt"]
    assert "Russian" in lines[1]


def test_a_text_that_is_no_article_is_told_and_marked(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in", 3)
    wall = "<title>Just a moment...</title><p>Verifying you are human. Please wait.</p>"
    (folder / "wall.html").write_text(wall, encoding="utf-8")
    corpus = read_corpus(folder, tmp_path / "out", workers=1)
    assert (corpus.articles, corpus.problems, corpus.doubts) == (4, 0, 1)
    assert "1 may be no article (doubts.txt)" in str(corpus)
    (line,) = (tmp_path / "out" / "doubts.txt").read_text(encoding="utf-8").splitlines()
    assert line.startswith("wall.html: looks like a check for robots")
    table = polars.read_parquet(f"{tmp_path}/out/articles/*.parquet")
    assert table.filter(polars.col("doubt") != "")["path"].to_list() == ["wall.html"]
    assert read_corpus(folder, tmp_path / "out", workers=1).doubts == 1


def test_wrong_requests_are_refused(folder: Path, whole: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no folder"):
        read_corpus(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match="no article"):
        read_corpus(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(SettingsError, match="workers"):
        read_corpus(folder, tmp_path / "out", workers=0)
    with pytest.raises(CaseError, match="choose another target"):
        read_corpus(folder, whole, pipeline="en_core_web_trf")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.parent.mkdir()
    manifest.write_text(json.dumps({"files": 3}))
    with pytest.raises(CaseError, match="damaged"):
        read_corpus(folder, tmp_path / "out", workers=1)


def test_two_runs_at_once_are_kept_apart(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"

    def run_another(what: str, done: int, total: int) -> None:
        with pytest.raises(CaseError, match="another run"):
            read_corpus(folder, target, workers=1)

    read_corpus(folder, target, workers=1, progress=run_another)


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress() as report:
        report("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of distributed, when a worker is killed under it
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    folder: Path, whole: Path, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    target = tmp_path / "out"
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:

        def kill_one(what: str, done: int, total: int) -> None:
            if not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        corpus = read_corpus(folder, target, scheduler=cluster.scheduler_address, progress=kill_one)
    assert killed
    assert corpus.read_now == 12
    assert contents(target) == contents(whole)


def test_a_scheduler_that_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SettingsError, match="no Dask scheduler answers at nowhere"):
        read_corpus(folder, tmp_path / "out", scheduler="nowhere")
