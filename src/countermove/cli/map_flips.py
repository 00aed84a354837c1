"""`countermove map-flips`: the best course over any two numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.terminal import open_console

if TYPE_CHECKING:
    from countermove.records.standoffs import Stake, Standoff
    from countermove.records.stresses import FlipMap

__all__ = ["map_flips_command"]

Number = Annotated[str, typer.Argument(help="A number, as `countermove check` writes it.")]


def map_flips_command(
    source: Annotated[Path, typer.Argument(help="A case folder, or a stand-off file.")],
    x: Number,
    y: Number,
    points: Annotated[int, typer.Option(min=2, max=101, help="Values along each number.")] = 11,
    workers: o.Workers = None,
    as_json: o.Json = False,
) -> None:
    """Show which course is best over two uncertain numbers, the others at likely values."""
    from countermove.filing import Case
    from countermove.records.standoff_file import load_standoff
    from countermove.stressing import map_flips

    standoff = load_standoff(Case(source).standoff if source.is_dir() else source)
    found = map_flips(standoff, x, y, points=points, workers=workers)
    if as_json:
        typer.echo(found.dump(), nl=False)
    else:
        show_map(found, standoff)


def show_map(found: FlipMap, standoff: Standoff) -> None:
    """A row for each value of y, the highest first; courses by letter, with a key."""
    from rich.table import Table

    from countermove.phrasing.numbers import number

    x, y = (scale_of(standoff, key) for key in (found.x, found.y))
    console = open_console()
    courses = sorted({course for row in found.best for course in row})
    letters = {course: chr(ord("A") + i) for i, course in enumerate(courses)}
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right")
    for value in found.x_values:
        table.add_column(number(value / x.worth), justify="right")
    for value, row in sorted(zip(found.y_values, found.best, strict=True), reverse=True):
        table.add_row(number(value / y.worth), *(letters[course] for course in row))
    across, down = (f"{key} ({s.label})" for key, s in ((found.x, x), (found.y, y)))
    console.print(f"down: {down}; across: {across}", soft_wrap=True)
    console.print(table)
    for course, letter in letters.items():
        console.print(f"{letter}  {course}")


def scale_of(standoff: Standoff, key: str) -> Stake:
    """What the values of a number are multiples of: a stake, or their own unit."""
    from countermove.records.stakes import player_of, stake_of
    from countermove.records.standoffs import Stake

    player = player_of(key)
    if player:
        stake = stake_of(standoff, player)
        return Stake(label=f"1 is what {stake.label} weighs", worth=stake.worth)
    share = key in ("settings.discount", "settings.precision")
    return Stake(label="as in the file" if share else "years", worth=1.0)
