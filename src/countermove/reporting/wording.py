"""Numbers, spans of time, dates and names as a reader would say them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from datetime import date

from countermove.records.events import Event, Party

__all__ = [
    "ACTIONS",
    "BASES",
    "STANDINGS",
    "brief",
    "dated",
    "day",
    "happening",
    "join",
    "lines",
    "number",
    "percent",
    "points",
    "sentence",
    "span",
    "standing",
    "unbroken",
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
    "assumed": "assumed",
}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Not the locale's, so that a page is the same everywhere."""

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


def percent(share: float) -> str:
    """A share of 1 in whole per cent; small and large ones are not rounded to none or all."""
    if 0 < share < 0.005:
        return "under 1\u00a0%"
    if 0.995 < share < 1:
        return "over 99\u00a0%"
    return f"{share * 100:.0f}\u00a0%"


def unbroken(text: str) -> str:
    """The text with its per cent signs held to their numbers at the end of a line.

    >>> unbroken("8 %")
    '8\\xa0%'
    """
    return text.replace(" %", "\u00a0%")


def number(value: float, digits: int = 3) -> str:
    """A number in at most `digits` significant digits, with a true minus sign."""
    if value == 0:
        return "0"
    if abs(value) >= 10 ** (digits - 1):
        text = f"{value:,.0f}"
    else:
        text = f"{value:,.{digits}g}"
        if "e" in text:
            text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", "0"} else text.replace("-", "−")


def points(value: float) -> str:
    """Payoff points: whole from ten on, one decimal below."""
    text = f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
    return "0" if text in {"-0", "0"} else text.replace("-", "−")


def span(years: float) -> str:
    """A length of time in years, months or days."""
    if years == 0:
        return "no time"
    months = years * 12
    if months < 0.95:
        return counted(max(1, round(years * 365.25)), "day")
    if months < 23.5 and abs(years - round(years)) > 0.02:
        return counted(round(months), "month")
    if abs(years - round(years)) <= 0.02:
        return counted(round(years), "year")
    return f"{years:.1f} years"


def counted(count: int, unit: str) -> str:
    """A count with its unit in the right form."""
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def day(when: date | None, precision: str = "day") -> str:
    """A date as precisely as it is known."""
    if when is None or precision == "unknown":
        return "undated"
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return {
        "day": f"{when.day} {month}",
        "week": f"week of {when.day} {month}",
        "month": month,
        "quarter": f"{quarter(when)} quarter of {when.year}",
        "year": str(when.year),
    }[precision]


def dated(event: Event) -> date | None:
    """The date of an event where it is known; that of its article is a guess, not a date."""
    return None if event.precision == "unknown" else event.date


def quarter(when: date) -> str:
    """The quarter of the year as a word."""
    return ("first", "second", "third", "fourth")[(when.month - 1) // 3]


def join(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + f" {last} " + items[-1]


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


def sentence(text: str) -> str:
    """The text with a capital at the start and a stop at the end."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!…" else text + "."


def standing(event: Event) -> str:
    """The standing of an event in words, and that it is said not to happen where it is."""
    words = STANDINGS[event.standing]
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
