"""The either–or map: which course is best over any two numbers a person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from countermove.records.answers import Answer
from countermove.records.numbers import NumberName
from countermove.records.standoffs import Standoff
from countermove.records.stresses import FlipMap
from countermove.reporting.charts import flip_map
from countermove.reporting.figures import Figure
from countermove.reporting.staking import say_stakes, weigh_map, weigh_number, worths_of
from countermove.stressing.mapping import map_flips
from countermove.workbench.guessing import sliders
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()


@router.get("/either-or")
def show_map(request: Request, bench: Here, x: str = "", y: str = "") -> HTMLResponse:
    """The map over two numbers; without a choice, over the two that matter most."""
    standoff, answer = bench.standoff(), bench.answer()
    numbers = sliders(standoff, bench.influence()) if standoff else ()
    chosen = choose(numbers, x, y)
    figure = None
    if standoff is not None and answer is not None and chosen is not None:
        figure = draw(answer, standoff, numbers, *chosen)
    return show(
        request,
        "either_or.html.j2",
        numbers=numbers,
        chosen=chosen or ("", ""),
        figure=figure,
        stakes=say_stakes(standoff) if standoff else "",
        stale=figure is not None and bench.stale,
    )


def choose(numbers: Sequence[NumberName], x: str, y: str) -> tuple[str, str] | None:
    """Two different numbers of this stand-off; None where it has fewer.

    Raises:
        HTTPException: 404, there is no such number.
    """
    known = [n.key for n in numbers]
    if len(known) < 2:
        return None
    if not {x, y} <= {*known, ""}:
        raise HTTPException(404, "There is no such number in this stand-off.")
    first = x or next(k for k in known if k != y)
    return first, y if y not in ("", first) else next(k for k in known if k != first)


def draw(
    answer: Answer, standoff: Standoff, numbers: Sequence[NumberName], x: str, y: str
) -> Figure | None:
    """The page's own chart, over these two numbers; amounts are said against the stakes."""
    worths = worths_of(standoff)
    found = weigh_map(map_text(standoff.model_dump_json(), x, y), worths, worths[standoff.subject])
    told = tuple(weigh_number(n, worths) for n in numbers)
    return flip_map(answer.stress.model_copy(update={"flip_map": found, "numbers": told}))


@lru_cache(maxsize=32)
def map_text(text: str, x: str, y: str) -> FlipMap:
    """The map of a stand-off in its canonical JSON; kept, since people go back and forth."""
    return map_flips(Standoff.model_validate_json(text), x, y)
