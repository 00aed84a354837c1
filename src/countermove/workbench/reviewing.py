"""The review queue: first the sides, then the readings that the answer rests on, shakiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.resting import KINDS_OF_DOUBT, Resting, list_resting
from countermove.workbench.siding import sides_of
from countermove.workbench.supposing import Supposed

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
    supposed = bench.supposals.now()
    shown = order(everything if judged else left, supposed)
    counts = count_kinds(shown, supposed)
    shown = [r for r in shown if fits(r, show_only, supposed) and r.has(q)]
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
        supposed=supposed,
        pending=[r.event.id for r in shown[:MOST] if r.event.id not in supposed],
        **sides_of(bench),
    )


def order(items: Sequence[Resting], supposed: Mapping[str, Supposed]) -> list[Resting]:
    """Shakiest first; of equally shaky readings, first those that change the answer."""
    return sorted(items, key=lambda r: (-r.weight, not changes(r, supposed), r.event.order))


def changes(item: Resting, supposed: Mapping[str, Supposed]) -> bool:
    """Whether the answer is known to change if a reading is wrong."""
    found = supposed.get(item.event.id)
    return found is not None and found.changes


def fits(item: Resting, kind: str, supposed: Mapping[str, Supposed]) -> bool:
    """Whether a reading is of the kind that a person wants to see."""
    if kind == "changes":
        return changes(item, supposed)
    return kind not in KINDS_OF_DOUBT or kind in item.kinds


def count_kinds(items: Sequence[Resting], supposed: Mapping[str, Supposed]) -> Counter[str]:
    """How many readings there are of each kind."""
    found = Counter(kind for item in items for kind in item.kinds)
    found["changes"] = sum(changes(item, supposed) for item in items)
    return found


@router.get("/review/supposed")
def show_supposed(
    request: Request, bench: Here, ids: Annotated[list[str] | None, Query(max_length=MOST)] = None
) -> HTMLResponse:
    """What becomes of the answer without some readings, as far as it is known."""
    supposed = bench.supposals.now()
    return show(
        request,
        "supposing.html.j2",
        found={id: supposed[id] for id in ids or () if id in supposed},
        pending=[id for id in ids or () if id not in supposed],
    )
