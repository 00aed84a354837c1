"""A new draft beside an edited model: what it would add, drop and change, before it is taken."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.filing import Run, draft_from
from countermove.filing.redrafting import Change, Redraft, redraft
from countermove.records.errors import InputError
from countermove.records.standoff_file import dump_standoff, parse_standoff
from countermove.workbench.bench import Bench
from countermove.workbench.guessing import FIRST
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()
HEADINGS = {
    "added": "Added",
    "dropped": "Dropped",
    "changed": "Changed",
    "kept": "Kept as people made it, though the new draft has it otherwise",
}


def new_draft(bench: Bench) -> str:
    """The text of a draft of the case as it is now."""
    run = Run(bench.case, bench.worker.agreed())
    return dump_standoff(draft_from(run, bench.events()))


def join_drafts(bench: Bench) -> Redraft | None:
    """The new draft joined with what people changed; None where there is nothing to join.

    Raises:
        InputError: the two cannot be joined, or no draft can be made.
    """
    if not (bench.case.draft.exists() and bench.case.standoff.exists()):
        return None
    base = bench.case.draft.read_text(encoding="utf-8")
    mine = bench.case.standoff.read_text(encoding="utf-8")
    theirs = new_draft(bench)
    return None if theirs == base else redraft(base, mine, theirs)


@router.get("/redraft")
def show_redraft(request: Request, bench: Here) -> HTMLResponse:
    """What would change, and the answer that it would give."""
    groups: dict[str, list[Change]] = defaultdict(list)
    joined, problem, before, after = None, "", None, None
    try:
        joined = join_drafts(bench)
        if joined is not None:
            for change in joined.changes:
                groups[change.kind].append(change)
            guesses, standoff = bench.worker.guesses, bench.standoff()
            with bench.worker.waiting.served():
                after = guesses.over_draws(parse_standoff(joined.text), FIRST).best
                before = guesses.over_draws(standoff, FIRST).best if standoff else None
    except InputError as error:
        problem = str(error)
    return show(
        request,
        "redraft.html.j2",
        joined=joined,
        problem=problem,
        groups=[(HEADINGS[k], groups[k]) for k in HEADINGS if groups[k]],
        before=before,
        after=after,
        seen=bench.history.version("standoff.yaml"),
    )


@router.post("/redraft")
def take_redraft(bench: Here, seen: Annotated[str, Form()]) -> Response:
    """Take the joined model; undo brings back the one before."""
    joined = join_drafts(bench)
    if joined is None:
        raise HTTPException(404, "There is no new draft to take.")
    files = {"standoff.yaml": joined.text.encode(), ".draft.yaml": new_draft(bench).encode()}
    what = "taking the new draft"
    bench.history.change(files, what, seen={"standoff.yaml": seen})
    bench.worker.start()
    return RedirectResponse("/standoff", status_code=303)
