"""Articles with their events marked, and a person's verdict on each event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.reading import load_all
from countermove.records.articles import Article
from countermove.records.errors import ArticleError
from countermove.records.events import Action, Event, Party, Standing, dump_events, kept_events
from countermove.reporting.charts import chronology
from countermove.workbench.marking import cut
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.taking import rename_all, take_in

__all__ = ["router"]

router = APIRouter()
Verdict = Literal["accepted", "rejected", "corrected", ""]


@router.get("/articles")
def list_articles(request: Request, bench: Here) -> HTMLResponse:
    """Every article, and a place to paste or drop more."""
    counts = {
        a.id: sum(any(q.article_id == a.id for q in e.quotes) for e in bench.events())
        for a in bench.articles()
    }
    return show(request, "articles.html.j2", articles=bench.articles(), counts=counts, problem="")


@router.get("/articles/{id}")
def show_article(request: Request, bench: Here, id: str) -> HTMLResponse:
    """One article with its events marked by kind and standing."""
    article = find(bench.articles(), lambda a: a.id == id)
    events = [e for e in bench.events() if any(q.article_id == id for q in e.quotes)]
    return show(
        request,
        "article.html.j2",
        article=article,
        events=events,
        stretches=cut(article, kept_events(events)),
        seen=bench.history.version("events.jsonl"),
        actions=get_args(Action),
        standings=get_args(Standing),
    )


def find(items: tuple[Any, ...], fits: Callable[[Any], bool]) -> Any:
    """The first item that fits.

    Raises:
        HTTPException: 404, there is none.
    """
    for item in items:
        if fits(item):
            return item
    raise HTTPException(404, "There is no such thing in this case.")


@router.post("/events/{id}")
def judge_event(
    bench: Here,
    id: str,
    verdict: Annotated[Verdict, Form()],
    seen: Annotated[str, Form()],
    article: Annotated[str, Form()] = "",
    action: Annotated[Action | None, Form()] = None,
    standing: Annotated[Standing | None, Form()] = None,
    label: Annotated[str, Form(max_length=200)] = "",
    actor: Annotated[str, Form(max_length=100)] = "",
    target: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Accept, reject or correct an event; the case is brought up to date behind it."""
    events = bench.events()
    old: Event = find(events, lambda e: e.id == id)
    new = old.model_copy(update={"review": verdict})
    if verdict == "corrected":
        parties = {p.side: p for e in events for p in (e.actor, e.target) if p is not None}
        new = new.model_copy(
            update={
                "action": action or old.action,
                "standing": standing or old.standing,
                "label": label or old.label,
                "actor": choose_party(actor, old.actor, parties),
                "target": choose_party(target, old.target, parties),
            }
        )
    changed = tuple(new if e.id == id else e for e in events)
    bench.history.edit("events.jsonl", dump_events(changed).encode(), seen)
    bench.worker.start()
    known = article in {a.id for a in bench.articles()}
    return RedirectResponse(f"/articles/{article}#{id}" if known else "/", status_code=303)


def choose_party(side: str, old: Party | None, known: dict[str, Party]) -> Party | None:
    """The party a form names by its side: as in another event, or new; empty for none."""
    side = side.strip()
    if not side:
        return None
    if old is not None and old.side == side:
        return old
    return known.get(side, Party(side=side, name=side))


@router.get("/chronology")
def show_chronology(request: Request, bench: Here) -> HTMLResponse:
    """Two lanes with arrows from move to answering move."""
    standoff = bench.standoff()
    events = kept_events(bench.events())
    names = {p.id: p.name for p in standoff.players} if standoff else {}
    subject = standoff.subject if standoff else ""
    figure = chronology(events, subject, names.get(subject, ""))
    return show(request, "chronology.html.j2", figure=figure, events=events)


@router.post("/articles")
async def add_article(
    request: Request,
    bench: Here,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Take in pasted words and dropped files, then read them."""
    uploads = [(f.filename or "dropped", await f.read()) for f in files or [] if f.size]
    try:
        new = await run_in_threadpool(take_in, text, title, published, uploads, load_all)
    except ArticleError as error:
        articles: tuple[Article, ...] = bench.articles()
        counts = dict.fromkeys((a.id for a in articles), 0)
        return show(
            request,
            "articles.html.j2",
            status=400,
            articles=articles,
            counts=counts,
            problem=str(error),
        )
    held = bench.articles()  # read and written without a pause, so that no other client slips in
    bench.case.save_articles((*held, *rename_all(new, (a.id for a in held))))
    bench.worker.start()
    return RedirectResponse("/articles", status_code=303)
