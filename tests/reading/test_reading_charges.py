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
        ("Peru said Chile's new law was a sham.", ("PER", "ACCUSE", "CHL")),
        ("Malta says that Italy has no right to board its trawlers.", ("MLT", "ACCUSE", "ITA")),
        ("Peru found that Chile committed grave abuses.", ("PER", "ACCUSE", "CHL")),
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


# Two sides that a text is about, and what one says of the other's deeds without naming it.
STANDOFF = (
    "Peru closed its ports to Chile. Chile condemned Peru. Peru threatened Chile with a tariff. "
    "Chile demanded that Peru open its ports. "
)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chile said the closure was unfair.", ("CHL", "ACCUSE", "PER")),
        ("Peru said the complaint was not true.", ("PER", "REJECT", "CHL")),
        ("Peru denied any delay.", ("PER", "REJECT", "CHL")),
        ("Peru insisted that there was no evidence for it.", ("PER", "REJECT", "CHL")),
        ("Peru said it had not been reckless.", ("PER", "REJECT", "CHL")),
        ("Chile refused to comply with the order.", ("CHL", "REJECT", "PER")),
        ("The order punishes Chile.", ("PER", "SANCTION", "CHL")),
        ("Chile finally backed down.", ("CHL", "CONCEDE", "PER")),
    ],
)
def test_in_a_standoff_the_unnamed_side_is_the_other(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(STANDOFF + text) - acts(STANDOFF)


@pytest.mark.parametrize(
    "text",
    [
        "Chile said the weather was fair.",
        "Peru said it was true.",
        "Peru said the figures rest on incorrect sums.",
        "Chile said that it was wrong.",  # of itself: no charge
    ],
)
def test_what_finds_no_fault_charges_nobody(text: str) -> None:
    assert acts(STANDOFF + text) == acts(STANDOFF)


def test_people_to_whom_nobody_is_said_to_have_done_it_suffer_it_from_who_presses() -> None:
    assert ("PER", "COERCE", "fishermen") in acts(STANDOFF + "Many fishermen were arrested.")


def test_a_day_behind_on_is_no_object() -> None:
    assert "ASSAULT" not in {act for _, act, _ in acts("Peru fired its envoy to Chile on 3 May.")}


def test_one_charge_a_sentence_between_the_same_sides() -> None:
    found = code_text("Peru said that Chile was cruel and that Chile was reckless.")
    assert [event.action for event in found] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chile said the closure was unfair.", "call closure unfair"),
        ("Peru denied the charges.", "deny charges"),
        ("Peru said the complaint was not true.", "deny it"),
    ],
)
def test_what_a_side_says_of_the_other_has_a_label_that_reads(text: str, label: str) -> None:
    assert label in {event.label for event in code_text(STANDOFF + text)}


def test_a_fight_with_a_firm_is_no_assault() -> None:
    found = acts("Peru waged war on Microsoft. Peru fought Chile at the border.")
    assert ("PER", "ASSAULT", "CHL") in found
    assert {target for _, act, target in found if act == "ASSAULT"} == {"CHL"}


def test_an_act_noun_before_another_noun_tells_no_act() -> None:
    assert not [act for act in acts("Opposition leaders of Peru met nobody.") if act[1] == "REJECT"]


def test_a_paper_handed_in_is_no_surrender() -> None:
    assert "CONCEDE" not in {act for _, act, _ in acts("Peru submitted a report to Chile.")}
