"""A disk that fills up at any stage: what was finished stays, no half file, one line, and on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.cli.test_cli_export import MODEL as BRIDGE
from tests.cli.test_cli_places import MODEL, SMALL, TEXT, fails_in_one_line, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such disk here")
Mount = Callable[[int], Path]
HOW_FAR = {"case.json", "intents.json", "articles/.unfinished"}
"""What tells how far a run came; a whole run leaves other records, and no mark."""
FURTHER = " On Monday Kazakhstan expelled a Russian envoy. "


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; what it holds is compared with that of a run with room."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".lock", ".writing")
    }


def halves(folder: Path) -> list[str]:
    """Files that were not finished."""
    return [path.name for path in folder.rglob("*.part")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Mount]:
    """A disk of so many kilobytes; mounted again it keeps what lies on it."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = False

    def mount(size: int) -> Path:
        nonlocal mounted
        options = f"remount,size={size}k" if mounted else f"size={size}k"
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        try:
            subprocess.run(words, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("NOT RUN: no disk can be mounted here; the rows of file sizes stand for it")
        mounted = True
        return place

    yield mount
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


def stop_on_full_disks(
    folder: Path, words: Sequence[str], target: str, disk: Mount, sizes: Iterable[int]
) -> list[dict[str, bytes]]:
    """Run a command into ever bigger disks until one has room; what each stop left there.

    A stop is told in one line and leaves no half file.
    """
    left: list[dict[str, bytes]] = []
    for size in sizes:
        place = disk(size)
        ran = run(folder, *words, str(place / target))
        if ran.returncode == 0:
            break
        assert "No space left on device" in fails_in_one_line(ran)
        assert halves(place) == []
        found = contents(place).items()
        left.append({name.removeprefix(f"{target}/"): data for name, data in found})
    return left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, an answered case and a corpus of a few texts, on a disk with room."""
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    for number in range(70):
        text = f"{TEXT} Iran expelled {number + 2} envoys of Turkey."
        (tmp_path / "texts" / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_answer_stops_at_a_full_disk_and_goes_on_from_there(folder: Path, disk: Mount) -> None:
    words = ("answer", "essay.txt", "--subject", "KAZ", "--other", "RUS", "--draws", "16", "--case")
    assert run(folder, *words, "whole").returncode == 0
    whole = contents(folder / "whole")
    stops = stop_on_full_disks(folder, words, "case", disk, (4, 16, 40, 80, 160, 320))
    assert len(stops) >= 4
    for left in stops:
        assert {name for name, data in left.items() if whole.get(name) != data} <= HOW_FAR
    place = disk(100_000)
    assert run(folder, *words, str(place / "case")).returncode == 0
    assert contents(place / "case") == whole


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_corpus_stops_at_a_full_disk_and_goes_on_from_there(
    folder: Path, disk: Mount, workers: str
) -> None:
    words = ("read", "texts", "--workers", workers, "--corpus")
    assert run(folder, *words, "whole").returncode == 0
    assert len(stop_on_full_disks(folder, words, "out", disk, (4, 12, 24, 60, 100))) >= 2
    place = disk(100_000)
    assert run(folder, *words, str(place / "out")).returncode == 0
    assert contents(place / "out") == contents(folder / "whole")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an answered case."""
    folder = tmp_path_factory.mktemp("answered")
    (folder / "essay.txt").write_text(TEXT + FURTHER, encoding="utf-8")
    (folder / "small.yaml").write_text(BRIDGE, encoding="utf-8")
    words = ("--subject", "KAZ", "--other", "RUS", "--draws", "16", "--case", "case")
    ran = run(folder, "answer", "essay.txt", *words, environment={})  # kernels compiled before
    assert ran.returncode == 0, ran.stderr
    return folder


COMMANDS = {
    "report": ("report", "case", "-o", "TARGET.html"),
    "report-md": ("report", "case", "-o", "TARGET.md"),
    "report-docx": ("report", "case", "-o", "TARGET.docx"),
    "report-brief": ("report", "case", "--brief", "-o", "TARGET.html"),
    "export-efg": ("export", "small.yaml", "-o", "TARGET.efg"),
    "export-events": ("export", "case/events.jsonl", "-o", "TARGET.csv"),
    "export-gmcr": ("export", MODEL, "-o", "TARGET.gmcr"),
    "export-parquet": ("export", "case/events.jsonl", "-o", "TARGET.parquet"),
    "solve": ("solve", "case/standoff.yaml", "-o", "TARGET.json"),
    "read": ("read", "essay.txt", "-o", "TARGET.jsonl"),
    "frame": (
        "frame",
        "case/events.jsonl",
        "--subject",
        "KAZ",
        "--other",
        "RUS",
        "-o",
        "TARGET.yaml",
    ),
    "stress": ("stress", "case/standoff.yaml", "--draws", "16", "-o", "TARGET.json"),
}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_writes_leaves_the_old_file_on_a_full_disk(
    answered: Path, disk: Mount, name: str
) -> None:
    place = disk(4)
    words = [word.replace("TARGET", str(place / "out")) for word in COMMANDS[name]]
    target = Path(words[-1])
    target.write_text("as before", encoding="utf-8")  # the one page the disk has
    ran = run(answered, *words, environment={})
    assert "No space left on device" in fails_in_one_line(ran)
    assert target.read_text(encoding="utf-8") == "as before"
    assert [path.name for path in place.iterdir()] == [target.name]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_writes_leaves_the_old_file_where_files_must_be_small(
    answered: Path, tmp_path: Path, name: str
) -> None:
    words = [word.replace("TARGET", str(tmp_path / "out")) for word in COMMANDS[name]]
    target = Path(words[-1])
    target.write_text("as before", encoding="utf-8")
    ran = run(answered, "100", *words, script=SMALL, environment={})
    assert "File too large" in fails_in_one_line(ran)
    assert target.read_text(encoding="utf-8") == "as before"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
