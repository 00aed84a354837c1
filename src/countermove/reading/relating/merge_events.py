"""Several reports of one happening become one event with several quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from countermove.reading.event_drafts import DraftFlag, DraftLink, EventDraft
from countermove.reading.relating.likeness import (
    amounts_differ,
    dates_meet,
    first_day,
    likeness,
    number_flag,
)
from countermove.reading.relating.told import side_of, trigger_span
from countermove.records.events import Precision, Thing
from countermove.records.number_table import load_numbers

__all__ = ["merge_events"]

FINENESS: tuple[Precision, ...] = ("day", "week", "month", "quarter", "year", "unknown")
LIKENESS = load_numbers("reading/relating/data/likeness.tsv")
TOLD_WITHIN = timedelta(LIKENESS["told_within"])
LOOK_BACK = 300  # kept small so that ten thousand reports of one kind do not take all day
GROUPS = {"done": 0, "alleged": 0, "denied": 1, "planned": 2, "possible": 3, "advised": 4}
SURE = ("done", "alleged", "denied", "planned", "possible", "advised")


def merge_events(
    events: Iterable[EventDraft], published: Mapping[str, date | None]
) -> list[EventDraft]:
    """Events in order of telling, each happening once, with the quotes of all its reports.

    `published` has the day of every article. Links that led to a merged report lead to
    the event it became part of.
    """
    clusters: dict[tuple[str, str, int], list[list[EventDraft]]] = defaultdict(list)
    ordered: list[list[EventDraft]] = []
    for event in events:
        key = (event.action, side_of(event.actor), GROUPS[event.standing])
        home = None
        if side_of(event.actor):
            near = clusters[key][-LOOK_BACK:]
            home = next((c for c in near if all(same(event, e, published) for e in c[:3])), None)
        if home is None:
            home = []
            clusters[key].append(home)
            ordered.append(home)
        home.append(event)
    into = {event: cluster[0] for cluster in ordered for event in cluster}
    for cluster in ordered:
        join(cluster, into)
    return [cluster[0] for cluster in ordered]


def same(one: EventDraft, other: EventDraft, published: Mapping[str, date | None]) -> bool:
    """Whether two reports tell one happening: kind, sides, time and object agree."""
    if one.negated != other.negated or (one.mode and other.mode and one.mode != other.mode):
        return False
    a, b = side_of(one.target), side_of(other.target)
    if a and b and a != b:
        return False
    least = LIKENESS["one_target"] if a != b else LIKENESS["same_targets"]
    if one.quote.article_id == other.quote.article_id:
        least = LIKENESS["one_article"]
        if amounts_differ(one, other) or not dates_meet(one, other):
            return False
    elif not told_together(one, other, published):
        return False
    return likeness(one, other) >= least


def told_together(one: EventDraft, other: EventDraft, published: Mapping[str, date | None]) -> bool:
    """Whether two articles can tell of the same happening, by its dates or by their own."""
    if first_day(one) is not None and first_day(other) is not None:
        return dates_meet(one, other)
    days = [first_day(e) or published.get(e.quote.article_id) for e in (one, other)]
    if days[0] is None or days[1] is None:
        return True
    return abs(days[0] - days[1]) <= TOLD_WITHIN


def join(cluster: Sequence[EventDraft], into: Mapping[EventDraft, EventDraft]) -> None:
    """Makes the first of some reports tell what the others know better."""
    first = cluster[0]
    first.answers = unique_links(first, (link for e in cluster for link in e.answers), into)
    if len(cluster) == 1:
        return
    first.flags = list(dict.fromkeys(f for e in cluster for f in (*e.flags, *numbers(cluster))))
    surest = min(cluster, key=lambda e: SURE.index(e.standing))
    first.standing, first.voice = surest.standing, surest.voice
    finest = min(cluster, key=lambda e: FINENESS.index(e.precision))
    first.date, first.precision = finest.date, finest.precision
    first.mode = first.mode or next((e.mode for e in cluster if e.mode), "")
    first.target = first.target or next((e.target for e in cluster if e.target), None)
    first.object = best_object(cluster)
    first.motive = first.motive or next((e.motive for e in cluster if e.motive), "")
    first.quotes = list(dict.fromkeys(quote for e in cluster for quote in e.quotes))
    first.readers = tuple(dict.fromkeys(name for e in cluster for name in e.readers))


def best_object(cluster: Sequence[EventDraft]) -> Thing | None:
    """The first object with an amount, else the first object."""
    things = [e.object for e in cluster if e.object is not None]
    return next((t for t in things if t.amount is not None), things[0] if things else None)


def unique_links(
    event: EventDraft, links: Iterable[DraftLink], into: Mapping[EventDraft, EventDraft]
) -> list[DraftLink]:
    """Links led on to the merged events, the best one to each, none to the event itself."""
    best: dict[EventDraft, DraftLink] = {}
    for link in links:
        goal = into[link.answered]
        if goal is not event and (goal not in best or best[goal].score < link.score):
            best[goal] = DraftLink(goal, link.reason, link.score)
    return sorted(best.values(), key=lambda link: (-link.score, *place_of(link.answered)))


def place_of(event: EventDraft) -> tuple[str, int, int]:
    """The article of an event, and where in it."""
    return event.quote.article_id, *trigger_span(event)


def numbers(cluster: Sequence[EventDraft]) -> tuple[DraftFlag, ...]:
    """The amounts in which the reports of one happening differ."""
    first = next((e for e in cluster if e.object and e.object.amount is not None), None)
    if first is None:
        return ()
    return tuple(number_flag(first, e, merged=True) for e in cluster if amounts_differ(first, e))
