"""What a person waits for: the slider's coarse answer, the full one, the page and its size.

    python benchmarks/page.py [case] [--times 30]

`case` is an answered case folder; without one the bundled article is answered first, into a
temporary folder. The slider is timed through a real server on this machine, from the request
to the last byte of the answer; the first, which compiles the game, stands apart.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from countermove.catalog import find_article
from countermove.filing import Case, Choices, Run, answer_case
from countermove.reporting import report
from countermove.workbench import Keys, make_app, make_bench
from countermove.workbench.bench import Bench
from countermove.workbench.guessing import sliders


@contextmanager
def served(folder: Path) -> Iterator[tuple[httpx.Client, Bench]]:
    """The case on a real server, and a client that holds its key."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        bench = make_bench(folder, Keys(frozenset({base.removeprefix("http://")})))
        config = uvicorn.Config(make_app(bench), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with httpx.Client(base_url=base, follow_redirects=True, timeout=120) as client:
            client.headers["origin"] = base
            client.get("/", params={"token": bench.keys.token}).raise_for_status()
            yield client, bench
        server.should_exit = True
        thread.join(20)


def clocked(client: httpx.Client, path: str, form: dict[str, str]) -> float:
    """Milliseconds from the request to the last byte."""
    start = time.perf_counter()
    client.post(path, data=form).raise_for_status()
    return 1000 * (time.perf_counter() - start)


def drag(client: httpx.Client, bench: Bench, path: str, times: int) -> list[float]:
    """The most influential number moved through its range, a request at each stop."""
    standoff = bench.standoff()
    assert standoff is not None
    n = sliders(standoff, bench.influence())[0]
    stops = [n.low + (n.high - n.low) * i / max(1, times - 1) for i in range(times)]
    return [clocked(client, path, {n.key: f"{stop:.6g}"}) for stop in stops]


def tell(what: str, found: list[float]) -> None:
    """First, median and worst of some times."""
    rest = found[1:] or found
    print(
        f"{what:28s} first {found[0]:7.0f} ms, then median {statistics.median(rest):7.0f} ms, "
        f"worst {max(rest):7.0f} ms of {len(rest)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.case or Path(temporary, "case")
        case = Case(folder)
        run = Run(case, Choices())
        result = answer_case(run, () if options.case else [find_article("kazakhstan-2022")])
        with served(folder) as (client, bench):
            tell("slider, coarse", drag(client, bench, "/whatif", options.times))
            tell("slider, over draws", drag(client, bench, "/whatif/full", 5))
        start = time.perf_counter()
        page = report(Path(temporary, "page.html"), result, bench.events(), bench.articles())
        seconds = time.perf_counter() - start
        print(f"{'page':28s} {page.stat().st_size / 1e6:.2f} MB, written in {seconds:.1f} s")


if __name__ == "__main__":
    main()
