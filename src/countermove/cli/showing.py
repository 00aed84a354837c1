"""What the verbs print for people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from countermove.cli.showing_stability import show_stability
from countermove.records.answers import Answer
from countermove.records.comparisons import Comparison
from countermove.records.events import Event
from countermove.records.results import Solution

__all__ = ["show_answer", "show_comparison", "show_events", "show_solution", "tell"]


def tell(sentence: str) -> None:
    """A sentence for the person, on standard error."""
    print(f"countermove: {sentence}", file=sys.stderr)


def show_answer(answer: Answer, page: Path | None = None) -> None:
    """The question, the answer, the courses compared, what would flip it, and the page."""
    console = Console(highlight=False)
    console.print(f"\n{answer.question}", style="dim")
    console.print(f"\n{answer.sentence}\n", style="bold")
    console.print(f"If it takes up {answer.course_label}:" if answer.cannot_tell else "Then:")
    show_list(console, [j.sentence for j in answer.judgements])
    console.print(f"\n{answer.confidence_sentence}\n")
    console.print(course_table(answer))
    if answer.find_out_first:
        console.print("\nFind out first:")
        show_list(console, answer.find_out_first)
    console.print("\nWhat would flip it:")
    flips = [flip.sentence for flip in answer.flips[:3]]
    show_list(console, flips or ["no single number inside its range"])
    if answer.clock_sentence:
        console.print(f"\n{answer.clock_sentence}")
    if page is not None:
        typer.echo(f"\nThe page: {page}")


def show_list(console: Console, sentences: Sequence[str]) -> None:
    """Sentences as a list, indented under their marks."""
    table = Table.grid(padding=(0, 1, 0, 2))
    for sentence in sentences:
        table.add_row("•", sentence)
    console.print(table)


def course_table(answer: Answer) -> Table:
    """Every course with the share of draws in which it is best, and its regret."""
    table = Table(box=None, pad_edge=False)
    table.add_column("course")
    for heading in ("best in", "value", "expected regret", "regret, worst tenth"):
        table.add_column(heading, justify="right")
    for course in answer.stress.courses:
        tenth = course.regret_quantiles.get("0.9")
        table.add_row(
            course.label,
            f"{100 * course.share_best:.0f} %",
            f"{course.expected:.1f}",
            f"{course.expected_regret:.1f}",
            "" if tenth is None else f"{tenth:.1f}",
        )
    return table


def show_events(events: Sequence[Event]) -> None:
    """One line an event: when, who, what, whom, how sure."""
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "when", "who", "did", "to whom", "what", "standing"):
        table.add_column(heading)
    for event in events:
        table.add_row(
            event.id,
            event.date.isoformat() if event.date else "",
            event.actor.name if event.actor else "",
            event.action + (f"/{event.mode}" if event.mode else ""),
            event.target.name if event.target else "",
            event.label,
            event.standing,
        )
    Console(highlight=False).print(table)


def show_solution(solution: Solution) -> None:
    """The best course at likely values, the play that follows, and what is stable."""
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False)
    for heading in ("course", "taken up now", "kept throughout"):
        table.add_column(heading, justify="right" if heading != "course" else "left")
    for course in solution.play.courses:
        table.add_row(course.label, f"{course.now:.1f}", f"{course.kept:.1f}")
    console.print(table)
    console.print("\nHow play unfolds:")
    for step in solution.play.principal_line:
        console.print(f"  • {step.sentence}")
    show_stability(console, solution.now, "now")
    show_stability(console, solution.later, "later")
    console.print(f"\n{solution.difference}")


def show_comparison(comparison: Comparison) -> None:
    """What changed, and what each edit does alone."""
    console = Console(highlight=False)
    console.print(comparison.sentence, style="bold")
    for edit in comparison.edits:
        mark = "→" if edit.flips else "•"
        console.print(f"  {mark} {edit.sentence}")
