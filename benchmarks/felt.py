"""What a person at the workbench feels, in a real Chromium: a verdict and a slider.

    python benchmarks/felt.py [case] [--draws 1024] [--verdicts 5] [--moves 30] [--read]

`case` is a case folder answered over so many draws, of which a copy is used; without one the
bundled article is answered first, into a temporary folder. The workbench runs as a process of its
own. With `--read` it has time before the first verdict to work out what changes if a reading is
wrong, as it has while a person reads; that work is then not counted with the rest.

*Verdict*: milliseconds from the key that rejects the shakiest reading until the page that tells the
first answer is there; each is undone before the next. *Slider*: from the move of the most
influential number until what stands beside it has changed. Beside each stands the processor time
of workbench and browser meanwhile, which is what it takes on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from countermove.catalog import find_article
from countermove.filing import Case, Choices, Run, answer_case
from countermove.reporting.pdf import BROWSERS

RUN = """
import sys; from pathlib import Path
from countermove.filing import Choices; from countermove.workbench import serve
serve(Path(sys.argv[1]), port=0, choices=Choices(draws=int(sys.argv[2]), take_likeliest=True))
"""
PATIENCE = 600_000
MOVE = """async (value) => {
  const slider = document.querySelector("#sliders input[type=range]");
  const shown = document.getElementById("whatif");
  const began = performance.now();
  const changed = new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(); });
    watch.observe(shown, {childList: true});
  });
  slider.value = Number(slider.min) + value * (Number(slider.max) - Number(slider.min));
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  await changed;
  return performance.now() - began;
}"""


@contextmanager
def serving(folder: Path, draws: int) -> Iterator[str]:
    """The workbench over a case, as its own process; the address that it prints."""
    command = [sys.executable, "-u", "-c", RUN, str(folder), str(draws)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(60)


@contextmanager
def browsing() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next(p for b in BROWSERS if (p := shutil.which(b)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def spent() -> float:
    """Seconds of processor of every process below this one; 0 where the system tells of none."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        pid = int(path.parent.name)
        parents[pid] = int(fields[1])
        used[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for pid, seconds in used.items() if is_below(pid, parents))


def is_below(pid: int, parents: dict[int, int]) -> bool:
    """Whether a process was started by this one, or by one that was."""
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


def settle(page: Page) -> None:
    """Wait until the whole is worked out."""
    page.wait_for_selector('#status[data-busy="no"]', timeout=PATIENCE)


def suppose(page: Page) -> None:
    """Wait until it is worked out what changes if each reading is wrong."""
    page.goto("/review")
    # A function would be evaluated in the page, which its own policy forbids.
    expect(page.get_by_text("Working out what changes")).to_have_count(0, timeout=PATIENCE)


def judge(page: Page) -> tuple[float, float]:
    """Milliseconds until the first answer to a verdict is seen, and of processor."""
    page.goto("/review")
    page.wait_for_selector(".event-card.current")
    before, clock = spent(), time.perf_counter()
    page.keyboard.press("x")
    page.wait_for_selector('#status[data-quick="yes"]', timeout=PATIENCE)
    felt = 1000 * (time.perf_counter() - clock), 1000 * (spent() - before)
    page.keyboard.press("u")
    settle(page)
    return felt


def drag(page: Page, moves: int) -> tuple[list[float], float]:
    """Milliseconds of each move of the first slider, and of processor in the mean."""
    page.goto("/")
    page.wait_for_selector("#sliders")
    page.evaluate(MOVE, 0.5)
    before = spent()
    took = [page.evaluate(MOVE, i / max(1, moves - 1)) for i in range(moves)]
    return took, 1000 * (spent() - before) / moves


def tell(what: str, took: list[float], processor: list[float]) -> None:
    """Median and worst by the clock, and the median of the processor."""
    print(
        f"{what:22s} median {statistics.median(took):6.0f} ms, worst {max(took):6.0f} ms of "
        f"{len(took)}; processor {statistics.median(processor):6.0f} ms",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--draws", type=int, default=1024)
    parser.add_argument("--verdicts", type=int, default=5)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--read", action="store_true", help="wait for what follows if wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "case")
        if options.case:
            shutil.copytree(options.case, folder)
        else:
            choices = Choices(draws=options.draws, take_likeliest=True)
            answer_case(Run(Case(folder), choices), [find_article("kazakhstan-2022")])
        with serving(folder, options.draws) as address, browsing() as browser:
            measure(browser, address, options)


def measure(browser: Browser, address: str, options: argparse.Namespace) -> None:
    """Both, on one page."""
    found = re.match(r"(http://[^/]+)", address)
    assert found is not None, address
    page = browser.new_page(base_url=found[1], viewport={"width": 1280, "height": 900})
    page.goto(address)
    settle(page)
    if options.read:
        suppose(page)
    took, processor = drag(page, options.moves)
    tell("slider", took, [processor])
    felt = [judge(page) for _ in range(options.verdicts)]
    print("verdicts one by one: " + ", ".join(f"{clock:.0f}" for clock, _ in felt) + " ms")
    tell("first answer", [clock for clock, _ in felt], [used for _, used in felt])
    print(f"others on this machine: {os.getloadavg()[0]:.1f} jobs at {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
