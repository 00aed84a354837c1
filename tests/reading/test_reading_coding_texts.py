"""Whole stand-offs read at once: three of our own, and the essay beside the repository."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from spacy.language import Language

from countermove.reading.actors import find_mentions, load_actors
from countermove.reading.coding import code, load_lexicon
from countermove.reading.event_drafts import freeze
from countermove.reading.parsing.words import list_words
from countermove.records.articles import Article
from countermove.records.events import Event

Read = Callable[[str], tuple[Event, ...]]
Fact = tuple[str, str, str, str]

STRIKE = """[The dockworkers' union:UNION] at the port has quarrelled with [Harbourline] since May.
[Harbourline] refused to raise wages and locked out forty members of [the union:UNION]. In
response, [the union:UNION] went on strike on Monday and blocked the main gate. [Harbourline]
threatened to fire the strikers. [The union:UNION] rejected the offer.

[The union:UNION] should build a strike fund that lasts until winter. [It:UNION] must not depend
on help from others. [Harbourline] cannot wait long while [it:HARBOURLINE] is tied up in a lawsuit
with its creditors."""
GAS = """[Moldova] buys nearly all its gas from [Russia]. In October [Gazprom:RUSSIA] cut gas
supplies to [Moldova] by a third, citing unpaid debts. [Moldova] called the demand blackmail.
[Chisinau:MOLDOVA] asked [Poland] for help. [Russia] threatened to halt deliveries altogether.

[Moldova] needs to diversify its gas supply and should connect its grid to [Romania]. As long as
[Russia] is busy with the war, it is quiet. But [Gazprom:RUSSIA] may turn off the gas again."""
BLOCKADE = """[Arden], [Brosse] and [Corvia] cut ties with [the emirate:EMIRATE] and closed their
airspace to planes of [the emirate:EMIRATE]. [Arden] accused [the emirate:EMIRATE] of funding
rebels. [The emirate:EMIRATE] rejected the demands of [Arden]. [Tyrea] sent food to
[the emirate:EMIRATE]. [Arden] could go further and invade [the emirate:EMIRATE].

[The emirate:EMIRATE] must find new routes for its food imports."""

OWN = {
    "strike": (
        STRIKE,
        [
            ("REJECT", "HARBOURLINE", "UNION", "done"),
            ("SANCTION", "HARBOURLINE", "UNION", "done"),
            ("PROTEST", "UNION", "", "done"),
            ("THREATEN", "HARBOURLINE", "UNION", "done"),
            ("REJECT", "UNION", "HARBOURLINE", "done"),
            ("POLICY", "UNION", "", "advised"),
            ("CONDITION", "HARBOURLINE", "", "done"),
        ],
    ),
    "gas": (
        GAS,
        [
            ("SANCTION", "RUSSIA", "MOLDOVA", "done"),
            ("ACCUSE", "MOLDOVA", "RUSSIA", "done"),
            ("REQUEST", "MOLDOVA", "POLAND", "done"),
            ("THREATEN", "RUSSIA", "MOLDOVA", "done"),
            ("POLICY", "MOLDOVA", "", "advised"),
            ("CONDITION", "RUSSIA", "", "done"),
            ("SANCTION", "RUSSIA", "MOLDOVA", "possible"),
        ],
    ),
    "blockade": (
        BLOCKADE,
        [
            ("SANCTION", "ARDEN", "EMIRATE", "done"),
            ("SANCTION", "BROSSE", "EMIRATE", "done"),
            ("SANCTION", "CORVIA", "EMIRATE", "done"),
            ("COERCE", "ARDEN", "EMIRATE", "done"),
            ("ACCUSE", "ARDEN", "EMIRATE", "done"),
            ("REJECT", "EMIRATE", "ARDEN", "done"),
            ("AID", "TYREA", "EMIRATE", "done"),
            ("ASSAULT", "ARDEN", "EMIRATE", "possible"),
            ("POLICY", "EMIRATE", "", "advised"),
        ],
    ),
}


def facts(events: tuple[Event, ...]) -> set[Fact]:
    """Action, sides and standing of each event."""
    return {
        (
            e.action,
            e.actor.side if e.actor else "",
            e.target.side if e.target else "",
            e.standing,
        )
        for e in events
    }


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_stand_off_of_our_own(read_marked: Read, name: str) -> None:
    text, expected = OWN[name]
    assert set(expected) - facts(read_marked(text)) == set()


def test_motive_in_the_gas_text(read_marked: Read) -> None:
    (cut,) = (e for e in read_marked(GAS) if e.label.startswith("cut gas"))
    assert cut.motive == "citing unpaid debts"


@pytest.fixture(scope="module")
def essay(shared: Path, nlp: Language) -> tuple[Event, ...]:
    """The events of the essay the design is about."""
    text = (shared / "essays" / "tokayev.txt").read_text(encoding="utf-8")
    words = list_words(nlp(text))
    article = Article.from_text(text, id="essay")
    return freeze(
        code(words, find_mentions(words, load_actors()), article, load_lexicon()), map(str, count())
    )


ESSAY = [
    ("ACCUSE", "RUS", "KAZ", "alleged", "humiliate"),
    ("ACCUSE", "KAZ", "RUS", "done", "retaliate"),
    ("ACCUSE", "KAZ", "RUS", "done", "point out"),
    ("REJECT", "KAZ", "RUS", "done", "refuse to accept"),
    ("SANCTION", "RUS", "KAZ", "done", "suspend shipments"),
    ("SANCTION", "KAZ", "RUS", "done", "block 1,700 rail cars"),
    ("REQUEST", "KAZ", "RUS", "done", "call for Russian troops"),
    ("COERCE", "RUS", "KAZ", "possible", "go far beyond"),
    ("COERCE", "RUS", "KAZ", "possible", "interfere"),
    ("POLICY", "KAZ", "", "advised", "not require him to seek"),
    ("POLICY", "KAZ", "", "advised", "allow Kazakhstan to address"),
    ("POLICY", "KAZ", "", "advised", "consolidate"),
    ("CONDITION", "RUS", "", "done", "tied up"),
    ("CONDITION", "RUS", "", "possible", "once forces freed"),
]


@pytest.mark.parametrize(("action", "actor", "target", "standing", "label"), ESSAY)
def test_the_essay(
    essay: tuple[Event, ...], action: str, actor: str, target: str, standing: str, label: str
) -> None:
    told = [e for e in essay if e.label.startswith(label) and e.action == action]
    assert (action, actor, target, standing) in facts(tuple(told))


def test_the_essay_keeps_motives_and_voices_apart(essay: tuple[Event, ...]) -> None:
    by_label = {e.label.split()[0]: e for e in essay}
    assert by_label["humiliate"].voice.kind == "reports"
    assert by_label["humiliate"].motive.startswith("out of rudeness")
    assert by_label["suspend"].motive.startswith("citing the need")
    assert by_label["retaliate"].voice.kind == "author"
