"""Sides that no table has: states, firms and unions that a text makes known by itself."""

from __future__ import annotations

import pytest
from spacy.language import Language

from countermove.reading.actors import find_mentions, load_actors
from countermove.reading.actors.lands import is_adjective
from countermove.reading.parsing.parse import parse
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(None)


def sides(nlp: Language, text: str) -> dict[str, str]:
    """The side of each mention, by its words."""
    table = load_actors(None)
    parts = parse(nlp, text, table.longest)
    mentions = [m for part in parts for m in find_mentions(list_words(part.doc), table, None)]
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


BLOCKED = (
    "Sarrin President Ilse Marant dismissed the claim. Her government cut the fuel ration. "
    "The Sarrin coastguard said a boat had been stopped by Kedora's navy. "
    "In the Kedoran capital, Lemburg, nobody spoke. "
    "Lemburg has demanded that the vote be annulled."
)


def test_titles_bodies_capitals_and_forms_make_a_state_known(nlp: Language) -> None:
    found = sides(nlp, BLOCKED)
    assert found["Sarrin President Ilse Marant"] == found["Sarrin coastguard"] == "SARRIN"
    assert found["government"] == "SARRIN"
    assert found["Lemburg"] == found["Kedoran"] == "KEDORA"


def test_an_officer_is_of_the_state_behind_of(nlp: Language) -> None:
    found = sides(nlp, "Foreign Minister Lior Benedek of Morwen spoke. Benedek asked for help.")
    assert found["Foreign Minister Lior Benedek"] == found["Benedek"] == "MORWEN"


def test_a_firm_is_known_by_its_first_word_and_is_no_state(nlp: Language) -> None:
    found = sides(
        nlp,
        "Workers walked off the job at Brenner Motors. Brenner's president, Todd Ellery, said the "
        "company had no choice.",
    )
    assert found["Brenner Motors"] == found["Brenner's president"] == "brenner-motors"
    assert found["Todd Ellery"] == found["company"] == "brenner-motors"


def test_a_rebel_spokesman_makes_no_state(nlp: Language) -> None:
    found = sides(nlp, "The Lakes Liberation Front agreed. The Front's spokesman said so.")
    assert set(found.values()) == {"lakes-liberation-front"}


def test_a_language_is_no_side(nlp: Language) -> None:
    assert (
        "GBR"
        not in sides(nlp, "The notice was in English, and Norway's envoys speak Russian.").values()
    )


def test_a_union_is_one_side_with_its_members_and_its_leader(nlp: Language) -> None:
    found = sides(
        nlp,
        "The firm wants to replace forty crane drivers. The dockers' union, led by Maria Oyelaran, "
        "refused. The dockers walked out. Agency workers came. Oyelaran said the union would wait.",
    )
    assert found["dockers' union"] == found["dockers"] == found["union"] == "dockers-union"
    assert found["Maria Oyelaran"] == found["Oyelaran"] == "dockers-union"


OURS = (
    "The Russian plant inspector has found that the Moldovan apple is a danger. Last year our wine "
    "was the danger. Moscow says so, and our parliament believes it. The government sent a letter. "
    "We pay for Moldovan pride. Russia waits."
)


def test_we_is_the_side_that_never_acts_by_its_name(nlp: Language) -> None:
    found = sides(nlp, OURS)
    assert found["our"] == found["We"] == found["parliament"] == found["government"]
    assert found["our"] == "MDA"


def test_an_analyst_who_says_our_view_is_no_side(nlp: Language) -> None:
    text = OURS.replace("our wine", "the wine").replace("our parliament", "in our view parliament")
    assert "our" not in sides(nlp, text)
