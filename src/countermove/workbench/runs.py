"""Runs side by side: what changed between an earlier one and now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.answering import answer, compare
from countermove.records.errors import SettingsError
from countermove.records.stresses import Stress
from countermove.workbench.kept_runs import list_runs, write_note
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()


@router.get("/runs")
def show_runs(request: Request, bench: Here, old: str = "") -> HTMLResponse:
    """Earlier runs, and what changed between one of them and now."""
    kept = list_runs(bench.case)
    names = [run.name for run in kept]
    if old and old not in names:
        raise HTTPException(404, "There is no such run.")
    chosen = next((r for r in reversed(kept) if r.name == old), kept[-1] if kept else None)
    now = bench.answer()
    comparison, problem = None, ""
    if chosen is not None and now is not None:
        try:
            comparison = compare(answer(Stress.load(chosen.path)), now)
        except SettingsError as error:  # the sides were changed in between
            problem = str(error)
    return show(
        request,
        "runs.html.j2",
        kept=kept,
        names=names,
        chosen=chosen,
        comparison=comparison,
        problem=problem,
        stale=comparison is not None and bench.stale,
    )


@router.post("/runs/{name}")
def note_run(bench: Here, name: str, note: Annotated[str, Form(max_length=300)] = "") -> Response:
    """Keep a person's note on a run."""
    run = next((r for r in list_runs(bench.case) if r.name == name), None)
    if run is None:
        raise HTTPException(404, "There is no such run.")
    write_note(run, note)
    return RedirectResponse(f"/runs?old={name}", status_code=303)
