"""The house: no name in more than two rooms, tables with sources, docs that name what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "countermove"
ENDINGS = r"(?:py|md|tsv|yaml|json|csv|toml|j2)"
NAMED = re.compile(rf"(?<![\w/.])((?:[a-z_]+/)+[\w.-]+\.{ENDINGS})\b")
"""A path with at least one folder, as `framing/data/issues.tsv`; none within an address."""
BARE = re.compile(r"`(\w+\.(?:py|tsv|j2))`")
"""A file of ours by its name alone."""
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
SOURCED = re.compile(
    r"^#.*(?:\bSources?(?: of the cases)?:|\bASSUMED\b|\bDerived from\b|\b[Mm]ade by training/|"
    r"\bWritten by training/)",
    re.MULTILINE,
)
"""What says where a table is from."""


def list_classes() -> Iterator[tuple[str, str]]:
    """Every class with its file."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, str(path.relative_to(SOURCE))


def list_files() -> Iterator[tuple[str, str]]:
    """Every module and every table with its room."""
    for path in (*SOURCE.rglob("*.py"), *SOURCE.rglob("*.tsv")):
        if path.name != "__init__.py":
            yield path.name, str(path.parent.relative_to(SOURCE))


@pytest.mark.parametrize("kind", [list_files, list_classes])
def test_no_name_stands_in_more_than_two_rooms(kind: type) -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, room in kind():
        rooms[name].add(room)
    assert len(rooms) > 100
    assert {name: sorted(found) for name, found in rooms.items() if len(found) > 2} == {}


def list_pages() -> list[Path]:
    """The pages of the docs."""
    return [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def is_there(path: str, beside: Path) -> bool:
    """Whether a path is one of the repository, of the package, or of the rooms around a file."""
    return any((place / path).exists() for place in (ROOT, SOURCE, *beside.parents[:3]))


def test_the_docs_name_files_that_are_there() -> None:
    pages = [p for p in list_pages() if p.name != "CHANGELOG.md"]
    named = {(page, path) for page in pages for path in NAMED.findall(page.read_text("utf-8"))}
    assert len(named) > 30
    assert [(p.name, path) for p, path in sorted(named) if is_lost(path, p)] == []


def is_lost(path: str, beside: Path) -> bool:
    """Whether a path begins with a folder of ours and leads nowhere."""
    ours = {p.name for place in (ROOT, SOURCE) for p in place.iterdir() if p.is_dir()}
    return path.split("/", maxsplit=1)[0] in ours and not is_there(path, beside)


def test_the_docs_call_files_by_names_that_are_there() -> None:
    there = {path.name for place in ("src", "tests", "training", "benchmarks")
             for path in (ROOT / place).rglob("*.*")}  # fmt: skip
    named = {(p.name, n) for p in list_pages() for n in BARE.findall(p.read_text("utf-8"))}
    assert [(page, name) for page, name in sorted(named) if name not in there] == []


def test_the_links_of_the_docs_lead_to_what_is_there() -> None:
    links = {(p, link) for p in list_pages() for link in LINK.findall(p.read_text("utf-8"))}
    assert len(links) > 20
    assert [(p.name, to) for p, to in sorted(links) if not (p.parent / to).exists()] == []


@pytest.mark.parametrize("kind", ["*.py", "*.tsv", "*.yaml"])
def test_the_code_and_its_tables_name_files_that_are_there(kind: str) -> None:
    lost = {
        (path.name, named)
        for path in SOURCE.rglob(kind)
        for named in NAMED.findall(path.read_text(encoding="utf-8"))
        if is_lost(named, path)
    }
    assert lost == set()


@pytest.mark.parametrize(
    "table", sorted(SOURCE.rglob("*.tsv")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_every_table_says_where_it_is_from(table: Path) -> None:
    assert SOURCED.search(table.read_text(encoding="utf-8"))


def test_every_room_is_told_of_on_the_page_of_the_house_and_no_other() -> None:
    page = (ROOT / "docs" / "explanation" / "house.md").read_text(encoding="utf-8")
    rooms = {p.parent.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("__init__.py")} - {"."}
    told = re.findall(r"^\| `([\w/]+)/` \| \S", page, re.MULTILINE)
    assert sorted(told) == sorted(rooms)


def test_the_page_of_the_house_draws_the_floors_of_the_import_contract() -> None:
    page = (ROOT / "docs" / "explanation" / "house.md").read_text(encoding="utf-8")
    drawn = page.split("```")[1].strip().splitlines()
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    floors = [set(re.split(r"\s*\|\s*", re.split(r"\s{2,}", line)[0])) for line in drawn]
    together: list[set[str]] = []
    for layer in contract["layers"]:
        rooms = set(re.split(r"\s*\|\s*", layer))
        beside = rooms <= {"cli", "workbench"} and together
        together = [*together[:-1], together[-1] | rooms] if beside else [*together, rooms]
    assert floors == together
