"""What `solve` prints of stability: a snapshot of a stand-off, and a conflict file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from countermove.cli.terminal import open_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from countermove.records.conflict_solutions import ConflictSolution, Judgement
    from countermove.records.stability import (
        Concept,
        Equilibrium,
        Reason,
        Removal,
        Route,
        Stability,
        Wish,
    )

__all__ = ["show_conflict", "show_stability"]

MOST_SHOWN = 12
MOST_ROWS = 64


def show_stability(console: Console, shot: Stability, when: str) -> None:
    """One snapshot: what is stable and why, how it comes about, and what would move it."""
    console.print(f"\nStable {when}:", style="bold")
    console.print(shot.sentence)
    for equilibrium in shot.equilibria[:MOST_SHOWN]:
        show_equilibrium(console, shot.states[equilibrium.state].label, equilibrium, shot.routes)
    rest = len(shot.equilibria) - MOST_SHOWN + shot.unlisted
    if rest > 0:
        console.print(f"  and {rest} more", style="dim")
    show_list(console, f"Today's state, {when}:", group_reasons(shot.today_reasons))
    show_questions(console, shot.wishes, shot.removals)
    if shot.refinements:
        show_list(console, "What rankings do not say:", (r.sentence for r in shot.refinements))
    show_list(console, "Left out:", shot.left_out)


def show_equilibrium(
    console: Console, name: str, equilibrium: Equilibrium, routes: Sequence[Route]
) -> None:
    """An equilibrium with its concepts, its reasons, the coalitions that break it, its route."""
    console.print(indented("•", f"{name} ({', '.join(equilibrium.concepts)})", 2))
    told = [r.sentence for r in equilibrium.reasons]
    told += [f"{b.reason.sentence} ({', '.join(b.concepts)})" for b in equilibrium.breaches]
    told += [r.sentence for r in routes if r.to == equilibrium.state and r.sentence]
    for sentence in told:
        console.print(indented("", sentence, 4), style="dim")


def show_questions(console: Console, wishes: Sequence[Wish], removals: Sequence[Removal]) -> None:
    """The inverse question, and which options carry the outcome."""
    told = [s for w in wishes for s in (w.sentence, *(c.sentence for c in w.changes))]
    show_list(console, "What would make a wanted state stable:", told)
    moving = [r.sentence for r in removals if r.moves]
    show_list(console, "Options that carry the outcome:", moving)
    if removals and not moving:
        console.print("\nNo single option, taken off the table, moves the outcome.")


def group_reasons(reasons: Iterable[Reason]) -> list[str]:
    """Each sentence once, with every concept it is said under."""
    under: dict[str, list[Concept]] = {}
    for reason in reasons:
        under.setdefault(reason.sentence, []).append(reason.concept)
    return [f"{text} ({', '.join(dict.fromkeys(found))})" for text, found in under.items()]


def show_list(console: Console, heading: str, sentences: Iterable[str]) -> None:
    """Sentences under a heading; nothing where there are none."""
    told = list(sentences)
    if told:
        console.print(f"\n{heading}")
        for sentence in told:
            console.print(indented("•", sentence, 2))


def indented(mark: str, text: str, by: int) -> Table:
    """A text with its lines set under each other behind a mark."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(" " * (by - 1), mark, text)
    return table


def show_conflict(found: ConflictSolution) -> None:
    """Every state under every concept, the equilibria with reasons, and the questions."""
    console = open_console()
    console.print(found.title, style="bold")
    console.print(found.source, style="dim")
    console.print(f"\n{found.sentence}")
    plain = [j for j in found.judgements if not j.extension and not j.strength]
    if plain:
        console.print("\nFor whom each state is stable:")
        console.print(state_table(found, plain))
    show_ways(console, [j for j in found.judgements if j not in plain])
    if found.equilibria:
        console.print("\nWhy they hold, and how they come about:")
    for equilibrium in found.equilibria[:MOST_SHOWN]:
        state = found.states[equilibrium.state]
        name = state.short if state.label == state.short else f"{state.short}: {state.label}"
        show_equilibrium(console, name, equilibrium, found.routes)
    show_list(
        console, f"Today, {found.states[found.today].short}:", group_reasons(found.today_reasons)
    )
    show_questions(console, found.wishes, found.removals)
    show_list(console, "Left out:", found.left_out)


def state_table(found: ConflictSolution, judgements: Sequence[Judgement]) -> Table:
    """A row for each state: for whom it is stable, by concept; equilibria are marked."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("state")
    table.add_column("in force")
    for judgement in judgements:
        table.add_column(column_name(judgement.concept, found.horizon))
    listed = found.states
    if len(listed) > MOST_ROWS:
        kept = {e.state for e in found.equilibria}
        listed = tuple(s for number, s in enumerate(listed) if number in kept)
    for state in listed:
        cells = (whom(found, j, state.short) for j in judgements)
        table.add_row(state.short, state.label if state.label != state.short else "", *cells)
    return table


def column_name(concept: Concept, horizon: int) -> str:
    """A concept as the head of a column."""
    return f"L{horizon}" if concept == "LMH" else concept


def whom(found: ConflictSolution, judgement: Judgement, state: str) -> str:
    """For whom a state is stable: "all", the players' ids, or a dash."""
    held = [p for p in found.players if state in judgement.stable[p]]
    return "all" if len(held) == len(found.players) else ", ".join(held) or "–"


def show_ways(console: Console, judgements: Sequence[Judgement]) -> None:
    """The equilibria by the treatment of unknown comparisons and by strength."""
    from rich.table import Table

    if not judgements:
        return
    ways = sorted({j.extension for j in judgements})
    table = Table(box=None, pad_edge=False)
    table.add_column("equilibria")
    for way in ways:
        table.add_column(f"unknown as {way}" if way else "states")
    rows: dict[str, dict[str, str]] = {}
    for judgement in judgements:
        kind = " ".join(filter(None, [judgement.strength, judgement.concept]))
        states = ", ".join(judgement.equilibria) or "none"
        rows.setdefault(kind, {})[judgement.extension] = states
    for kind, cells in rows.items():
        table.add_row(kind, *(cells.get(way, "") for way in ways))
    console.print()
    console.print(table)
