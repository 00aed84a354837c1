"""The public names are those that are listed, and no others."""

from __future__ import annotations

import subprocess
import sys

import countermove


def test_the_list_is_sorted_and_complete() -> None:
    assert list(countermove.__all__) == sorted(countermove.__all__)
    places = [name for names in countermove.PLACES.values() for name in names]
    assert sorted([*places, "__version__"]) == list(countermove.__all__)


def test_every_name_can_be_had() -> None:
    for name in countermove.__all__:
        assert getattr(countermove, name) is not None


def test_importing_loads_neither_parser_nor_solver() -> None:
    code = (
        "import sys, countermove;"
        "print(sorted(m for m in ('spacy', 'numba', 'altair') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
