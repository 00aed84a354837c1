"""The lexicon's files: what ships, what a user adds, what a wrong line says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from countermove.reading.coding import load_lexicon
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.word_lists import name_lists
from countermove.records.errors import CaseError
from countermove.records.events import Action, Event

Read = Callable[..., tuple[Event, ...]]


def patterns() -> Iterator[Pattern]:
    lexicon = load_lexicon()
    for kind in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for group in kind.values():
            yield from group


def test_every_plover_type_has_words() -> None:
    told = {pattern.action for pattern in patterns()}
    assert set(get_args(Action)) - {"POLICY", "CONDITION"} <= told


def test_modes_are_those_of_plover(shared: Path) -> None:
    path = shared / "research" / "ontology.json"
    types = json.loads(path.read_text(encoding="utf-8"))["plover"]["events"]
    wrong = {
        (pattern.action, pattern.mode)
        for pattern in patterns()
        if pattern.mode and pattern.mode not in types[pattern.action]["modes"]
    }
    assert wrong == set()


def test_more_specific_patterns_come_first() -> None:
    for group in load_lexicon().verbs.values():
        ranks = [pattern.rank for pattern in group]
        assert ranks == sorted(ranks, reverse=True)


def test_a_users_line_is_added(tmp_path: Path, read_marked: Read) -> None:
    text = "[Norland] bribed [Sudria]."
    assert read_marked(text) == ()
    (tmp_path / "verbs.tsv").write_text("bribe\t\tCOERCE\tactor\n", encoding="utf-8")
    (event,) = read_marked(text, load_lexicon(tmp_path))
    assert (event.action, event.label) == ("COERCE", "bribe Sudria")


def test_a_users_line_wins(tmp_path: Path, read_marked: Read) -> None:
    text = "[Norland] attacked [Sudria]."
    (tmp_path / "verbs.tsv").write_text("attack\t\tCOERCE\tactor\n", encoding="utf-8")
    assert [e.action for e in read_marked(text)] == ["ASSAULT"]
    assert [e.action for e in read_marked(text, load_lexicon(tmp_path))] == ["COERCE"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("attack", "needs words, about and event"),
        ("attack\t\tCONQUER", "'CONQUER' is no action"),
        ("attack\t@nosuch\tASSAULT", "no class '@nosuch'"),
        ("attack\t\tASSAULT\tsometimes", "no option sometimes"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "verbs.tsv").write_text(f"# ours\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"verbs\.tsv:2: ") as caught:
        load_lexicon(tmp_path)
    assert message in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is not a folder"):
        load_lexicon(tmp_path / "absent")


def test_a_list_that_no_rule_uses_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "lists.tsv").write_text("sayy\tbleat\n", encoding="utf-8")
    with pytest.raises(
        CaseError, match=r"lists\.tsv: no rule uses a list 'sayy'; did you mean 'say'"
    ):
        load_lexicon(tmp_path)


def test_a_list_of_a_person_is_added_to_ours(tmp_path: Path) -> None:
    (tmp_path / "lists.tsv").write_text("say\tbleat\n", encoding="utf-8")
    lists = load_lexicon(tmp_path).lists
    assert {"bleat", "say"} <= lists["say"]
    assert "bleat" in lists["voicing"]


def test_a_missing_list_is_named() -> None:
    named = load_lexicon().lists.items()
    lists: dict[str, frozenset[str]] = {name: words for name, words in named if name != "light"}
    with pytest.raises(ValueError, match="no list is named 'light'"):
        name_lists(lists)
