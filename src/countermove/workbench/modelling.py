"""The stand-off as YAML with live checking, and as forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.framing import check
from countermove.records.errors import CountermoveError, InputError
from countermove.records.standoff_file import parse_standoff
from countermove.workbench.adding import ADDERS, add_text
from countermove.workbench.bench import Bench
from countermove.workbench.forms import change_row, list_rows
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()


@router.get("/standoff")
def show_standoff(request: Request, bench: Here) -> HTMLResponse:
    """The model as a person edits it."""
    return show_model(request, bench)


def show_model(
    request: Request,
    bench: Bench,
    *,
    at: str = "",
    fault: str = "",
    typed: Mapping[str, str] | None = None,
    chosen: Sequence[str] = (),
) -> HTMLResponse:
    """The page of the model; with a fault, it stands beside its form, which is as it was typed."""
    bench.worker.wait_for_draft()
    path = bench.case.standoff
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    standoff = bench.standoff()
    return show(
        request,
        "standoff.html.j2",
        status=400 if fault else 200,
        text=text,
        standoff=standoff,
        seen=bench.history.version("standoff.yaml"),
        rows=list_rows(standoff) if standoff else (),
        at=at,
        fault=fault,
        typed=typed or {},
        chosen=chosen,
        **judge(text),
    )


def judge(text: str) -> dict[str, Any]:
    """What `check` says of a text, or the one mistake that comes first."""
    try:
        return {"problem": "", "line": None, "report": check(parse_standoff(text))}
    except InputError as error:
        return {"problem": str(error), "line": error.line, "report": None}


@router.post("/standoff/check")
def check_text(request: Request, text: Annotated[str, Form()] = "") -> HTMLResponse:
    """The verdict on a text that is being typed."""
    return show(request, "verdict.html.j2", **judge(text))


@router.post("/standoff")
def save_text(
    request: Request,
    bench: Here,
    text: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Keep an edited model and solve it; a wrong one is shown with its mistake instead."""
    text = text.replace("\r\n", "\n")
    verdict = judge(text)
    if verdict["problem"]:
        return show(
            request,
            "standoff.html.j2",
            status=400,
            text=text,
            standoff=None,
            seen=seen,
            rows=(),
            at="",
            fault="",
            typed={},
            chosen=(),
            **verdict,
        )
    bench.history.edit("standoff.yaml", text.encode(), seen)
    bench.worker.start()
    return RedirectResponse("/", status_code=303)


@router.post("/standoff/value")
async def save_value(request: Request, bench: Here) -> Response:
    """Change one value where it stands in the file: every comment and space is kept."""
    form = {key: str(value) for key, value in (await request.form()).items()}
    standoff = bench.standoff()
    rows = list_rows(standoff) if standoff else ()
    row = next((r for r in rows if r.place == form.get("place")), None)
    if row is None:
        raise HTTPException(404, "There is no such value in this stand-off.")
    try:
        text = change_row(bench.case.standoff.read_text(encoding="utf-8"), row, form)
        parse_standoff(text)
    except CountermoveError as error:
        return show_model(request, bench, at=row.place, fault=say(error), typed=form)
    what = f"changing “{row.label[:60]}”"
    bench.history.edit("standoff.yaml", text.encode(), form.get("seen", ""), what)
    bench.worker.start()
    return RedirectResponse(f"/standoff#{row.place}", status_code=303)


def say(error: CountermoveError) -> str:
    """What is wrong, without the line of a file that a form does not show."""
    return error.message if isinstance(error, InputError) else str(error)


@router.post("/standoff/add/{what}")
async def add_by_form(request: Request, bench: Here, what: str) -> Response:
    """Add an option, a worth, a rule or a course."""
    sent = await request.form()
    form = {key: str(value) for key, value in sent.items()}
    chosen = [str(v) for v in sent.getlist("options")]
    standoff = bench.standoff()
    if what not in ADDERS or standoff is None:
        raise HTTPException(404, "There is no such thing to add.")
    try:
        old = bench.case.standoff.read_text(encoding="utf-8")
        text = add_text(what, old, standoff, form, chosen)
        parse_standoff(text)
    except CountermoveError as error:
        return show_model(
            request, bench, at=f"add-{what}", fault=say(error), typed=form, chosen=chosen
        )
    what_was = {"option": "an option", "worth": "a worth", "rule": "a rule", "course": "a course"}
    bench.history.edit("standoff.yaml", text.encode(), form.get("seen", ""),
                       f"adding {what_was[what]}")  # fmt: skip
    bench.worker.start()
    return RedirectResponse("/standoff#add-title", status_code=303)
