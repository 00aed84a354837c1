"""Starting is quick because nothing heavy is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import countermove

MODEL = str(Path(countermove.__file__).parent / "catalog/worked/kazakhstan-2022/standoff.yaml")
HEAVY = ("altair", "numba", "scipy", "spacy", "trafilatura", "networkx", "fastapi")
SCRIPT = """
import json, sys
sys.argv = ["countermove", *json.loads(sys.argv[1])]
from countermove.cli import main
try:
    main()
finally:
    print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a run of the command line has loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "further"),
    [
        (("--help",), ("numpy", "pydantic", "rich")),
        (("answer", "--help"), ("numpy",)),
        (("check", MODEL), ("rich",)),
    ],
)
def test_nothing_heavy_is_loaded(arguments: tuple[str, ...], further: tuple[str, ...]) -> None:
    assert sorted(loaded(*arguments) & {*HEAVY, *further}) == []


def test_the_list_of_heavy_modules_is_of_modules_that_are_loaded_where_needed() -> None:
    found = loaded("solve", MODEL, "--json")
    assert {"numba", "scipy"} <= found
