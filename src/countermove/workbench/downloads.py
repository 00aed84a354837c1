"""The page and what can be taken away: the page in four formats, the events, the whole case."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from countermove.filing import has_sides_named
from countermove.reading.exporting.export import export_events
from countermove.records.events import kept_events
from countermove.reporting import report
from countermove.workbench.bench import Bench
from countermove.workbench.formats import FORMATS, Format
from countermove.workbench.overview import Here

__all__ = ["router"]

router = APIRouter()
PAGE_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


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


@router.get("/download/{name}")
def download_as(bench: Here, name: str) -> Response:
    """The answer in a format of a person's choice, or the events as a table.

    Where a format has two files, the page and its annex, both come in one archive.
    """
    if name not in FORMATS:
        raise HTTPException(404, f"It can be taken away as {', '.join(FORMATS)}.")
    form = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        write_as(bench, Path(folder) / f"countermove.{form.ending}", form)
        made = sorted(Path(folder).iterdir())
        if len(made) == 1:
            return send(made[0].read_bytes(), made[0].name, form.media)
        return send(pack(made), f"countermove-{name}.zip", "application/zip")


def write_as(bench: Bench, path: Path, form: Format) -> None:
    """The answer, or the events, at a path."""
    events, articles = bench.events(), bench.articles()
    if form.ending == "csv":
        export_events(kept_events(events), path, articles=articles)
        return
    answer = bench.answer()
    if answer is None:
        raise HTTPException(404, "There is no page yet: the case has not been answered.")
    named = has_sides_named(bench.case)
    report(path, answer, events, articles, brief=form.brief, sides_named=named)


def pack(files: list[Path]) -> bytes:
    """Some files in one archive, under their bare names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.name)
    return data.getvalue()


def send(data: bytes, name: str, media: str) -> Response:
    """A file to be kept."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media, headers=headers)
