"""ICEWS coded event data (Dataverse doi:10.7910/DVN/28075): tab-separated, with a header."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from countermove.reading.actors import ActorTable
from countermove.reading.importing.dataset import Told
from countermove.reading.importing.parties import make_party, sector_of
from countermove.reading.loading.dating import parse_stamp
from countermove.reading.ontology import from_cameo
from countermove.records.events import Party

__all__ = ["ICEWS_COLUMNS", "read_icews"]

ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip


def read_icews(row: dict[str, str], table: ActorTable) -> Iterator[Told | str]:
    """The event of one row, or why it is none of ours. The quote is the row's event text."""
    kind = from_cameo(row["CAMEO Code"])
    if kind is None:
        yield "a statement or an unknown code"
        return
    day = parse_stamp(row["Event Date"])
    action, mode, contexts = kind
    actor, target = (to_party(row, which, table, day) for which in ("Source", "Target"))
    story = row["Story ID"]
    yield Told(
        id=f"icews-{row['Event ID']}",
        day=day,
        actor=actor,
        target=target,
        action=action,
        mode=mode,
        contexts=contexts,
        text=f"{row['Source Name']}: {row['Event Text']}: {row['Target Name']} (story {story})",
        label=row["Event Text"],
        publisher=row["Publisher"],
        published=day,
    )


def to_party(row: dict[str, str], which: str, table: ActorTable, day: date | None) -> Party | None:
    """Source or target: the country it belongs to, under its own name."""
    name, country = row[f"{which} Name"], row[f"{which} Country"]
    if country in {"", "None", "NULL"}:
        return make_party(table, name=name, sector=sector_of(row[f"{which} Sectors"]), on=day)
    side = make_party(table, name=country, on=day)
    sector = sector_of(*row[f"{which} Sectors"].split(","))
    return side and side.called(name, sector)
