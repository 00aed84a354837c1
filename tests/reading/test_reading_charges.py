"""Accusations in reported speech, ultimatums and demands: sentences of our own."""

from __future__ import annotations

from itertools import count

import pytest

from countermove.reading.actors import find_mentions, load_actors
from countermove.reading.coding import code, load_lexicon
from countermove.reading.event_drafts import freeze
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words
from countermove.records.articles import Article
from countermove.records.events import Event


def code_text(text: str) -> tuple[Event, ...]:
    doc = load_pipeline()(text)
    words = list_words(doc)
    mentions = find_mentions(words, load_actors())
    return freeze(
        code(words, mentions, Article.from_text(text, id="a"), load_lexicon()), map(str, count())
    )


def acts(text: str) -> set[tuple[str, str, str]]:
    return {
        (e.actor.side if e.actor else "", e.action, e.target.side if e.target else "")
        for e in code_text(text)
    }


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru said the Chilean army was responsible for the fire.", ("PER", "ACCUSE", "CHL")),
        ("Malta says Italy violated the fishing treaty.", ("MLT", "ACCUSE", "ITA")),
        ("Peru handed over seven demands to Chile.", ("PER", "REQUEST", "CHL")),
        ("Peru gave Chile five days to answer.", ("PER", "THREATEN", "CHL")),
        ("Peru may freeze Chilean deposits.", ("PER", "COERCE", "CHL")),
        ("Peru considered a military operation against Chile.", ("PER", "ASSAULT", "CHL")),
        ("Peru raised the price of copper for Chile.", ("PER", "COERCE", "CHL")),
        ("Peru signed a contract with Chile.", ("PER", "SUPPORT", "CHL")),
        ("Peru denied the award to Chile.", ("PER", "REJECT", "CHL")),
        ("Peru halted the terminal of Chile.", ("PER", "SANCTION", "CHL")),
        ("Peru and two other states cut trade ties with Chile.", ("PER", "SANCTION", "CHL")),
        ("Peru told Chile that it would not sign.", ("PER", "REJECT", "CHL")),
        ("UNESCO condemned Chile.", ("UNESCO", "ACCUSE", "CHL")),
    ],
)
def test_acts(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


def test_what_is_only_possible_is_not_done() -> None:
    (event,) = code_text("Peru may freeze Chilean deposits.")
    assert event.standing == "possible"
    (event,) = code_text("Peru considered a military operation against Chile.")
    assert event.standing in ("planned", "possible")


def test_a_denied_fault_is_no_charge() -> None:
    assert not any(a == "ACCUSE" for _, a, _ in acts("Peru said Chile was not responsible."))


def test_being_ready_is_no_offer_without_what_for() -> None:
    assert not any(a == "AGREE" for _, a, _ in acts("Peru's pipe to Chile is ready."))
    assert ("PER", "AGREE", "CHL") in acts("Peru is ready to meet with Chile.")


def test_had_better_and_ought_are_advice() -> None:
    for text in ("Peru had better mend its roads.", "Peru ought to mend its roads."):
        assert [(e.action, e.standing) for e in code_text(text)] == [("POLICY", "advised")]
