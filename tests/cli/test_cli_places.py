"""Places that cannot be read or written: one clear line each, nothing half written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import countermove

MODEL = str(Path(countermove.__file__).parent / "catalog/worked/kazakhstan-2022/standoff.yaml")
TEXT = (
    "Russia suspended shipments of Kazakh oil. Kazakhstan refused to recognise the regions. "
    "Russia threatened Kazakhstan with sanctions."
)
SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
from countermove.cli import main
main()
"""
PLAIN = "from countermove.cli import main; main()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def run(
    folder: Path,
    *arguments: str,
    script: str = PLAIN,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    own = {"NUMBA_CACHE_DIR": str(folder / "numba")} if environment is None else environment
    kept = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    return subprocess.run(
        [*before, sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={**kept, **own},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def fails_in_one_line(ran: subprocess.CompletedProcess[str]) -> str:
    """The line said last, where the run failed without a traceback."""
    assert ran.returncode in (1, 2), ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("serve", "file"), "file: is a file"),
        (("answer", "essay.txt", "--case", "file"), "is a file"),
        (("answer", "n" * 5000 + ".txt"), "too long"),
        (("read", "n" * 5000 + ".txt"), "too long"),
        (("read", "missing.txt"), "no such file"),
        (("read", "empty"), "no text is found"),
        (("export", "essay.txt", "-o", "file/below/model.gmcr"), ""),
        (("export", MODEL, "-o", "file/below/model.gmcr"), "cannot be written"),
        (("check", "missing.yaml"), "No such file"),
        (("check", "empty"), "No such file"),
        (("report", "file"), "name the case folder"),
        (("answer", "essay.txt", "--subject", "caf\udce9"), "is no text in UTF-8"),
        (("frame", "file", "--other", "caf\udce9"), "is no text in UTF-8"),
        (("ask", MODEL, "--by", "caf\udce9"), "is no text in UTF-8"),
    ],
)
def test_a_place_that_is_wrong_is_one_line(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in fails_in_one_line(run(folder, *arguments))


@pytest.mark.parametrize("option", ["-o", "--case"])
def test_an_answer_goes_into_the_folder_that_is_named(folder: Path, option: str) -> None:
    (folder / "quiet.txt").write_text("The sea was calm.\n", encoding="utf-8")
    assert fails_in_one_line(run(folder, "answer", "quiet.txt", option, "here"))
    assert (folder / "here" / "articles" / "quiet.txt").is_file()


def test_an_export_makes_the_folder_it_goes_into(folder: Path) -> None:
    ran = run(folder, "export", MODEL, "-o", "new/folder/model.gmcr")
    assert ran.returncode == 0, ran.stderr
    assert (folder / "new" / "folder" / "model.gmcr").stat().st_size > 100


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode here")
def test_a_name_that_is_not_unicode_is_read(folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    ran = run(folder, "read", os.fsdecode(b"caf\xe9.txt"))
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr


def without_override() -> list[str]:
    """What makes a command heed the marks of files though root runs it."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("NOT RUN: root reads every file here, and there is no setpriv")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such marks here")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "shut.txt"), "cannot be read"),
        (("answer", "shut.txt"), "cannot be read"),
        (("check", "shut.txt"), "is not readable"),
        (("read", "texts"), ""),
        (("read", "texts", "--corpus", "out"), ""),
        (("read", "essay.txt", "-o", "closed/events.jsonl"), "cannot be written"),
        (("read", "texts", "--corpus", "closed/out"), "cannot be written"),
        (("answer", "essay.txt", "--case", "closed/case"), "cannot be used"),
    ],
)
def test_what_may_not_be_read_or_written_is_named_and_the_others_are_read(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "texts").mkdir()
    (folder / "closed").mkdir()
    for name in ("shut.txt", "texts/shut.txt", "texts/open.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    for name in ("shut.txt", "texts/shut.txt"):
        (folder / name).chmod(0)
    (folder / "closed").chmod(0o500)
    ran = run(folder, *arguments, before=without_override())
    if said:
        assert said in fails_in_one_line(ran)
        return
    assert ran.returncode == 0, ran.stderr
    problems = folder / "out" / "problems.txt"
    assert "shut.txt" in (problems.read_text() if problems.exists() else ran.stderr)
    assert "Traceback" not in ran.stderr


KERNEL = """
from countermove.solving.compiling import compiled

@compiled
def double(value):
    return 2 * value
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such marks here")
@pytest.mark.parametrize("closed", [("site", "home"), ("site",), ()])
def test_a_kernel_is_compiled_wherever_its_cache_may_lie(
    folder: Path, closed: tuple[str, ...]
) -> None:
    for name in ("site", "home"):
        (folder / name).mkdir()
    (folder / "site" / "kernel.py").write_text(KERNEL, encoding="utf-8")
    for name in closed:
        (folder / name).chmod(0o500)
    kept = os.environ.get("PYTHONPATH", "")
    environment = {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(folder / "site"), kept))),
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    script = "import kernel; print(kernel.double(21))"
    ran = run(folder, script=script, before=without_override(), environment=environment)
    for name in closed:
        (folder / name).chmod(0o700)
    assert (ran.returncode, ran.stdout) == (0, "42\n"), ran.stderr
    found = {path.relative_to(folder).parts[0] for path in folder.rglob("*.nbi")}
    assert found == {(): {"site"}, ("site",): {"home"}, ("site", "home"): set()}[closed]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit here")
@pytest.mark.parametrize("most", [0, 100, 4000])
def test_a_full_disk_leaves_what_was_there_and_no_half_file(folder: Path, most: int) -> None:
    target = folder / "events.jsonl"
    target.write_text("as before\n", encoding="utf-8")
    ran = run(folder, str(most), "read", "essay.txt", "-o", "events.jsonl", script=SMALL)
    if most == 4000 and ran.returncode == 0:
        assert target.read_text(encoding="utf-8").endswith("}\n")
    else:
        assert "too large" in fails_in_one_line(ran) or "cannot be written" in ran.stderr
        assert target.read_text(encoding="utf-8") == "as before\n"
    assert [p.name for p in folder.iterdir() if p.name.endswith(".part")] == []
