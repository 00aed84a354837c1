"""Articles: the list, one with its events marked, adding, editing and deleting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.filing.reader_choice import find_choice
from countermove.reading import Loaded, load_all
from countermove.reading.loading.opening import check_language, open_any
from countermove.reading.loading.stubs import doubt_of
from countermove.reading.parsing.languages import recognise
from countermove.records.articles import Article
from countermove.records.errors import ArticleError
from countermove.records.events import kept_events
from countermove.records.record import digest
from countermove.reporting.charts import chronology
from countermove.workbench.bench import Bench
from countermove.workbench.marking import cut
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.taking import ENDINGS, fetch_in, parse_day, rename_all, take_in

__all__ = ["find", "router"]

router = APIRouter()
LONGEST_HEADLINE = 160
"""Letters of a first line that may be a headline."""
DERIVED = ("events.jsonl", "appearances.jsonl")
"""What is read again after an edit of the articles, and put back with it on undo."""


@router.get("/articles")
def list_articles(request: Request, bench: Here) -> HTMLResponse:
    """Every article, and a place to paste or drop more."""
    return show_list(request, bench)


def show_list(
    request: Request, bench: Bench, problem: str = "", typed: Mapping[str, str] | None = None
) -> HTMLResponse:
    """The page of all articles; with a problem, what was typed stays in the form."""
    events = bench.events()
    counts = {
        a.id: sum(any(q.article_id == a.id for q in e.quotes) for e in events)
        for a in bench.articles()
    }
    return show(
        request,
        "articles.html.j2",
        status=400 if problem else 200,
        articles=bench.articles(),
        counts=counts,
        endings=",".join(ENDINGS),
        reader_choice=find_choice(bench.case),
        problem=problem,
        typed=typed or {},
    )


@router.get("/articles/{id}")
def show_article(request: Request, bench: Here, id: str) -> HTMLResponse:
    """One article with its events marked by kind and standing."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    events = [e for e in bench.events() if any(q.article_id == id for q in e.quotes)]
    return show(
        request,
        "article.html.j2",
        article=article,
        events=events,
        stretches=cut(article, kept_events(events)),
        seen=bench.history.version("events.jsonl"),
        language=recognise(article.text).name,
    )


def find(items: Sequence[Any], fits: Callable[[Any], bool]) -> Any:
    """The first item that fits.

    Raises:
        HTTPException: 404, there is none.
    """
    for item in items:
        if fits(item):
            return item
    raise HTTPException(404, "There is no such thing in this case.")


@router.post("/articles")
async def add_article(
    request: Request,
    bench: Here,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Take in pasted words, dropped files and a page by its address, then read them."""
    uploads = [(f.filename or "dropped", await f.read()) for f in files or [] if f.size]
    load, check = languages_of(bench)
    try:
        new: tuple[Article, ...] = ()
        if address.strip():
            new = await run_in_threadpool(fetch_in, address.strip(), published, load)
        if text.strip() or uploads or not new:
            taken = await run_in_threadpool(take_in, text, title, published, uploads, load, check)
            new = (*new, *taken)
    except ArticleError as error:
        typed = {"text": text, "title": title, "published": published, "address": address}
        return show_list(request, bench, str(error), typed)
    held = bench.articles()  # read and written without a pause, so that no other client slips in
    added = rename_all(new, (a.id for a in held))
    files_of = {n: d for a in added for n, d in bench.case.article_files(a).items()}
    bench.history.change(files_of, f"adding {name_all(added)}", derived=DERIVED)
    bench.worker.start()
    unsaid = next((a for a in added if not a.title or a.published is None), None)
    place = f"/articles/{unsaid.id}/edit?unsaid=yes" if unsaid else "/articles"
    return RedirectResponse(place, status_code=303)


def languages_of(bench: Bench) -> tuple[Callable[..., Loaded], Callable[[str], None]]:
    """How articles are loaded and pasted words checked: in any language where a model reads."""
    if find_choice(bench.case) is not None:
        return partial(load_all, opening=open_any), lambda _: None
    return load_all, check_language


def name_all(articles: Sequence[Article]) -> str:
    """The articles by title."""
    named = [f"“{a.title or a.id}”" for a in articles]
    return ", ".join(named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")


@router.get("/articles/{id}/edit")
def edit_article(request: Request, bench: Here, id: str, unsaid: str = "") -> HTMLResponse:
    """The article's title, date and text, to be mended."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    guessed = "" if article.title else first_line(article.text)
    typed = {"title": guessed} if unsaid and guessed else {}
    return show_edit(request, bench, article, typed=typed, unsaid=bool(unsaid))


def first_line(text: str) -> str:
    """The first line of a text where it stands apart like a headline; else nothing.

    >>> first_line("Port closed to boats\\n\\nHarland closed the port on Monday.")
    'Port closed to boats'
    >>> first_line("Harland closed the port.\\n\\nEbbland protested."), first_line("Port closed")
    ('', '')
    """
    line, _, rest = text.strip().partition("\n")
    line = line.strip()
    apart = rest.startswith(("\n", "\r\n")) and len(line) <= LONGEST_HEADLINE
    return line if apart and not line.endswith((".", ":", ",", ";")) else ""


def show_edit(
    request: Request,
    bench: Bench,
    article: Article,
    *,
    typed: Mapping[str, str],
    unsaid: bool = False,
    problem: str = "",
) -> HTMLResponse:
    """The form of an article; with a problem, as it was typed."""
    return show(
        request,
        "article_edit.html.j2",
        status=400 if problem else 200,
        article=article,
        typed=typed,
        unsaid=unsaid,
        problem=problem,
        seen=mark_of(bench, article),
    )


def mark_of(bench: Bench, article: Article) -> str:
    """The mark of an article's text and what is known of it."""
    names = bench.case.article_files(article)
    return "-".join(bench.history.version(name) for name in names)


@router.post("/articles/{id}/edit")
def save_article(
    request: Request,
    bench: Here,
    id: str,
    seen: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Keep an article as it was mended; it is read again, and verdicts stay where words do."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    text = same_line_ends(text, article.text)
    try:
        if not text.strip():
            raise ArticleError("there would be no words left; delete the article instead")
        day = parse_day(published)
        dated = article.dated if day == article.published else "given" if day else ""
        changed = article.model_copy(
            update={
                "text": text,
                "sha256": digest(text),
                "title": title,
                "published": day,
                "dated": dated,
                "doubt": article.doubt if text == article.text else doubt_of(text, title),
            }
        )
    except ArticleError as error:
        typed = {"text": text, "title": title, "published": published}
        return show_edit(request, bench, article, typed=typed, problem=str(error))
    marks = dict(zip(bench.case.article_files(article), seen.split("-"), strict=False))
    what = f"editing “{article.title or id}”"
    bench.history.change(bench.case.article_files(changed), what, seen=marks, derived=DERIVED)
    bench.worker.start()
    return RedirectResponse(f"/articles/{id}", status_code=303)


def same_line_ends(text: str, old: str) -> str:
    """A form's text with the line ends that the article has; untouched, it is the old one."""
    plain = text.replace("\r\n", "\n")
    if plain == old.replace("\r\n", "\n").replace("\r", "\n"):
        return old
    return plain


@router.post("/articles/{id}/delete")
def delete_article(bench: Here, id: str, seen: Annotated[str, Form()]) -> Response:
    """Take an article out of the case, with what was read from it alone."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    names = list(bench.case.article_files(article))
    marks = dict(zip(names, seen.split("-"), strict=False))
    what = f"deleting “{article.title or id}”"
    bench.history.change(dict.fromkeys(names), what, seen=marks, derived=DERIVED)
    bench.worker.start()
    return RedirectResponse("/articles", status_code=303)


@router.get("/chronology")
def show_chronology(request: Request, bench: Here) -> HTMLResponse:
    """Two lanes with arrows from move to answering move."""
    standoff = bench.standoff()
    events = kept_events(bench.events())
    names = {p.id: p.name for p in standoff.players} if standoff else {}
    subject = standoff.subject if standoff else ""
    figure = chronology(events, subject, names.get(subject, ""))
    return show(request, "chronology.html.j2", figure=figure, events=events)
