"""The first question: who is pressed by whom, one choice with its words and its chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.filing import Run, guess_of, hash_file
from countermove.filing.sides import Chosen, load_sides
from countermove.records.events import kept_events
from countermove.records.guesses import Guess
from countermove.workbench.bench import Bench
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router", "sides_of"]

router = APIRouter()


@router.get("/sides")
def show_sides(request: Request, bench: Here) -> HTMLResponse:
    """The question."""
    return show(request, "sides.html.j2", problem="", typed=("", ""), **sides_of(bench))


def sides_of(bench: Bench) -> dict[str, Any]:
    """What the question needs: the readings, what was said, and every side by name."""
    guesses = guess_once(bench)
    parties = {
        p.side: p.name
        for e in kept_events(bench.events())
        for p in (e.actor, e.target)
        if p is not None
    }
    names = parties | {
        side: name
        for g in guesses
        for side, name in ((g.subject, g.subject_name), (g.other, g.other_name))
    }
    return {
        "guesses": guesses,
        "chosen": load_sides(bench.case),
        "side_names": dict(sorted(names.items(), key=lambda pair: pair[1].casefold())),
        "sides_seen": bench.history.version("sides.json"),
    }


def guess_once(bench: Bench) -> tuple[Guess, ...]:
    """Who may be pressed by whom, from memory while articles and events stay the same."""
    case = bench.case
    if not case.events.exists():
        return ()
    mark = "-".join(hash_file(path)[:16] for path in (case.events, case.appearances, case.articles))
    if mark not in bench.guessed:
        bench.guessed.clear()
        bench.guessed[mark] = guess_of(Run(case, bench.worker.choices))
    return bench.guessed[mark]


@router.post("/sides")
def save_sides(
    request: Request,
    bench: Here,
    seen: Annotated[str, Form()] = "",
    pair: Annotated[str, Form(max_length=400)] = "",
    subject: Annotated[str, Form(max_length=200)] = "",
    other: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep who the sides are; the model is drafted again from it.

    A pair that was typed counts before one that was chosen: the first is chosen beforehand.
    """
    kept = load_sides(bench.case)
    typed = (subject.strip(), other.strip())
    named = any(typed) and typed != (kept.subject, kept.other)
    subject, other = typed if named or not pair else pair.split("|", 1)
    about = sides_of(bench)
    if problem := find_fault(subject, other, about["side_names"]):
        return show(
            request, "sides.html.j2", status=400, problem=problem, typed=typed, back=back, **about
        )
    data = Chosen(subject=subject, other=other).model_dump_json(indent=1) + "\n"
    subject, other = (about["side_names"].get(side, side) for side in (subject, other))
    what = f"saying that {subject} is pressed by {other}"
    bench.history.change({"sides.json": data.encode()}, what, seen={"sides.json": seen})
    bench.worker.start()
    return RedirectResponse("/review" if back == "/review" else "/", status_code=303)


def find_fault(subject: str, other: str, names: Mapping[str, str]) -> str:
    """What is wrong with a pair of sides, given by code or name; empty where nothing is."""
    if not subject or not other or subject == other:
        return "Name two different sides: the one to advise, and the one that presses it."
    known = {bare(told) for pair in names.items() for told in pair}
    for side in (subject, other):
        if bare(side) not in known:
            return (
                f"“{side}” does nothing in the events, and nothing is done to it. Choose a side "
                "that the list offers, or first correct or add an event in which it acts."
            )
    return ""


def bare(name: str) -> str:
    """A name without its article and case."""
    return name.casefold().strip().removeprefix("the ")
