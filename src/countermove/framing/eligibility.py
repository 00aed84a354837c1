"""Which acts are courses that a side could take or keep up now, by their words, type and time."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from countermove.records.events import Event
from countermove.records.number_table import load_numbers

__all__ = ["Verdict", "is_history", "judge_label"]

Verdict = Literal["drop", "plain", ""]
OLD = load_numbers("framing/data/bars.tsv")["history"]
"""Years after which what was done once is history."""
LASTS = re.compile(r"\b(?:since|still|continues?|remains?|ever since|to this day)\b", re.IGNORECASE)
PERFECT = re.compile(r"\b(?:has|have|'ve|’ve)\b", re.IGNORECASE)
SINGLE = ("ASSAULT", "PROTEST", "REJECT", "CONSULT", "AGREE", "COERCE", "SANCTION", "MOBILIZE")
AGO = re.compile(
    r"\b(?:(?:[3-9]|[1-9]\d+|three|four|five|six|seven|eight|nine|ten|a dozen|twenty|thirty|many"
    r"|several|some) years|decades|a (?:decade|generation|century)) (?:ago|earlier)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"^(?:not|never|no longer)\s+")


def judge_label(label: str) -> Verdict:
    """What a label's words make of it: no course at all, one that needs plain words, or fit.

    >>> judge_label("be unwilling"), judge_label("hit Norland"), judge_label("cut off the gas")
    ('drop', 'plain', '')
    """
    words = NEGATION.sub("", " ".join(label.lower().split()))
    return next((verdict for pattern, verdict in load_patterns() if pattern.search(words)), "")


@cache
def load_patterns() -> tuple[tuple[re.Pattern[str], Verdict], ...]:
    """The shipped patterns with what each does, in the order of the file."""
    text = files("countermove.framing").joinpath("data/no_courses.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (re.compile(pattern), "drop" if done == "drop" else "plain") for pattern, done, _ in rows
    )


def is_history(event: Event, now: date | None) -> bool:
    """Whether what an event tells was done once, years before `now`, and does not go on."""
    if event.action not in SINGLE or event.standing not in ("done", "alleged"):
        return False
    text = event.quote.text if event.quotes else ""
    dated = now is not None and event.date is not None and now.year - event.date.year >= OLD
    going_on = LASTS.search(text) or PERFECT.search(text)
    return bool((dated or AGO.search(text)) and not going_on)
