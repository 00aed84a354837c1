"""The help: every verb has examples, every option in them exists, and nothing is too wide."""

from __future__ import annotations

import shlex

import pytest
import typer.main
from typer.testing import CliRunner

from countermove.cli.app import app
from countermove.cli.examples import EXAMPLES

GROUP = typer.main.get_command(app)
VERBS = sorted(GROUP.commands)  # type: ignore[attr-defined]


def help_of(*args: str) -> str:
    """What the help prints in a window of eighty columns."""
    found = CliRunner().invoke(app, [*args, "--help"], env={"COLUMNS": "80"})
    assert found.exit_code == 0
    return found.output


def test_every_verb_has_examples() -> None:
    assert sorted(EXAMPLES) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_shows_the_verbs_examples_as_they_are_typed(verb: str) -> None:
    told = help_of(verb)
    for typed, gives in EXAMPLES[verb]:
        assert typed.split()[0] == verb
        assert f"    countermove {typed}\n" in told
        assert gives in told
    assert max(len(line) for line in told.splitlines()) <= 80


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_in_an_example_exists(verb: str) -> None:
    command = GROUP.commands[verb]  # type: ignore[attr-defined]
    known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
    for typed, _ in EXAMPLES[verb]:
        assert {w for w in shlex.split(typed) if w.startswith("-")} <= known


def test_o_names_the_case_of_an_answer() -> None:
    command = GROUP.commands["answer"]  # type: ignore[attr-defined]
    assert {"--case", "-o"} == {o for p in command.params if p.name == "case" for o in p.opts}


def test_the_whole_help_names_every_verb_and_shows_where_to_begin() -> None:
    told = help_of()
    assert "    countermove answer essay.txt\n" in told
    assert all(f"\n  {verb} " in told for verb in VERBS)
    assert "..." not in told.partition("Commands:")[2]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_had_for_a_shell(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_COUNTERMOVE_COMPLETE", f"source_{shell}")
    found = CliRunner().invoke(app, [], prog_name="countermove")
    assert "_COUNTERMOVE_COMPLETE" in found.output
