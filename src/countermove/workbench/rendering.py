"""Templates: the page's own environment with the workbench's templates beside it."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from countermove.reporting.environment import page_environment
from countermove.workbench.bench import Bench
from countermove.workbench.marking import KINDS, kind, say_readers

__all__ = ["make_environment", "show"]

PLACES = (
    ("/", "Answer"),
    ("/review", "Review"),
    ("/articles", "Articles"),
    ("/chronology", "Chronology"),
    ("/standoff", "Stand-off"),
    ("/interview", "Interview"),
    ("/history", "Outside view"),
    ("/either-or", "Either–or"),
    ("/runs", "Runs"),
)


def make_environment(root: str = "") -> Environment:
    """The environment of every page under a path; everything is escaped."""
    environment = page_environment()
    own = PackageLoader("countermove.workbench", "templates")
    loaders = [own, environment.loader] if environment.loader else [own]
    environment.loader = ChoiceLoader(loaders)
    environment.globals.update(PLACES=PLACES, KINDS=KINDS, root=root)
    environment.filters["kind"] = kind
    environment.filters["readers"] = say_readers
    return environment


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A template filled for one request, with what every page shows."""
    bench: Bench = request.app.state.bench
    environment: Environment = request.app.state.environment
    last = bench.history.last()
    text = environment.get_template(template).render(
        here=request.url.path,
        case_name=bench.case.folder.resolve().name,
        status=bench.worker.status,
        undoable=last.what if last else "",
        **values,
    )
    return HTMLResponse(text, status_code=status)
