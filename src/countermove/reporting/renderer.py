"""The chart renderer in a process of its own: one that dies takes nothing else with it.

It ends when its input ends, so it never outlives the process that started it.
"""

from __future__ import annotations

import atexit
import base64
import json
import subprocess
import sys
import threading
from functools import cache
from typing import Any

from countermove.records.errors import CountermoveError

__all__ = ["RenderError", "Renderer", "open_renderer"]

SECONDS = 120.0
"""How long one chart may take; the slowest of ours takes two."""

SCRIPT = """
import base64, json, sys
import vl_convert
for line in sys.stdin.buffer:
    asked = json.loads(line)
    try:
        if asked["make"] == "svg":
            made = vl_convert.vegalite_to_svg(asked["what"], allowed_base_urls=[]).encode()
        else:
            made = bytes(vl_convert.svg_to_png(asked["what"], scale=asked["scale"]))
        told = {"made": base64.b64encode(made).decode()}
    except Exception as error:
        told = {"fault": f"{type(error).__name__}: {error}"}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\\n")
    sys.stdout.buffer.flush()
"""


class RenderError(CountermoveError):
    """A chart could not be drawn."""


class Renderer:
    """Asks one child process for drawings, one at a time, and starts another if it has died."""

    def __init__(self, script: str = SCRIPT, seconds: float = SECONDS) -> None:
        self.script, self.seconds = script, seconds
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None

    def render(self, what: str, make: str, scale: float = 1.0) -> bytes:
        """The bytes of a drawing: `make` is ``svg`` from Vega-Lite or ``png`` from SVG.

        Raises:
            RenderError: the renderer refused it, died of it, or took too long.
        """
        asked = json.dumps({"what": what, "make": make, "scale": scale}).encode() + b"\n"
        with self.lock:
            told = self.ask(asked)
        if "fault" in told:
            raise RenderError(f"a chart could not be drawn: {told['fault'][:200]}")
        return base64.b64decode(told["made"])

    def ask(self, line: bytes) -> dict[str, Any]:
        """The child's answer to one line."""
        child = self.open()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(self.seconds, child.kill)
        alarm.start()
        try:
            child.stdin.write(line)
            child.stdin.flush()
            told = child.stdout.readline()
        except OSError:
            told = b""
        finally:
            alarm.cancel()
        if not told.endswith(b"\n"):
            self.close()
            raise RenderError("a chart could not be drawn: its renderer died or took too long")
        answer: dict[str, Any] = json.loads(told)
        return answer

    def open(self) -> subprocess.Popen[bytes]:
        """The running child, started where there is none."""
        if self.child is None:
            self.child = subprocess.Popen(  # noqa: S603  # our own interpreter and script
                [sys.executable, "-c", self.script],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self.child

    def close(self) -> None:
        """End the child."""
        child, self.child = self.child, None
        if child is not None:
            child.kill()
            child.communicate()


@cache
def open_renderer() -> Renderer:
    """This process's renderer; its child ends with the process."""
    renderer = Renderer()
    atexit.register(renderer.close)
    return renderer
