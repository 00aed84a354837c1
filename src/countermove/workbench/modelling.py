"""The stand-off as YAML with live checking, and runs side by side."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from countermove.answering import answer, compare
from countermove.framing import check
from countermove.records.errors import InputError
from countermove.records.standoff_file import parse_standoff
from countermove.records.stresses import Stress
from countermove.workbench.forms import change_row, list_rows
from countermove.workbench.overview import Here
from countermove.workbench.rendering import show
from countermove.workbench.working import RUNS, list_runs

__all__ = ["router"]

router = APIRouter()
PAGE_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


@router.get("/standoff")
def show_standoff(request: Request, bench: Here) -> HTMLResponse:
    """The model as a person edits it."""
    path = bench.case.standoff
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    standoff = bench.standoff()
    return show(
        request,
        "standoff.html.j2",
        text=text,
        seen=bench.history.version("standoff.yaml"),
        rows=list_rows(standoff) if standoff else (),
        **judge(text),
    )


def judge(text: str) -> dict[str, Any]:
    """What `check` says of a text, or the one mistake that comes first."""
    try:
        return {"problem": "", "line": None, "report": check(parse_standoff(text))}
    except InputError as error:
        return {"problem": str(error), "line": error.line, "report": None}


@router.post("/standoff/check")
def check_text(request: Request, text: Annotated[str, Form()]) -> HTMLResponse:
    """The verdict on a text that is being typed."""
    return show(request, "verdict.html.j2", **judge(text))


@router.post("/standoff")
def save_text(
    request: Request, bench: Here, text: Annotated[str, Form()], seen: Annotated[str, Form()]
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
            seen=seen,
            rows=(),
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
    text = change_row(bench.case.standoff.read_text(encoding="utf-8"), row, form)
    parse_standoff(text)
    bench.history.edit("standoff.yaml", text.encode(), form.get("seen", ""))
    bench.worker.start()
    return RedirectResponse(f"/standoff#{row.place}", status_code=303)


@router.get("/runs")
def show_runs(request: Request, bench: Here, old: str = "") -> HTMLResponse:
    """Earlier runs, and what changed between one of them and now."""
    names = [p.stem for p in list_runs(bench.case)]
    if old and old not in names:
        raise HTTPException(404, "There is no such run.")
    chosen = old or (names[-1] if names else "")
    now = bench.answer()
    comparison = None
    if chosen and now is not None:
        path = bench.case.inside(f"{RUNS}/{chosen}.json")
        comparison = compare(answer(Stress.load(path)), now)
    return show(request, "runs.html.j2", names=names, chosen=chosen, comparison=comparison)


@router.get("/page")
@router.get("/report.html")
def show_page(bench: Here) -> Response:
    """The page as it is on disk; it brings its own policy for its own style and script."""
    return show_written(bench.case.report)


@router.get("/report-annex.html")
def show_annex(bench: Here) -> Response:
    """The annex of the page, under the name that the page links to."""
    return show_written(bench.case.annex)


def show_written(path: Path) -> Response:
    """A page that a run wrote into the case."""
    if not path.exists():
        raise HTTPException(404, "There is no page yet: the case has not been answered.")
    return Response(
        path.read_bytes(),
        media_type="text/html; charset=utf-8",
        headers={"content-security-policy": PAGE_POLICY},
    )


@router.get("/download")
def download(bench: Here) -> Response:
    """Every file of the case in one archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(bench.case.folder.rglob("*")):
            name = path.relative_to(bench.case.folder)
            if path.is_file() and not path.is_symlink() and not name.parts[0].startswith("."):
                archive.write(path, name.as_posix())
    headers = {"content-disposition": 'attachment; filename="case.zip"'}
    return Response(data.getvalue(), media_type="application/zip", headers=headers)
