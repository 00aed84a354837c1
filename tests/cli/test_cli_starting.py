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


def test_the_package_can_be_run_as_a_module() -> None:
    words = [sys.executable, "-m", "countermove", "check", MODEL, "--json"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["numbers"] > 0


def test_run_as_a_module_it_calls_itself_by_its_own_name() -> None:
    words = [sys.executable, "-m", "countermove", "solve"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "countermove solve" in ran.stderr
    assert "__main__" not in ran.stderr


def test_a_plain_text_loads_no_reader_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("The sea was calm.\n", encoding="utf-8")
    found = loaded("read", str(path))
    assert "spacy" in found
    assert sorted(found & {"trafilatura", "lxml", "pypdf"}) == []
