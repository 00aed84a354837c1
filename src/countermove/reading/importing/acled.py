"""ACLED exports (ACLED codebook, 2023 columns), those to 2016, and answers of its interface.

Before 2019 there was no sub-event type, before 2024 `inter` was a number, and until 2016 column
names stood in capitals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from countermove.reading.actors import ActorTable
from countermove.reading.actors.folding import slug
from countermove.reading.importing.dataset import Told
from countermove.reading.importing.parties import make_party, sector_of
from countermove.reading.loading.dating import parse_stamp
from countermove.reading.ontology import to_action
from countermove.records.events import Party, Precision

__all__ = ["ACLED_COLUMNS", "read_acled"]

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
PRECISIONS: dict[str, Precision] = {"1": "day", "2": "week", "3": "month"}
YEARS = re.compile(r"\s*\(\d{4}-(?:\d{4})?\)")
BELONGS = re.compile(r"\(([^()\d][^()]*)\)|\bof\s+((?:the\s+)?[A-Z].*)$")


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """ACLED's sub-event types with the PLOVER type and mode that we give each."""
    path = Path(__file__).parent / "data" / "acled.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((x for x in file if not x.startswith("#")), delimiter="\t")
        return {row[0].lower(): (row[1], row[2]) for row in rows if len(row) == 3}


def read_acled(row: dict[str, str], table: ActorTable) -> Iterator[Told | str]:
    """The event of one row, or why it is none of ours. The quote is the row's note."""
    sub = row["sub_event_type"].strip() or " ".join(row["event_type"].split())
    kind = kinds().get(re.sub(r"\s*-\s*", "-", sub.lower()) if row["event_type"] else sub.lower())
    if kind is None:
        yield f"no act between sides: {sub or 'no type'}"
        return
    day = parse_stamp(row["event_date"])
    yield Told(
        id=f"acled-{row['event_id_cnty']}",
        day=day,
        precision=PRECISIONS.get(row["time_precision"].strip(), "day"),
        actor=to_party(row["actor1"], row["inter1"], row["country"], table, day),
        target=to_party(row["actor2"], row["inter2"], row["country"], table, day),
        action=to_action(kind[0]),
        mode=kind[1],
        text=row["notes"].strip() or f"ACLED {row['event_id_cnty']}: {sub}",
        label=f"{sub.lower()} in {row['location']}",
        publisher=row["source"],
        published=day,
    )


def to_party(
    name: str, inter: str, country: str, table: ActorTable, day: date | None
) -> Party | None:
    """An actor: state forces stand for their state, others for themselves.

    "Protesters (Kazakhstan)" are a sector of the country where they protest.
    """
    plain = YEARS.sub("", name).strip()
    if not plain:
        return None
    owner = BELONGS.search(plain)
    home = (owner[1] or owner[2]).strip() if owner else ""
    if plain.split(" ")[0] in CROWDS:
        side = make_party(table, name=home or country, on=day)
        return side and side.called(plain, "CVL")
    kind = sector_of(STANDING.get(inter.strip(), inter))
    if kind in ARMED:
        return to_group(plain, home, kind, table, day)
    sector = sector_of(plain, inter)
    if sector in STATE or kind in STATE:
        side = make_party(table, name=home or country, on=day)
        return side and side.called(plain, sector if sector in STATE else kind)
    return make_party(table, name=plain, sector=sector, on=day)


def to_group(plain: str, home: str, kind: str, table: ActorTable, day: date | None) -> Party:
    """An armed group, which is itself and no state's army, whatever its name says.

    One of the table's is meant only where it is at home in the state that stands in brackets.
    """
    bare = BRACKETED.sub("", plain).strip() or plain
    known = make_party(table, name=bare, on=day)
    sense = table.sides.get(known.side) if known is not None else None
    if known is not None and sense is not None and sense.side != sense.home:
        state = make_party(table, name=home, on=day) if home else None
        if state is None or sense.home in ("", state.side):
            return known.called(plain, kind)
    return Party(side=slug(plain), name=bare, sector=kind, text=plain)


BRACKETED = re.compile(r"\s*\([^()]*\)")
STANDING = {
    "1": "State forces", "2": "Rebel group", "3": "Political militia", "4": "Identity militia",
    "5": "Rioters", "6": "Protesters", "7": "Civilians",
}  # fmt: skip
"""What the numbers of the column `inter` stand for in exports before 2024."""
ARMED = frozenset({"REB", "PRM"})
CROWDS = frozenset({"Protesters", "Rioters", "Civilians"})
STATE = frozenset({"MIL", "COP", "GOV"})
