"""The outside view: how stand-offs of this kind have gone, and the class chosen by hand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.forecasting import history
from countermove.forecasting.telling import SHOWN, YEARS, name_outcome
from countermove.phrasing.numbers import per_cent
from countermove.records.errors import StandoffError
from countermove.records.histories import History, ReferenceClass
from countermove.records.standoff_edit import change_text
from countermove.records.standoff_file import parse_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()


@router.get("/history")
def show_history(request: Request, bench: Here) -> HTMLResponse:
    """The classes with their rates, why these, and the nearest others to choose."""
    standoff = bench.standoff()
    found = history(standoff) if standoff else History()
    classes = [c for c in (found.ends, found.force) if c is not None]
    return show(
        request,
        "history.html.j2",
        standoff=standoff,
        found=found,
        tables=[(c, list_rows(c, standoff)) for c in classes if standoff],
        years=YEARS,
        seen=bench.history.version("standoff.yaml"),
    )


def list_rows(found: ReferenceClass, standoff: Standoff) -> list[tuple[str, list[str], str]]:
    """A row an outcome: its name, its rate by each horizon, what the last may be."""
    rows = []
    for outcome in SHOWN:
        rates = [found.rate(outcome, years) for years in YEARS]
        if last := next((r for r in reversed(rates) if r), None):
            cells = [per_cent(r.rate) if r else "–" for r in rates]
            span = f"{per_cent(last.low)} to {per_cent(last.high)}"
            rows.append((name_outcome(outcome, standoff), cells, span))
    return rows


@router.post("/history")
def choose_class(
    bench: Here,
    seen: Annotated[str, Form()] = "",
    chosen: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keep a class that a person chose, or go back to the one the text leads to."""
    text = bench.case.standoff.read_text(encoding="utf-8")
    try:
        text = change_text(text, "circumstances.history", chosen)
    except StandoffError:  # nothing is told of the circumstances yet
        text = change_text(text, "circumstances", {"history": chosen})
    history(parse_standoff(text))
    what = f"choosing the class “{chosen}”" if chosen else "taking the class that the text tells"
    bench.history.edit("standoff.yaml", text.encode(), seen, what)
    bench.worker.start()
    return RedirectResponse("/history", status_code=303)
