"""What the verbs print for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from countermove.cli.terminal import open_console, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from countermove.records.answers import Answer, Judgement
    from countermove.records.comparisons import Comparison
    from countermove.records.events import Event
    from countermove.records.results import Solution
    from countermove.records.standoffs import Stake

__all__ = ["show_answer", "show_brief", "show_comparison", "show_events", "show_solution"]


GLANCE = 240
"""Letters of a sentence that can be read at a glance: three lines of a terminal."""
SHOWN = 4
"""Likelihoods that fit on a screen beside the rest."""


def show_brief(answer: Answer, page: Path | None = None) -> None:
    """The answer in at most 25 lines of 80 columns: what, how likely, how sure, what flips it."""
    from countermove.phrasing.numbers import per_cent

    console = reading_console()
    console.print(f"\n{answer.question}", style="dim")
    console.print(f"\n{answer.headline or answer.sentence}\n", style="bold")
    if further := brief_further(answer):
        console.print(f"{further}\n")
    for judgement in brief_judgements(answer):
        likely = f": {judgement.word} ({per_cent(judgement.chance)} {judgement.rests_on})"
        console.print(f"{judgement.about}{likely}")
    if answer.history is not None and answer.history.silent:
        console.print(f"No past cases stand beside this: {answer.history.silent}.")
    head(console, f"How sure: {answer.confidence} confidence")
    short = [g for g in answer.grounds if g.reached == answer.confidence][:1]
    for ground in short:
        console.print(f"{ground.what}: {ground.found} (moderate takes {ground.moderate})")
    head(console, "What would flip it")
    console.print(say_first_flip(answer))
    if page is not None:
        say(f"\nThe page: {page} (--details prints the rest here)")


def brief_further(answer: Answer) -> str:
    """How the tries lean in what is left open and what would decide it, else how the course goes
    on, if read at a glance."""
    nearest = "".join(answer.decides[:1])
    both = " ".join(filter(None, (answer.leans, nearest)))
    told = (both, answer.leans, nearest, answer.replies.get(answer.course, ""))
    return next((s for s in told if s and len(s) <= GLANCE), "")


def say_first_flip(answer: Answer) -> str:
    """The first flip that can be read at a glance, or where the others stand."""
    if not answer.flips:
        return say_no_flip(answer)
    plain = (f for f in answer.flips if "settings." not in f.number)
    short = (f.sentence for f in plain if len(f.sentence) <= GLANCE)
    return next(short, "several numbers at once; --details tells them")


def say_no_flip(answer: Answer) -> str:
    """That no number flips the answer alone; where courses are named together, what is meant."""
    if answer.cannot_tell:
        return "no single number leads to a course that is not named above"
    return "no single number in its range"


def brief_judgements(answer: Answer) -> list[Judgement]:
    """The judgements that past cases stand beside first, at most four."""
    beside = {p.outcome for p in answer.prospects if p.counted}
    return sorted(answer.judgements, key=lambda j: j.outcome not in beside)[:SHOWN]


def show_answer(answer: Answer, page: Path | None = None) -> None:
    """The question, the answer, how likely and how sure, the courses, what would flip it."""
    from countermove.answering.prospects import say_class, say_gaps

    console = reading_console()
    console.print(f"\n{answer.question}", style="dim")
    console.print(f"\n{answer.sentence}", style="bold")
    further_told = (answer.leans, *answer.decides, answer.replies.get(answer.course))
    for further in filter(None, further_told):
        console.print(f"\n{further}")
    if answer.judgements:
        head(console, f"How likely, with “{short_name(answer)}”")
        console.print(outcome_table(answer))
    if any(p.history is not None for p in answer.prospects):
        head(console, "How such stand-offs have gone, beside the model")
        console.print(prospect_table(answer))
        for sentence in (*say_class(answer), *say_gaps(answer)):
            console.print(sentence)
    elif answer.history is not None and answer.history.silent:
        console.print(f"\nNo outside number: {answer.history.silent}.")
    head(console, f"How sure: {answer.confidence} confidence")
    console.print(ground_table(answer) if answer.grounds else answer.confidence_sentence)
    head(console, "The courses")
    console.print(course_table(answer))
    head(console, "What would flip it")
    flips = [flip.sentence for flip in answer.flips[:3]]
    show_list(console, flips or [say_no_flip(answer)])
    if answer.find_out_first:
        head(console, "Find out first")
        show_list(console, answer.find_out_first)
    if answer.clock_sentence:
        head(console, "The clock")
        console.print(answer.clock_sentence)
    if page is not None:
        say(f"\nThe page: {page}")


WIDEST = 100
"""Columns beyond which lines of words are hard to read."""


def reading_console() -> Console:
    """Standard output at a width that can be read."""
    console = open_console()
    console.width = min(console.width, WIDEST)
    return console


def head(console: Console, words: str) -> None:
    """A heading with a line above it left free."""
    console.print(f"\n{words}", style="bold cyan")


def short_name(answer: Answer) -> str:
    """The course in as few words as the stand-off has for it."""
    own = next((c for c in answer.stress.courses if c.name == answer.course), None)
    return own.label if own is not None else answer.course


def outcome_table(answer: Answer) -> Table:
    """Each outcome with its chance at the horizon, the word for it, and nine draws in ten."""
    from rich.table import Table

    from countermove.phrasing.numbers import per_cent
    from countermove.records.chances import clip
    from countermove.reporting.rows import spreads

    between = spreads(answer.stress.outcome_bands, answer.course)
    table = Table(box=None, pad_edge=False, header_style="dim")
    years = f"in {answer.stress.solution.play.horizon:g} years"
    table.add_column("outcome", ratio=1)
    for heading in (years, "nine draws in ten"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("in words", no_wrap=True)
    for judgement in answer.judgements:
        low, high = between.get(judgement.outcome, (None, None))
        spread = ""
        if low is not None and high is not None:
            spread = f"{100 * clip(low):.0f} to {100 * clip(high):.0f} %"
        table.add_row(judgement.about, per_cent(judgement.chance), spread, judgement.word)
    return table


def prospect_table(answer: Answer) -> Table:
    """Each event that past cases count: history, model, both together, has happened by."""
    from rich.table import Table

    from countermove.answering.prospects import say_model
    from countermove.phrasing.numbers import per_cent

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("has happened", ratio=1)
    for heading in ("by", "past cases (our chance)", "model", "together"):
        table.add_column(heading, justify="right", no_wrap=True)
    for p in answer.prospects:
        if p.history is not None:
            span = f"{100 * (p.history_low or 0):.0f} to {100 * (p.history_high or 0):.0f} %"
            past = f"{per_cent(p.history)} of {p.n:,} ({span})"
            years = f"{p.years:g} year{'s' if p.years != 1 else ''}"
            table.add_row(p.label, years, past, say_model(p, p.model), say_model(p, p.together))
    return table


def ground_table(answer: Answer) -> Table:
    """What confidence rests on, beside what each level takes."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("it rests on", ratio=1)
    for heading in ("found", "moderate takes", "high takes"):
        table.add_column(heading, justify="right", no_wrap=True)
    for ground in answer.grounds:
        table.add_row(ground.what, ground.found, ground.moderate, ground.high)
    return table


def show_list(console: Console, sentences: Sequence[str]) -> None:
    """Sentences as a list, indented under their marks."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    for sentence in sentences:
        table.add_row("•", sentence)
    console.print(table)


def course_table(answer: Answer) -> Table:
    """Every course with the share of draws in which it is best, and its regret."""
    from rich.table import Table

    from countermove.phrasing.numbers import per_cent
    from countermove.phrasing.stakes import times
    from countermove.records.stakes import stake_of

    table = Table(box=None, pad_edge=False, header_style="dim")
    stake = stake_of(answer.stress.standoff, answer.stress.standoff.subject)
    table.add_column("course", ratio=1)
    for heading in ("best in", "value", "expected regret", "regret, worst tenth"):
        table.add_column(heading, justify="right", no_wrap=True)
    for course in answer.stress.courses:
        tenth = course.regret_quantiles.get("0.9")
        table.add_row(
            course.label,
            per_cent(course.share_best),
            times(course.expected, stake.worth),
            times(course.expected_regret, stake.worth),
            "" if tenth is None else times(tenth, stake.worth),
        )
    table.caption = f"Values: 1 is what {stake.label} weighs."
    return table


def show_events(events: Sequence[Event]) -> None:
    """One line an event: when, who, what, whom, how sure."""
    from rich.table import Table

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
    open_console().print(table)


def show_solution(solution: Solution, stake: Stake) -> None:
    """The best course at likely values, the play that follows, and what is stable."""
    from rich.table import Table

    from countermove.cli.showing_stability import show_stability
    from countermove.phrasing.stakes import times

    console = open_console()
    table = Table(box=None, pad_edge=False, caption=f"1 is what {stake.label} weighs.")
    for heading in ("course", "taken up now", "kept throughout"):
        table.add_column(heading, justify="right" if heading != "course" else "left")
    for course in solution.play.courses:
        values = (times(v, stake.worth) for v in (course.now, course.kept))
        table.add_row(course.label, *values)
    console.print(table)
    console.print("\nHow play unfolds:")
    for step in solution.play.principal_line:
        console.print(f"  • {step.sentence}")
    show_stability(console, solution.now, "now")
    show_stability(console, solution.later, "later")
    console.print(f"\n{solution.difference}")


def show_comparison(comparison: Comparison) -> None:
    """What changed, and what each edit does alone."""
    console = open_console()
    console.print(comparison.sentence, style="bold")
    for edit in comparison.edits:
        mark = "→" if edit.flips else "•"
        console.print(f"  {mark} {edit.sentence}")
