"""The options that several verbs share, and how their words become values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from countermove.cli.terminal import plain
from countermove.records.errors import SettingsError

__all__ = [
    "Actors",
    "AtMost",
    "CaseFolder",
    "CaseTarget",
    "Details",
    "Draws",
    "Json",
    "Lexicon",
    "Model",
    "Other",
    "Output",
    "Pipeline",
    "Playbook",
    "Published",
    "Reader",
    "Scale",
    "Scheduler",
    "Seed",
    "Send",
    "Subject",
    "Votes",
    "Workers",
    "Yes",
    "check_words",
    "parse_day",
]


def check_words(words: str | None) -> str | None:
    """The words of an option, which are kept in files and sent to others.

    Raises:
        SettingsError: they hold what is no letter, such as bytes that are not UTF-8.
    """
    try:
        (words or "").encode()
    except UnicodeEncodeError as error:
        raise SettingsError(f"{plain(words or '')!r} is no text in UTF-8") from error
    return words


Sources = Annotated[
    list[str], typer.Argument(help="Texts, Markdown, HTML, PDF, folders of these, or URLs.")
]
CaseFolder = Annotated[
    Path | None, typer.Option("--case", help="The case folder; default: named after the text.")
]
CaseTarget = Annotated[
    Path | None,
    typer.Option("--case", "-o", help="The case folder; default: named after the text."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Subject = Annotated[
    str | None,
    typer.Option(help="The side to advise, as KAZ or as in the events.", callback=check_words),
]
Other = Annotated[str | None, typer.Option(help="The side that presses it.", callback=check_words)]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", "-y", help="Take the likeliest reading of the sides, marked as unconfirmed."
    ),
]
Published = Annotated[
    str | None, typer.Option(help="The articles' date (2022-07-07) where they do not say.")
]
Pipeline = Annotated[
    str | None, typer.Option(help="An installed spaCy pipeline in place of the shipped one.")
]
Actors = Annotated[Path | None, typer.Option(help="A file of further actors.")]
Lexicon = Annotated[Path | None, typer.Option(help="A file of further verbs and nouns.")]
Playbook = Annotated[Path | None, typer.Option(help="A file of further playbook entries.")]
Draws = Annotated[int, typer.Option(min=16, max=1 << 20, help="Draws, a power of two.")]
Seed = Annotated[int, typer.Option(min=0, help="Same seed, same bytes.")]
Reader = Annotated[
    str | None,
    typer.Option(
        help="A language model that reads too: an address, or ollama, llama.cpp, lmstudio, vllm, "
        "openai. Articles are sent there.",
        callback=check_words,
    ),
]
Model = Annotated[
    str, typer.Option(help="The model that --reader is asked for.", callback=check_words)
]
Votes = Annotated[int, typer.Option(min=1, max=9, help="Readings by the model; most must agree.")]
AtMost = Annotated[int, typer.Option(min=0, help="Tokens that --reader may use; 0: no bound.")]
Details = Annotated[bool, typer.Option("--details", help="Print all, not just the brief.")]
Send = Annotated[bool, typer.Option("--send", help="Agree to send the articles to --reader.")]
Scale = Annotated[str, typer.Option(help="Words for likelihood: icd203 or phia.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Threads; default: all cores.")]
Scheduler = Annotated[
    str | None, typer.Option(help="The address of a Dask cluster (extra: cluster).")
]


def parse_day(text: str | None) -> date | None:
    """A day written as 2022-07-07.

    Raises:
        SettingsError: it is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"--published takes a day as 2022-07-07, not {text!r}") from error
