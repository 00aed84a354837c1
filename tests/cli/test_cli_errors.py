"""Bad input gets one clear message and exit status 1; wrong usage 2; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.cli.app import run

Command = Callable[..., tuple[int, str]]

MODEL = """\
title: t
question: What should A do now?
subject: A
players:
  A:
    name: Aland
    options:
      hold_out: {label: Hold out}
      give_in: {label: Give in}
    payoffs:
      - {when: press, per_year: [-3, -2, -1]}
  B:
    name: Beland
    options:
      press: {label: Press, today: true}
    payoffs:
      - {when: press, per_year: 1}
rules:
  - at most one of (hold_out, give_in)
courses:
  stand: [hold_out]
"""


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def call(*arguments: str | Path) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["countermove", *map(str, arguments)])
        status = 0
        try:
            run()
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, capfd.readouterr().err

    return call


def refuse(status: int, err: str, *words: str) -> None:
    assert status == 1, err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    for word in words:
        assert word in err, err


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("white.txt", b" \n\t\n", "empty"),
        ("program.txt", bytes(range(256)) * 40, ""),
        ("none.pdf", b"%PDF-1.4 nothing here", ""),
    ],
)
def test_a_text_that_cannot_be_read(
    command: Command, tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    refuse(*command("answer", path, "--case", tmp_path / "case"), name, word)


def test_a_missing_file(command: Command, tmp_path: Path) -> None:
    refuse(*command("answer", tmp_path / "no.txt", "--case", tmp_path / "case"), "no.txt")


def test_a_text_without_sides(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "garden.txt"
    path.write_text("The roses bloom in June. Water them in the evening, and prune in March.\n")
    refuse(*command("answer", path, "--case", tmp_path / "case"), "--subject")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("when: press, per_year: [-3", "when: pres, per_year: [-3", 11, ["'pres'", "press"]),
        ("[-3, -2, -1]", "[-1, -2, -3]", 11, ["upside down"]),
        ("  - at most one of (hold_out, give_in)", "  - press and not press", 19, []),
        ("  - at most one of (hold_out, give_in)", "  - __import__('os')", 19, ["not understood"]),
        ("subject: A", "subject: C", 3, ["'C'"]),
        ("stand: [hold_out]", "stand: [hold_ou]", 21, ["hold_out"]),
        ("    name: Aland", "    nmae: Aland", 6, ["name"]),
        ("title: t", "title: !!python/object/apply:os.system ['true']", 1, []),
        ("per_year: 1}", "per_year: one}", 17, []),
    ],
)
def test_a_mistake_in_a_standoff(
    command: Command, tmp_path: Path, old: str, new: str, line: int, words: list[str]
) -> None:
    assert old in MODEL
    path = tmp_path / "standoff.yaml"
    path.write_text(MODEL.replace(old, new))
    for verb in ("check", "solve"):
        refuse(*command(verb, path), f"standoff.yaml:{line}:", *words)


def test_too_many_options(command: Command, tmp_path: Path) -> None:
    many = "".join(f"      o{i}: {{label: Option {i}}}\n" for i in range(30))
    path = tmp_path / "standoff.yaml"
    path.write_text(MODEL.replace("      hold_out:", many + "      hold_out:"))
    refuse(*command("check", path), "too many")


def test_events_that_are_none(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"id": "E001"}\n')
    refuse(*command("frame", path), "events.jsonl:1", "is not an event")


def test_wrong_usage_is_two(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    assert command("answer", path, "--published", "yesterday")[0] == 2
    assert command("answer", path, "--scale", "words")[0] == 2
    assert command("nosuch")[0] == 2
    assert command("read", path, "--pipeline", "no_such_pipeline")[0] == 2


def test_a_good_file_is_read_though_another_is_bad(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text("France criticised Germany on Monday.")
    status, err = command("read", tmp_path / "empty.txt", tmp_path / "good.txt")
    assert status == 0
    assert "empty.txt" in err
