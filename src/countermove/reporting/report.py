"""Writing an answer as a page, in Markdown, as a Word file or as PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import quote

from countermove.phrasing.characters import clean
from countermove.records.answers import Answer
from countermove.records.articles import Article
from countermove.records.errors import CaseError, SettingsError
from countermove.records.events import Event, kept_events
from countermove.records.results import Table
from countermove.records.signals import Signals
from countermove.records.writing import write_bytes
from countermove.reporting.figures import Figure, save_figures
from countermove.reporting.markdown import render_markdown
from countermove.reporting.page import Page, render_annex, render_page, render_sheet
from countermove.reporting.pdf import render_pdf
from countermove.reporting.word_file import render_word_file

__all__ = ["FORMATS", "annex_path", "report", "save_charts"]


def report(
    path: Path | str,
    answer: Answer,
    events: Sequence[Event],
    articles: Sequence[Article] = (),
    *,
    afterwards: Sequence[Event] | Table | None = None,
    format: str | None = None,
    brief: bool = False,
    sides_named: bool = False,
    signals: Signals | None = None,
) -> Path:
    """Write the answer with all that stands behind it; nothing is solved here.

    As ``html`` and ``pdf`` there are two files: the brief with the argument at `path`, and the
    annex beside it (`annex_path`); ``md`` and ``docx`` hold all in one. Without `format` the
    ending of `path` says which, html where it has none. `brief` writes the one page alone.
    `articles` are the texts the quotes were read from: with them every claim opens its exact
    words in its article. `afterwards` are events later than the cut-off of a back-test, or a
    table of what came about, shown after a visible line. `sides_named` says that a person named
    the two sides. `signals` are what to make of threats, for the annex. The same input gives
    the same bytes.

    Raises:
        SettingsError: the format is unknown, or what it needs is not installed.
        CaseError: the file cannot be written, or is a folder; what was there before stays.
    """
    path = Path(path)
    kind = (format or path.suffix.removeprefix(".") or "html").lower()
    kind = {"htm": "html", "markdown": "md"}.get(kind, kind)
    if kind not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise SettingsError(f"a report cannot be written as {kind!r}; it takes one of {known}")
    if brief and kind not in SHEETS:
        raise SettingsError(f"a brief alone is written as html or pdf, not as {kind}")
    if not path.name or path.is_dir():
        raise CaseError("is a folder; name the file that the report goes into", path=path)
    annex = annex_path(path)
    made = page_of(answer, events, articles, afterwards)
    page = replace(
        made,
        sides_named=sides_named,
        signals=signals,
        page_name=link_to(path),
        annex_name=link_to(annex),
    )
    made_bytes = (SHEETS if brief else FORMATS)[kind](page)
    if kind in ANNEXES and not brief:
        write_bytes(annex, ANNEXES[kind](page))
    write_bytes(path, made_bytes)
    return path


def annex_path(path: Path | str) -> Path:
    """Where the annex of a page is: beside it.

    >>> annex_path("essay/report.html").name
    'report-annex.html'
    """
    path = Path(path)
    return path.with_name(f"{path.stem}-annex{path.suffix}")


def link_to(path: Path) -> str:
    """The address of a file from one beside it."""
    return quote(path.name)


def save_charts(
    folder: Path | str,
    answer: Answer,
    events: Sequence[Event] = (),
    *,
    formats: Sequence[str] = ("svg", "png"),
) -> tuple[Path, ...]:
    """Write every chart of the page into a folder, one file for each format.

    Raises:
        SettingsError: a format is neither ``svg`` nor ``png``.
    """
    return save_figures(folder, charts_of(answer, events), formats)


def page_of(
    answer: Answer,
    events: Sequence[Event],
    articles: Sequence[Article],
    afterwards: Sequence[Event] | Table | None,
) -> Page:
    """The page's data; events that a person rejected are left out."""
    table = afterwards if isinstance(afterwards, Table) else None
    later = () if afterwards is None or table else tuple(cast("Sequence[Event]", afterwards))
    return Page(answer, kept_events(events), tuple(articles), later, table)


def charts_of(answer: Answer, events: Sequence[Event]) -> tuple[Figure, ...]:
    """Every chart that has data."""
    return Page(answer, kept_events(events)).all_figures()


def as_html(page: Page) -> bytes:
    """The page."""
    return clean(render_page(page)).encode("utf-8")


def annex_as_html(page: Page) -> bytes:
    """The annex."""
    return clean(render_annex(page)).encode("utf-8")


def sheet_as_html(page: Page) -> bytes:
    """The brief alone."""
    return clean(render_sheet(page)).encode("utf-8")


def as_markdown(page: Page) -> bytes:
    """The page as Markdown."""
    return clean(render_markdown(page)).encode("utf-8")


FORMATS: dict[str, Callable[[Page], bytes]] = {
    "html": as_html,
    "md": as_markdown,
    "docx": render_word_file,
    "pdf": lambda page: render_pdf(render_page(page)),
}
ANNEXES: dict[str, Callable[[Page], bytes]] = {
    "html": annex_as_html,
    "pdf": lambda page: render_pdf(render_annex(page)),
}
SHEETS: dict[str, Callable[[Page], bytes]] = {
    "html": sheet_as_html,
    "pdf": lambda page: render_pdf(render_sheet(page)),
}
