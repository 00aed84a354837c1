"""The playbook: every kind of act has an entry, and mistakes in it are named."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from countermove.framing import load_playbook
from countermove.records.errors import StandoffError
from countermove.records.events import Action

BOOK = load_playbook()


@pytest.mark.parametrize("action", get_args(Action))
def test_every_event_type_has_an_entry(action: str) -> None:
    assert action in BOOK.entries


@pytest.mark.parametrize(
    ("action", "mode", "words", "key"),
    [
        ("SANCTION", "discontinue", "suspend shipments of oil", "SANCTION/discontinue#supply"),
        ("SANCTION", "discontinue", "break off diplomatic ties", "SANCTION/discontinue#ties"),
        ("SANCTION", "discontinue", "end the fish trade", "SANCTION/discontinue"),
        ("SANCTION", "unheard-of", "", "SANCTION"),
        ("COERCE", "", "interfere in the north", "COERCE#interfere"),
        ("COERCE", "", "go far beyond blocking oil", "COERCE"),
        ("THREATEN", "restrict", "cut off gas", "COERCE/restrict#supply"),
        ("THREATEN", "violence", "bomb the port", "ASSAULT"),
        ("POLICY", "", "strengthen its own army", "POLICY#security"),
        ("POLICY", "", "build up a strike fund", "POLICY#money"),
        ("POLICY", "", "do something", "POLICY"),
        ("AGREE", "", "sign a pact", "COOPERATE"),
    ],
)
def test_the_most_specific_entry_is_found(action: str, mode: str, words: str, key: str) -> None:
    assert BOOK.find(action, mode, words, ()).key == key


def test_contexts_choose_a_variant_too() -> None:
    entry = BOOK.find("SANCTION", "discontinue", "end it", ("natural_resource",))
    assert entry.key == "SANCTION/discontinue#supply"


def test_numbers_have_the_signs_the_roles_ask_for() -> None:
    for entry in BOOK.entries.values():
        if entry.role in ("measure", "force") and not entry.like:
            assert entry.target is not None
            assert entry.target.likely < 0, entry.key
            assert entry.doer is not None
            assert entry.doer.likely < 0, entry.key
            assert (entry.answers is None) == (entry.role == "force"), entry.key
            assert (entry.gains is None) == (entry.role == "measure"), entry.key
        for share in entry.shields.values():
            assert 0 < share < 1


def test_own_entries_go_over_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("PROTEST: {role: passing}\n")
    book = load_playbook(path)
    assert book.find("PROTEST", "", "march", ()).role == "passing"
    assert book.find("REJECT", "", "refuse", ()).role == "stance"
    assert BOOK.find("PROTEST", "", "march", ()).role == "measure"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("SANKTION: {role: measure}", 1, "must start with an event type"),
        ("# mine\nSANCTION: {role: mesure}", 2, "role"),
        ("SANCTION:\n  role: measure\n  doer: [3, 2, 1]", 3, "upside down"),
        ("SANCTION:\n  role: measure\n  cost: 3", 3, "cost"),
        ("SANCTION: 5", 1, "takes a mapping"),
        ("SANCTION: {role: measure, like: NOWHERE}", None, "there is no entry 'NOWHERE'"),
        ("SANCTION: &a {role: measure}", 1, "anchors"),
    ],
)
def test_wrong_playbook_is_refused(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(StandoffError) as caught:
        load_playbook(path)
    assert words in caught.value.message
    assert caught.value.line == line
