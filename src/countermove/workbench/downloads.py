"""The page and what can be taken away: the page in four formats, the events, the whole case."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from countermove.reading.exporting.export import export_events
from countermove.records.events import kept_events
from countermove.reporting import report
from countermove.workbench.bench import Bench
from countermove.workbench.formats import FORMATS
from countermove.workbench.overview import Here

__all__ = ["router"]

router = APIRouter()
PAGE_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


@router.get("/page")
def show_page(bench: Here) -> Response:
    """The page as it is on disk; it brings its own policy for its own style and script."""
    if not bench.case.report.exists():
        raise HTTPException(404, "There is no page yet: the case has not been answered.")
    return Response(
        bench.case.report.read_bytes(),
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


@router.get("/download/{ending}")
def download_as(bench: Here, ending: str) -> Response:
    """The page in a format of a person's choice, or the events as a table."""
    if ending not in FORMATS:
        raise HTTPException(404, f"It can be taken away as {', '.join(FORMATS)}.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{bench.case.folder.resolve().name}.{ending}"
        if ending == "csv":
            export_events(kept_events(bench.events()), path, articles=bench.articles())
        else:
            write_report(bench, path)
        data = path.read_bytes()
    headers = {"content-disposition": f'attachment; filename="countermove.{ending}"'}
    return Response(data, media_type=FORMATS[ending][1], headers=headers)


def write_report(bench: Bench, path: Path) -> None:
    """The page in the format of the path's ending."""
    answer = bench.answer()
    if answer is None:
        raise HTTPException(404, "There is no page yet: the case has not been answered.")
    report(path, answer, bench.events(), bench.articles())
