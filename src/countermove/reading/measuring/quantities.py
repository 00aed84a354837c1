"""Quantities with their units, and what they are quantities of.

1,700 rail cars of Russian coal   1700, "rail cars", "Russian coal"
80 percent of its oil             80, "percent", "its oil"
three of the four moorings        3 (out of 4), "moorings"
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.reading.measuring.dates import DateMention
from countermove.reading.parsing.words import Words

__all__ = ["Quantity", "find_quantities"]

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
ONES += "sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
VALUES = {word: float(n) for n, word in enumerate(ONES.split(), start=1)}
VALUES |= {word: 10.0 * n for n, word in enumerate(TENS.split(), start=2)}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
CURRENCIES = {
    "$": "US dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₹": "rupees",
    "₽": "roubles",
}

WORD = rf"(?:{'|'.join([*ONES.split(), *TENS.split()])})"
SPELLED = rf"{WORD}(?:[- ]{WORD})?"
FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = (
    r"(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)\b|\s?(?:mn|mln|bn|bln|tn|k|m)\b)"
)
BIG = "(?:hundred|thousand|million|billion|trillion|dozen)"
NUMBER = (
    rf"(?:(?:{FIGURES})(?:{SCALE})?"
    rf"|(?:{SPELLED}|half\s+a|an?)(?:\s{BIG}\b)+"
    rf"|{SPELLED})"
)
PATTERN = re.compile(
    rf"""(?<![\w.,:/'’-])(?:
    (?P<fraction>(?:(?P<top>{WORD}|a)[\s-](?P<bottom>half|third|quarter|fourth|fifth|sixth|tenth)s?
        |(?P<half>half))(?!\s(?:a|an)\b))
  | (?P<currency>(?:US)?[$€£¥₹₽])\s?(?P<money>{NUMBER})(?:{{0}}(?P<money2>{NUMBER}))?
  | (?:between\s+)?(?P<low>{NUMBER})(?:(?:\s?[-–—]\s?|\s+(?:to|and|or)\s+)(?P<high>{NUMBER}))?
    (?P<percent>\s?%|\s+per\s?cent\b|\s+percentage\s+points?\b)?
    )(?![\w:/]|[.,]\d)""".replace("{0}", r"(?:\s?[-–—]\s?|\s+to\s+)[$€£¥₹₽]?"),
    re.VERBOSE | re.IGNORECASE,
)
OUT_OF = re.compile(
    rf"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?({NUMBER})(?=\s+[a-z])", re.I
)
NO_COUNT = re.compile(
    r"(?:article|section|chapter|no\.|number|page|resolution|group|part|line|route|world war)\s*$",
    re.I,
)
UNIT_TAGS = frozenset({"NOUN", "PROPN", "ADJ"})
WHAT_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"})
JOINS = frozenset("-–/")
WHOLE = frozenset({"the", "its", "their", "his", "her", "all"})
MAX_WORDS = 7


@dataclass(frozen=True)
class Quantity:
    """An amount at `start` to `end` of the text, the words for unit and matter within.

    Of a range, `amount` is the lower end and `high` the upper; `out_of` is the whole of
    "three of four".
    """

    start: int
    end: int
    amount: float
    unit: str
    what: str
    high: float | None = None
    out_of: float | None = None


def find_quantities(
    words: Words, dates: Sequence[DateMention] = (), text: str | None = None
) -> tuple[Quantity, ...]:
    """Every quantity in a parsed text, leaving out the numbers inside `dates`.

    `text` is the text as the parser saw it, where that is not `words.text`.
    """
    text = words.text if text is None else text
    if not len(words):
        return ()
    busy = [mention.start for mention in dates]
    found: list[Quantity] = []
    for match in PATTERN.finditer(text, words.start[0], words.end[-1]):
        near = bisect.bisect_right(busy, match.end()) - 1
        in_date = near >= 0 and dates[near].end > match.start()
        if in_date or (found and match.start() < found[-1].end):
            continue
        if quantity := measure(match, words, text):
            found.append(quantity)
    return tuple(found)


def measure(match: re.Match[str], words: Words, text: str) -> Quantity | None:
    """The quantity that begins with a matched number, or None if the number counts nothing."""
    amount, high, unit = amount_of(match)
    if amount is None or NO_COUNT.search(text[max(match.start() - 14, 0) : match.start()]):
        return None
    end, out_of = match.end(), None
    if not unit and (whole := OUT_OF.match(text, end)):
        end, out_of = whole.end(), parse_number(whole[1])
    index = bisect.bisect_left(words.start, end)
    if not unit:
        phrase, index = take(words, index, UNIT_TAGS)
        if not phrase:
            return None
        unit, end = span_text(words, text, phrase), words.end[phrase[-1]]
    elif unit == "part":
        unit = ""
    what, end = matter(words, text, index, end)
    if match["fraction"] and not what and text[max(match.start() - 3, 0) : match.start()] != "by ":
        return None  # "a third country"; but "cut by a third" measures
    return Quantity(match.start(), end, amount, unit, what, high, out_of)


def amount_of(match: re.Match[str]) -> tuple[float | None, float | None, str]:
    """Amount, upper end, and the unit that the number's own signs give."""
    if match["fraction"]:
        top = 1.0 if match["half"] or match["top"].lower() == "a" else VALUES[match["top"].lower()]
        bottom = PARTS[(match["half"] or match["bottom"]).lower()]
        return top / bottom, None, "part"
    if match["currency"]:
        unit = CURRENCIES[match["currency"][-1]]
        high = parse_number(match["money2"]) if match["money2"] else None
        return same_scale(match["money"], high, match["money2"]), high, unit
    high = parse_number(match["high"]) if match["high"] else None
    unit = ""
    if match["percent"]:
        unit = "percentage points" if "point" in match["percent"].lower() else "percent"
    return same_scale(match["low"], high, match["high"]), high, unit


def same_scale(low: str, high: float | None, high_text: str | None) -> float | None:
    """The lower end of a range; "2 to 3 million" means two million."""
    amount = parse_number(low)
    if amount is None or high is None or high_text is None:
        return amount
    bare = re.fullmatch(FIGURES, low) or re.fullmatch(SPELLED, low, re.I)
    figures = re.match(rf"(?:{FIGURES}|{SPELLED})", high_text, re.I)
    unscaled = parse_number(figures[0]) if figures else None
    if bare and unscaled and high / unscaled > 1:
        return amount * high / unscaled
    return amount


def parse_number(text: str) -> float | None:
    """The value of a number in figures or words."""
    match = re.match(FIGURES, text)
    if match:
        scale = text[match.end() :].strip(" -\u00a0").lower()
        return float(match[0].replace(",", "")) * SCALES.get(scale, 1.0)
    total = 0.0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in VALUES:
            total += VALUES[word]
        elif word in SCALES:
            total = (total or 1.0) * SCALES[word]
        elif word == "half":
            total = 0.5
    return total or None


def take(words: Words, index: int, tags: frozenset[str]) -> tuple[list[int], int]:
    """The tokens of the noun phrase that begins at one, and where it ends."""
    phrase: list[int] = []
    for place in range(index, min(index + MAX_WORDS, len(words))):
        joined = bool(phrase) and words.form[place] in JOINS and is_beside(words, place)
        possessive = bool(phrase) and words.tag[place] == "POS"
        if not (words.pos[place] in tags or joined or possessive):
            break
        phrase.append(place)
    while phrase and words.pos[phrase[-1]] not in {"NOUN", "PROPN"}:
        phrase.pop()
    return phrase, index + len(phrase)


def is_beside(words: Words, place: int) -> bool:
    """Whether no blank stands before a token."""
    return words.end[place - 1] == words.start[place]


def matter(words: Words, text: str, index: int, end: int) -> tuple[str, int]:
    """What follows "of": the matter that is measured, and where it ends."""
    if index >= len(words) or words.lower[index] != "of":
        if index < len(words) and words.lower[index] in WHOLE:
            index -= 1  # "half the oil"
        else:
            return "", end
    phrase, _ = take(words, index + 1, WHAT_TAGS)
    while phrase and words.lower[phrase[0]] in {"the", "a", "an", "all"}:
        phrase.pop(0)
    if not phrase:
        return "", end
    return span_text(words, text, phrase), words.end[phrase[-1]]


def span_text(words: Words, text: str, phrase: list[int]) -> str:
    return text[words.start[phrase[0]] : words.end[phrase[-1]]]
