"""The interview: the comparison most worth knowing, asked one at a time, kept in the stand-off."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.eliciting import Interview, Question, open_interview
from countermove.eliciting.kept_draws import free
from countermove.eliciting.questions import write_answer
from countermove.records.errors import StandoffError
from countermove.records.preferences import COMPARED
from countermove.records.standoff_edit import append_text
from countermove.records.standoff_file import parse_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench.bench import Bench
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show

__all__ = ["router"]

router = APIRouter()
Answer = Literal["first", "second", "equal", "unknown", "skip"]


@dataclass(frozen=True)
class Share:
    """How often a course comes first in the draws that the answers leave."""

    label: str
    now: float
    before: float


@router.get("/interview")
async def show_interview(request: Request, bench: Here, by: str = "") -> Response:
    """The next question."""
    return await run_in_threadpool(show_question, request, bench, by, "")


def show_question(request: Request, bench: Bench, by: str, problem: str) -> HTMLResponse:
    """The page of the interview as it stands."""
    bench.worker.wait_for_draft()
    standoff = bench.standoff()
    if standoff is None:
        return show(request, "interview.html.j2", question=None, standoff=None, problem=problem)
    if not bench.drawing.ready(standoff):
        return show(
            request,
            "interview.html.j2",
            standoff=standoff,
            waiting=bench.drawing,
            by=by,
            problem=problem,
        )
    before = open_interview(free(standoff), bench.drawing.of(standoff))
    interview = leave_out(open_interview(standoff, bench.drawing.of(standoff)), bench)
    ranked = interview.next()
    return show(
        request,
        "interview.html.j2",
        status=400 if problem else 200,
        standoff=standoff,
        waiting=None,
        question=ranked.question if ranked else None,
        key=key_of(ranked.question) if ranked else "",
        end=say_end(interview),
        shares=list_shares(interview, before),
        effective=interview.effective,
        answered=count_answers(standoff),
        skipped=len(bench.skipped),
        by=by,
        problem=problem,
        seen=bench.history.version("standoff.yaml"),
    )


def count_answers(standoff: Standoff) -> int:
    """How many comparisons people have given."""
    return sum(len(getattr(p, name)) for p in standoff.players for name in COMPARED)


def leave_out(interview: Interview, bench: Bench) -> Interview:
    """The interview without the questions that were skipped in this session."""
    for question in [q for q in interview.questions if key_of(q) in bench.skipped]:
        interview = interview.answer(question, "skip")
    return interview


def key_of(question: Question) -> str:
    """A short name for a question, the same as long as its words are."""
    told = "|".join([question.player, question.sentence, *question.choices])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def list_shares(interview: Interview, before: Interview) -> list[Share]:
    """Every course that comes first anywhere, the likeliest first, beside how it was before."""
    rows = zip(interview.draws.labels, interview.shares, before.shares, strict=True)
    shares = [Share(label, float(now), float(was)) for label, now, was in rows]
    return sorted((s for s in shares if max(s.now, s.before) >= 0.005), key=lambda s: -s.now)


def say_end(interview: Interview) -> str:
    """Why there is no further question."""
    if interview.exhausted:
        return "Too few draws are left to choose a question by."
    return "No further question is worth asking: no single answer would gain much."


@router.get("/interview/drawing")
async def show_drawing(request: Request, bench: Here) -> Response:
    """How far the draws of the interview are; once they are there the page is shown anew."""
    standoff = await run_in_threadpool(bench.standoff)
    if standoff is None or bench.drawing.ready(standoff):
        return Response(headers={"HX-Refresh": "true"})
    return show(request, "drawing.html.j2", waiting=bench.drawing)


@router.post("/interview")
async def answer_question(
    request: Request,
    bench: Here,
    key: Annotated[str, Form(max_length=40)],
    reply: Annotated[Answer, Form()],
    seen: Annotated[str, Form()] = "",
    by: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Keep an answer; one that contradicts what is there is told and left out."""
    return await run_in_threadpool(take, request, bench, key, reply, seen, by.strip())


def take(request: Request, bench: Bench, key: str, reply: Answer, seen: str, by: str) -> Response:
    """The answer in the file, or the question again with what is wrong."""
    standoff = bench.standoff()
    if standoff is None:
        raise HTTPException(404, "There is no stand-off yet.")
    interview = open_interview(standoff, bench.drawing.of(standoff))
    question = next((q for q in interview.questions if key_of(q) == key), None)
    if question is None:
        raise HTTPException(404, "This question is no longer asked; go on with the next.")
    lines = write_answer(question, reply, by, date.today())
    if not lines:
        bench.skipped.add(key)
        return RedirectResponse(f"/interview?by={by}", status_code=303)
    if not by:
        return show_question(request, bench, by, "Put your initials beside the answer first.")
    text = bench.case.standoff.read_text(encoding="utf-8")
    for place, line in lines:
        text = append_text(text, place, line)
    try:
        parse_standoff(text)
    except StandoffError as error:
        bench.skipped.add(key)
        problem = f"This answer is left out, since it contradicts another: {error.message}"
        return show_question(request, bench, by, problem)
    what = f"answering “{question.sentence[:60]}…”"
    bench.history.edit("standoff.yaml", text.encode(), seen, what)
    bench.worker.start()
    return RedirectResponse(f"/interview?by={by}", status_code=303)
