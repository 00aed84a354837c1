"""Sides from the codes and names that other data sets use."""

from __future__ import annotations

from datetime import date

from countermove.reading.actors import ActorTable, resolve_phrase
from countermove.reading.actors.folding import slug
from countermove.records.events import Party

__all__ = ["SECTORS", "make_party", "sector_of"]

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "BUS", "LAB", "MED", "CVL", "IGO", "NGO"}
    | {"PRM", "PTY", "SPY", "UAF", "AGR", "CRM", "EDU", "ELI", "JRN", "REF", "REL", "SOC"}
)
# CAMEO's and old codes that are not ISO 3166 alpha-3 today, with what they stand for.
OLD_CODES = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX"}
GROUPS = {"NAT": "NATO", "EEC": "EU", "EUR": "EU", "UNO": "UN", "SCE": "OSCE", "ARL": "AL"}
# The first word of ICEWS's and ACLED's sector names that tells PLOVER's sector.
NAMED_SECTORS = {
    "government": "GOV", "executive": "GOV", "military": "MIL", "army": "MIL", "police": "COP",
    "state": "MIL", "judicial": "JUD", "legislative": "LEG", "parties": "PTY", "opposition": "OPP",
    "insurgents": "REB", "rebels": "REB", "rebel": "REB", "separatists": "REB", "militia": "PRM",
    "political": "PRM", "identity": "PRM", "business": "BUS", "labor": "LAB", "media": "MED",
    "civilian": "CVL", "civilians": "CVL", "protesters": "CVL", "rioters": "CVL",
    "population": "CVL", "education": "EDU", "religious": "REL", "criminals": "CRM",
    "prison": "COP", "nongovernmental": "NGO", "ngos": "NGO", "igos": "IGO", "elite": "ELI",
}  # fmt: skip


def make_party(
    table: ActorTable, *, code: str = "", name: str = "", sector: str = "", on: date | None = None
) -> Party | None:
    """A side from a country or group code, or else from a name; None if neither is given."""
    code = OLD_CODES.get(code, GROUPS.get(code, code))
    known = table.sides.get(code)
    if known is not None:
        return Party(side=code, name=known.name, sector=sector, text=name)
    spelled = name.title() if name.isupper() and len(name) > 5 else name
    found = resolve_phrase(spelled, table, on) if spelled.strip() else None
    if found is not None:
        return found.called(name, sector or found.sector)
    if code or name:
        return Party(side=code or slug(name), name=name or code, sector=sector, text=name)
    return None


def sector_of(*names: str) -> str:
    """The first sector that some words or codes tell, or nothing."""
    for name in names:
        if name in SECTORS:
            return name
        for word in name.replace("/", " ").replace(",", " ").lower().split():
            if word in NAMED_SECTORS:
                return NAMED_SECTORS[word]
    return ""
