"""Which state a side belongs to, and who of a state is a side of its own."""

from __future__ import annotations

from countermove.reading.actors.folding import fold, split_words
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.records.events import Party

__all__ = ["APART", "CROWD", "home_of", "name_apart", "side_apart"]

APART = {
    "REB": "rebels",
    "OPP": "opposition",
    "CRM": "criminals",
    "UAF": "gunmen",
    "LAB": "workers",
    "AGR": "farmers",
    "PRM": "militia",
}
"""Sectors that act against their state: a stand-off has them as sides of their own."""
CROWD = "protesters"


def name_apart(noun: Noun | None, sector: str) -> str:
    """What a part of a state that acts for itself is called: "rebels"; empty for all others."""
    if noun is not None and noun.kind == "crowd" and sector == noun.sector:
        return CROWD
    return APART.get(sector, "")


def side_apart(state: Party | Sense, what: str, sector: str, text: str) -> Party:
    """The rebels, opposition, criminals, gunmen or protesters of a state: one side each."""
    side, name = f"{state.side.casefold()}-{what}", f"{what} in {state.name}"
    return Party(side=side, name=name, sector=sector, text=text)


def home_of(party: Party, table: ActorTable) -> str:
    """The country field of PLOVER: a state's alpha-3, EUR, UNO or IGO, or nothing.

    Boko Haram is a side of its own here; its home is NGA.
    """
    known = table.sides.get(party.side)
    if known is not None:
        return known.home
    state, _, what = party.side.partition("-")
    if what in {*APART.values(), CROWD} and state.upper() in table.sides:
        return state.upper()
    for word in split_words(party.text):
        for sense in table.forms.get(" ".join(fold(word)), ()):
            if sense.kind in ("name", "adjective", "group") and word[0].isupper():
                return sense.home
    return ""
