"""GDELT 2, ICEWS, POLECAT and ACLED files, written here from their documented columns."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from countermove.reading.exporting import export_events
from countermove.reading.importing import SOURCES, Dataset, import_events
from countermove.records.errors import ArticleError, SettingsError
from countermove.records.events import Event, load_events

GDELT = {
    "GLOBALEVENTID": "1052345678", "Day": "20220706", "MonthYear": "202207", "Year": "2022",
    "Actor1Code": "RUSGOV", "Actor1Name": "RUSSIA", "Actor1CountryCode": "RUS",
    "Actor1Type1Code": "GOV", "Actor2Code": "KAZ", "Actor2Name": "KAZAKHSTAN",
    "Actor2CountryCode": "KAZ", "IsRootEvent": "1", "EventCode": "163", "EventBaseCode": "163",
    "EventRootCode": "16", "QuadClass": "4", "GoldsteinScale": "-8.0",
    "DATEADDED": "20220707110000", "SOURCEURL": "https://news.example/2022/oil-stops.html",
}  # fmt: skip
ICEWS = {
    "Event ID": "33000001", "Event Date": "2022-07-06", "Source Name": "Vladimir Putin",
    "Source Sectors": "Government,Executive,Executive Office",
    "Source Country": "Russian Federation", "Event Text": "Criticize or denounce",
    "CAMEO Code": "111", "Intensity": "-2.0", "Target Name": "Military (Kazakhstan)",
    "Target Sectors": "Government,Military", "Target Country": "Kazakhstan",
    "Story ID": "52000001", "Sentence Number": "2", "Publisher": "The Wire",
}  # fmt: skip
POLECAT = {
    "Event ID": "EAST_1", "Event Date": "2022-07-06", "Event Type": "SANCTION",
    "Event Mode": "discontinue", "Intensity": "-6.0", "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "natural_resource;economic", "Actor Name": "Government of Russia",
    "Actor Country": "RUS", "Primary Actor Sector": "GOV", "Actor Name Raw": "Moscow",
    "Recipient Name": "Kazakhstan", "Recipient Country": "KAZ", "Recipient Name Raw": "Astana",
    "Source": "The Wire", "Publication Date": "2022-07-07",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "UKR70001", "event_date": "06 July 2022", "year": "2022",
    "time_precision": "1", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Russia (2000-)", "inter1": "State Forces",
    "actor2": "Civilians (Ukraine)", "inter2": "Civilians", "country": "Ukraine",
    "location": "Kharkiv", "source": "The Wire",
    "notes": "On 6 July 2022, the forces of Russia shelled a street in the city, with no dead.",
}  # fmt: skip
ROWS = {"gdelt": GDELT, "icews": ICEWS, "polecat": POLECAT, "acled": ACLED}


def write(path: Path, source: str, *changes: dict[str, str], crlf: bool = False) -> Path:
    """A file of the source with one row for each set of changes to the standard row."""
    columns: Sequence[str] = SOURCES[source][0]
    end = "\r\n" if crlf else "\n"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="," if source == "acled" else "\t", lineterminator=end)
        if source != "gdelt":
            writer.writerow(columns)
        for change in changes or ({},):
            row = ROWS[source] | change
            writer.writerow([row.get(c, "") for c in columns])
    return path


def sides(event: Event) -> tuple[str, str, str, str]:
    actor, target = event.actor, event.target
    assert actor is not None
    assert target is not None
    return actor.side, actor.sector, target.side, target.sector


def check(data: Dataset) -> None:
    texts = {a.id: a.text for a in data.articles}
    assert len(texts) == len(data.articles)
    for event in data.events:
        (quote,) = event.quotes
        assert texts[quote.article_id][quote.start : quote.end] == quote.text
        assert quote.text


@pytest.mark.parametrize(
    ("source", "who", "what"),
    [
        ("gdelt", ("RUS", "GOV", "KAZ", ""), ("COERCE", "restrict")),
        ("icews", ("RUS", "GOV", "KAZ", "GOV"), ("ACCUSE", "disapprove")),
        ("polecat", ("RUS", "GOV", "KAZ", ""), ("SANCTION", "discontinue")),
        ("acled", ("RUS", "MIL", "UKR", "CVL"), ("ASSAULT", "heavy-weapons")),
    ],
)
def test_one_row_of_each(
    tmp_path: Path, source: str, who: tuple[str, ...], what: tuple[str, str]
) -> None:
    for crlf in (False, True):
        data = import_events(write(tmp_path / "f", source, crlf=crlf))
        check(data)
        (event,) = data.events
        assert sides(event) == who
        assert (event.action, event.mode) == what
        assert (event.date, event.precision) == (date(2022, 7, 6), "day")
        assert event.intensity < 0


def test_quotes_are_what_the_row_says_or_cites(tmp_path: Path) -> None:
    gdelt = import_events(write(tmp_path / "g", "gdelt"))
    assert gdelt.events[0].quote.text == GDELT["SOURCEURL"]
    assert gdelt.articles[0].publisher == "news.example"
    assert gdelt.articles[0].published == date(2022, 7, 7)
    acled = import_events(write(tmp_path / "a", "acled"))
    assert acled.events[0].quote.text == ACLED["notes"]


def test_rows_of_one_address_share_an_article(tmp_path: Path) -> None:
    data = import_events(write(tmp_path / "g", "gdelt", {}, {"GLOBALEVENTID": "2"}))
    check(data)
    assert len(data.events) == 2
    assert len(data.articles) == 1


def test_what_is_no_event_of_ours_is_counted(tmp_path: Path) -> None:
    rows = ({"EventCode": "010"}, {"EventCode": "036", "GLOBALEVENTID": "3"})
    data = import_events(write(tmp_path / "g", "gdelt", {}, *rows))
    assert [e.action for e in data.events] == ["COERCE", "AGREE"]
    assert data.left_out == {"a statement or an unknown code": 1}
    other = {"sub_event_type": "Change to group/activity"}
    left = import_events(write(tmp_path / "a", "acled", other)).left_out
    assert left == {"no act between sides: Change to group/activity": 1}


def test_acled_precision_and_sides_without_a_state(tmp_path: Path) -> None:
    rows = {"time_precision": "3", "actor1": "Protesters (Kazakhstan)", "actor2": "", "inter2": ""}
    (event,) = import_events(write(tmp_path / "a", "acled", rows)).events
    assert event.precision == "month"
    assert event.actor is not None
    assert (event.actor.side, event.actor.sector) == ("KAZ", "CVL")
    assert event.target is None


@pytest.mark.parametrize(
    ("actor", "inter", "country", "told"),
    [
        ("National Liberation Army (Colombia)", "Rebel group", "Colombia", (False, "REB")),
        ("Army of Justice (Iran)", "Rebel forces", "Iran", (False, "REB")),
        ("Army of Justice (Iran)", "2", "Iran", (False, "REB")),
        ("Northern Defence Forces (Mali)", "Political militia", "Mali", (False, "PRM")),
        ("Military Forces of Mali (2021-)", "State Forces", "Mali", ("MLI", "MIL")),
        ("Police Forces of the Republic of Congo (1997-)", "State forces", "X", ("COG", "COP")),
        ("Police Forces of the Democratic Republic of Congo", "1", "X", ("COD", "COP")),
        ("Police Forces of Kenya (2013-)", "State Forces", "Kenya", ("KEN", "COP")),
        ("Prison Guards", "State Forces", "Kenya", ("KEN", "COP")),
        ("Hezbollah", "Rebel group", "Lebanon", ("hezbollah", "REB")),
        ("Taliban", "Rebel group", "Afghanistan", ("taliban", "REB")),
    ],
)
def test_acled_armed_groups_are_no_armies_and_police_is_a_state_s(
    tmp_path: Path, actor: str, inter: str, country: str, told: tuple[str | bool, str]
) -> None:
    row = {"actor1": actor, "inter1": inter, "country": country}
    (event,) = import_events(write(tmp_path / "a", "acled", row)).events
    assert event.actor is not None
    assert event.actor.sector == told[1]
    if told[0]:
        assert event.actor.side == told[0]
    else:
        assert event.actor.side.islower(), "a side of its own"
        assert event.actor.side != "nla-macedonia", "of another country"
        assert event.actor.text == actor


def test_rows_told_twice_are_one_event_and_ids_are_never_shared(tmp_path: Path) -> None:
    other = {"EventCode": "057"}
    data = import_events(write(tmp_path / "g", "gdelt", {}, {}, other, {"GLOBALEVENTID": "5"}))
    ids = [e.id for e in data.events]
    assert len(ids) == len(set(ids)) == 3
    assert data.left_out == {"a row told before": 1}


def test_a_stray_quotation_mark_in_icews_loses_no_row(tmp_path: Path) -> None:
    path = write(tmp_path / "i", "icews", {}, {"Event ID": "2"}, {"Event ID": "3"})
    path.write_text(path.read_text().replace("The Wire", '"The Wire', 1))
    data = import_events(path)
    assert [e.id for e in data.events] == ["icews-33000001", "icews-2", "icews-3"]
    assert data.articles[0].publisher == '"The Wire'


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("3/5/2017", "3/15/2017"), "2017-03-05"),
        (("3/5/2017", "15/3/2017"), "2017-05-03"),
        (("10/11/2017", "1/31/2017", "2/28/2017"), "2017-10-11"),
    ],
)
def test_the_file_tells_which_number_of_an_icews_day_is_the_month(
    tmp_path: Path, days: tuple[str, ...], read: str
) -> None:
    rows = [{"Event ID": str(n), "Event Date": day} for n, day in enumerate(days)]
    assert str(import_events(write(tmp_path / "i", "icews", *rows)).events[0].date) == read


@pytest.mark.parametrize("days", [("3/5/2017",), ("13/5/2017", "5/13/2017")])
def test_icews_days_that_can_be_read_two_ways_are_asked_for(
    tmp_path: Path, days: tuple[str, ...]
) -> None:
    rows = [{"Event ID": str(n), "Event Date": day} for n, day in enumerate(days)]
    with pytest.raises(ArticleError, match="read two ways; write them as 2017-05-03"):
        import_events(write(tmp_path / "i", "icews", *rows))


def test_old_polecat_names_and_codes(tmp_path: Path) -> None:
    data = import_events(write(tmp_path / "p", "polecat", {"Event Type": "DEMAND"}))
    assert data.events[0].action == "REQUEST"


@pytest.mark.parametrize("source", list(SOURCES))
def test_round_trip_through_our_own_form(tmp_path: Path, source: str) -> None:
    events = import_events(write(tmp_path / "f", source)).events
    export_events(events, tmp_path / "e.jsonl")
    assert load_events(tmp_path / "e.jsonl") == events


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\x00\x00" * 50, "binary"),
        (b"one,two\n1,2\n", "none of them"),
        (b"Event ID\tCAMEO Code\tSource Name\nonly one\n", "2: has 1 columns where 3 are due"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(ArticleError, match=says) as caught:
        import_events(tmp_path / "x")
    assert "\n" not in str(caught.value)


def test_a_wrong_source_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no source 'gdelt1'"):
        import_events(tmp_path / "x", source="gdelt1")
    with pytest.raises(ArticleError, match="lacks the column"):
        import_events(write(tmp_path / "a", "acled"), source="icews")
