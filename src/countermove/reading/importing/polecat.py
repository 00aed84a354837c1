"""POLECAT weekly files (Dataverse doi:10.7910/DVN/AJGVIT): tab-separated, with a header."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from countermove.reading.actors import ActorTable
from countermove.reading.importing.dataset import Told
from countermove.reading.importing.parties import make_party, sector_of
from countermove.reading.loading.dating import parse_stamp
from countermove.reading.ontology import is_type, new_name
from countermove.records.events import Party

__all__ = ["POLECAT_COLUMNS", "read_polecat"]

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def read_polecat(row: dict[str, str], table: ActorTable) -> Iterator[Told | str]:
    """The event of one row, or why it is none of ours. POLECAT cites no words of its own."""
    action = new_name(row["Event Type"].strip().upper())
    if not is_type(action):
        yield "an unknown event type"
        return
    day = parse_stamp(row["Event Date"])
    actor, target = (to_party(row, which, table, day) for which in ("Actor", "Recipient"))
    label = " ".join(x for x in (row["Event Type"], row["Event Mode"]) if x).lower()
    names = [row[f"{w} Name Raw"] or row[f"{w} Name"] for w in ("Actor", "Recipient")]
    yield Told(
        id=f"polecat-{row['Event ID']}",
        day=day,
        actor=actor,
        target=target,
        action=action,
        mode=row["Event Mode"].strip().lower(),
        contexts=tuple(x.strip() for x in row["Contexts"].split(";") if x.strip()),
        intensity=float(row["Intensity"]) if is_number(row["Intensity"]) else None,
        text=f"{names[0] or '?'}: {label}: {names[1] or '?'} (event {row['Event ID']})",
        label=label,
        publisher=row["Source"],
        published=parse_stamp(row["Publication Date"]),
    )


def to_party(row: dict[str, str], which: str, table: ActorTable, day: date | None) -> Party | None:
    """Actor or recipient; of several countries the first."""
    code = row[f"{which} Country"].split(";")[0].strip()
    name = row[f"{which} Name"].split(";")[0].strip() or row[f"{which} Name Raw"]
    sector = sector_of(row[f"Primary {which} Sector"], *row[f"{which} Sectors"].split(";"))
    code = "" if code in {"None", "NULL", "NA"} else code
    return make_party(table, code=code, name=name, sector=sector, on=day)


def is_number(text: str) -> bool:
    return text.strip().lstrip("-").replace(".", "", 1).isdigit()
