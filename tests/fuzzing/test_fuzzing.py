"""Spoilt files of every kind: a result or one clear refusal, in seconds, never a fault of ours."""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzzing.bounding import kept, try_case
from tests.fuzzing.mutating import mutate, spoil_lines, texts_here
from tests.reading.test_reading_import import ROWS, write
from tests.workbench.conftest import STANDOFF

from countermove.framing import check, frame
from countermove.reading.importing import import_events
from countermove.reading.loading import opening
from countermove.reading.loading.load import to_article
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.errors import CountermoveError
from countermove.records.events import Event, dump_events, kept_events, load_events
from countermove.records.standoff_file import dump_standoff, load_standoff, parse_standoff
from countermove.solving import solve
from countermove.solving.stability import analyse_conflict, is_conflict, read_conflict

pytestmark = [
    pytest.mark.timeout(3000),
    pytest.mark.skipif(sys.platform == "win32", reason="there are no such alarms here"),
]
DOCUMENTS, STANDOFFS, EVENTS = 2000, 500, 500
PART = 25
"""Cases in one test: a kind's cases are spread over several, so that none runs for long."""
SOLVED = 8
"""Options of a model that is solved too: the biggest of ours takes most of the bound unspoilt."""
KEPT = Path(__file__).with_name("kept")
"""Cases that once failed, cut down, a folder for each kind: they run in every test run."""

Spoil = Callable[[bytes, Sequence[bytes], random.Random], bytes]


@cache
def reader() -> Reader:
    return open_reader()


@cache
def documents() -> list[tuple[str, bytes]]:
    found = texts_here(
        "src/countermove/catalog/articles/*.md", "docs/**/*.md", "tests/framing/articles/**/*",
        "tests/reading/data/**/*.txt", "README.md", "shared/articles/**/*.txt",
        "shared/essays/**/*.txt", "shared/articles/**/*.html",
        "shared/articles/**/*.pdf", most=60_000,
    )  # fmt: skip
    return [*found, (".pdf", small_pdf())]


def small_pdf() -> bytes:
    writer, data = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "A port is closed"})
    writer.write(data)
    return data.getvalue()


@cache
def coded() -> list[tuple[Event, ...]]:
    """The events of the articles that the package brings."""
    texts = texts_here("src/countermove/catalog/articles/*.md")
    articles = [Article.from_text(d.decode(), id=f"a{n}") for n, (_, d) in enumerate(texts)]
    return [tuple(reader().read_article(article)) for article in articles]


@cache
def standoffs() -> list[tuple[str, bytes]]:
    """The models of the catalog and of one test, and what is drafted from the articles."""
    found = texts_here("src/countermove/catalog/**/*.yaml", "shared/cases/**/*.yaml")
    found.append((".yaml", STANDOFF.encode()))
    for events in coded():
        with suppress(CountermoveError):
            found.append((".yaml", dump_standoff(frame(kept_events(events), least=0.0)).encode()))
    return found


@cache
def events() -> list[tuple[str, bytes]]:
    """The events of the articles, and a file of each data set that can be taken in."""
    found = [(".jsonl", dump_events(events).encode()) for events in coded()]
    found += texts_here("tests/reporting/selva/*.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        for source in ROWS:
            path = write(Path(folder) / source, source, {}, {}, {})
            found.append((".tab", path.read_bytes()))
    return found


def read_document(path: Path) -> None:
    article = to_article(opening.open_source(path), "fuzzed", None)
    with reader().nlp.memory_zone():
        reader().read_article(article)


def solve_model(path: Path) -> None:
    if is_conflict(path):
        analyse_conflict(read_conflict(path))
        return
    standoff = load_standoff(path)
    check(standoff)
    assert parse_standoff(dump_standoff(standoff)) == standoff
    if sum(len(player.options) for player in standoff.players) <= SOLVED:
        solve(standoff)


def take_events(path: Path) -> None:
    if path.suffix == ".jsonl":
        frame(kept_events(load_events(path)))
    else:
        import_events(path)


KINDS: dict[
    str, tuple[Callable[[], list[tuple[str, bytes]]], Spoil, Callable[[Path], None], int]
] = {
    "documents": (documents, mutate, read_document, DOCUMENTS),
    "standoffs": (standoffs, spoil_lines, solve_model, STANDOFFS),
    "events": (events, spoil_lines, take_events, EVENTS),
}


def try_seed(kind: str, seed: int, folder: Path) -> str:
    """What is wrong with the case of a seed."""
    sources, spoil, work, _ = KINDS[kind]
    found, chance = sources(), random.Random(f"{kind} {seed}")
    suffix, data = chance.choice(found)
    if kind == "documents" and chance.random() < 0.2:
        suffix = chance.choice([".txt", ".html", ".pdf", ".json", ""])
    path = folder / f"case{suffix}"
    path.write_bytes(spoil(data, [other for _, other in found], chance))
    fault = try_case(lambda: work(path))
    if fault:
        (kept() / f"{kind}-{seed}{suffix}").write_bytes(path.read_bytes())
        return f"seed {seed}: {fault}"
    return ""


@cache
def warm_up(kind: str) -> None:
    """Read two files as they are: what is loaded and compiled once is no part of a case."""
    sources, _, work, _ = KINDS[kind]
    with tempfile.TemporaryDirectory() as folder:
        for suffix, data in sources()[:2]:
            path = Path(folder) / f"first{suffix}"
            path.write_bytes(data)
            with suppress(CountermoveError):
                work(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "first"),
    [(kind, first) for kind, row in KINDS.items() for first in range(0, row[3], PART)],
)
def test_no_spoilt_file_is_a_fault(kind: str, first: int, tmp_path: Path) -> None:
    assert KINDS[kind][0]()
    warm_up(kind)
    seeds = range(first, min(first + PART, KINDS[kind][3]))
    faults = [fault for seed in seeds if (fault := try_seed(kind, seed, tmp_path))]
    assert faults == [], "\n".join([f"{len(faults)} of {len(seeds)}", *faults[:20]])


@pytest.mark.parametrize("path", sorted(KEPT.glob("*/*")), ids=lambda path: path.name)
def test_what_once_failed_holds(path: Path) -> None:
    work = KINDS[path.parent.name][2]
    assert try_case(lambda: work(path)) == ""


def encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def try_text(kind: str, suffix: str, data: bytes, folder: Path) -> str:
    """What is wrong with bytes of a kind."""
    path = folder / f"case{suffix}"
    path.write_bytes(data)
    return try_case(lambda: KINDS[kind][2](path))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
GENEROUS = settings(
    max_examples=200, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@pytest.mark.slow
@GENEROUS
@given(
    data=st.binary(max_size=400) | st.text(max_size=400).map(encode),
    suffix=st.sampled_from(["", ".txt", ".html", ".md", ".pdf", ".json"]),
)
def test_any_bytes_are_a_document_or_refused(data: bytes, suffix: str, tmp_path: Path) -> None:
    assert try_text("documents", suffix, data, tmp_path) == ""


@pytest.mark.slow
@GENEROUS
@given(place=st.integers(0, 60), value=values)
def test_any_value_in_a_stand_off_is_taken_or_refused(
    place: int, value: object, tmp_path: Path
) -> None:
    lines = standoffs()[0][1].decode().split("\n")
    at = place % len(lines)
    if ":" in lines[at]:
        lines[at] = lines[at].partition(":")[0] + ": " + json.dumps(value)
    assert try_text("standoffs", ".yaml", "\n".join(lines).encode(), tmp_path) == ""


@pytest.mark.slow
@GENEROUS
@given(lines=st.lists(values | st.text(max_size=80), max_size=4))
def test_any_lines_are_events_or_refused(lines: list[object], tmp_path: Path) -> None:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    assert try_text("events", ".jsonl", text.encode("utf-8", "replace"), tmp_path) == ""
