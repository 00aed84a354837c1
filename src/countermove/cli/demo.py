"""`countermove demo`: a bundled article or a bundled model, answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.answer import answer_command
from countermove.cli.progress import show_progress
from countermove.cli.showing import show_brief
from countermove.cli.terminal import open_console, say, tell
from countermove.records.errors import CaseError

if TYPE_CHECKING:
    from rich.table import Table as Drawn

    from countermove.filing import Case
    from countermove.records.answers import Answer
    from countermove.records.results import Table

__all__ = ["demo_command"]

ILLUSTRATIONS = (
    "The stand-offs were chosen and coded by hand by people who knew how they ended: they show how "
    "a model is made, and are no measure of accuracy."
)


def demo_command(
    article: Annotated[
        str,
        typer.Option(
            help="Draft from this article: one of those that --list tells, gas-valve, "
            "emirate-blockade or harbour-strike."
        ),
    ] = "kazakhstan-2022",
    model: Annotated[
        str | None,
        typer.Option(
            help="Take a worked model with sources instead, and show what happened later: "
            "one of those that --list tells."
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the worked stand-offs, and stop.")
    ] = False,
    case: Annotated[
        Path | None, typer.Option("--case", help="The case folder; default: named after it.")
    ] = None,
    draws: o.Draws = 1024,
    seed: o.Seed = 7,
    workers: o.Workers = None,
) -> None:
    """Answer a bundled article, or a bundled worked model with a back-test."""
    if listed:
        list_cases()
        return
    if model is not None:
        demo_model(model, case or Path(f"{model}-model"), draws, seed, workers)
        return
    from countermove.catalog.articles import find_article

    sources = [str(find_article(article))]
    folder = case or Path(article)
    # A demonstration asks nothing: what is not sure is taken as likeliest, and says so.
    answer_command(sources, case=folder, yes=True, draws=draws, seed=seed, workers=workers)


def list_cases() -> None:
    """Who is pressed by whom, under what pressure, and the day after which nothing is known."""
    from countermove.catalog.articles import article_names
    from countermove.catalog.worked import list_worked, load_worked

    names = list_worked()
    for name in names:
        standoff = load_worked(name)
        sides = f"{standoff.player(standoff.subject).name}, pressed by {standoff.others[0].name}"
        say(f"{name}  {sides}; as of {standoff.as_of}\n    {standoff.title}")
    alone = sorted(set(article_names()) - set(names))
    say(f"\nArticles without a model (--article): {', '.join(alone)}")
    tell(ILLUSTRATIONS)


def demo_model(model: str, folder: Path, draws: int, seed: int, workers: int | None) -> None:
    """Write the model into a case, answer it, and lay what happened beside what was said."""
    from countermove.catalog.articles import find_article
    from countermove.catalog.worked import worked_text
    from countermove.filing import Case, Choices, Run, answer_case, write_text

    text = worked_text(model)
    case = Case(folder)
    if not case.standoff.exists():
        write_text(case.standoff, text)
    choices = Choices(draws=draws, seed=seed, workers=workers)
    with show_progress() as progress:
        answer = answer_case(Run(case, choices, progress), [find_article(model)])
    show_brief(answer, case.report)
    show_afterwards(case, answer, model)


def show_afterwards(case: Case, answer: Answer, model: str) -> None:
    """The back-test, printed, and on a page of its own beside the case's."""
    from countermove.catalog.worked import chances_of, load_afterwards, score, tabulate
    from countermove.records.events import kept_events, load_events
    from countermove.reporting import annex_path, report

    afterwards = load_afterwards(model)
    if answer.stress.standoff.as_of != afterwards.cutoff:
        raise CaseError("is of another date than what happened; not scored", path=case.standoff)
    course = afterwards.taken or answer.course
    test = score(afterwards, chances_of(afterwards, answer.stress.paths, course))
    labels = {outcome.name: outcome.label for outcome in answer.stress.standoff.outcomes}
    table = tabulate(test, afterwards, labels)
    console = open_console()
    which = "which is the course it took" if afterwards.taken else "as it is advised"
    console.print(
        f"\nWhat happened after {afterwards.cutoff.day} {afterwards.cutoff:%B %Y} (the model "
        f"knows nothing of it; chances over the draws, if it takes up “{course}”, {which}):"
    )
    console.print(draw_table(table))
    console.print(
        f"Brier score {test.brier:.2f}: 0 is perfect, {test.even:.2f} is calling everything as "
        "likely as not."
    )
    page = case.folder / "backtest.html"
    events = kept_events(load_events(case.events))
    report(page, answer, events, case.load_articles(), afterwards=table)
    say(f"\nThe annex with what happened afterwards: {annex_path(page)}")
    tell(ILLUSTRATIONS)
    for note in afterwards.notes:
        tell(note)


def draw_table(table: Table) -> Drawn:
    """The first columns, which fit on a terminal; the page has the reasons and sources."""
    from rich.table import Table as Drawn

    drawn = Drawn(box=None, pad_edge=False)
    shown = table.columns[:4]
    for column in shown:
        drawn.add_column(column, justify="left" if column == shown[0] else "right")
    for row in table.rows:
        drawn.add_row(*(str(cell) for cell in row[: len(shown)]))
    return drawn
