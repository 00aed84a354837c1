"""`countermove answer`: everything, from articles to the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countermove.cli import options as o
from countermove.cli.progress import ask_person, show_progress
from countermove.cli.scales import parse_scale
from countermove.cli.showing import show_answer, show_brief
from countermove.cli.terminal import tell

if TYPE_CHECKING:
    from countermove.records.answers import Answer

__all__ = ["answer_command", "name_case"]


def name_case(sources: list[str]) -> Path:
    """The case folder for the sources: `essay.txt` gives `essay-case` in this folder."""
    return Path(f"{Path(sources[0].rstrip('/')).stem or 'answer'}-case")


def answer_command(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Texts, HTML, PDF, folders of these, or URLs.")
    ] = None,
    case: o.CaseTarget = None,
    subject: o.Subject = None,
    other: o.Other = None,
    yes: o.Yes = False,
    published: o.Published = None,
    pipeline: o.Pipeline = None,
    actors: o.Actors = None,
    lexicon: o.Lexicon = None,
    playbook: o.Playbook = None,
    draws: o.Draws = 1024,
    seed: o.Seed = 7,
    scale: o.Scale = "icd203",
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    reader: o.Reader = None,
    model: o.Model = "",
    votes: o.Votes = 1,
    at_most: o.AtMost = 0,
    send: o.Send = False,
    details: o.Details = False,
    as_json: o.Json = False,
) -> None:
    """Answer what the smaller side should do now, and write the page.

    With --case alone, a case folder is brought up to date: edit its standoff.yaml and
    run this again. Where the text leaves open who is pressed by whom, one question is asked;
    without a terminal the readings are listed with the command that chooses each.
    """
    from countermove.cli.asking import run_asking
    from countermove.filing import Case, Choices, Run, answer_case

    if not sources and case is None:
        raise typer.BadParameter("name the texts to answer from, or a case folder with --case")
    choices = Choices(
        subject=subject,
        other=other,
        published=o.parse_day(published),
        pipeline=pipeline,
        actors=actors,
        lexicon=lexicon,
        playbook=playbook,
        draws=draws,
        seed=seed,
        scale=parse_scale(scale),
        workers=workers,
        scheduler=scheduler,
        take_likeliest=yes,
        reader=reader,
        model=model,
        votes=votes,
        at_most=at_most,
        send=send,
    )
    folder = Case(case or name_case(sources or []))

    def work(choices: Choices) -> Answer:
        with show_progress() as progress:
            return answer_case(Run(folder, choices, progress, tell, ask_person), sources or [])

    result = run_asking(choices, work)
    if as_json:
        typer.echo(result.model_dump_json(exclude={"stress"}))
    else:
        (show_answer if details else show_brief)(result, folder.report)
