"""The `countermove` command: its verbs, exit statuses and how errors are shown.

Exit status 0: done; 1: the input is at fault; 2: wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import typer

from countermove.cli.answer import answer_command
from countermove.cli.ask import ask_command
from countermove.cli.bargain import bargain_command
from countermove.cli.check import check_command
from countermove.cli.compare import compare_command
from countermove.cli.demo import demo_command
from countermove.cli.examples import EXAMPLES, FIRST, IN_SHORT, lay_out
from countermove.cli.exporting import export_command, import_command
from countermove.cli.frame import frame_command
from countermove.cli.history import history_command
from countermove.cli.map_flips import map_flips_command
from countermove.cli.read import read_command
from countermove.cli.report import report_command
from countermove.cli.serve import serve_command
from countermove.cli.signal import signal_command
from countermove.cli.solve import solve_command
from countermove.cli.stress import stress_command
from countermove.cli.terminal import tell
from countermove.records.errors import CountermoveError, SettingsError
from countermove.records.version import VERSION

__all__ = ["app", "run"]

app = typer.Typer(
    name="countermove",
    help="A smaller side is under pressure from a bigger one: what should it do now? "
    "Answered from what has been written.",
    epilog=lay_out(tuple(EXAMPLES[verb][0] for verb in FIRST)),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def add(verb: str, command: Callable[..., None]) -> None:
    """A verb with its examples."""
    app.command(verb, short_help=IN_SHORT[verb], epilog=lay_out(EXAMPLES[verb]))(command)


add("answer", answer_command)
add("demo", demo_command)
add("read", read_command)
add("frame", frame_command)
add("check", check_command)
add("ask", ask_command)
add("history", history_command)
add("solve", solve_command)
add("signal", signal_command)
add("bargain", bargain_command)
add("stress", stress_command)
add("map-flips", map_flips_command)
add("report", report_command)
add("compare", compare_command)
add("serve", serve_command)
add("export", export_command)
add("import", import_command)


@app.callback(invoke_without_command=True)
def show_version(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    """Print the version."""
    if version:
        typer.echo(f"countermove {VERSION}")
        raise typer.Exit


def run() -> None:
    """Run the command line; every error of ours is one sentence on standard error."""
    try:
        app()
    except CountermoveError as error:
        tell(error)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  # whoever read has enough
        sys.exit(1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        tell(f"{place}{error.strerror or error}")
        sys.exit(1)
    except KeyboardInterrupt:
        tell("stopped; finished steps are kept")
        sys.exit(130)
