"""Fifty people on one workbench for two minutes: none is refused who should not be."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.workbench.conftest import CHOICES, running

from countermove.records.events import load_events
from countermove.workbench import make_bench
from countermove.workbench.app import make_keys
from countermove.workbench.bench import Bench
from countermove.workbench.listening import listen

CLIENTS, SECONDS, SLOWEST = 50, 120.0, 120.0
PAGES = (
    "/",
    "/review",
    "/articles",
    "/articles/ferry",
    "/chronology",
    "/standoff",
    "/runs",
    "/status",
)


def visit(base: str, bench: Bench, number: int, until: float, seen: Counter[str]) -> list[str]:
    """One person: pages, sliders, verdicts; the answers that should not have come."""
    chance, wrong = random.Random(number), []
    with httpx.Client(base_url=base, timeout=SLOWEST, headers={"origin": base}) as client:
        client.get("/", params={"token": bench.keys.token})
        while time.monotonic() < until:
            what = chance.choice(("page", "page", "page", "slider", "verdict", "stranger"))
            try:
                fault = ACTS[what](client, bench, chance)
            except httpx.HTTPError as error:
                fault = f"{what}: {error!r}"
            seen[what] += 1
            wrong += [fault] if fault else []
            time.sleep(chance.uniform(0.0, 1.0))
    return wrong


def page(client: httpx.Client, _bench: Bench, chance: random.Random) -> str:
    path = chance.choice(PAGES)
    status = client.get(path).status_code
    return "" if status == 200 else f"{path}: {status}"


def slider(client: httpx.Client, _bench: Bench, chance: random.Random) -> str:
    form = {"EBB.give_in.per_year": f"{chance.uniform(-30, -2):.3f}"}
    status = client.post(chance.choice(("/whatif", "/whatif/full")), data=form).status_code
    return "" if status == 200 else f"what-if: {status}"


def verdict(client: httpx.Client, bench: Bench, chance: random.Random) -> str:
    """Taken, or told that another was first."""
    form = {"verdict": chance.choice(("accepted", "")), "article": "ferry"}
    form["seen"] = bench.history.version("events.jsonl")
    status = client.post("/events/E001", data=form).status_code
    return "" if status in (303, 409) else f"verdict: {status}"


def stranger(client: httpx.Client, _bench: Bench, _chance: random.Random) -> str:
    """Somebody without the key is refused however busy it is."""
    status = httpx.get(str(client.base_url), timeout=SLOWEST).status_code
    return "" if status == 403 else f"stranger: {status}"


ACTS = {"page": page, "slider": slider, "verdict": verdict, "stranger": stranger}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fifty_clients_for_two_minutes(folder: Path) -> None:
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    bench = make_bench(folder, make_keys("127.0.0.1", port), CHOICES)
    seen: Counter[str] = Counter()
    threads = threading.active_count()
    with running(bench, listener), ThreadPoolExecutor(CLIENTS) as pool:
        until = time.monotonic() + SECONDS
        base = f"http://127.0.0.1:{port}"
        found = pool.map(lambda n: visit(base, bench, n, until, seen), range(CLIENTS))
        wrong = [fault for faults in found for fault in faults]
    print(f"{CLIENTS} clients, {SECONDS:.0f} s: {dict(seen)}, {len(wrong)} refused")
    assert wrong == [], wrong[:20]
    assert min(seen[what] for what in ACTS) > CLIENTS
    assert len(load_events(bench.case.events)) == 2
    assert threading.active_count() <= threads + 45  # the server's own pool of threads, no more
