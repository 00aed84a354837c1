"""Events, sides and shares as a page says them, and text broken into lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup, escape

from countermove.phrasing.commands import in_place
from countermove.phrasing.lists import join
from countermove.phrasing.numbers import per_cent, unbroken
from countermove.records.events import Event, Party
from countermove.records.standoffs import Standoff

__all__ = [
    "ACTIONS",
    "BASES",
    "STANDINGS",
    "brief",
    "dated",
    "happening",
    "lines",
    "named",
    "order_of_moves",
    "percent",
    "standing",
    "who",
    "whom",
]

STANDINGS = {
    "done": "happened",
    "alleged": "alleged",
    "denied": "denied",
    "planned": "announced",
    "possible": "possible",
    "advised": "advised",
}

BASES = {
    "quoted": "quoted from an article",
    "sourced": "from a source",
    "judged": "judged by a person",
    "assumed": "assumed",
}

ACTIONS = {
    "AGREE": "agrees",
    "CONSULT": "meets",
    "SUPPORT": "supports",
    "CONCEDE": "gives way",
    "COOPERATE": "works with",
    "AID": "helps",
    "RETREAT": "withdraws",
    "REQUEST": "asks",
    "ACCUSE": "accuses",
    "REJECT": "refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "SANCTION": "cuts ties or goods",
    "MOBILIZE": "readies forces",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
    "POLICY": "acts at home",
    "CONDITION": "is bound up",
}


WORTH = re.compile(r"what (?P<what>.+) is worth to (?P<who>.+) (?P<pace>a year|once)")


QUOTED = re.compile(r"[“‘]([^“”‘]+?)[”’](?!\w)")


def named(text: str, looks: Mapping[str, str]) -> Markup:
    """A sentence with no quotation marks around names: each course stands in its own colour,
    each act in italics.

    `looks` gives the colour of a course by its short name in small letters.

    >>> named("If ‘Pay up’ is dearer, “step back” is best", {"step back": "c5"})
    Markup('If <i>pay up</i> is dearer, <b class="t-c5">step back</b> is best')
    >>> named("a year of ‘Pay up’ without ‘Reform’", {})
    Markup('a year of <i>paying up</i> without <i>reforming</i>')
    """
    parts: list[str] = []
    at = 0
    for found in QUOTED.finditer(text):
        parts.append(str(escape(text[at : found.start()])))
        words, role = found[1], looks.get(found[1].lower())
        words = words if role else in_place(words, text[at : found.start() + 1])
        parts.append(
            f'<b class="t-{role}">{escape(words)}</b>' if role else f"<i>{escape(words)}</i>"
        )
        at = found.end()
    parts.append(str(escape(text[at:])))
    return Markup(unbroken("".join(parts)))  # noqa: S704  # every piece was escaped above


def percent(share: float) -> str:
    """A share of 1 in per cent, in one piece at the end of a line."""
    return unbroken(per_cent(share))


def dated(event: Event) -> date | None:
    """The date of an event where it is known; that of its article is a guess, not a date."""
    return None if event.precision == "unknown" else event.date


def lines(text: str, width: int, most: int = 0) -> list[str]:
    """The text broken into lines of `width` letters; with `most`, cut after that many."""
    broken = textwrap.wrap(" ".join(text.split()), width, break_long_words=True) or [""]
    if most and len(broken) > most:
        last = broken[most - 1]
        while len(last) + 2 > width and " " in last:
            last = last.rsplit(" ", 1)[0]
        return [*broken[: most - 1], f"{last[: max(1, width - 2)]} …"]
    return broken


def brief(label: str) -> str:
    """The words for a number with the side in front, short enough to stand beside a bar.

    >>> brief("what ‘Pay up’ before ‘Reform’ is done is worth to the isle a year")
    'the isle, a year: ‘Pay up’ before ‘Reform’ is done'
    """
    found = WORTH.fullmatch(label)
    if found is None:
        return label
    return f"{found['who']}, {found['pace']}: {found['what']}"


def standing(event: Event) -> str:
    """The standing of an event in words, and that it is said not to happen where it is."""
    words = STANDINGS[event.standing]
    if event.standing == "advised" and event.negated:
        return words if event.label.lower().startswith("not ") else f"{words} against"
    return f"{words}, said not to happen" if event.negated else words


def who(party: Party | None) -> str:
    """The name of a side, or that it is not named."""
    return party.name if party is not None else "someone not named"


def whom(event: Event) -> str:
    """The target, where there is one."""
    return event.target.name if event.target is not None else ""


def happening(event: Event) -> str:
    """A short phrase for an event: its label, else its kind in words."""
    return event.label or f"{ACTIONS[event.action]} {whom(event)}".strip()


def order_of_moves(standoff: Standoff) -> str:
    """Who moves when in a step, as a sentence."""
    subject = standoff.player(standoff.subject).name
    others = [p.name for p in standoff.others]
    ahead = standoff.settings.first == "subject"
    if len(others) < 2:
        return f"{subject if ahead else 'The other side'} moves first in each step."
    first, *rest = [subject, *others] if ahead else [*others, subject]
    return f"In each step {first} moves first, then {join(rest, 'and then')}."
