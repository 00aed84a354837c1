"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "name",
    [
        "answering.bottom_line",
        "answering.scales",
        "stressing.measures",
        "stressing.number_phrases",
    ],
)
def test_docstring_examples(name: str) -> None:
    found = doctest.testmod(import_module(f"countermove.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
