"""The workbench's application and its server."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from countermove.filing import Case, Choices
from countermove.records.errors import CountermoveError, SettingsError
from countermove.reporting.environment import page_style
from countermove.workbench import (
    articles,
    downloads,
    events,
    interviewing,
    mapping,
    modelling,
    outside,
    overview,
    reader_setting,
    redrafting,
    reviewing,
    runs,
    siding,
)
from countermove.workbench.bench import Bench, open_once
from countermove.workbench.connections import TimedProtocol
from countermove.workbench.drawing import Drawing
from countermove.workbench.guarding import Guard, Keys
from countermove.workbench.guessing import sliders
from countermove.workbench.listening import (
    addresses_of,
    bracketed,
    clean_root,
    hosts_of,
    is_every_address,
    is_loopback,
    listen,
)
from countermove.workbench.rendering import make_environment, show
from countermove.workbench.sliding import SHOWN
from countermove.workbench.supposing import Supposals
from countermove.workbench.undoing import ConflictError, History
from countermove.workbench.working import Worker

__all__ = ["configure", "make_app", "make_bench", "make_keys", "serve"]

ROOMS = (
    overview,
    siding,
    reviewing,
    reader_setting,
    articles,
    events,
    modelling,
    redrafting,
    mapping,
    interviewing,
    outside,
    runs,
    downloads,
)
"""The modules whose pages the workbench has."""

ASSETS = {
    "page.css": "text/css",
    "htmx.min.js": "text/javascript",
    "workbench.js": "text/javascript",
    "workbench.css": "text/css",
}


def make_bench(folder: Path, keys: Keys, choices: Choices | None = None) -> Bench:
    """The things every page works on, for one case folder."""
    case = Case(folder)
    supposals = Supposals(case)

    def work_out_rest(worker: Worker) -> None:
        """What a person may want next: to drag a slider, what changes if a reading is wrong, and
        the parser.

        The draws of an interview wait until it is opened: they cannot be broken off for an edit.
        """
        if (standoff := bench.standoff()) is not None:
            numbers = sliders(standoff, bench.influence())[:SHOWN]
            bench.stops.work_out(standoff, [n.key for n in numbers], worker.goes_on)
        supposals.work_out(worker)
        if case.articles.is_dir() and not worker.wanted:
            open_once(worker.choices.pipeline, worker.choices.actors, worker.choices.lexicon)

    worker = Worker(case, choices or Choices(), afterwards=work_out_rest)
    history = History(case)
    history.mend()
    drawing = Drawing(waiting=worker.waiting)
    bench = Bench(case, keys, history, worker, supposals, drawing=drawing)
    return bench


def make_app(bench: Bench) -> Guard:
    """The pages over one case, behind the guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.bench = bench
    app.state.environment = make_environment(bench.keys.root)
    app.state.environment.globals["ASSETS_MARK"] = mark_assets()
    for module in ROOMS:
        app.include_router(module.router)
    app.add_api_route("/assets/{name}", send_asset)
    app.add_exception_handler(CountermoveError, explain_error)
    app.add_exception_handler(RequestValidationError, explain_form)
    app.add_exception_handler(StarletteHTTPException, explain_missing)
    return Guard(app, bench.keys)


def send_asset(name: str, v: str = "") -> Response:
    """A style sheet or script of ours; no other file can be named.

    A browser keeps it as long as pages name it with the mark that it has now.
    """
    if name not in ASSETS:
        raise HTTPException(404, "There is no such file.")
    kept = {"cache-control": "private, max-age=86400"} if v == mark_assets() else {}
    return Response(read_asset(name), media_type=ASSETS[name], headers=kept)


@lru_cache(maxsize=len(ASSETS))
def read_asset(name: str) -> bytes:
    """The bytes of an asset."""
    if name == "page.css":
        return page_style().encode()
    return resources.files("countermove.workbench").joinpath("assets", name).read_bytes()


@lru_cache(maxsize=1)
def mark_assets() -> str:
    """A mark of all assets: other content has another address."""
    return hashlib.sha256(b"".join(map(read_asset, sorted(ASSETS)))).hexdigest()[:12]


def explain_error(request: Request, error: Exception) -> HTMLResponse:
    """An error of ours as a page that says what to do."""
    status = 409 if isinstance(error, ConflictError) else 400
    return show(request, "error.html.j2", status=status, problem=str(error))


def explain_form(request: Request, error: Exception) -> HTMLResponse:
    """A form with a value that cannot be."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    problem = f"{first['loc'][-1]}: {first['msg']}"
    return show(request, "error.html.j2", status=400, problem=problem)


def explain_missing(request: Request, error: Exception) -> HTMLResponse:
    """A page or thing that is not there."""
    status = getattr(error, "status_code", 404)
    problem = str(getattr(error, "detail", ""))
    if problem in {"", "Not Found"}:
        problem = "There is no such page on the workbench; the line above names those there are."
    if "maximum size" in problem:  # the form parser's own bound on one field
        problem = "The text is too long for a form; send it as a file instead."
    return show(request, "error.html.j2", status=status, problem=problem)


def serve(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8642,
    choices: Choices | None = None,
    allow_remote: bool = False,
    root_path: str = "",
    trusted: Sequence[str] = (),
    tell: object = print,
) -> None:
    """Serve a case until interrupted; prints the address with this run's key.

    `trusted` are further names under which a browser may call it, and `root_path` is the path
    under which a proxy shows it.

    Raises:
        SettingsError: the address is not this machine's own and `allow_remote` is not set,
            the port is taken, or a name or path cannot be one.
    """
    if not is_loopback(host) and not allow_remote:
        raise SettingsError(
            f"{host} can be reached from other machines; say --allow-remote to mean it"
        )
    make_keys(host, port, root_path, trusted)  # what cannot be is told before a port is opened
    listener = listen(host, port)
    port = listener.getsockname()[1]
    keys = make_keys(host, port, root_path, trusted)
    bench = make_bench(folder, keys, choices)
    assert callable(tell)
    for place in [f"http://{bracketed(h)}:{port}" for h in addresses_of(host)] + [*trusted]:
        tell(f"{place}{keys.root}/?token={keys.token}")
    bench.worker.start()
    uvicorn.Server(configure(make_app(bench))).run(sockets=[listener])
    bench.worker.close()


def make_keys(host: str, port: int, root_path: str = "", trusted: Sequence[str] = ()) -> Keys:
    """The key of a run that listens there, with the names it answers to.

    Raises:
        SettingsError: a name or the path cannot be one.
    """
    return Keys(
        hosts_of(host, port, trusted),
        f"countermove-{port}",
        by_address=is_every_address(host),
        root=clean_root(root_path),
    )


def configure(app: Guard) -> uvicorn.Config:
    """The server's settings: no line of its log holds an address, and so none the key."""
    return uvicorn.Config(
        app, http=TimedProtocol, ws="none", log_level="warning", access_log=False, lifespan="off"
    )
