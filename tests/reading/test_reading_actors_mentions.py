"""Mentions in parsed texts: who is meant, what refers back, and properties of the spans."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from countermove.reading.actors import Mention, find_mentions, load_actors
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words

TABLE = load_actors()


@cache
def pipeline() -> Language:
    return load_pipeline()


def read(text: str, on: date | None = None) -> tuple[Doc, tuple[Mention, ...]]:
    doc = pipeline()(text)
    return doc, find_mentions(list_words(doc), TABLE, on)


def found(text: str, on: date | None = None) -> dict[str, str]:
    """The side of each mention by its words; the last of equal words."""
    doc, mentions = read(text, on)
    return {doc[m.start : m.end].text: m.party.side for m in mentions}


def kinds(text: str) -> dict[str, tuple[str, str]]:
    doc, mentions = read(text)
    return {doc[m.start : m.end].text: (m.kind, m.party.sector) for m in mentions}


def test_names_adjectives_seats_and_offices() -> None:
    text = "The Norwegian coal reached Lima, and the Kremlin thanked the Swiss president."
    assert kinds(text) == {
        "Norwegian": ("adjective", ""),
        "Lima": ("seat", "GOV"),
        "Kremlin": ("seat", "GOV"),
        "Swiss president": ("office", "GOV"),
    }


def test_a_part_of_a_state_acts_for_it() -> None:
    doc, mentions = read(
        "Russian troops crossed into Latvia while the parliament of Ghana debated."
    )
    troops = mentions[0]
    assert (troops.party.side, troops.party.sector, troops.kind) == ("RUS", "MIL", "group")
    assert doc[troops.head].text == "troops"
    assert [m.party.side for m in mentions] == ["RUS", "LVA", "GHA"]


def test_an_introduced_person_is_known_by_surname_and_pronoun() -> None:
    sides = found(
        "Ruritania's president, Jan Horvik, met the French envoy. Horvik said he would not yield."
    )
    assert sides["Jan Horvik"] == sides["Horvik"] == sides["he"] == "RURITANIA"
    sides = found("The Malian premier, Sidi Dembarra, spoke in Bamako. Dembarra left early.")
    assert sides["Dembarra"] == "MLI"


def test_spellings_of_one_person_are_one_person() -> None:
    _, mentions = read("Qasym-Zhomart Toqayev arrived late. Tokaev declined to comment.")
    assert {m.who for m in mentions} == {"Kassym-Jomart Tokayev"}


def test_the_office_goes_by_the_date() -> None:
    text = "The Russian president travelled north."
    who = [read(text, day)[1][0].who for day in (date(1995, 3, 1), date(2010, 3, 1))]
    assert who == ["Boris Yeltsin", "Dmitry Medvedev"]


def test_a_strike_has_two_sides() -> None:
    sides = found(
        "The dockworkers' union called a strike at Hanmore Shipping Corp. on Monday. "
        "The company cut off pay, and the union refused to talk."
    )
    assert sides["company"] == sides["Hanmore Shipping Corp."] == "hanmore-shipping-corp"
    assert sides["union"] == sides["dockworkers' union"] == "dockworkers-union"


def test_the_government_is_that_of_the_state_in_play() -> None:
    sides = found("Bolivia closed its border. The government said the army would stay.")
    assert sides["government"] == "BOL"
    assert sides["army"] == "BOL"
    assert sides["its"] == "BOL"


def test_without_any_state_a_body_is_a_side_of_its_own() -> None:
    assert found("The government refused to answer.")["government"] == "government"


def test_an_object_pronoun_is_not_the_subject() -> None:
    _, mentions = read("Emmanuel Macron spoke first. Vladimir Putin interrupted him.")
    him = mentions[-1]
    assert (him.kind, him.who) == ("pronoun", "Emmanuel Macron")


def test_gender_binds_pronouns() -> None:
    _, mentions = read("Angela Merkel called Vladimir Putin. She warned him.")
    assert [m.who for m in mentions[2:]] == ["Angela Merkel", "Vladimir Putin"]


def test_rebels_are_no_part_of_their_state() -> None:
    sides = found("Chadian rebels attacked the Chadian army. The rebels took ten soldiers.")
    assert sides["Chadian rebels"] == sides["rebels"] == "tcd-rebels"
    assert sides["Chadian army"] == "TCD"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Michael Jordan scored again.", "Jordan"),
        ("They ate turkey at noon.", "turkey"),
        ("Please tell us more.", "us"),
        ("It rained in May.", "May"),
        ("Polish the table.", "us"),
    ],
)
def test_what_is_no_side(text: str, word: str) -> None:
    assert word not in found(text)


def test_a_town_from_the_gazetteer() -> None:
    _, mentions = read("The workers gathered in Wolfsburg.")
    town = mentions[-1]
    assert (town.party.side, town.place) == ("DEU", True)


def test_a_given_name_is_the_person_introduced() -> None:
    _, mentions = read("Kassym-Jomart Tokayev sat down. They called him Qasym-Yomart.")
    assert {m.who for m in mentions if m.kind in ("person", "pronoun")} == {"Kassym-Jomart Tokayev"}


def test_twin_names_go_by_the_company_they_keep() -> None:
    assert found("Republicans in Georgia lost Atlanta.")["Georgia"] == "USA"
    assert found("Georgia recalled its envoy from Moscow.")["Georgia"] == "GEO"


def check_spans(doc: Doc, mentions: tuple[Mention, ...]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start <= mention.head < mention.end <= len(doc)
        assert mention.party.side
        assert mention.party.text
        end = mention.end


SCRAPS = (
    "Russia Kazakh the union of president Tokayev , . he its ' s U.S. - “ Jordan May police in "
    "Minsk and said Hanmore Corp. rebels government country blocked 1,700 al Qaeda The IT us"
)


@given(st.lists(st.sampled_from(SCRAPS.split()), max_size=30), st.booleans())
@settings(max_examples=50, deadline=None)
def test_spans_are_in_order_and_in_range(words: list[str], parsed: bool) -> None:
    nlp = pipeline() if parsed else spacy.blank("en")
    doc = nlp(" ".join(words))
    check_spans(doc, find_mentions(list_words(doc), TABLE))


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    doc = spacy.blank("en")(text)
    check_spans(doc, find_mentions(list_words(doc), TABLE))


def test_texts_do_not_touch_each_other() -> None:
    texts = ["Chile sued Peru. It won.", "Jan Horvik, the Malian premier, left.", "Horvik spoke."]
    alone = [read(text)[1] for text in texts]
    assert [read(text)[1] for text in reversed(texts)] == alone[::-1]
    assert alone[2][0].party.side == "horvik"


def test_no_tokens_no_mentions() -> None:
    assert find_mentions(list_words(spacy.blank("en")("")), TABLE) == ()


def test_a_body_is_spoken_of_by_its_last_word() -> None:
    sides = found(
        "The Ostend Ferry Board met the Ostend Pilots' Association. "
        "Today the board refused what the association wanted, and the pilots went home."
    )
    board, association = sides["Ostend Ferry Board"], sides["Ostend Pilots' Association"]
    assert board != association
    assert sides["board"] == board
    assert sides["association"] == association


def test_a_union_with_a_name_is_no_group_met_before() -> None:
    sides = found(
        "The bakers and the mill. The Bakers' Union of Port Selby has ninety members. "
        "Selby Mills dismissed six truck drivers. The union sued the company."
    )
    assert sides["union"] == sides["Bakers' Union"] == "bakers-union"
    assert sides["company"] == sides["Selby Mills"]


def test_a_name_before_its_verb_is_the_subject_whatever_the_parse() -> None:
    sides = found("In May Peru recalled its envoy from Lima's neighbour Quito. It closed the road.")
    assert sides["It"] == "PER"


def test_he_is_the_subject_of_the_sentence_before() -> None:
    sides = found(
        "At the fair, Peru's president, Ollanta Humala, told Angela Merkel on stage that he "
        "would not sign. He also criticised the hosts."
    )
    assert sides["He"] == "PER"


def test_the_government_is_that_of_the_state_the_text_is_about() -> None:
    sides = found(
        "Malta imports its water. Malta has no rivers. Malta rations it. Malta wants a pipe. "
        "When the pipe to Italy is ready, the government will save money."
    )
    assert sides["government"] == "MLT"


def test_a_tie_is_no_side() -> None:
    assert "alliance" not in found("Peru deepened its alliance with Chile.")


def test_no_other_side_takes_the_name_or_adjective_of_a_state() -> None:
    table = load_actors()
    states = {s.side for s in table.sides.values() if s.home == s.side}
    taken = {
        form: sides
        for form, senses in table.forms.items()
        if (sides := {s.side for s in senses if s.kind in ("name", "adjective") and not s.sector})
        & states
        and any(s.side not in states and s.kind == "name" for s in senses)
    }
    assert taken == {}


def test_a_kings_number_is_no_name() -> None:
    assert "I" not in found("I met the Swiss president, and I left for Lima.")


def test_an_acronym_in_brackets_is_the_side_before_it() -> None:
    sides = found("The Harbour Front (HFR) met the Swiss president. HFR fighters left.")
    assert sides["HFR"] == sides["Harbour Front"] == sides["HFR fighters"]


def test_the_country_is_no_alliance() -> None:
    sides = found("NATO troops met the Swiss envoy. The country thanked them.")
    assert sides["country"] == "CHE"


@pytest.mark.parametrize("text", ["UN-brokered talks began.", "The pro-Swiss party won."])
def test_who_only_helped_is_no_side(text: str) -> None:
    assert not {"UN", "CHE"} & set(found(text).values())


def test_money_and_months_are_no_names() -> None:
    text = "Switzerland paid US$40 and N28.8 on Wednesday, Jan. 15, 2020."
    assert set(found(text).values()) == {"CHE"}
