"""`countermove read`: who did what to whom, in the exact words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import ask_person, show_progress
from countermove.cli.showing import show_events
from countermove.cli.terminal import say, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countermove.filing import Choices
    from countermove.reading.proposing import Proposer
    from countermove.records.articles import Article

__all__ = ["read_command"]


def read_command(
    sources: Annotated[
        list[str], typer.Argument(help="Texts, HTML, PDF, folders of these, or URLs.")
    ],
    case: o.CaseFolder = None,
    output: o.Output = None,
    corpus: Annotated[
        Path | None,
        typer.Option(help="Read a folder of many articles into this Parquet data set."),
    ] = None,
    published: o.Published = None,
    pipeline: o.Pipeline = None,
    actors: o.Actors = None,
    lexicon: o.Lexicon = None,
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    reader: o.Reader = None,
    model: o.Model = "",
    votes: o.Votes = 1,
    at_most: o.AtMost = 0,
    send: o.Send = False,
    as_json: o.Json = False,
) -> None:
    """Read texts into events: who did what to whom, when, how sure, in the exact words."""
    from countermove.filing import Choices

    choices = Choices(
        published=o.parse_day(published),
        pipeline=pipeline,
        actors=actors,
        lexicon=lexicon,
        workers=workers,
        scheduler=scheduler,
        reader=reader,
        model=model,
        votes=votes,
        at_most=at_most,
        send=send,
    )
    if reader is not None and case is None and corpus is None:
        raise typer.BadParameter(
            "--reader takes --case or --corpus, the folder that keeps what it answers"
        )
    if corpus is not None:
        read_folder(sources, corpus, choices)
    elif case is not None:
        read_into_case(sources, case, choices)
    else:
        read_plain(sources, choices, output, as_json)


def read_folder(sources: list[str], target: Path, choices: Choices) -> None:
    """The corpus way: many articles into Parquet, resumable."""
    from countermove.filing import Case, Run
    from countermove.filing.reader_choice import second_settings
    from countermove.filing.second_reader import open_second
    from countermove.reading.corpus import read_corpus

    if len(sources) != 1:
        raise typer.BadParameter("--corpus takes one folder")
    run = Run(Case(target), choices, tell=tell, agree=ask_person)
    models: list[Proposer] = []

    def open_model(articles: Iterable[Article]) -> Proposer | None:
        found = open_second(run, articles)
        models.extend([found] if found else [])
        return found

    with show_progress() as progress:
        summary = read_corpus(
            Path(sources[0]),
            target,
            workers=choices.workers or 2,
            scheduler=choices.scheduler,
            pipeline=choices.pipeline,
            actors=choices.actors,
            lexicon=choices.lexicon,
            published=choices.published,
            second=" ".join(str(v) for v in second_settings(run).values()),
            open_second=open_model,
            progress=progress,
        )
    for model in models:
        tell(model.summary.say())
    say(summary)


def read_into_case(sources: list[str], case: Path, choices: Choices) -> None:
    """Into a case folder, unless it is up to date."""
    from countermove.filing import Case, Run, read_case
    from countermove.records.events import load_events

    with show_progress() as progress:
        read_case(Run(Case(case), choices, progress, tell, ask_person), sources)
    show_events(load_events(Case(case).events))


def read_plain(sources: list[str], choices: Choices, output: Path | None, as_json: bool) -> None:
    """To a file or the terminal, without a case folder."""
    from countermove.filing import write_text
    from countermove.reading import load_all, read
    from countermove.records.events import dump_events

    loaded = load_all(sources, published=choices.published)
    for line in (*map(str, loaded.problems), *loaded.doubts):
        tell(line)
    if not loaded.articles:
        raise typer.Exit(1)
    with show_progress() as progress:
        events = read(
            loaded.articles,
            pipeline=choices.pipeline,
            actors=choices.actors,
            lexicon=choices.lexicon,
            progress=progress,
        )
    if output is not None:
        write_text(output, dump_events(events))
    elif as_json:
        typer.echo(dump_events(events), nl=False)
    else:
        show_events(events)
