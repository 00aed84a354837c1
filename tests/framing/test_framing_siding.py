"""The choice of sides as a judgement with a chance."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.factories import read_text

from countermove.framing import frame, is_sure, list_guesses
from countermove.framing.siding.candidates import list_pairs
from countermove.framing.siding.features import describe_doubt, describe_pair, describe_subject
from countermove.framing.siding.guess import judge_text
from countermove.framing.siding.judge import calibrate, share_rest, weigh_subjects
from countermove.framing.siding.sorts import Sort, gather, read_sizes, sort_of
from countermove.framing.siding.tally import Tally, take_tally
from countermove.reading import load, read
from countermove.records.appearances import Reading
from countermove.records.articles import Article
from countermove.records.errors import UnsureSidesError
from countermove.records.events import Party
from countermove.records.guesses import Guess
from countermove.records.number_table import load_numbers
from countermove.records.pressure import press

ARTICLES = Path(__file__).parent / "articles"
NAMES = ("dockers", "emirate", "steppe", "tidewell")


@cache
def taken(name: str) -> tuple[tuple[Article, ...], Reading]:
    articles = tuple(load(ARTICLES / f"{name}.txt"))
    return articles, read(articles)


def tally_of(name: str) -> Tally:
    articles, reading = taken(name)
    return take_tally(reading, reading.appearances, articles)


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_has_no_order_and_exchanging_the_sides_turns_every_sign(name: str) -> None:
    tally = tally_of(name)
    for one, other in list_pairs(tally):
        assert describe_pair(tally, one, other) == describe_pair(tally, other, one)
        ahead, behind = (describe_subject(tally, *p) for p in ((one, other), (other, one)))
        assert ahead == pytest.approx({key: -value for key, value in behind.items()})


@pytest.mark.parametrize("name", NAMES)
def test_the_chances_of_all_readings_and_of_none_are_one(name: str) -> None:
    articles, reading = taken(name)
    judged = judge_text(reading, reading.appearances, articles)
    whole = sum(c.pair * c.leading for c in judged.candidates) + judged.none
    assert whole == pytest.approx(1.0)
    chances = [c.chance for c in judged.candidates]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


def test_what_is_unsure_is_told_with_the_command_that_settles_it() -> None:
    articles, reading = taken("emirate")
    with pytest.raises(UnsureSidesError, match=r"--subject QAT --other SAU\n.*“") as caught:
        frame(reading, articles=articles, least=1.01)
    first = caught.value.guesses[0]
    assert (first.subject, first.other) == ("QAT", "SAU")
    assert caught.value.guesses == list_guesses(
        reading, articles=articles, appearances=reading.appearances
    )
    for guess in caught.value.guesses:
        for quote in guess.quotes:
            assert articles[0].text[quote.start : quote.end] == quote.text


def test_a_side_that_a_person_names_settles_it() -> None:
    articles, reading = taken("emirate")
    standoff = frame(reading, articles=articles, subject="SAU", other="QAT", least=1.01)
    assert standoff.subject == "SAU"


def test_every_guess_says_why() -> None:
    articles, reading = taken("dockers")
    for guess in list_guesses(reading, articles=articles, appearances=reading.appearances):
        assert guess.why
        sizes = [abs(value) for _, value in guess.why]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("title", "opposed"),
    [
        ("File that case against China", "CHN"),
        ("Confront Russia now", "RUS"),
        ("How to stop Iran", "IRN"),
    ],
)
def test_a_title_against_somebody_speaks_for_the_other(title: str, opposed: str) -> None:
    text = f"{title}\n\nChina, Russia, Iran and Norway met in Oslo."
    articles = (Article.from_text(text, id="a"),)
    reading = read(articles)
    accounts = take_tally(reading, reading.appearances, articles).accounts
    assert {side for side, account in accounts.items() if account.opposed} == {opposed}


def test_one_table_says_how_much_an_act_presses() -> None:
    assert press("ASSAULT") > press("SANCTION") > press("THREATEN") > press("ACCUSE") > 0
    assert press("REJECT") >= press("REQUEST")
    assert press("AID") == 0


def test_sizes_are_those_of_states() -> None:
    sizes = read_sizes()
    assert sizes["CHN"] > sizes["PHL"] > sizes["XKX"]
    assert len(sizes) > 190
    assert all(gdp > 0 and people > 0 for gdp, people in sizes.values())


@pytest.mark.parametrize(
    "mass", [{"A": 0.9, "B": 0.08}, {"A": 0.4, "B": 0.35, "C": 0.2}, {"A": 1.0}]
)
def test_the_chances_of_subjects_never_add_up_to_more_than_one(mass: dict[str, float]) -> None:
    chances = share_rest(mass, "A", 0.8)
    assert sum(chances.values()) <= 1 + 1e-9
    assert max(chances, key=lambda side: chances[side]) == "A"


@pytest.mark.parametrize(
    ("name", "sector", "person", "sort"),
    [
        ("students", "EDU", False, "people"),
        ("academics", "EDU", False, "people"),
        ("universities", "EDU", False, "body"),
        ("Hale College", "EDU", False, "body"),
        ("Ann Cole", "", True, "person"),
        ("Orvane", "BUS", True, "firm"),
    ],
)
def test_a_side_is_of_the_sort_its_name_and_sector_tell(
    name: str, sector: str, person: bool, sort: str
) -> None:
    party = Party(side=name.casefold().replace(" ", "-"), name=name, sector=sector, text=name)
    assert sort_of(party, sector, person) == sort


def test_who_stands_together_lends_its_chance_and_states_do_not() -> None:
    sorts: dict[str, Sort] = {"tenants": "people", "cole": "person", "firm": "firm", "TCD": "state"}
    joint = {("tenants", "firm"): 0.4, ("cole", "firm"): 0.3, ("TCD", "firm"): 0.2}
    mass = weigh_subjects(joint, sorts)
    assert mass["tenants"] > 0.4
    assert mass["cole"] > 0.3
    assert mass["TCD"] == pytest.approx(0.2)
    assert all(chance < 1 for chance in mass.values())


def test_persons_who_face_one_another_lend_nothing() -> None:
    sorts: dict[str, Sort] = {"cole": "person", "hale": "person", "moor": "person"}
    joint = {("cole", "hale"): 0.5, ("moor", "hale"): 0.3}
    assert weigh_subjects(joint, sorts) == pytest.approx({"cole": 0.5, "moor": 0.3})


@pytest.mark.parametrize(
    ("people", "body"),
    [
        ("tenants", "the Elm Court Tenants Association"),
        ("students", "the Union of Students"),
        ("growers", "the Hale Growers Federation"),
    ],
)
def test_people_are_one_side_with_the_body_that_has_them_in_its_name(
    people: str, body: str
) -> None:
    text = f"The {people} marched on Monday. The {people} refused the rise. Ann Cole leads {body}."
    seen = read_text(text).appearances
    same = gather(seen)
    named = {a.party.side for a in seen if a.quote.text.endswith(body.rsplit(maxsplit=1)[-1])}
    assert {same.get(side, side) for side in named} == {same.get(people, people)}


@pytest.mark.parametrize("body", ["the Workers Party", "the Teachers College", "Hale Motors"])
def test_people_are_not_one_side_with_what_only_bears_their_name(body: str) -> None:
    text = f"The workers marched. The teachers marched. Ann Cole leads {body}."
    seen = read_text(text).appearances
    same = gather(seen)
    named = {a.party.side for a in seen if body.rsplit(maxsplit=1)[-1] in a.quote.text}
    assert named
    assert not {same.get(side, side) for side in named} & {"workers", "teachers"}


@pytest.mark.parametrize("people", ["moderators", "volunteers", "nurses"])
def test_who_writes_we_beside_one_kind_of_people_writes_for_them(people: str) -> None:
    told = f"The {people} met. The {people} of Hale wrote to the firm. The {people} want rest. "
    own = "Our rooms and our hours are bad. We ask the firm to act."
    assert gather(read_text(told + own).appearances)["own-side"] == people


def test_where_two_kinds_of_people_are_told_of_alike_we_is_neither() -> None:
    told = "The moderators met the volunteers. " * 3
    own = "Our rooms and our hours are bad. We ask the firm to act."
    assert "own-side" not in gather(read_text(told + own).appearances)


@pytest.mark.parametrize(
    ("one", "other", "bar"), [("QAT", "SAU", "sure_states"), ("GRC", "EU", "sure_states"),
                              ("QAT", "orvane", "sure"), ("tenants", "GBR", "sure")],
)  # fmt: skip
def test_each_kind_of_reading_has_its_bar(one: str, other: str, bar: str) -> None:
    bars = load_numbers("framing/data/bars.tsv")
    guess = Guess(subject=one, other=other, subject_name=one, other_name=other, chance=bars[bar])
    assert is_sure(guess)
    assert not is_sure(guess.model_copy(update={"chance": bars[bar] - 0.001}))
    assert is_sure(guess.model_copy(update={"chance": 0.3}), least=0.3)


def test_reported_speech_makes_readings_surer_but_not_those_between_states() -> None:
    line = {kind: describe_doubt(2.0, kind, "firm") for kind in ("union", "state")}
    assert calibrate(0.8, line["union"]) > calibrate(0.8, describe_doubt(0.0, "union", "firm"))
    between = (describe_doubt(told, "state", "state") for told in (0.0, 2.0))
    assert len({calibrate(0.8, doubt) for doubt in between}) == 1


def test_who_writes_we_beside_the_tenants_writes_for_them() -> None:
    told = "The tenants met. The tenants of Hale wrote to the firm. The tenants want repairs. "
    own = "Our homes and our stairs are damp. We ask the firm to act."
    assert gather(read_text(told + own).appearances)["own-side"] == "tenants"
    assert "own-side" not in gather(read_text("The tenants met. " + own).appearances)
