"""Which past cases a stand-off is like, from what its text and the tables of pairs tell."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.forecasting.tables import Pair, Tables
from countermove.records.circumstances import Circumstances
from countermove.records.number_table import load_numbers

__all__ = ["Facts", "Path", "classify", "list_facts"]

NUMBERS = load_numbers("forecasting/data/pooling.tsv")
RECENT = int(NUMBERS["recent"])
QUIET = int(NUMBERS["quiet"])
"""Years; as the classes of neighbours are cut."""
LAST_YEAR = int(NUMBERS["last_year"])
"""The last year of the table of militarised events."""
FIRST_YEAR = int(NUMBERS["first_year"])
"""The first one."""

STEMS = {
    "sanctions threatened": "sanctions-threatened",
    "sanctions imposed": "sanctions-imposed",
    "supply cut": "supply-cut",
    "military threat": "military-threat",
    "military display": "military-display",
    "attack": "military-attack",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tables say of a pair of states in a year.

    `known` is false where they do not tell the years before: far past their last year, before
    their first, and before the pair's last event, since earlier ones are not kept.
    """

    border: bool
    allied: bool
    recent: bool
    quiet: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The keys of a stand-off's classes, the nearest others, and why."""

    ends: str
    force: str
    near: tuple[str, ...]
    why: tuple[str, ...]


def list_facts(tables: Tables, presser: str, other: str, year: int) -> Facts:
    """What is known of a pair of states."""
    pair = tables.pairs.get((presser, other), Pair())
    since = year - (pair.event or FIRST_YEAR)
    known = since >= 0 and year - LAST_YEAR <= RECENT
    return Facts(
        border=pair.border,
        allied=tables.allied(presser, other, year),
        recent=bool(pair.event) and known and since <= RECENT,
        quiet=known and year <= LAST_YEAR and since > QUIET,
        known=known,
    )


def classify(circumstances: Circumstances, facts: Facts) -> Path:
    """The classes of a stand-off between states.

    1. The instrument gives the branch, the demand the leaf where it is counted apart.
    2. Force: what a military instrument opens, else neighbours by alliance and recent events,
       else what followed on sanctions.
    """
    ends = find_ends(circumstances)
    force = find_force(circumstances, facts)
    near = tuple(k for k in list_near(circumstances, facts) if k not in (ends, force))
    return Path(ends, force, near[:2], tuple(list_reasons(circumstances, facts)))


def find_ends(told: Circumstances) -> str:
    """The class of how the pressure ends, or "" where nothing but words is told."""
    stem = STEMS.get(told.instrument, "")
    if stem == "supply-cut" and told.demand == "trade":
        return "sanctions-imposed-trade"
    if stem.startswith("sanctions"):
        leaf = f"{stem}-{told.demand}"
        missing = leaf == "sanctions-threatened-territory"
        return f"{stem}-politics" if missing else leaf if told.demand else stem
    return stem


def find_force(told: Circumstances, facts: Facts) -> str:
    """The class of whether force comes, or ""."""
    if told.instrument in ("military threat", "military display"):
        return "after-threat" if told.instrument == "military threat" else "after-display"
    if facts.border:
        recent = "-recent" if facts.recent else ""
        allied = "-allied" if facts.allied else ""
        quiet = "-quiet" if facts.quiet and not allied else ""
        return f"neighbours{allied}{recent}{quiet}"
    if told.instrument in ("sanctions threatened", "sanctions imposed", "supply cut"):
        return "after-sanctions-allies" if facts.allied else "after-sanctions"
    return ""


def list_near(told: Circumstances, facts: Facts) -> list[str]:
    """Other classes the stand-off could be put in, nearest first."""
    military = told.instrument.startswith("military")
    near = []
    if military and told.demand in ("policy", "territory", "regime"):
        near.append(f"military-{told.demand}")
    if not military and told.pressers > 1:
        near.append("sanctions-several")
    if facts.allied:
        near.append("military-allies" if military else "sanctions-imposed-allies")
    if facts.border:
        near.append("military-neighbours" if military else "after-sanctions-neighbours")
        near.append("neighbours-allied-recent" if facts.allied else "neighbours-recent")
    near += ["military"] if military else ["sanctions-imposed-politics", "sanctions-threatened"]
    near += ["sanctions-imposed", "sanctions"]
    return near


def list_reasons(told: Circumstances, facts: Facts) -> list[str]:
    """Why these classes, a clause each."""
    reasons = [f"the text tells of {WORDS[told.instrument]}"] if told.instrument else []
    if told.demand:
        reasons.append(f"the demand is about {told.demand.replace('regime', 'who governs')}")
    reasons.append("they share a land border" if facts.border else "they share no land border")
    if facts.allied:
        reasons.append("they are allied")
    if not facts.known:
        reasons.append(
            f"our table of militarised events ({FIRST_YEAR} to {LAST_YEAR}) does not tell whether "
            "there was one in the years before"
        )
    elif facts.recent:
        reasons.append(f"there was a militarised event in the last {RECENT} years")
    return reasons


WORDS = {
    "words": "words only",
    "sanctions threatened": "a threat of sanctions",
    "sanctions imposed": "sanctions",
    "supply cut": "a stop of trade or supplies",
    "military threat": "a military threat",
    "military display": "a show of force",
    "attack": "an attack",
}
