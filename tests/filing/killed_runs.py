"""Run by test_filing_kills in a process of its own: a case is killed after each of its renames.

Prints one JSON line a kill: its number, what was spoilt, and the files that differ from those of
a case that only ever knew the new text.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from countermove.filing import Case, Choices, Run, frame_case, read_case

OLD = (
    "Russia suspended shipments of Kazakh oil. Kazakhstan refused to recognise the regions. "
    "Russia threatened Kazakhstan with sanctions."
)
NEW = OLD + " On Monday Kazakhstan expelled a Russian envoy."
FILES = ("events.jsonl", "appearances.jsonl", "standoff.yaml", "sides.json")
CHOICES = Choices(subject="KAZ", other="RUS")


def draft(folder: Path, text: Path) -> None:
    """The steps whose files a person may edit."""
    run = Run(Case(folder), CHOICES)
    read_case(run, [text])
    frame_case(run)


def die_after(renames: int) -> Callable[[], int]:
    """Let the process die after so many renames; returns how many there have been."""
    count = 0
    real = os.replace

    def replace(source: str, target: str) -> None:
        nonlocal count
        real(source, target)
        count += 1
        if count == renames:
            os._exit(9)

    os.replace = replace  # type: ignore[assignment]
    return lambda: count


def in_child(work: Callable[[], None]) -> int:
    """The exit status of `work` in a child process."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def spoil(folder: Path, how: str) -> None:
    """What else happens to the case's record."""
    record = folder / "case.json"
    if how == "damaged" and record.exists():
        record.write_text("{", encoding="utf-8")
    if how == "gone" and record.exists():
        record.unlink()
    if how == "all gone":
        for name in ("case.json", "intents.json"):
            (folder / name).unlink(missing_ok=True)
    if how == "read gone" and record.exists():
        kept = json.loads(record.read_text(encoding="utf-8"))
        kept["steps"].pop("read", None)
        record.write_text(json.dumps(kept), encoding="utf-8")


def try_kill(home: Path, renames: int, how: str) -> bool:
    """One case killed after so many renames, its text edited, and run again; whether it died."""
    home.mkdir()
    text, folder = home / "essay.txt", home / "case"
    text.write_text(OLD, encoding="utf-8")

    def work() -> None:
        die_after(renames)
        draft(folder, text)

    died = in_child(work) == 9
    spoil(folder, how)
    text.write_text(NEW, encoding="utf-8")
    draft(folder, text)
    fresh = home.parent / "fresh"
    same = [n for n in FILES if (folder / n).read_bytes() == (fresh / n).read_bytes()]
    differ = sorted(set(FILES) - set(same))
    print(json.dumps({"kill": renames, "how": how, "died": died, "differ": differ}))
    return died


def main(home: Path, hows: list[str]) -> None:
    """Kill after every rename there is, once for each way of spoiling."""
    (home / "essay.txt").write_text(NEW, encoding="utf-8")
    draft(home / "fresh", home / "essay.txt")
    for how in hows:
        renames = 1
        while try_kill(home / f"{how}-{renames}", renames, how):
            renames += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
