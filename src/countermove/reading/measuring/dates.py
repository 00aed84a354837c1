"""Dates in words, absolute and relative, against the article's date.

A mention's `date` is the first day of what it names: a month its first, a week its Monday,
a quarter or season the first of its three months, a range its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from countermove.reading.measuring.date_words import (
    COUNTED,
    COUNTS,
    DAYS,
    FUTURE,
    MONTHS,
    ORDINALS,
    PAST_LEAD,
    PATTERN,
    SAID,
    SEASON_LEAD,
    SEASONS,
    UNITS,
    YEAR_LEAD,
)
from countermove.records.events import Precision

__all__ = ["DateMention", "find_dates", "parse_day"]


@dataclass(frozen=True)
class DateMention:
    """A date in words, at `start` to `end` of the text; `date` is None if it cannot be told.

    `doubt` tells the days between which nothing in the text decides.
    """

    start: int
    end: int
    date: date | None
    precision: Precision
    relative: bool
    doubt: str = ""


@dataclass
class Telling:
    """What a date may lean on: the article's day and the last dates told."""

    text: str
    published: date | None
    last: date | None = None
    explicit: date | None = None
    explicit_at: int = -1
    day_first: bool | None = None
    """Whether the text's dates such as 16/6/2022 put the day first; None where none tells."""

    def near(self, at: int) -> date | None:
        """The day that a date without a year is close to."""
        same = self.explicit_at >= 0 and self.text.find("\n", self.explicit_at, at) < 0
        return self.explicit if same or self.published is None else None


STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?![\d/])")
Resolved = tuple[date | None, Precision, bool]
EARLIEST, LATEST = date(10, 1, 1), date(9990, 1, 1)


def find_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Every date in a text, resolved against `published` and the dates told before it."""
    telling = Telling(text, within_calendar(published), day_first=find_order(text))
    found = []
    for match in PATTERN.finditer(text):
        resolved = RESOLVERS[kind_of(match)](match, telling)
        if resolved is None:
            continue
        day, precision, relative = resolved
        doubt = two_days(match) if match["numeric"] and precision == "year" else ""
        mention = DateMention(match.start(), match.end(), day, precision, relative, doubt)
        found.append(mention)
        if day is not None:
            telling.last = day
            if not relative:
                telling.explicit, telling.explicit_at = day, match.end()
    return tuple(eves(found, text))


def within_calendar(day: date | None) -> date | None:
    """A day from which years can be counted back and on without leaving the calendar."""
    return day and min(max(day, EARLIEST), LATEST)


def parse_day(text: str) -> date | None:
    """The day that a short text is, such as ``Thursday, 7 July 2022, 10:00 GMT``; else None."""
    for mention in find_dates(text[:200], None):
        rest = re.sub(r"\W+", "", text[: mention.start] + text[mention.end :])
        if mention.precision == "day" and len(rest) <= 14:
            return mention.date
    return None


def kind_of(match: re.Match[str]) -> str:
    return next(kind for kind in RESOLVERS if match[kind] is not None)


def eves(found: list[DateMention], text: str) -> list[DateMention]:
    """ "The eve of 24 February" is the day before it; of anything else, an unknown day."""
    result: list[DateMention] = []
    for mention in found:
        before = result[-1] if result else None
        if (
            before
            and before.date is None
            and text[before.end : mention.start] in {" of ", " of the "}
        ):
            whole = mention.date and mention.precision == "day"
            eve = clamp(mention.date.toordinal() - 1) if mention.date and whole else None
            result[-1] = DateMention(
                before.start, mention.end, eve, "day" if eve else "unknown", True
            )
        else:
            result.append(mention)
    return result


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    return 1 + [m[:3].lower() for m in MONTHS.split()].index(name[:3].lower())


def settle_year(month: int, day: int, match: re.Match[str], telling: Telling) -> date | None:
    """The day in the year that the telling suggests; None if nothing does.

    By default the last such day up to the article's, or the next one if the words around
    look ahead.
    """
    near = telling.near(match.start())
    anchor = near or telling.published
    if anchor is None:
        return None
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [d for y in years if (d := make_day(y, month, day))]
    if near is not None:
        return min(days, key=lambda d: abs(d - near), default=None)
    if looks_ahead(match, telling.text):
        return min((d for d in days if d >= anchor), default=None)
    return max((d for d in days if d <= anchor + timedelta(7)), default=None)


def looks_ahead(match: re.Match[str], text: str) -> bool:
    """Whether the words around a date speak of what is still to come."""
    before = re.split(r"[.;!?\n]", text[max(match.start() - 80, 0) : match.start()])[-1]
    if PAST_LEAD.search(before):
        return False
    after = re.split(r"[.;!?\n,]", text[match.end() : match.end() + 40])[0]
    ahead = FUTURE.search(after)
    told = ahead and SAID.search(after, 0, ahead.start())
    return FUTURE.search(before) is not None or (ahead is not None and not told)


def iso(match: re.Match[str], _: Telling) -> Resolved | None:
    year, month, day = (int(x) for x in match["iso"][:10].split("-"))
    found = make_day(year, month, day)
    return (found, "day", False) if found else None


def day_month(match: re.Match[str], telling: Telling) -> Resolved | None:
    side = "1" if match["dmy"] else "2"
    day = int(re.sub(r"\D", "", match[f"d{side}"]))
    month, year = month_number(match[f"m{side}"]), match[f"y{side}"]
    if not 1 <= day <= 31:
        return None
    if year:
        found = make_day(int(year), month, day)
        return (found, "day", False) if found else None
    found = settle_year(month, day, match, telling)
    return (found, "day" if found else "unknown", True)


def numeric(match: re.Match[str], telling: Telling) -> Resolved | None:
    """With points the day comes first; with strokes only where a number or the text settles it."""
    first, second, year = int(match["n1"]), int(match["n2"]), int(match["n3"])
    if match["sep"] == "/" and first <= 12 and second <= 12 and first != second:
        if telling.day_first is None:
            return (date(year, 1, 1), "year", False)
        day, month = (first, second) if telling.day_first else (second, first)
        return (date(year, month, day), "day", False)
    found = make_day(year, second, first) or make_day(year, first, second)
    return (found, "day", False) if found else None


def find_order(text: str) -> bool | None:
    """Whether dates with strokes put the day first, as those of a text tell that have but one
    reading; None where there is none, or where they differ."""
    pairs = [(int(m[1]), int(m[2])) for m in STROKES.finditer(text)]
    orders = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return orders.pop() if len(orders) == 1 else None


def two_days(match: re.Match[str]) -> str:
    """The two days that a date with strokes may be."""
    first, second = int(match["n1"]), int(match["n2"])
    names = MONTHS.split()
    return f"{match[0]} may be {first} {names[second - 1]} or {second} {names[first - 1]}"


def quarter(match: re.Match[str], telling: Telling) -> Resolved | None:
    number = ORDINALS[match["q1"] or match["q2"]]
    year = int(match["yq"]) if match["yq"] else None
    if year is None and (anchor := telling.near(match.start()) or telling.published):
        year = anchor.year
    if year is None:
        return None
    return (date(year, 3 * number - 2, 1), "quarter", match["yq"] is None)


def season(match: re.Match[str], telling: Telling) -> Resolved | None:
    month = SEASONS[match["sname"]]
    direction, year = match["sdir"], match["ys"]
    if year:
        return (date(int(year), month, 1), "quarter", False)
    lead = telling.text[max(match.start() - 14, 0) : match.start()]
    if direction not in {"last", "this", "next"} and not SEASON_LEAD.search(
        lead + (direction or "") + " "
    ):
        return None
    if match["sname"] == "fall" and direction in {None, "the", "The"}:
        return None
    return period(month, direction or "", "quarter", match, telling)


def month(match: re.Match[str], telling: Telling) -> Resolved | None:
    name = match["m3"]
    if match["y3"]:
        return (date(int(match["y3"]), month_number(name), 1), "month", False)
    lead = telling.text[max(match.start() - 12, 0) : match.start()]
    named = (
        match["mpart"]
        or match["mdir"]
        or re.search(
            r"\b(?:in|since|by|until|during|of|from|for|to|between|and|before|after|this|last)\s$",
            lead,
            re.I,
        )
    )
    ambiguous = name.rstrip(".") in {"May", "March", "MAY", "MARCH", "Mar", "Jan", "Sun"}
    if not named and (ambiguous or name.endswith(".") or len(name) <= 3):
        return None
    return period(month_number(name), match["mdir"] or "", "month", match, telling)


def period(
    number: int, direction: str, precision: Precision, match: re.Match[str], telling: Telling
) -> Resolved:
    """A month or season without a year."""
    anchor = telling.published
    if direction in {"last", "next"} and anchor:
        years = (anchor.year - 1, anchor.year, anchor.year + 1)
        starts = [date(y, number, 1) for y in years]
        here = anchor.replace(day=1)
        if precision == "quarter" and direction == "last":
            here -= timedelta(62)  # a season that is still going on is not the last one
        chosen = (
            max(d for d in starts if d < here)
            if direction == "last"
            else min(d for d in starts if d > here)
        )
        return (chosen, precision, True)
    found = settle_year(number, 1, match, telling)
    return (found, precision if found else "unknown", True)


def year(match: re.Match[str], telling: Telling) -> Resolved | None:
    """A year that a preposition or a part of the year announces; a bare number is none."""
    lead = telling.text[max(match.start() - 14, 0) : match.start()]
    if not match["ypart"] and not YEAR_LEAD.search(lead):
        return None
    if re.search(r"(?:of|from|by|to|and)\s$", lead, re.I) and COUNTED.match(
        telling.text, match.end()
    ):
        return None  # "a force of 2000 men"
    number, part = int(match["y4"]), (match["ypart"] or "").lower()
    if part.startswith("early") or part.endswith(("beginning of", "start of")):
        return (date(number, 1, 1), "quarter", False)
    if part.startswith("late") or part.endswith("end of"):
        return (date(number, 10, 1), "quarter", False)
    return (date(number, 1, 1), "year", False)


def weekday(match: re.Match[str], telling: Telling) -> Resolved:
    number = [d.lower() for d in DAYS.split()].index(match["w"].lower())
    here = telling.published
    if here is None:
        return (None, "unknown", True)
    back, ahead = (here.weekday() - number) % 7, (number - here.weekday()) % 7
    direction = (match["wdir"] or "").lower()
    if direction in {"last", "this past"}:
        moved = -(back or 7)
    elif direction in {"next", "this coming"}:
        moved = ahead or 7
    elif looks_ahead(match, telling.text):
        moved = ahead
    else:
        moved = -back
    return (clamp(here.toordinal() + moved), "day", True)


def shift(day: date, unit: str, count: int) -> tuple[date, Precision]:
    """The day, or the first day of the week, month, quarter or year, so many units on."""
    if unit in {"day", "week"}:
        moved = clamp(day.toordinal() + count * (1 if unit == "day" else 7))
        return (moved if unit == "day" else moved - timedelta(moved.weekday()), UNITS[unit])
    if unit == "quarter":
        index = day.year * 4 + (day.month - 1) // 3 + count
        return (date(index // 4, index % 4 * 3 + 1, 1), "quarter")
    if unit == "month":
        index = day.year * 12 + day.month - 1 + count
        return (date(min(max(index // 12, 1), 9999), index % 12 + 1, 1), "month")
    return (date(min(max(day.year + count, 1), 9999), 1, 1), "year")


def clamp(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 8), date.max.toordinal()))


FIXED_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "overnight": 0, "today": 0,
    "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip


def deictic(match: re.Match[str], telling: Telling) -> Resolved:
    """Yesterday, last week and their like: counted from the article's day."""
    words = re.sub(r"\s+", " ", match["deictic"].lower())
    if telling.published is None:
        return (None, "unknown", True)
    if words in FIXED_DAYS:
        return (clamp(telling.published.toordinal() + FIXED_DAYS[words]), "day", True)
    direction, unit = words.split()
    count = {"last": -1, "past": -1, "this": 0, "next": 1}[direction]
    return (*shift(telling.published, unit, count), True)


def counted(match: re.Match[str], telling: Telling) -> Resolved:
    """Two days ago (from the article's day), two days later (from the last date told)."""
    way, words = match["way"].lower(), match["count"].lower()
    count = int(words) if words.isdigit() else COUNTS.get(words)
    anchor = telling.published if way in {"ago", "from now"} else telling.last
    if count is None or anchor is None:
        return (None, "unknown", True)
    back = way in {"ago", "earlier", "before that", "previously"}
    return (*shift(anchor, match["unit"].lower(), -count if back else count), True)


def chained(match: re.Match[str], telling: Telling) -> Resolved:
    """The same day, the next week and their like: counted from the last date told."""
    words = match["chain"].lower().replace("morning", "day").split()
    if telling.last is None or words[-1] == "eve":
        return (None, "unknown", True)
    back = {"previous", "preceding", "before", "earlier"} & set(words)
    on = {"next", "following", "after", "later"} & set(words)
    unit = next(word for word in words if word in UNITS)
    return (*shift(telling.last, unit, -1 if back else 1 if on else 0), True)


RESOLVERS: dict[str, Callable[[re.Match[str], Telling], Resolved | None]] = {
    "iso": iso,
    "dmy": day_month,
    "mdy": day_month,
    "numeric": numeric,
    "quarter": quarter,
    "season": season,
    "month": month,
    "year": year,
    "weekday": weekday,
    "deictic": deictic,
    "count": counted,
    "chain": chained,
}
