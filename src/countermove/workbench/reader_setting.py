"""Which language model reads too: chosen here, told what would go where, agreed to, given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.filing.reader_choice import ReaderChoice, find_choice
from countermove.filing.second_reader import JOURNAL, estimate_all
from countermove.reading.proposing import find_server
from countermove.reading.proposing.journal import Journal
from countermove.reading.proposing.servers import KEYS, NAMED, Server
from countermove.records.errors import SettingsError
from countermove.workbench.articles import DERIVED
from countermove.workbench.bench import Bench
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()
FILE = "reader.json"


@router.get("/reader")
def show_reader(request: Request, bench: Here) -> HTMLResponse:
    """Who reads the case, and the form to let a model read too."""
    return show_page(request, bench)


def show_page(
    request: Request,
    bench: Bench,
    *,
    typed: Mapping[str, Any] | None = None,
    problem: str = "",
    plan: Mapping[str, Any] | None = None,
) -> HTMLResponse:
    """The page; with a plan it says what would be sent, and asks."""
    choice = find_choice(bench.case)
    form = {
        "reader": choice.url if choice else "ollama",
        "model": choice.model if choice else "",
        "votes": choice.votes if choice else 1,
        "at_most": 200_000,
    }
    return show(
        request,
        "reader.html.j2",
        status=400 if problem else 200,
        choice=choice,
        form=form | dict(typed or {}),
        problem=problem,
        plan=plan,
        named=sorted(NAMED),
        key_name=KEYS[0],
        kept=len(Journal(bench.case.folder / JOURNAL).kept),
        asking=bench.worker.agreed().reader is not None,
        seen=bench.history.version(FILE),
    )


@router.post("/reader")
def choose_reader(
    request: Request,
    bench: Here,
    reader: Annotated[str, Form(max_length=500)] = "",
    model: Annotated[str, Form(max_length=200)] = "",
    votes: Annotated[str, Form(max_length=10)] = "1",
    at_most: Annotated[str, Form(max_length=20)] = "0",
    agreed: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Say what would go where; with `agreed`, let the model read."""
    typed = {"reader": reader, "model": model, "votes": votes, "at_most": at_most}
    try:
        server = find_server(reader.strip(), model)
        times = whole(votes, "readings", 1, 9)
        budget = whole(at_most or "0", "tokens", 0, 1 << 40)
    except SettingsError as error:
        return show_page(request, bench, typed=typed, problem=str(error).replace("--", ""))
    choice = ReaderChoice(url=server.url, model=server.model, votes=times)
    if not agreed:
        return show_page(request, bench, typed=typed, plan=plan_of(bench, server, choice, budget))
    what = f"letting {server.model} read too"
    files = {FILE: choice.dump().encode()}
    bench.history.change(files, what, seen={FILE: seen}, derived=DERIVED)
    bench.worker.choices = replace(
        bench.worker.choices,
        reader=server.url, model=server.model, votes=times, at_most=budget, send=True,
    )  # fmt: skip
    bench.worker.start()
    return RedirectResponse("/review", status_code=303)


def whole(text: str, what: str, least: int, most: int) -> int:
    """A whole number of a form.

    Raises:
        SettingsError: it is none, or out of bounds.
    """
    plain = text.replace(",", "").strip()
    if not plain.isdecimal() or not least <= int(plain) <= most:
        raise SettingsError(f"{what} takes a whole number from {least:,} to {most:,}, not {text!r}")
    return int(plain)


def plan_of(bench: Bench, server: Server, choice: ReaderChoice, budget: int) -> dict[str, Any]:
    """What would be sent, where, and how much it takes; what is kept already is left out."""
    journal = Journal(bench.case.folder / JOURNAL)
    count, takes = estimate_all(bench.articles(), choice, journal)
    return {"host": server.host, "model": server.model, "articles": count, "takes": takes,
            "budget": budget}  # fmt: skip


@router.post("/reader/stop")
def stop_reader(bench: Here, seen: Annotated[str, Form()] = "") -> Response:
    """Read by the rules alone from now on; what the model answered stays in the journal."""
    files: dict[str, bytes | None] = {FILE: None}
    what = "reading by the rules alone"
    bench.history.change(files, what, seen={FILE: seen}, derived=DERIVED)
    bench.worker.start()
    return RedirectResponse("/reader", status_code=303)
