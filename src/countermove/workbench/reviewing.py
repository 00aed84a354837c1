"""The review queue: first the sides, then the readings that the answer rests on, shakiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from countermove.workbench.bench import Bench
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.resting import KINDS_OF_DOUBT, Resting, list_resting
from countermove.workbench.siding import sides_of

__all__ = ["router"]

router = APIRouter()
MOST = 60
"""Readings shown at a time; verdicts bring up the next."""


@router.get("/review")
def show_queue(
    request: Request, bench: Here, show_only: str = "", q: str = "", judged: str = ""
) -> HTMLResponse:
    """What is left to judge, or with `judged` also what was."""
    everything = list_resting(bench.events(), bench.standoff())
    left = [r for r in everything if not r.event.review]
    shown = order(bench, everything if judged else left)
    counts = count_kinds(bench, shown)
    shown = [r for r in shown if fits(bench, r, show_only) and r.has(q)]
    back = "/review?" + urlencode(
        {k: v for k, v in (("show_only", show_only), ("q", q), ("judged", judged)) if v}
    )
    return show(
        request,
        "review.html.j2",
        items=shown[:MOST],
        more=max(0, len(shown) - MOST),
        left=len(left),
        total=len(everything),
        counts=counts,
        kinds={"changes": "the answer changes if wrong", **KINDS_OF_DOUBT},
        show_only=show_only,
        q=q,
        judged=judged,
        back=back.rstrip("?"),
        seen=bench.history.version("events.jsonl"),
        supposed=bench.supposals.of,
        **sides_of(bench),
    )


def order(bench: Bench, items: Sequence[Resting]) -> list[Resting]:
    """Shakiest first; of equally shaky readings, first those that change the answer."""
    return sorted(items, key=lambda r: (-r.weight, not changes(bench, r), r.event.order))


def changes(bench: Bench, item: Resting) -> bool:
    """Whether the answer is known to change if a reading is wrong."""
    supposed = bench.supposals.of(item.event.id)
    return supposed is not None and supposed.changes


def fits(bench: Bench, item: Resting, kind: str) -> bool:
    """Whether a reading is of the kind that a person wants to see."""
    if kind == "changes":
        return changes(bench, item)
    return kind not in KINDS_OF_DOUBT or kind in item.kinds


def count_kinds(bench: Bench, items: Sequence[Resting]) -> Counter[str]:
    """How many readings there are of each kind."""
    found = Counter(kind for item in items for kind in item.kinds)
    found["changes"] = sum(changes(bench, item) for item in items)
    return found


@router.get("/review/{id}/supposed")
def show_supposed(request: Request, bench: Here, id: str) -> HTMLResponse:
    """What becomes of the answer without one reading, as soon as it is known."""
    return show(request, "supposed.html.j2", id=id, found=bench.supposals.of(id))
