"""GDELT event export files: tab-separated, as a rule without a header.

GDELT 2.0 has 61 columns (GDELT Event Database Data Format Codebook V2.0, 2015); GDELT 1.0 has 58,
without the second-level regions, and 57 before April 2013, without an address (Codebook V1.03).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from countermove.reading.actors import ActorTable
from countermove.reading.importing.dataset import Told
from countermove.reading.importing.parties import make_party, sector_of
from countermove.reading.loading.dating import parse_stamp
from countermove.reading.ontology import from_cameo
from countermove.records.events import Party

__all__ = ["GDELT_COLUMNS", "list_gdelt_columns", "read_gdelt"]

ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
PLACE = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT_COLUMNS = (
    "GLOBALEVENTID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{x}" for x in ACTOR), *(f"Actor2{x}" for x in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{x}" for x in PLACE), *(f"Actor2Geo_{x}" for x in PLACE),
    *(f"ActionGeo_{x}" for x in PLACE), "DATEADDED", "SOURCEURL",
)  # fmt: skip


OLD_COLUMNS = tuple(x for x in GDELT_COLUMNS if not x.endswith("_ADM2Code"))


def list_gdelt_columns(first: Sequence[str]) -> tuple[str, ...]:
    """The columns of a GDELT file that begins with this row of numbers; none if it is no such."""
    if not first or not first[0].isdigit():
        return ()
    forms = (GDELT_COLUMNS, OLD_COLUMNS, OLD_COLUMNS[:-1])
    return next((form for form in forms if len(form) == len(first)), ())


def read_gdelt(row: dict[str, str], table: ActorTable) -> Iterator[Told | str]:
    """The event of one row, or why it is none of ours."""
    kind = from_cameo(row["EventCode"])
    if kind is None:
        yield "a statement or an unknown code"
        return
    day = parse_stamp(row["Day"])
    added = parse_stamp(row["DATEADDED"][:8])
    actor, target = (to_party(row, f"Actor{n}", table, day) for n in (1, 2))
    if actor is None and target is None:
        yield "no actor"
        return
    action, mode, contexts = kind
    url = row["SOURCEURL"]
    yield Told(
        id=f"gdelt-{row['GLOBALEVENTID']}",
        day=day,
        actor=actor,
        target=target,
        action=action,
        mode=mode,
        contexts=contexts,
        text=url or f"GDELT event {row['GLOBALEVENTID']}",
        label=describe(actor, row["EventCode"], target),
        publisher=url.split("/")[2] if url.count("/") >= 2 else "",
        published=added,
        url=url,
    )


def to_party(row: dict[str, str], which: str, table: ActorTable, day: date | None) -> Party | None:
    """Actor 1 or 2 of a row."""
    types = [row[f"{which}Type{n}Code"] for n in (1, 2, 3)]
    code = row[f"{which}CountryCode"] or row[f"{which}KnownGroupCode"]
    return make_party(table, code=code, name=row[f"{which}Name"], sector=sector_of(*types), on=day)


def describe(actor: Party | None, code: str, target: Party | None) -> str:
    sides: Sequence[str] = [p.name for p in (actor, target) if p]
    return f"CAMEO {code}: " + " → ".join(sides)
