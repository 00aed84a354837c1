"""A pipe or a device in a file's place is told of in one line, and never waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.factories import make_article

from countermove.filing import Case
from countermove.filing.manifest import Intents, Manifest
from countermove.filing.sides import load_sides
from countermove.framing.playbook import load_playbook
from countermove.reading.actors import load_actors
from countermove.reading.coding import load_lexicon
from countermove.reading.importing import import_events
from countermove.records.errors import CountermoveError
from countermove.records.events import load_events
from countermove.records.standoff_file import load_standoff
from countermove.records.stresses import Stress
from countermove.solving.stability import read_conflict

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders here"),
    pytest.mark.timeout(60),
]


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def load_own_words(path: Path) -> object:
    """A lexicon is a folder; the pipe is one of its files."""
    return load_lexicon(path.parent)


READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "stand-off": (load_standoff, "odd.yaml"),
    "record": (Stress.load, "odd.json"),
    "events": (load_events, "odd.jsonl"),
    "conflict": (read_conflict, "odd.gmcr"),
    "graph": (read_conflict, "odd.yaml"),
    "data set": (import_events, "odd.csv"),
    "playbook": (load_playbook, "odd.yaml"),
    "actors": (load_actors, "odd.tsv"),
    "lexicon": (load_own_words, "verbs.tsv"),
}


@pytest.mark.parametrize("make", [make_pipe, make_device])
@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_file_is_refused_unopened(
    kind: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    read, name = READERS[kind]
    make(tmp_path / name)
    with pytest.raises(CountermoveError, match="pipe or a device") as told:
        read(tmp_path / name)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("make", [make_pipe, make_device])
@pytest.mark.parametrize("name", ["ferry.txt", "ferry.json"])
def test_an_article_of_a_case_that_is_no_file_is_not_waited_for(
    name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    case = Case(tmp_path)
    case.save_articles((make_article("Harland closed the port.", "ferry"),))
    (case.articles / name).unlink()
    make(case.articles / name)
    if name.endswith(".json"):
        assert case.load_articles() == ()
    else:
        with pytest.raises(CountermoveError, match="pipe or a device"):
            case.load_articles()


@pytest.mark.parametrize("make", [make_pipe, make_device])
def test_records_of_a_case_that_are_no_files_count_as_damaged(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    for name in ("case.json", "intents.json", "sides.json"):
        make(tmp_path / name)
    assert Manifest.find(tmp_path) == Manifest()
    assert Intents.find(tmp_path) == Intents()
    with pytest.raises(CountermoveError, match="does not hold a subject"):
        load_sides(Case(tmp_path))
