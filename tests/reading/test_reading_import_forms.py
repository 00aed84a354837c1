"""Every form in which the data sets come, one row each, and any table by a map of its columns."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.reading.test_reading_import import ACLED, GDELT, ICEWS, POLECAT, sides
from typer.testing import CliRunner

from countermove.cli.app import app
from countermove.reading.importing import Dataset, import_events, parse_map
from countermove.reading.importing.gdelt import GDELT_COLUMNS, OLD_COLUMNS
from countermove.records.errors import ArticleError, SettingsError
from countermove.records.events import load_events

Cells = dict[str, str]
ACLED_2016 = (
    "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,"
    "ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,"
    "LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES\n"
    "501,1KEN,1,18/04/2001,2001,1,{kind},Police Forces of Kenya (1963-2002),,1,"
    "Civilians (Kenya),,7,17,Kenya,,,,Nyeri,0,0,1,The Wire,\"A note, of the row.\",0\n"
)  # fmt: skip


def table(row: Cells, delimiter: str = "\t", name: Callable[[str], str] = str) -> str:
    return f"{delimiter.join(name(x) for x in row)}\n{delimiter.join(row.values())}\n"


def snake(name: str) -> str:
    return name.lower().replace(" ", "_")


def bare_gdelt(columns: tuple[str, ...]) -> str:
    row = GDELT | {"Day": "20220706"}
    return "\t".join(row.get(x, "") for x in columns) + "\n"


def undated(name: str) -> zipfile.ZipInfo:
    """An entry without the hour of packing, so that every worker collects the same rows."""
    return zipfile.ZipInfo(name, date_time=(2022, 7, 6, 0, 0, 0))


def zipped(text: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n, body in enumerate((text, *more)):
            packed.writestr(undated(f"{n}.export.CSV"), body, zipfile.ZIP_DEFLATED)
        packed.writestr(undated("__MACOSX/._0"), "x")
    return out.getvalue()


def save(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


QUOTED = {x: f'"{y}"' for x, y in ICEWS.items()}
ICEWS_FORMS = {
    "as documented": table(ICEWS),
    "with quotation marks in names": table(ICEWS | {"Publisher": 'The "Wire'}),
    "all quoted, as Dataverse gives it": table(QUOTED, name=lambda x: f'"{x}"'),
    "names in snake case": table(ICEWS, name=snake),
    "names with points, as R writes them": table(ICEWS, name=lambda x: x.replace(" ", ".")),
    "comma-separated": table(
        ICEWS | dict.fromkeys(("Source Sectors", "Target Sectors"), "Government"), ","
    ),
    "day with an hour": table(ICEWS | {"Event Date": "2022-07-06 00:00:00"}),
    "day without marks": table(ICEWS | {"Event Date": "20220706"}),
    "day with strokes": table(ICEWS | {"Event Date": "7/6/2022"})
    + "\t".join((ICEWS | {"Event Date": "7/16/2022", "Event ID": "2"}).values()) + "\n",
    "with a mark at its beginning": "\ufeff" + table(ICEWS),
    "with line ends of Windows": table(ICEWS).replace("\n", "\r\n"),
}  # fmt: skip
GDELT_FORMS: dict[str, str | bytes] = {
    "61 columns": bare_gdelt(GDELT_COLUMNS),
    "58 columns": bare_gdelt(OLD_COLUMNS),
    "57 columns": bare_gdelt(OLD_COLUMNS[:-1]),
    "61 with header": "\t".join(GDELT_COLUMNS) + "\n" + bare_gdelt(GDELT_COLUMNS),
    "58 with GDELT 1's header": "\t".join(OLD_COLUMNS).replace("\tDay", "\tSQLDATE")
    + "\n" + bare_gdelt(OLD_COLUMNS),
    "a few columns, as a query gives them, with commas": table(GDELT, ","),
    "a ZIP file": zipped(bare_gdelt(GDELT_COLUMNS)),
    "a gzip file": gzip.compress(bare_gdelt(GDELT_COLUMNS).encode()),
    "every row twice": bare_gdelt(GDELT_COLUMNS) * 2,
}  # fmt: skip


@pytest.mark.parametrize("form", list(ICEWS_FORMS))
def test_every_form_of_icews(tmp_path: Path, form: str) -> None:
    event = import_events(save(tmp_path / "i.tab", ICEWS_FORMS[form])).events[0]
    assert event.id == "icews-33000001"
    assert event.date == date(2022, 7, 6)
    assert sides(event) == ("RUS", "GOV", "KAZ", "GOV")
    assert (event.action, event.mode) == ("ACCUSE", "disapprove")


@pytest.mark.parametrize("form", list(GDELT_FORMS))
def test_every_form_of_gdelt(tmp_path: Path, form: str) -> None:
    data = import_events(save(tmp_path / "g", GDELT_FORMS[form]))
    (event,) = data.events
    assert event.id == "gdelt-1052345678"
    assert event.date == date(2022, 7, 6)
    assert sides(event) == ("RUS", "GOV", "KAZ", "")
    assert bool(data.articles[0].url) == ("57" not in form)
    assert data.left_out.get("a row told before", 0) == (form == "every row twice")


def acled_json(**more: object) -> str:
    row: dict[str, object] = dict(ACLED) | {"year": 2022, "fatalities": 0, "tags": None}
    return json.dumps({"status": 200, "success": True, "count": 1, "data": [row], **more})


@pytest.mark.parametrize(
    "text",
    [
        table({x: f'"{y}"' for x, y in ACLED.items()}, ",", str.upper),
        table({x: f'"{y}"' for x, y in ACLED.items()}, ";"),
        table(ACLED, "\t"),
        acled_json(),
        json.dumps([ACLED]),
        acled_json().replace("06 July 2022", "2022-07-06"),
        table({x: f'"{y}"' for x, y in ACLED.items()}, ",").replace("06 July 2022", "July 6, 2022"),
    ],
)
def test_every_form_of_acled(tmp_path: Path, text: str) -> None:
    (event,) = import_events(save(tmp_path / "a.json", text)).events
    assert event.date == date(2022, 7, 6)
    assert sides(event) == ("RUS", "MIL", "UKR", "CVL")
    assert event.quote.text == ACLED["notes"]


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("Violence against civilians", "ASSAULT"),
        ("Battle-No change of territory", "ASSAULT"),
        ("Battle - No change of  territory", "ASSAULT"),
        ("Riots/Protests", "PROTEST"),
        ("Headquarters or base established", "MOBILIZE"),
        ("Non-violent transfer of territory", "RETREAT"),
        ("Strategic development", None),
    ],
)
def test_acled_to_2016_has_event_types_only(tmp_path: Path, kind: str, action: str | None) -> None:
    data = import_events(save(tmp_path / "a.csv", ACLED_2016.format(kind=kind)))
    assert [e.action for e in data.events] == ([action] if action else [])
    if action:
        (event,) = data.events
        assert event.date == date(2001, 4, 18)
        assert sides(event) == ("KEN", "COP", "KEN", "CVL")
    else:
        assert data.left_out == {f"no act between sides: {kind}": 1}


@pytest.mark.parametrize(
    "data",
    [
        table(POLECAT).encode(),
        table(POLECAT | {"Actor Name Raw": '"Moscow'}).encode(),
        zipped(table(POLECAT)),
        table(POLECAT, name=snake).encode(),
    ],
)
def test_every_form_of_polecat(tmp_path: Path, data: bytes) -> None:
    (event,) = import_events(save(tmp_path / "ngecEvents.DV.20220704-20220710.txt", data)).events
    assert sides(event) == ("RUS", "GOV", "KAZ", "")
    assert (event.action, event.mode) == ("SANCTION", "discontinue")
    assert event.contexts == ("natural_resource", "economic")


MIE = (
    "micnum,eventnum,ccode1,ccode2,styear,stmon,stday,endyear,endmon,endday,sidea1,action,hostlev\n"
    "1,1,365,705,2021,3,4,2021,3,4,1,7,3\n1,2,2,40,2021,3,-9,2021,3,4,1,13,4\n"
    "1,3,290,369,2021,-9,-9,2021,3,4,1,1,2\n1,4,290,369,2021,3,4,2021,3,4,1,0,1\n"
)


def test_militarized_events_are_read_by_their_own_codes(tmp_path: Path) -> None:
    data = import_events(save(tmp_path / "mie.csv", MIE))
    told = [(sides(e)[::2], e.action, e.date, e.precision, e.label) for e in data.events]
    assert told == [
        (("RUS", "KAZ"), "MOBILIZE", date(2021, 3, 4), "day", "show of force"),
        (("USA", "CUB"), "COERCE", date(2021, 3, 1), "month", "blockade"),
        (("POL", "UKR"), "THREATEN", date(2021, 1, 1), "year", "threat to use force"),
    ]
    assert data.left_out == {"an action that is not known: 0 (--map action:0=TYPE)": 1}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("date,actor,action,target\n2022-07-06,Russia,sanction,Kazakhstan\n", None),
        ("Date;Actor;Action;Target\n2022-07-06;RUS;sanctions;KAZ\n", None),
        ("Day,From,What,To\n6 July 2022,Russia,SANCTION,Kazakhstan\n",
         "date=Day,actor=From,action=What,target=To"),
        ("Day\tFrom\tWhat\tTo\n6/7/2022\tRussia\tembargoed it\tKazakhstan\n"
         "16/7/2022\tRussia\tembargoed it\tKazakhstan\n",
         "date=Day,actor=From,action=What,target=To,action:embargoed it=SANCTION"),
        ("y,m,d,a,b,code\n2022,7,6,Russian Federation,Kazakhstan,163\n",
         "date=y+m+d,actor=a,target=b,action=code,codes=cameo"),
        ("y,m,d,a,b,code\n2022,7,6,365,705,13\n",
         "date=y+m+d,actor=a,target=b,action=code,codes=mid"),
        ("y,m,d,a,b,code\n2022,7,6,RUS,KZK,13\n",
         "date=y+m+d,actor=a,target=b,action=code,codes=mid"),
    ],
)  # fmt: skip
def test_any_table_is_read_by_a_map(tmp_path: Path, text: str, columns: str | None) -> None:
    mapped = parse_map([columns]) if columns else None
    event = import_events(save(tmp_path / "x.csv", text), columns=mapped).events[0]
    assert event.date == date(2022, 7, 6)
    assert sides(event)[::2] == ("RUS", "KAZ")
    assert event.action in {"SANCTION", "COERCE"}
    assert event.quote.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("date=Day", "no column for actor and action"),
        ("date=Day,actor=A,action=B,colour=C", "not 'colour=C'"),
        ("date=Day,actor=A,action=", "not 'action='"),
        ("date=Day,actor=A,action=B,action:x=WAR", "not 'action:x=WAR'"),
        ("date=Day,actor=A,action=B,codes=uno", "codes may be"),
    ],
)
def test_a_map_that_cannot_be_is_said(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        parse_map([text])
    assert "\n" not in str(caught.value)


PLAIN = "date=date,actor=actor,action=action"


@pytest.mark.parametrize(
    ("data", "columns", "says"),
    [
        ("when,who\n1,2\n", None, r":1: is no GDELT.*--map date="),
        ("date,actor,what\n1,2,3\n", PLAIN, r":1: has no column 'action'; it has date, actor"),
        ("date,actor,action\n2022-01-01,Peru,raid\nx\n", PLAIN, ":3: has 1 columns where 3 are"),
        ("date,actor,action\n3/4/2022,Peru,ASSAULT\n", PLAIN, "read two ways; write them as"),
        (bare_gdelt(GDELT_COLUMNS) + "1\t2\n", None, ":2: has 2 columns where 61 are due"),
        (zipped("a", "b"), None, "a ZIP file of 2 files where one is due"),
        (zipped("date,actor,action\n")[:60], None, "binary"),
        (b"\x1f\x8bno", None, "damaged gzip"),
        ('{"data": 5}', None, "JSON without a list of events"),
        ('{"data": [', None, ":1: is no JSON"),
        ("[" * 100_000 + "x", None, "nested too deeply|no JSON"),
        ("Пётр,Иван\n".encode("utf-16-le")[:-1], None, "binary|cannot be told"),
    ],
)
def test_other_tables_are_refused_in_one_line(
    tmp_path: Path, data: str | bytes, columns: str | None, says: str
) -> None:
    mapped = parse_map([columns]) if columns else None
    with pytest.raises(ArticleError, match=says) as caught:
        import_events(save(tmp_path / "x.csv", data), columns=mapped)
    assert "x.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_day_that_cannot_be_read_is_counted_and_never_lost(tmp_path: Path) -> None:
    text = "date,actor,action,target\nlately,Peru,ASSAULT,Chile\n,Peru,ASSAULT,Chile\n"
    data: Dataset = import_events(save(tmp_path / "x.csv", text))
    assert [(e.date, e.precision) for e in data.events] == [(None, "unknown")]
    assert data.left_out == {"a day that cannot be read: lately": 1}
    rows = import_events(save(tmp_path / "i.tab", table(ICEWS | {"Event Date": "lately"})))
    assert rows.events == ()
    assert rows.left_out == {"a day that cannot be read: lately": 1}


def test_the_command_takes_a_map_and_json(tmp_path: Path) -> None:
    save(tmp_path / "x.csv", "Day,From,What,To\n2022-07-06,Russia,SANCTION,Kazakhstan\n")
    command = ["import", str(tmp_path / "x.csv"), "--case", str(tmp_path / "case")]
    told = "date=Day,actor=From,action=What,target=To"
    done = CliRunner().invoke(app, [*command, "--map", told])
    assert done.exit_code == 0, done.output
    assert len(load_events(tmp_path / "case" / "events.jsonl")) == 1
    save(tmp_path / "x.json", acled_json())
    command = ["import", str(tmp_path / "x.json"), "--case", str(tmp_path / "other")]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert len(load_events(tmp_path / "other" / "events.jsonl")) == 1
