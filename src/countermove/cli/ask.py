"""`countermove ask`: an interview about what a player would rather have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import show_progress
from countermove.cli.terminal import plain, say
from countermove.phrasing.numbers import per_cent

if TYPE_CHECKING:
    from countermove.eliciting import Draws, Interview, Question
    from countermove.eliciting.questions import Reply
    from countermove.records.standoffs import Standoff

__all__ = ["ask_command"]

KEYS: dict[str, Reply] = {"1": "first", "2": "second", "e": "equal", "d": "unknown", "s": "skip"}


def ask_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    by: Annotated[
        str,
        typer.Option(help="Initials of whoever answers, kept in the file.", callback=o.check_words),
    ],
    most: Annotated[int, typer.Option(help="Ask no more questions than this.", min=1)] = 8,
    on: Annotated[
        bool,
        typer.Option("--on", help="Ask on where no answer would change the choice: guess less."),
    ] = False,
    draws: o.Draws = 1024,
    seed: o.Seed = 7,
) -> None:
    """Ask what a player would rather have, the question that decides most first.

    Answers go into the stand-off file under the initials, and bind the numbers from then on.
    """
    from countermove.eliciting import open_interview
    from countermove.filing.case import Case
    from countermove.records.standoff_file import load_standoff

    path = Case(source).standoff if source.is_dir() else source
    standoff = load_standoff(path)
    interview = open_interview(standoff, find_draws(standoff, path, draws, seed))
    show_shares(interview)
    choose = choose_on if on else choose_next
    hold(interview, path, by, most, choose)


def find_draws(standoff: Standoff, path: Path, draws: int, seed: int) -> Draws:
    """The free draws kept beside the file, or new ones, which are then kept."""
    from countermove.eliciting import draw_free, load_draws, save_draws
    from countermove.eliciting.kept_draws import hash_free

    kept = path.with_suffix(".draws.npz")
    found = load_draws(kept, hash_free(standoff, draws, seed))
    if found is None:
        with show_progress() as progress:
            found = draw_free(standoff, draws, seed, progress)
        save_draws(found, kept)
    return found


def choose_next(interview: Interview) -> Question | None:
    """The question most worth asking, or None where none is."""
    ranked = interview.next()
    return ranked.question if ranked else None


def choose_on(interview: Interview) -> Question | None:
    """The same, and then the one that leaves least to guess."""
    return choose_next(interview) or interview.next_firming()


def hold(
    interview: Interview,
    path: Path,
    by: str,
    most: int,
    choose: Callable[[Interview], Question | None],
) -> None:
    """Ask until nothing is worth asking, or enough is asked."""
    past: list[tuple[Interview, str]] = []
    while len(past) < most:
        question = choose(interview)
        if question is None:
            say(say_end(interview))
            return
        say(f"\n{len(past) + 1}. {question.sentence}")
        key = ask_key(question, bool(past))
        if key == "q":
            return
        if key == "u":
            interview, text = past.pop()
            write(path, text)
        else:
            past.append((interview, path.read_text(encoding="utf-8")))
            interview = take(interview, question, KEYS[key], path, by)
        show_shares(interview)
    say(f"{most} questions are asked; --most asks for more.")


def say_end(interview: Interview) -> str:
    """Why there is no further question."""
    if interview.exhausted:
        return (
            f"Too few draws are left to choose a question by ({interview.effective:,.0f}); more "
            "(--draws) would carry on."
        )
    return (
        "No further question is worth asking: no single answer would gain much. "
        "--on asks on all the same, so that less is guessed."
    )


def ask_key(question: Question, asked: bool) -> str:
    """The key of an answer, asked for until it is one."""
    first, second, equal = question.choices
    say(f"   1  {first}\n   2  {second}" + (f"\n   e  {equal}" if equal else ""))
    undo = "   u  undo the last" if asked else ""
    say(f"   d  do not know   s  skip{undo}   q  end")
    known = [k for k in KEYS if k != "e" or equal] + ["q"] + (["u"] if asked else [])
    while True:
        key = str(typer.prompt("  ")).strip().lower()
        if key in known:
            return key
        typer.echo(plain(f"   {key!r} is no answer; it takes {', '.join(known)}"), err=True)


def take(interview: Interview, question: Question, reply: Reply, path: Path, by: str) -> Interview:
    """The interview after an answer, which is in the file; one that contradicts what is there
    is told and left out."""
    from countermove.eliciting import write_answer
    from countermove.records.errors import StandoffError
    from countermove.records.standoff_edit import append_text
    from countermove.records.standoff_file import parse_standoff

    text = path.read_text(encoding="utf-8")
    for place, line in write_answer(question, reply, by, date.today()):
        text = append_text(text, place, line)
    try:
        parse_standoff(text, path)
    except StandoffError as error:
        typer.echo(plain(f"   This answer is left out: {error.message}."), err=True)
        return interview.answer(question, "skip")
    write(path, text)
    after = interview.answer(question, reply)
    gone = after.ruled_out(interview)
    if gone:
        say("   Ruled out: " + "; ".join(f"“{label}”" for label in gone) + ".")
    return after


def write(path: Path, text: str) -> None:
    """Replace the file whole."""
    from countermove.records.writing import write_text

    write_text(path, text)


def show_shares(interview: Interview) -> None:
    """How often each course comes first, those that never do left out."""
    pairs = sorted(zip(interview.shares, interview.draws.labels, strict=True), reverse=True)
    told = [f"“{label}” {per_cent(share)}" for share, label in pairs if share >= 0.005]
    say(f"   Comes first: {', '.join(told)} ({interview.effective:,.0f} draws left).")
