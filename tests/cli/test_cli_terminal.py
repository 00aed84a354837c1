"""What a terminal is told is words: no article and no model steers it, or stops what is told."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.table import Table
from tests.cli.test_cli_export import MODEL
from tests.cli.test_cli_places import run

from countermove.cli.console import PlainConsole
from countermove.cli.terminal import plain, say, tell

Command = Callable[..., tuple[int, str, str]]
CLEAR, NAME, COLOUR = "\x1b[2J", "\x1b]0;mine\x07", "\x9b31m"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("oil, gas\nand a\ttable", "oil, gas\nand a\ttable"),
        ("Türkiye’s “pact” — ½ 中国", "Türkiye’s “pact” — ½ 中国"),
        (f"oil{CLEAR}", "oil\ufffd[2J"),
        (f"oil{NAME}", "oil\ufffd]0;mine\ufffd"),
        (f"oil{COLOUR}", "oil\ufffd31m"),
        ("gas\roil", "gas oil"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
    ],
)
def test_words_are_shown_without_what_steers_a_terminal(
    text: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plain(text) == shown
    say(text)
    tell(text)
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"{shown}\n", f"countermove: {shown}\n")


@pytest.mark.parametrize("words", ["[/x]", "[red]oil[/red]", "[link=y]", ":fire:", "[/]", "\\[b]"])
def test_brackets_are_no_markup_in_paragraphs_and_tables(words: str) -> None:
    told = io.StringIO()
    console = PlainConsole(file=told, highlight=False, markup=False, emoji=False, width=80)
    table = Table(box=None, title=words, caption=words)
    table.add_column(words)
    table.add_row(words + CLEAR)
    console.print(words)
    console.print(table)
    assert told.getvalue().count(words) == 5
    assert "\x1b" not in told.getvalue()


ODD = "Raise [/x] the :fire: toll\\e[2J\\e]0;mine\\a\\x9b31m"


@pytest.mark.parametrize("verb", ["check", "solve", "signal", "bargain"])
def test_labels_of_a_model_are_told_as_words(command: Command, tmp_path: Path, verb: str) -> None:
    model = tmp_path / "model.yaml"
    odd = MODEL.replace("Raise the toll", f'"{ODD}"').replace("The town", f'"{ODD}"')
    model.write_text(odd.replace("The toll bridge", f'"{ODD}"'), encoding="utf-8")
    status, out, err = command(verb, model)
    assert status == 0, err
    assert not {"\x1b", "\x07", "\x9b"} & set(out + err)
    assert "[/x]" in " ".join(out.split())


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode here")
def test_a_name_that_is_not_unicode_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    strict = {"PYTHONIOENCODING": "utf-8:strict"}
    ran = run(tmp_path, "export", "model.yaml", "-o", "caf\udce9.gmcr", environment=strict)
    assert (ran.returncode, ran.stdout) == (0, "caf\ufffd.gmcr\n"), ran.stderr
    assert (tmp_path / "caf\udce9.gmcr").stat().st_size > 100
