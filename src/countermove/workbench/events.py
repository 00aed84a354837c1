"""Events: a person's verdict, the correction of any field, and new ones of selected words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.filing.reviews import place_events
from countermove.reading.event_drafts import freeze
from countermove.reading.guess_event import guess_event
from countermove.reading.ontology import score
from countermove.reading.proposing.anchor import find_words
from countermove.records.articles import Article, Quote
from countermove.records.errors import ArticleError
from countermove.records.events import Event, dump_events, kept_events
from countermove.workbench.articles import find
from countermove.workbench.bench import Bench
from countermove.workbench.event_forms import (
    AUTHOR,
    REPORTS,
    EventForm,
    FormFaults,
    fill_form,
    form_from,
    read_form,
)
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.selecting import place_in_text

__all__ = ["router"]

router = APIRouter()
Verdict = Literal["accepted", "rejected", ""]
SAID = {"accepted": "accepting", "rejected": "rejecting", "": "taking back the verdict on"}


@router.post("/events/{id}")
def judge_event(
    bench: Here,
    id: str,
    verdict: Annotated[Verdict, Form()] = "",
    seen: Annotated[str, Form()] = "",
    article: Annotated[str, Form()] = "",
    back: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Accept or reject an event; the case is brought up to date behind it."""
    events = bench.events()
    old: Event = find(events, lambda e: e.id == id)
    new = old.model_copy(update={"review": verdict})
    keep(bench, [new if e.id == id else e for e in events], seen, f"{SAID[verdict]} {id}")
    return go_back(bench, back, article, id)


@router.post("/events")
def judge_events(
    bench: Here,
    ids: Annotated[list[str], Form()],
    seen: Annotated[str, Form()] = "",
    back: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Accept several events in one step."""
    chosen = set(ids)
    events = [
        e.model_copy(update={"review": "accepted"}) if e.id in chosen else e for e in bench.events()
    ]
    keep(bench, events, seen, f"accepting {len(chosen)} events")
    return go_back(bench, back, "", "")


def keep(bench: Bench, events: Sequence[Event], seen: str, what: str) -> None:
    """Write the events as one step that can be undone, and bring the case up to date."""
    bench.history.edit("events.jsonl", dump_events(events).encode(), seen, what)
    bench.worker.start()


def go_back(bench: Bench, back: str, article: str, id: str) -> Response:
    """To the queue where the verdict came from it, else to the article, else to the answer."""
    if back.startswith("/review"):
        return RedirectResponse(f"{back}#queue", status_code=303)
    known = article in {a.id for a in bench.articles()}
    place = f"/articles/{quote(article)}#{id}" if known else "/"
    return RedirectResponse(place, status_code=303)


@router.get("/events/{id}/edit")
def edit_event(request: Request, bench: Here, id: str, back: str = "") -> HTMLResponse:
    """The form of an event, with every field as it was read."""
    event: Event = find(bench.events(), lambda e: e.id == id)
    return show_form(request, bench, event, fill_form(event), f"/events/{id}/edit", back=back)


def show_form(
    request: Request,
    bench: Bench,
    event: Event,
    form: EventForm,
    target: str,
    *,
    faults: Mapping[str, str] | None = None,
    back: str = "",
    new: bool = False,
) -> HTMLResponse:
    """The form page; with faults, each beside its field and nothing typed lost."""
    events = bench.events()
    names = {p.name for e in events for p in (e.actor, e.target) if p is not None}
    speakers = {e.voice.name for e in events if e.voice.name}
    return show(
        request,
        "event_edit.html.j2",
        status=400 if faults else 200,
        event=event,
        form=form,
        faults=faults or {},
        target=target,
        back=back,
        new=new,
        names=sorted(names),
        speakers=[AUTHOR, REPORTS, *sorted(speakers)],
        others=[e for e in kept_events(events) if e.id != event.id],
        seen=bench.history.version("events.jsonl"),
        fragment=request.headers.get("hx-request") == "true",
    )


@router.post("/events/{id}/edit")
async def save_event(request: Request, bench: Here, id: str) -> Response:
    """Keep a correction of any field."""
    sent = await request.form()
    form = form_from(dict(sent), [str(v) for v in sent.getlist("answers")])
    back, seen = str(sent.get("back", "")), str(sent.get("seen", ""))
    return await run_in_threadpool(correct, request, bench, id, form, back, seen)


def correct(
    request: Request, bench: Bench, id: str, form: EventForm, back: str, seen: str
) -> Response:
    """The correction, or the form again with its faults."""
    events = bench.events()
    old: Event = find(events, lambda e: e.id == id)
    try:
        new = with_score(take_form(bench, form, old, events), old)
    except FormFaults as faults:
        where = f"/events/{id}/edit"
        return show_form(request, bench, old, form, where, faults=faults.by_field, back=back)
    keep(bench, [new if e.id == id else e for e in events], seen, f"correcting {id}")
    return go_back(bench, back, old.quote.article_id, id)


def take_form(bench: Bench, form: EventForm, old: Event, events: Sequence[Event]) -> Event:
    """The event of a form, its names looked up in the reader's own tables."""
    article = next((a for a in bench.articles() if a.id == old.quote.article_id), None)
    day = article.published if article else None
    return read_form(form, old, events, day, lambda name: bench.name_party(name, day))


def with_score(new: Event, old: Event) -> Event:
    """The event with the intensity of its kind, where that is another one now."""
    if new.action == old.action and old.intensity:
        return new
    return new.model_copy(update={"intensity": score(new.action, new.mode)})


@router.get("/articles/{id}/new")
async def new_event(
    request: Request, bench: Here, id: str, start: int = -1, words: str = ""
) -> Response:
    """An event of words of an article, with the reader's guess filled in."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    return await run_in_threadpool(start_event, request, bench, article, start, words)


def start_event(
    request: Request, bench: Bench, article: Article, start: int, words: str
) -> Response:
    """The form of a new event."""
    quoted = find_quote(article, start, words)
    event = guess(bench, article, quoted)
    sure = event.review == ""
    form = EventForm(**(asdict(fill_form(event)) | ({} if sure else {"did": ""})))
    target = f"/articles/{quote(article.id)}/new?start={quoted.start}&end={quoted.end}"
    return show_form(request, bench, event, form, target, new=True)


def find_quote(article: Article, start: int, words: str) -> Quote:
    """The words that a person selected, in the article itself.

    Raises:
        ArticleError: they are not there.
    """
    near = place_in_text(article.text, start) if start >= 0 else 0
    found = find_words(article, words, max(0, near - 2), len(article.text))
    found = found or find_words(article, words, 0, len(article.text))
    if found is None:
        raise ArticleError("these words are not in the article; copy them as they stand there")
    return found


def guess(bench: Bench, article: Article, quoted: Quote) -> Event:
    """The reader's guess as an event that is not in the case yet; `corrected` marks that the
    action is no guess of the reader's."""
    draft = guess_event(bench.reader(), article, quoted.start, quoted.end)
    id = next_id(bench.events())
    if draft is None:
        return Event(id=id, action="CONDITION", quotes=(quoted,), readers=("person",),
                     review="corrected")  # fmt: skip
    unsure = draft.action == "CONDITION" and draft.trigger is None and not draft.intensity
    [event] = freeze([draft], [id])
    return event.model_copy(
        update={"readers": ("person",), "review": "corrected" if unsure else "", "inferred": ()}
    )


def next_id(events: Sequence[Event]) -> str:
    """A name for an event of a person's that no other has."""
    taken = {e.id for e in events}
    return next(id for n in range(1, len(events) + 2) if (id := f"P{n:03d}") not in taken)


@router.post("/articles/{id}/new")
async def add_event(request: Request, bench: Here, id: str, start: int, end: int) -> Response:
    """Keep a new event of a person's."""
    article: Article = find(bench.articles(), lambda a: a.id == id)
    sent = await request.form()
    form = form_from(dict(sent), [str(v) for v in sent.getlist("answers")])
    seen = str(sent.get("seen", ""))
    return await run_in_threadpool(add, request, bench, article, (start, end), form, seen)


def add(
    request: Request,
    bench: Bench,
    article: Article,
    span: tuple[int, int],
    form: EventForm,
    seen: str,
) -> Response:
    """The new event among the others, or the form again with its faults."""
    if not 0 <= span[0] < span[1] <= len(article.text):
        raise ArticleError("these words are not in the article")
    events = bench.events()
    start = guess(bench, article, article.quote(*span))
    try:
        new = with_score(take_form(bench, form, start, events), start)
    except FormFaults as faults:
        where = f"/articles/{quote(article.id)}/new?start={span[0]}&end={span[1]}"
        return show_form(request, bench, start, form, where, faults=faults.by_field, new=True)
    keep(bench, place_events(events, [new]), seen, f"adding {new.id}")
    return go_back(bench, "", article.id, new.id)


@router.post("/events/{id}/delete")
def delete_event(bench: Here, id: str, seen: Annotated[str, Form()]) -> Response:
    """Take out an event that a person added; what a reader read is rejected instead."""
    events = bench.events()
    old: Event = find(events, lambda e: e.id == id and e.readers == ("person",))
    rest = [drop_link(e, id) for e in events if e.id != id]
    keep(bench, rest, seen, f"taking out {id}")
    return go_back(bench, "", old.quote.article_id, "")


def drop_link(event: Event, id: str) -> Event:
    """An event without its link to one that is gone."""
    links = tuple(link for link in event.answers if link.event_id != id)
    return event.model_copy(update={"answers": links}) if links != event.answers else event
