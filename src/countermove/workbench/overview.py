"""The first page: the answer, sliders for what matters most, what-if beside baseline."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import lru_cache
from math import isfinite
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.records.answers import Answer
from countermove.records.errors import SettingsError
from countermove.records.stakes import stake_of
from countermove.records.standoffs import Standoff
from countermove.reporting.first_screen import tiles
from countermove.workbench.bench import Bench
from countermove.workbench.formats import FORMATS
from countermove.workbench.guessing import (
    Guess,
    Played,
    guess,
    guess_of,
    guess_over_draws,
    open_game,
    sliders,
)
from countermove.workbench.rendering import show
from countermove.workbench.slider_scales import scale_of
from countermove.workbench.sliding import SHOWN

__all__ = ["get_bench", "router"]

router = APIRouter()
Wanted = Literal["about", "exact", "full"]
"""Of a slider's move: what is known of it at once, one solve, or a solve over draws."""
LOOK = 0.8
"""Seconds after which the progress of a run is told anew."""
STAYING = ("/articles", "/review", "/interview", "/sides", "/reader", "/runs")
"""Pages that undo leads back to."""


def get_bench(request: Request) -> Bench:
    """The case that this server works on."""
    bench: Bench = request.app.state.bench
    return bench


Here = Annotated[Bench, Depends(get_bench)]


@router.get("/")
def show_overview(request: Request, bench: Here) -> HTMLResponse:
    """The answer with its sliders."""
    standoff = bench.standoff()
    numbers = sliders(standoff, bench.influence())[:SHOWN] if standoff else ()
    answer = bench.answer()
    return show(
        request,
        "overview.html.j2",
        answer=answer,
        tiles=tiles(answer) if answer else (),
        turning=turning(answer) if answer else {},
        scales={n.key: scale_of(standoff, n.key) for n in numbers} if standoff else {},
        standoff=standoff,
        numbers=numbers,
        stake=stake_of(standoff, standoff.subject) if standoff else None,
        now=now_of(bench, standoff) if standoff else None,
        stale=bench.stale,
        formats=FORMATS,
        unsure=bench.worker.status.unsure,
    )


def now_of(bench: Bench, standoff: Standoff) -> Guess | None:
    """The courses as they stand: those of the answer where it is of this stand-off; None while the
    first answer of all is on its way, which is not worked out twice."""
    answer, status = bench.answer(), bench.worker.status
    if answer is not None and not bench.stale:
        return guess_of(answer)
    if answer is None and status.busy and status.quick is None:
        return None
    return status.quick or guess(standoff, {})


def turning(answer: Answer) -> dict[str, str]:
    """Where each number that flips the answer alone does so, as its slider shows it."""
    standoff = answer.stress.standoff
    return {
        t.number: scale_of(standoff, t.number).bound(t.at, t.direction)
        for t in answer.stress.thresholds
        if t.flips and t.at is not None
    }


@router.post("/whatif")
async def show_whatif(request: Request, bench: Here) -> Response:
    """The answer at the sliders' values as it is known from their stops, else from one solve."""
    return await compare_with_baseline(request, bench, "about")


@router.post("/whatif/exact")
async def show_exact_whatif(request: Request, bench: Here) -> Response:
    """The answer at the sliders' values: one solve."""
    return await compare_with_baseline(request, bench, "exact")


@router.post("/whatif/full")
async def show_full_whatif(request: Request, bench: Here) -> Response:
    """The answer at the sliders' values over draws of everything else."""
    return await compare_with_baseline(request, bench, "full")


async def compare_with_baseline(request: Request, bench: Bench, how: Wanted) -> Response:
    """What-if beside baseline, both worked out the same way; other work stands still meanwhile."""
    standoff = bench.standoff()
    if standoff is None:
        return RedirectResponse("/standoff", status_code=303)
    values = read_values(dict(await request.form()))
    known = set(open_game(standoff).uncertain)
    moved = {k: v for k, v in values.items() if k in known}
    about = bench.stops.estimate(standoff, moved) if how == "about" else None
    solve = guess_over_draws if how == "full" else guess
    with bench.worker.waiting.served():
        changed = about or await run_in_threadpool(solve, standoff, moved)
        baseline = await run_in_threadpool(stands, solve, Played.of(standoff))
    return show(
        request,
        "whatif.html.j2",
        baseline=baseline,
        changed=changed,
        full=how == "full",
        about=about is not None,
        stake=stake_of(standoff, standoff.subject),
    )


@lru_cache(maxsize=8)
def stands(solve: Callable[[Standoff, dict[str, float]], Guess], played: Played) -> Guess:
    """The answer as it stands, solved once and not at every stop of a slider."""
    return solve(played.standoff, {})


def read_values(form: dict[str, object]) -> dict[str, float]:
    """The sliders' values by key.

    Raises:
        SettingsError: one is no number, or none that is finite.
    """
    values = {}
    for key, text in form.items():
        try:
            values[key] = float(str(text))
        except ValueError as error:
            raise SettingsError(f"{key} takes a number, not {text!r}") from error
        if not isfinite(values[key]):
            raise SettingsError(f"{key} takes a number that is finite, not {text!r}")
    return values


@router.get("/status")
async def show_status(request: Request, bench: Here, seen: str = "") -> HTMLResponse:
    """What the background work is doing, for the line at the top of every page.

    It is told as soon as it is another stage than the one that was seen, so that a first answer
    is not kept waiting for the next look; after a moment anyhow, for the progress.
    """
    until = time.monotonic() + LOOK
    while bench.worker.status.stage == seen and time.monotonic() < until:
        await asyncio.sleep(0.02)
    return show(request, "status.html.j2")


@router.post("/undo")
def undo(request: Request, bench: Here) -> Response:
    """Put back what the last edit replaced, and bring the case up to date.

    The reader stays on an article or the stand-off; other pages lead to the answer.
    """
    step = bench.history.undo()
    bench.worker.start()
    back = urlsplit(request.headers.get("referer", "")).path.removeprefix(bench.keys.root)
    known = {f"/articles/{quote(a.id)}" for a in bench.articles()}
    if back in known or back in STAYING:
        return RedirectResponse(back, status_code=303)
    place = "/standoff" if step is not None and step.name == "standoff.yaml" else "/"
    return RedirectResponse(place, status_code=303)
