"""Phrases to sides: phrases of our own, dates of office, a user's rows, and gold scores."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.reading import open_reader
from countermove.reading.actors import (
    ActorTable,
    find_mentions,
    home_of,
    load_actors,
    resolve_phrase,
)
from countermove.reading.actors.names import fold_form
from countermove.reading.parsing.words import list_words
from countermove.records.errors import CaseError

TABLE = load_actors()


@pytest.mark.parametrize(
    ("phrase", "home", "sector"),
    [
        ("the Kremlin", "RUS", "GOV"),
        ("Downing Street", "GBR", "GOV"),
        ("Foggy Bottom", "USA", "GOV"),
        ("three Norwegian fishermen", "NOR", "AGR"),
        ("a UK frigate", "GBR", "MIL"),
        ("the Thai central bank", "THA", "GOV"),
        ("Peru’s navy", "PER", "MIL"),
        ("the parliament of Ghana", "GHA", "LEG"),
        ("Supreme Court of Kenya", "KEN", "JUD"),
        ("lisbon riot police", "PRT", "COP"),
        ("people in Latvia", "LVA", "CVL"),
        ("Dutch farmers", "NLD", "AGR"),
        ("the Mossad", "ISR", "SPY"),
        ("Uzbek Ambassador to the European Union", "UZB", "GOV"),
        ("a retired Greek general", "GRC", "ELI"),
        ("NATO", "IGO", "IGO"),
        ("the European Commission", "EUR", "IGO"),
        ("U.N. General Assembly", "UNO", "IGO"),
        ("Hezbollah", "LBN", "REB"),
        ("FARC", "COL", "REB"),
        ("the Tamil Tigers", "LKA", "REB"),
        ("South Ossetia", "GEO", "PRE"),
        ("Almaty", "KAZ", "CVL"),
        ("Astana", "KAZ", "GOV"),
        ("Moammar Qadhafi", "LBY", "ELI"),
        ("Sergey Shoygu", "RUS", "GOV"),
        ("Ethopia", "ETH", ""),
        ("armed bandits", "", "CRM"),
        ("six women", "", "UNK"),
        ("nurses", "", "MED"),
    ],
)
def test_known_phrases(phrase: str, home: str, sector: str) -> None:
    party = resolve_phrase(phrase, TABLE)
    assert party is not None
    assert (home_of(party, TABLE), party.sector) == (home, sector)
    assert party.text == phrase


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("the Kazakh authorities", "KAZ"),
        ("the dockworkers' union", "dockworkers-union"),
        ("Boko Haram", "boko-haram"),
        ("Chechen rebels", "chechen-rebels"),
        ("Colombian rebels", "col-rebels"),
        ("Belarusian opposition", "blr-opposition"),
        ("Iranian demonstrators", "irn-protesters"),
        ("Kosovo", "XKX"),
        ("East Germany", "DDR"),
        ("NATO", "NATO"),
        ("Volkswagen", "volkswagen"),
        ("Gazprom", "RUS"),
    ],
)
def test_sides(phrase: str, side: str) -> None:
    party = resolve_phrase(phrase, TABLE)
    assert party is not None
    assert party.side == side


@pytest.mark.parametrize("phrase", ["", "  ", "He", "they", "it", ",", "tomorrow"])
def test_nobody(phrase: str) -> None:
    assert resolve_phrase(phrase, TABLE) is None


@pytest.mark.parametrize("phrase", ["turkey", "tell us", "polish", "who"])
def test_common_words_are_no_states(phrase: str) -> None:
    party = resolve_phrase(phrase, TABLE)
    assert party is None or not home_of(party, TABLE)


def test_a_surname_is_not_whoever_shares_it() -> None:
    party = resolve_phrase("Judge Walter King", TABLE)
    assert party is not None
    assert home_of(party, TABLE) == ""


def test_office_ends() -> None:
    before = resolve_phrase("Angela Merkel", TABLE, date(2015, 6, 1))
    after = resolve_phrase("Angela Merkel", TABLE, date(2023, 6, 1))
    assert before is not None
    assert after is not None
    assert (before.sector, after.sector) == ("GOV", "ELI")


def test_a_family_name_goes_by_the_date() -> None:
    father = resolve_phrase("President Assad", TABLE, date(1985, 1, 1))
    assert father is not None
    assert father.side == "SYR"
    bush = [
        max(s.who for s in TABLE.forms["bush"] if s.start and s.end and s.start <= day < s.end)
        for day in (date(1990, 1, 1), date(2005, 1, 1))
    ]
    assert bush == ["George H. W. Bush", "George W. Bush"]


def test_a_users_rows_win(tmp_path: Path) -> None:
    extra = tmp_path / "actors.tsv"
    extra.write_text(
        "# mine\nharbour-pilots\tLAB\tGBR\tHarbour Pilots\tHPA|harbour pilots\n", encoding="utf-8"
    )
    table = load_actors(extra)
    party = resolve_phrase("the HPA", table)
    assert party is not None
    assert (party.side, party.name, party.sector) == ("harbour-pilots", "Harbour Pilots", "LAB")
    assert home_of(party, table) == "GBR"
    assert resolve_phrase("the HPA", TABLE) != party


@pytest.mark.parametrize("row", ["one\ttwo", "\tLAB\tGBR\tName\t-", "a\tb\tc\t\tf"])
def test_a_wrong_row_is_refused_by_its_line(tmp_path: Path, row: str) -> None:
    extra = tmp_path / "actors.tsv"
    extra.write_text(f"# mine\n{row}\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_actors(extra)
    assert caught.value.line == 2


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        load_actors(tmp_path / "none.tsv")


@given(st.text(max_size=60), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_party_or_none(text: str, on: date | None) -> None:
    party = resolve_phrase(text, TABLE, on)
    assert party is None or (party.side and party.text == text)
    assert party == resolve_phrase(text, TABLE, on)


def resolves_to(record: dict[str, object], table: ActorTable) -> tuple[str, str]:
    day = record.get("date")
    on = date.fromisoformat(str(day)) if day else None
    party = resolve_phrase(str(record["phrase"]), table, on)
    return ("", "UNK") if party is None else (home_of(party, table), party.sector)


def test_score_on_gold_phrases(shared: Path) -> None:
    lines = (shared / "gold" / "actors_dev.jsonl").read_text(encoding="utf-8").splitlines()
    states, sectors = [], []
    for line in lines:
        record = json.loads(line)
        home, sector = resolves_to(record, TABLE)
        expected = record["expected"]
        if "country" in expected:
            states.append(home == expected["country"])
        if expected.get("code_1"):
            sectors.append(sector == expected["code_1"])
    assert sum(states) / len(states) >= 0.92
    assert sum(sectors) / len(sectors) >= 0.90


def test_score_on_gold_events(shared: Path) -> None:
    renamed = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}  # codes as the gold file mistypes them
    right = []
    for line in (shared / "gold" / "plover_dev.jsonl").read_text(encoding="utf-8").splitlines():
        for event in json.loads(line)["events"]:
            for role in ("source", "target"):
                code = event.get(f"{role}_code")
                if not event.get(role) or not code or len(code) != 3:
                    continue
                party = resolve_phrase(event[role], TABLE)
                home = "" if party is None else home_of(party, TABLE)
                wanted = renamed.get(code, code)
                right.append(home == wanted or (wanted == "IGO" and home in ("UNO", "EUR")))
    assert sum(right) / len(right) >= 0.88


def test_leaders_agree_with_another_list(shared: Path) -> None:
    """Where both lists have a person of a state since 1990, a term begins on about the same day."""
    same = total = 0
    with (shared / "research" / "leaders.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                start = date.fromisoformat(row["start"])
            except ValueError:
                continue
            senses = TABLE.forms.get(" ".join(fold_form(row["person"])), ())
            begins = [s.start for s in senses if s.home == row["iso3"] and s.start]
            if start.year < 1990 or not begins:
                continue
            total += 1
            same += any(abs(begin - start) <= timedelta(days=45) for begin in begins)
    assert total >= 1500
    assert same / total >= 0.80


@pytest.mark.parametrize(
    "name", ["Bureau of Land Management", "Board of Miners", "Association of Teachers"]
)
def test_a_body_named_after_what_it_is_for_is_one_side(name: str) -> None:
    reader = open_reader()
    words = list_words(reader.nlp(f"The {name} rejected the plan on Monday."))
    named = [m.party.name for m in find_mentions(words, reader.actors)]
    assert named == [name]
