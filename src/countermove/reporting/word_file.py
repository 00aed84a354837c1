"""The page as a Word file, with the charts as pictures; needs python-docx."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from countermove.phrasing.characters import clean
from countermove.phrasing.letters import sentence
from countermove.phrasing.times import day
from countermove.records.errors import SettingsError
from countermove.records.events import Event
from countermove.reporting.briefing import Brief
from countermove.reporting.briefing.plain import unquoted
from countermove.reporting.figures import Figure
from countermove.reporting.page import Page
from countermove.reporting.wording import happening, percent, standing, who

__all__ = ["render_word_file"]

EPOCH = dt.datetime(2000, 1, 1)  # python-docx takes it without a zone


def render_word_file(page: Page) -> bytes:
    """The page's text, tables and charts in its order.

    Raises:
        SettingsError: python-docx is not installed.
    """
    try:
        docx = importlib.import_module("docx")
    except ImportError as error:
        raise SettingsError(
            "a Word file needs python-docx: pip install 'countermove[docx]'"
        ) from error
    document = docx.Document()
    properties = document.core_properties
    properties.title = clean(page.answer.question)
    properties.author = "Countermove"
    properties.created = properties.modified = EPOCH
    write_answer(document, page)
    write_rest(document, page)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


def heading(document: Any, text: str, level: int = 1) -> None:
    """A heading of the file."""
    document.add_heading(clean(text), level)


def paragraphs(document: Any, texts: Iterable[str], style: str | None = None) -> None:
    """One paragraph for each text that says something."""
    for text in texts:
        if text.strip():
            document.add_paragraph(clean(text), style=style)


def write_answer(document: Any, page: Page) -> None:
    """Question, bottom line and key judgements."""
    answer = page.answer
    document.add_heading(clean(answer.question), 0)
    write_brief(document, page.brief)
    heading(document, "The answer in full")
    further = answer.replies.get(answer.course, "")
    paragraphs(document, [answer.sentence, answer.leans, *answer.decides, further])
    if answer.find_out_first:
        paragraphs(document, ["Find out first:"])
        paragraphs(document, map(sentence, answer.find_out_first), "List Bullet")
    heading(document, "Key judgements")
    paragraphs(document, (j.sentence for j in answer.judgements), "List Bullet")
    paragraphs(document, [answer.confidence_sentence])


def write_brief(document: Any, brief: Brief) -> None:
    """What one page says."""
    document.add_paragraph().add_run(clean(brief.headline)).bold = True
    if brief.unconfirmed:
        paragraphs(document, [f"DRAFT: {brief.unconfirmed.sentence}"])
    parts = {
        "What is solid": brief.solid,
        "What is not": brief.open,
        "The judgements that matter most": tuple(
            f"{j.claim}, {j.because} {j.confidence}" for j in brief.judgements
        ),
        "What would change our mind": brief.changes,
        "Signs to look for": tuple(f"{sign.seen}: {sign.means}" for sign in brief.signs),
    }
    for title, told in parts.items():
        if told:
            heading(document, title)
            paragraphs(document, map(unquoted, told), "List Bullet")


def write_rest(document: Any, page: Page) -> None:
    """Everything after the key judgements."""
    answer, figures = page.answer, page.figures
    heading(document, "The courses, and what each leads to")
    write_figures(document, [figures["courses"], figures["outcomes"]])
    line = (f"{sentence(s.sentence)} ({percent(s.probability)})" for s in page.play.principal_line)
    paragraphs(document, line, "List Number")
    heading(document, "What would flip the answer")
    paragraphs(document, (f.sentence for f in answer.flips), "List Bullet")
    write_figures(document, [figures["what-matters"], figures["flip-map"]])
    heading(document, "The clock")
    paragraphs(document, [answer.clock_sentence])
    write_figures(document, [figures["clock"]])
    heading(document, "What happened so far")
    write_figures(document, [figures["chronology"]], tables=False)
    write_events(document, page.events)
    for lever in page.levers:
        heading(document, lever.label)
        paragraphs(document, [lever.cost.sentence if lever.cost else ""])
        write_figures(document, [lever.shares, lever.costs])
    for reading in page.diagnoses:
        heading(document, "What kind of player is it?")
        write_figures(document, [reading.figure])
        paragraphs(document, (u.sentence for u in reading.record.updates), "List Bullet")
    write_end(document, page)


def write_end(document: Any, page: Page) -> None:
    """Assumptions, stability, counter-case, indicators, sources and reproduction."""
    answer = page.answer
    heading(document, "Assumptions, most influential first")
    paragraphs(document, (a.sentence for a in answer.assumptions), "List Number")
    heading(document, "What is stable, and why")
    for view in (page.solution.now, page.solution.later):
        paragraphs(document, [view.sentence])
        write_figures(document, [page.figures[f"moves-{view.snapshot}"]])
    if answer.counter_case:
        heading(document, "The strongest case against")
        paragraphs(document, [answer.counter_case])
    if answer.indicators:
        heading(document, "What to watch")
        write_table(document, ("Watch", "Think again when", "It would mean"), page.indicator_rows)
    if page.afterwards or page.afterwards_table:
        heading(document, "What happened")
        paragraphs(document, ["What follows came later and was not used above."])
        write_events(document, page.afterwards)
        if page.afterwards_table:
            write_table(document, page.afterwards_table.columns, page.afterwards_table.rows)
    heading(document, "Sources")
    paragraphs(document, (f"{s.title}, {s.publisher}, {s.url}" for s in page.standoff.sources))
    paragraphs(document, (f"{a.title or a.id}, SHA-256 {a.sha256}" for a in page.articles))
    heading(document, "How to reproduce this")
    paragraphs(document, [answer.reproduction.command])


def write_events(document: Any, events: Iterable[Event]) -> None:
    """Each event with its flags and exact words."""
    for event in events:
        told = f"{day(event.date, event.precision)}: {who(event.actor)} {happening(event)}"
        flags = "".join(f" ! {f.kind}: {f.detail}" for f in event.flags)
        paragraphs(document, [f"{told} ({standing(event)}){flags}"], "List Bullet")
        paragraphs(document, (f"“{q.text}”" for q in event.quotes), "Intense Quote")


def write_figures(document: Any, figures: Iterable[Figure | None], *, tables: bool = True) -> None:
    """Pictures with their captions and tables."""
    width = importlib.import_module("docx.shared").Cm(16)
    for figure in figures:
        if figure is None:
            continue
        heading(document, figure.title, 2)
        document.add_picture(io.BytesIO(figure.png()), width=width)
        paragraphs(document, [figure.caption])
        if tables:
            write_table(document, figure.table.columns, figure.table.rows)


def write_table(
    document: Any, columns: Sequence[str], rows: Sequence[Sequence[str | float | None]]
) -> None:
    """A plain table with a heading row."""
    table = document.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, columns, strict=True):
        cell.text = clean(str(text))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = "" if value is None else clean(str(value))


def repack(archive: bytes) -> bytes:
    """The same archive with one fixed time for every member, so that bytes repeat."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
