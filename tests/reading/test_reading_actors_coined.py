"""Sides that no table has: states, firms and unions that a text makes known by itself."""

from __future__ import annotations

import pytest
from spacy.language import Language

from countermove.reading.actors import find_mentions, load_actors
from countermove.reading.actors.lands import is_adjective
from countermove.reading.parsing import parse
from countermove.reading.pipeline import load_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(None)


def sides(nlp: Language, text: str) -> dict[str, str]:
    """The side of each mention, by its words."""
    table = load_actors(None)
    parts = parse(nlp, text, table.longest)
    mentions = [m for part in parts for m in find_mentions(part.doc, table, None)]
    return {m.party.text: m.party.side for m in mentions}


DAM = (
    "The republic of Tarsia lives on one river. Its big neighbour Karelandia has dammed it. "
    "The Karelandian government rejected all complaints, and Tarsian farmers lost their wheat. "
    "President Mor said that his country would fill the lake."
)


def test_an_unknown_state_has_its_adjective_government_and_president(nlp: Language) -> None:
    found = sides(nlp, DAM)
    assert found["Karelandia"] == found["Karelandian government"] == "KARELANDIA"
    assert found["Tarsia"] == found["Tarsian farmers"] == "TARSIA"
    assert found["President Mor"] == "KARELANDIA"
    assert set(found.values()) == {"TARSIA", "KARELANDIA"}


def test_a_firm_goes_by_what_it_was_called(nlp: Language) -> None:
    found = sides(
        nlp,
        "Munch, a delivery platform with many users, raised its fees. Kornhaus, a family bakery "
        "with eleven shops, refused to pay. The bakery's owner, Ilse Brandt, accused the platform "
        "of abuse.",
    )
    assert found["platform"] == "munch"
    assert found["bakery"] == "kornhaus"
    assert found["owner"] == found["Ilse Brandt"] == "kornhaus"


def test_other_firms_are_not_the_one_named_before(nlp: Language) -> None:
    found = sides(nlp, "Munch, a delivery platform, raised its fees. Many companies complained.")
    assert found.get("companies") != "munch"


def test_a_headline_makes_no_names(nlp: Language) -> None:
    found = sides(
        nlp,
        "How Long Can Lithuania Hold Out Against Pressure?\n\nLithuania refused to close the "
        "office. China recalled its ambassador.",
    )
    assert set(found.values()) == {"LTU", "CHN"}


def test_it_is_who_speaks(nlp: Language) -> None:
    text = "Iceland protested at once. It also warned that it might close the base."
    assert sides(nlp, text)["It"] == "ISL"


@pytest.mark.parametrize(
    ("word", "name", "made"),
    [
        ("Karelandian", "Karelandia", True),
        ("Karelandians", "Karelandia", True),
        ("Selvan", "Selva", True),
        ("Norvikish", "Norvik", True),
        ("Tarsia", "Tarsia", False),
        ("Munching", "Munch", False),
        ("Martin", "Mart", False),
    ],
)
def test_adjectives_are_told_from_other_words(word: str, name: str, made: bool) -> None:
    assert is_adjective(word, name) == made
