"""A case of a fuzzing test: ten seconds of processor and a gigabyte at most, and no traceback."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from countermove.records.errors import CountermoveError

__all__ = ["SECONDS", "try_case"]

SECONDS = 10.0
BYTES = 1_000_000_000
STATUS = Path("/proc/self/status")


class TooSlowError(BaseException):
    """The case took more than its seconds."""


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def try_case(work: Callable[[], object]) -> str:
    """What is wrong with a case: "" where it gave a result or refused with an error of ours."""
    before = peak(reset=True)
    began = time.process_time()
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        work()
    except CountermoveError as refusal:
        if "\n" in str(refusal).strip() and len(str(refusal)) > 5_000:
            return "a refusal of many lines"
    except TooSlowError:
        return f"took over {SECONDS:.0f} s: " + traceback.format_exc(limit=-4)
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if time.process_time() - began > SECONDS:
        return f"took over {SECONDS:.0f} s"
    return "took over 1 GB" if peak() - before > BYTES else ""


def peak(*, reset: bool = False) -> int:
    """The most memory this process has held since the last reset, in bytes; 0 where unknown."""
    try:
        if reset:
            Path("/proc/self/clear_refs").write_text("5")
        lines = STATUS.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def kept(folder: Path | None = None) -> Path:
    """Where the bytes of a failing case are put, to look at them."""
    place = folder or Path(os.environ.get("COUNTERMOVE_FUZZ", ".hypothesis/failing"))
    place.mkdir(parents=True, exist_ok=True)
    return place
