"""`countermove solve`: what is stable and why, and how play unfolds, at likely values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from countermove.cli import options as o
from countermove.cli.progress import show_progress
from countermove.cli.showing import show_solution
from countermove.cli.showing_stability import show_conflict
from countermove.cli.terminal import tell
from countermove.records.concepts import CONCEPTS, Concept
from countermove.records.errors import InputError, SettingsError
from countermove.records.progress import named

if TYPE_CHECKING:
    from countermove.records.conflict_solutions import ConflictSolution
    from countermove.records.record import Record
    from countermove.records.results import Solution
    from countermove.records.standoffs import Stake

__all__ = ["solve_command"]


def solve_command(
    source: Annotated[
        Path, typer.Argument(help="A case folder, a stand-off file or a conflict file.")
    ],
    concepts: Annotated[
        str | None,
        typer.Option(
            help="Concepts of stability, such as NASH,SEQ,LMH; default: five for a stand-off, "
            "all for a conflict. There are " + ", ".join(CONCEPTS) + "."
        ),
    ] = None,
    moves_ahead: Annotated[int, typer.Option(min=1, help="How far LMH looks.")] = 3,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            help="A state to ask of what would make it stable: options in force, as "
            "'wall,tribute', or the name of a conflict's state. May be given again."
        ),
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="Whose part in a conflict is told; default: the first.")
    ] = None,
    output: o.Output = None,
    as_json: o.Json = False,
) -> None:
    """Solve a stand-off at its likely values, or a conflict, with the reasons.

    A conflict file is a .gmcr file of GMCR+, a .json graph of moves, or YAML with states.
    """
    from countermove.solving.stability import is_conflict

    chosen = Chosen(parse_concepts(concepts), moves_ahead, tuple(wanted or ()))
    if not source.is_dir() and is_conflict(source):
        found = solve_file_of_conflict(source, chosen, subject)
        put_out(found, output, as_json, lambda: show_conflict(found))
        return
    if subject is not None:
        raise SettingsError("--subject is for conflict files; a stand-off names its own")
    solution = solve_folder(source, chosen) if source.is_dir() else solve_file(source, chosen)
    put_out(solution, output, as_json, lambda: show_solution(solution, read_stake(source)))


def read_stake(source: Path) -> Stake:
    """What the numbers of a stand-off's subject are said against."""
    from countermove.filing import Case
    from countermove.records.stakes import stake_of
    from countermove.records.standoff_file import load_standoff

    standoff = load_standoff(Case(source).standoff if source.is_dir() else source)
    return stake_of(standoff, standoff.subject)


class Chosen(NamedTuple):
    """What is asked beside the default."""

    concepts: tuple[Concept, ...]
    moves_ahead: int
    wanted: tuple[str, ...]


def parse_concepts(text: str | None) -> tuple[Concept, ...]:
    """Concepts written as NASH,SEQ.

    Raises:
        SettingsError: there is no such concept.
    """
    names = tuple(dict.fromkeys(n.strip().upper() for n in (text or "").split(",") if n.strip()))
    for name in names:
        if name not in CONCEPTS:
            raise SettingsError(f"there is no concept {name!r}; there are {', '.join(CONCEPTS)}")
    return cast("tuple[Concept, ...]", names)


def solve_folder(folder: Path, chosen: Chosen) -> Solution:
    """A case folder's solution, made if it is not up to date."""
    from countermove.filing import Case, Run, solve_case
    from countermove.records.results import Solution

    if chosen != Chosen((), 3, ()):
        raise SettingsError(
            "a case folder is solved as its steps are; give its standoff.yaml for other "
            "concepts or wanted states"
        )
    with show_progress() as progress:
        solve_case(Run(Case(folder), progress=progress, tell=tell))
    return Solution.load(Case(folder).solution)


def solve_file(path: Path, chosen: Chosen) -> Solution:
    """A stand-off file solved."""
    from countermove.records.standoff_file import load_standoff
    from countermove.solving import solve
    from countermove.solving.stability import DEFAULT_CONCEPTS

    with show_progress() as progress:
        return solve(
            load_standoff(path),
            concepts=chosen.concepts or DEFAULT_CONCEPTS,
            moves_ahead=chosen.moves_ahead,
            wanted=[[n.strip() for n in w.split(",") if n.strip()] for w in chosen.wanted],
            progress=progress,
        )


def solve_file_of_conflict(path: Path, chosen: Chosen, subject: str | None) -> ConflictSolution:
    """A conflict file solved."""
    from countermove.solving.stability import analyse_conflict, read_conflict

    conflict = read_conflict(path)
    try:
        with show_progress() as progress:
            return analyse_conflict(
                conflict,
                chosen.concepts or None,
                subject=subject,
                horizon=chosen.moves_ahead,
                wanted=chosen.wanted,
                progress=named(progress, "what is stable"),
            )
    except InputError as error:
        error.path = error.path or path
        raise


def put_out(record: Record, output: Path | None, as_json: bool, show: Callable[[], None]) -> None:
    """A record into a file, as JSON, or shown to a person."""
    from countermove.filing import write_text

    if output is not None:
        write_text(output, record.dump())
    elif as_json:
        typer.echo(record.dump(), nl=False)
    else:
        show()
