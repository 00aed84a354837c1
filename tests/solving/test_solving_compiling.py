"""What is compiled is said, once; what is kept on disk is not compiled, and nothing is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
from countermove.solving.compiling import telling_of_compiling
import kernel
with telling_of_compiling(print):
    kernel.double(21)
    kernel.double(21.0)
"""
KERNEL = """
from countermove.solving.compiling import compiled

@compiled
def double(value):
    return 2 * value
"""


def test_the_first_run_says_that_it_compiles_and_the_next_does_not(tmp_path: Path) -> None:
    (tmp_path / "kernel.py").write_text(KERNEL, encoding="utf-8")
    (tmp_path / "run.py").write_text(SCRIPT, encoding="utf-8")
    told = [
        subprocess.run(
            [sys.executable, str(tmp_path / "run.py")], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert told == ["compiling the solver for this machine; it is kept for later runs\n", ""]
