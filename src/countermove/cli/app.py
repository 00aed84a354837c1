"""The `countermove` command: its verbs, exit statuses and how errors are shown.

Exit status 0: done; 1: the input is at fault; 2: wrong usage.
"""

from __future__ import annotations

import sys

import typer

from countermove.cli.answer import answer_command
from countermove.cli.check import check_command
from countermove.cli.compare import compare_command
from countermove.cli.demo import demo_command
from countermove.cli.exporting import export_command, import_command
from countermove.cli.frame import frame_command
from countermove.cli.mapping import map_flips_command
from countermove.cli.read import read_command
from countermove.cli.report import report_command
from countermove.cli.serve import serve_command
from countermove.cli.solve import solve_command
from countermove.cli.stress import stress_command
from countermove.records.errors import CountermoveError, SettingsError
from countermove.records.version import VERSION

__all__ = ["app", "run"]

EPILOG = """
Examples:

  countermove answer essay.txt                     everything, from an article to the page

  countermove read news/ -o events.jsonl           only who did what to whom

  countermove frame events.jsonl -o standoff.yaml  a draft model to edit

  countermove check standoff.yaml                  what is assumed, what is wrong

  countermove stress standoff.yaml --draws 4096    what would flip the answer
"""

app = typer.Typer(
    name="countermove",
    help="A smaller side is under pressure from a bigger one: what should it do now? "
    "Answered from what has been written.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("answer")(answer_command)
app.command("demo")(demo_command)
app.command("read")(read_command)
app.command("frame")(frame_command)
app.command("check")(check_command)
app.command("solve")(solve_command)
app.command("stress")(stress_command)
app.command("map-flips")(map_flips_command)
app.command("report")(report_command)
app.command("compare")(compare_command)
app.command("serve")(serve_command)
app.command("export")(export_command)
app.command("import")(import_command)


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
        print(f"countermove: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except KeyboardInterrupt:
        print("countermove: stopped; finished steps are kept", file=sys.stderr)
        sys.exit(130)
