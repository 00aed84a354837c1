"""The house: no name in more than two rooms, and the docs name files that are there."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "countermove"
NAMED = re.compile(
    r"`((?:src|tests|training|benchmarks|docs|[a-z_]+)/[\w/.-]+\.(?:py|md|tsv|yaml|json|csv))`"
)
"""A path in a doc with at least one folder, as `framing/data/issues.tsv`."""


def list_classes() -> Iterator[tuple[str, str]]:
    """Every class with its file."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, str(path.relative_to(SOURCE))


def list_files() -> Iterator[tuple[str, str]]:
    """Every module with its room."""
    for path in SOURCE.rglob("*.py"):
        if path.name != "__init__.py":
            yield path.name, str(path.parent.relative_to(SOURCE))


@pytest.mark.parametrize("kind", [list_files, list_classes])
def test_no_name_stands_in_more_than_two_rooms(kind: type) -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, room in kind():
        rooms[name].add(room)
    assert len(rooms) > 100
    assert {name: sorted(found) for name, found in rooms.items() if len(found) > 2} == {}


def test_the_docs_name_files_that_are_there() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    named = {(page.name, path) for page in pages for path in NAMED.findall(page.read_text("utf-8"))}
    assert len(named) > 10
    lost = [
        (page, p) for page, p in sorted(named) if not any((r / p).exists() for r in (ROOT, SOURCE))
    ]
    assert lost == []


def test_every_room_is_told_of_on_the_page_of_the_house() -> None:
    page = (ROOT / "docs" / "explanation" / "house.md").read_text(encoding="utf-8")
    rooms = {p.parent.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("__init__.py")} - {"."}
    assert [room for room in sorted(rooms) if f"`{room}/`" not in page] == []
