"""Kinds of acts that a text of two sides tells without naming both, or beside its verbs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import countermove as cm
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.events import Event

QUARREL = (
    "Sudan threatened Norway with a blockade. Norway rejected the demand of Sudan. "
    "Sudan condemned Norway. Norway accused Sudan of blackmail."
)
BUNDLED = Path(cm.__file__).parent / "catalog" / "articles" / "kazakhstan-2022.md"
Told = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


def read_last(reader: Reader, sentence: str) -> Sequence[Event]:
    """The events of a sentence told after those of a quarrel between two sides."""
    article = Article.from_text(f"{QUARREL}\n\n{sentence}", id="a")
    start = len(QUARREL)
    events = reader.read_article(article)
    return [e for e in events if any(q.start >= start for q in e.quotes)]


def tell(events: Sequence[Event]) -> set[Told]:
    return {
        (
            event.actor.side if event.actor else "",
            event.action,
            event.target.side if event.target else "",
            "not" if event.negated else event.standing,
        )
        for event in events
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Sudan may intervene in Norway, and it could cut off the pipeline.",
            ("SDN", "SANCTION", "NOR", "possible"),
        ),
        (
            "Norway may leave its pact with Sudan, and it could expel the envoys of Sudan.",
            ("NOR", "SANCTION", "SDN", "possible"),
        ),
        (
            "A court in Sudan ordered the terminal to halt loading for a month.",
            ("SDN", "COERCE", "NOR", "done"),
        ),
        (
            "On Friday a Sudanese regulator ordered the airline to stop its flights.",
            ("SDN", "COERCE", "NOR", "done"),
        ),
        ("Sudan denied that it had offered any medal.", ("SDN", "AGREE", "NOR", "denied")),
        ("Norway denied that it had promised a loan.", ("NOR", "AGREE", "SDN", "denied")),
        (
            "Three berths of the port have been idle since 2 May, while Sudan inspects the cranes.",
            ("SDN", "SANCTION", "NOR", "done"),
        ),
        (
            "The refinery was idle for a month, because Norway had searched its wells.",
            ("NOR", "SANCTION", "SDN", "done"),
        ),
        (
            "Norway has no intention of recognising Sudan.",
            ("NOR", "REJECT", "SDN", "done"),
        ),
        (
            "Sudan shows no sign of lifting its blockade of Norway.",
            ("SDN", "RETREAT", "NOR", "not"),
        ),
        (
            "On Sunday Norway instructed its ministry to find new suppliers.",
            ("NOR", "POLICY", "", "done"),
        ),
        (
            "The president of Norway ordered the cabinet to build storage for grain.",
            ("NOR", "POLICY", "", "done"),
        ),
    ],
)
def test_an_act_is_told_without_both_sides(reader: Reader, sentence: str, wanted: Told) -> None:
    assert wanted in tell(read_last(reader, sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudan may intervene in Norway, and it could cut off the pipeline.",
        "Sudan may intervene in Norway, and Chad could cut off the pipeline of Norway.",
    ],
)
def test_who_is_invaded_cuts_nothing(reader: Reader, sentence: str) -> None:
    assert not {t for t in tell(read_last(reader, sentence)) if t[:2] == ("NOR", "SANCTION")}


def test_an_order_to_another_side_is_no_policy(reader: Reader) -> None:
    told = tell(read_last(reader, "Norway ordered the ambassador of Sudan to leave."))
    assert {t[1] for t in told} == {"SANCTION"}


def test_a_fact_insisted_on_is_no_demand(reader: Reader) -> None:
    told = tell(read_last(reader, "Norway insisted that it had told the truth about Sudan."))
    assert not {t for t in told if t[1] == "REQUEST"}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("recognise", ("KAZ", "REJECT", "RUS", "done")),
        ("any award", ("RUS", "AGREE", "KAZ", "denied")),
        ("moorings", ("RUS", "SANCTION", "KAZ", "done")),
        ("court ordered", ("RUS", "COERCE", "KAZ", "done")),
        ("diversify export routes across", ("KAZ", "POLICY", "", "done")),
        ("cut off the pipeline", ("RUS", "SANCTION", "KAZ", "possible")),
    ],
)
def test_the_bundled_article_tells_its_acts(words: str, wanted: Told) -> None:
    events = cm.read(cm.load(str(BUNDLED)))
    assert wanted in tell([e for e in events if words in e.quotes[0].text])


def test_idle_moorings_have_their_date() -> None:
    events = cm.read(cm.load(str(BUNDLED)))
    (idle,) = [e for e in events if "moorings" in e.quotes[0].text]
    assert str(idle.date) == "2022-06-15"


def advised(events: Sequence[Event]) -> set[tuple[str, str]]:
    return {
        (event.actor.side, event.label)
        for event in events
        if event.actor and event.standing == "advised"
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Norway should worry if the gas of Sudan stops. It should build new storage.",
            ("NOR", "build new storage"),
        ),
        (
            "Norway should build its own fleet and find new suppliers.",
            ("NOR", "find new suppliers"),
        ),
        (
            "Norway should build its own fleet and find new suppliers.",
            ("NOR", "build its own fleet"),
        ),
    ],
)
def test_who_is_advised_what(reader: Reader, sentence: str, wanted: tuple[str, str]) -> None:
    assert wanted in advised(read_last(reader, sentence))


def test_what_a_message_says_is_no_advice(reader: Reader) -> None:
    told = read_last(reader, "The message of Sudan could not be clearer: Pay the toll and go home.")
    assert advised(told) == set()


def test_a_state_with_a_plural_name_is_one(reader: Reader) -> None:
    text = "The Philippines threatened Sudan. It should build new storage."
    told = reader.read_article(Article.from_text(text, id="a"))
    assert ("PHL", "build new storage") in advised(told)
