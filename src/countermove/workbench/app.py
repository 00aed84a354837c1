"""The workbench's application and its server on the loopback interface."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
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
from countermove.workbench.guarding import Guard, Keys
from countermove.workbench.rendering import make_environment, show
from countermove.workbench.supposing import Supposals
from countermove.workbench.undoing import ConflictError, History
from countermove.workbench.working import Worker

__all__ = ["make_app", "make_bench", "serve"]

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
        """What a person may want next: what changes if a reading is wrong, and the parser.

        The draws of an interview wait until it is opened: they cannot be broken off for an edit.
        """
        supposals.work_out(worker)
        if case.articles.is_dir() and not worker.wanted:
            open_once(worker.choices.pipeline, worker.choices.actors, worker.choices.lexicon)

    worker = Worker(case, choices or Choices(), afterwards=work_out_rest)
    return Bench(case, keys, History(case), worker, supposals)


def make_app(bench: Bench) -> Guard:
    """The pages over one case, behind the guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.bench = bench
    app.state.environment = make_environment()
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
    tell: object = print,
) -> None:
    """Serve a case until interrupted; prints the address with this run's key.

    Raises:
        SettingsError: the address is not this machine's own and `allow_remote` is not set,
            or the port is taken.
    """
    if not is_loopback(host) and not allow_remote:
        raise SettingsError(
            f"{host} can be reached from other machines; say --allow-remote to mean it"
        )
    listener = listen(host, port)
    port = listener.getsockname()[1]
    keys = Keys(hosts_of(host, port), f"countermove-{port}")
    bench = make_bench(folder, keys, choices)
    assert callable(tell)
    tell(f"http://{bracketed(host)}:{port}/?token={keys.token}")
    bench.worker.start()
    config = uvicorn.Config(make_app(bench), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
    bench.worker.close()


def hosts_of(host: str, port: int) -> frozenset[str]:
    """What a browser may call us: with the port, and without where it leaves the port out."""
    names = {host, "localhost"} if is_loopback(host) else {host}
    called = {f"{bracketed(name)}:{port}" for name in names}
    return frozenset(called | {bracketed(n) for n in names} if port in (80, 443) else called)


def bracketed(host: str) -> str:
    """The host as an address has it: colons of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"{bracketed(host)}:{port} cannot be used: {error.strerror}; try --port 0"
        ) from error
    return listener
