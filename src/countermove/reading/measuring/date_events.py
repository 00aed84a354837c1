"""Which date belongs to which event: the nearest one told in the same sentence."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from countermove.reading.event_drafts import DraftFlag, EventDraft
from countermove.reading.measuring.dates import DateMention
from countermove.reading.relating.told import Told, trigger_span
from countermove.records.number_table import load_counts

__all__ = ["date_events"]

BORDER = re.compile(
    r"[;:]|\b(?:after|before|because|which|who|since|although|while|whereas|until|that)\b", re.I
)
DISTANCES = load_counts("reading/measuring/data/distances.tsv")
PER_TRIGGER, PER_BORDER = DISTANCES["trigger"], DISTANCES["border"]
BEFORE, TOO_FAR = DISTANCES["before"], DISTANCES["too_far"]


def date_events(events: Sequence[EventDraft], mentions: Sequence[DateMention], told: Told) -> None:
    """Gives every event its date, where the text or the article's day tells one.

    An event whose sentence names no date has none, and precision ``unknown``: when it was
    told says little of when it happened.
    """
    triggers = sorted(trigger_span(e)[0] for e in events)
    starts = [m.start for m in mentions]
    for event in events:
        mention = nearest(event, mentions, starts, triggers, told)
        if mention is not None:
            event.date, event.precision = mention.date, mention.precision
            if mention.doubt:
                event.flags.append(DraftFlag("date unclear", mention.doubt))


def nearest(
    event: EventDraft,
    mentions: Sequence[DateMention],
    starts: list[int],
    triggers: list[int],
    told: Told,
) -> DateMention | None:
    """The dated mention with the least distance from the event's trigger, in its sentence."""
    at, end = trigger_span(event)
    first, last = told.sentence(at)
    low, high = bisect.bisect_left(starts, first), bisect.bisect_left(starts, last)
    best, least = None, TOO_FAR
    for mention in mentions[low:high]:
        if mention.date is None:
            continue
        far = distance(at, end, mention, first, triggers, told.text)
        if far < least:
            best, least = mention, far
    return best


def distance(
    at: int, end: int, mention: DateMention, first: int, triggers: list[int], text: str
) -> int:
    """Characters between trigger and date; other triggers and clause borders between count more.

    A date that opens the sentence holds for all of it.
    """
    if mention.start >= at:
        between, gap = (end, mention.start), mention.start - end
    else:
        between, gap = (mention.end, at), at - mention.end + BEFORE
    opening = text[first : mention.start].strip(" \n\t\"'“”‘’(")
    if len(opening) <= 4:
        return min(max(gap, 0) // 4 + 40, TOO_FAR - 1)
    inside = bisect.bisect_left(triggers, between[1]) - bisect.bisect_right(triggers, between[0])
    borders = len(BORDER.findall(text, between[0], max(between)))
    return max(gap, 0) + PER_TRIGGER * max(inside, 0) + PER_BORDER * borders
