"""The third sides of a text: who else acts, or is able to act, on either of the two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from countermove.framing.acts import Act, find_things, is_named
from countermove.framing.playbook import Playbook
from countermove.framing.sides import Sides
from countermove.framing.siding.sorts import sort_of
from countermove.framing.thirds.third_kinds import asks_for_help, find_kind
from countermove.framing.wording import content_words, drop_sides
from countermove.records.appearances import Appearance
from countermove.records.events import Event, Party

__all__ = ["Third", "find_friends", "find_thirds"]

ABLE = ("state", "organisation", "body", "union", "firm", "firms", "fighters")
"""Sorts of sides that act as one; a person, a crowd or a word that names nobody does not."""
LEAST_SEEN = {True: 1, False: 3}
"""In how many sentences a side with a code, and one without, is spoken of at least."""
OLD = timedelta(days=4 * 365)
"""An act that long before the last thing told is history."""


@dataclass(frozen=True)
class Third:
    """A third side with its acts towards the two, and the asking of it for help.

    `toward[i]` is the side that `acts[i]` helps or presses. `asking` are events in which the
    subject asks it, or is advised to.
    """

    side: str
    acts: tuple[Act, ...]
    toward: tuple[str, ...]
    asking: tuple[Event, ...]

    @property
    def weight(self) -> int:
        """How much the text tells of it as a side that acts."""
        return sum(a.event.reports for a in self.acts) + sum(e.reports for e in self.asking)


def find_thirds(
    events: Sequence[Event],
    sides: Sides,
    playbook: Playbook,
    *,
    appearances: Sequence[Appearance] = (),
    taken: Sequence[Act] = (),
) -> tuple[Third, ...]:
    """Third sides with acts of their own or asked for help, the most told of first.

    What is only mentioned, accuses, praises or demands is none; nor is an act whose doer or
    target the words do not tell. `taken` are the acts of the two sides, for what they press with.
    """
    seen = count_sentences(appearances)
    recent = drop_old(events)
    own = list_acts(recent, events, sides, playbook, seen, taken)
    if appearances:
        places = list_places(appearances)
        own = [(act, toward) for act, toward in own if does(act.event, places)]
    asking = [(side, e) for e in recent if (side := asked_side(e, sides, seen)) is not None]
    found = sorted({act.player for act, _ in own} | {side for side, _ in asking})
    thirds = [collect(side, own, asking) for side in found]
    return tuple(sorted(thirds, key=lambda third: (-third.weight, third.side)))


def collect(
    side: str, own: Iterable[tuple[Act, str]], asking: Iterable[tuple[str, Event]]
) -> Third:
    """All that is told of one third side."""
    mine = [(act, toward) for act, toward in own if act.player == side]
    return Third(
        side,
        acts=tuple(act for act, _ in mine),
        toward=tuple(toward for _, toward in mine),
        asking=tuple(event for asked, event in asking if asked == side),
    )


def list_acts(
    recent: Iterable[Event],
    events: Sequence[Event],
    sides: Sides,
    playbook: Playbook,
    seen: Mapping[str, int],
    taken: Iterable[Act],
) -> list[tuple[Act, str]]:
    """The acts of third sides that can be options, each with the side it is for or against."""
    friends, levers = find_friends(events), list_levers(taken, sides)
    found = []
    for event in recent:
        if event.actor is None or not is_able(event.actor, sides, seen) or not is_told(event):
            continue
        toward = find_toward(event, sides, levers)
        pair = (event.actor.side, event.target.side if event.target else "")
        invited = event.action == "MOBILIZE" and pair in friends
        entry = find_kind(event, playbook, invited=invited)
        if toward and entry is not None and not (entry.role == "aid" and is_bid(event, sides)):
            act = Act(event, event.actor.side, entry, find_things(event, sides))
            found.append((act, toward))
    return found


def is_told(event: Event) -> bool:
    """Whether an act is told as done or to come, by words that name both who and to whom."""
    kept = event.action == "REJECT" or not event.negated
    return not event.inferred and event.standing != "denied" and kept and is_named(event)


def is_bid(event: Event, sides: Sides) -> bool:
    """Whether what is bought is one of the two itself: "buy the company"."""
    words = content_words(event.object.what if event.object else "")
    return event.action == "COOPERATE" and bool(words) and not drop_sides(words, sides)


Places = Mapping[tuple[str, str], Sequence[Appearance]]
"""The appearances of each side in each article."""


def list_places(appearances: Iterable[Appearance]) -> Places:
    """The appearances by side and article."""
    found: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for seen in appearances:
        found[seen.party.side, seen.quote.article_id].append(seen)
    return found


def does(event: Event, places: Places) -> bool:
    """Whether the words of an event have its actor do it, and not stand by as a place or owner."""
    assert event.actor is not None
    return any(
        quote.start <= seen.quote.start < quote.end and (seen.role in DOING or leads(seen, event))
        for quote in event.quotes
        for seen in places.get((event.actor.side, quote.article_id), ())
    )


DOING = ("subject", "agent")


def leads(seen: Appearance, event: Event) -> bool:
    """Whether an appearance depends on the very word that tells the act, whatever its role."""
    told = event.trigger.text.lower() if event.trigger else ""
    return bool(seen.governor) and told.startswith(seen.governor.lower()[:SAME])


SAME = 4
"""So many letters make a lemma and a form of it alike."""


def is_able(party: Party, sides: Sides, seen: Mapping[str, int]) -> bool:
    """Whether a party is a third side that acts as one and of which the text speaks enough."""
    if sides.side_of(party) or sort_of(party, party.sector) not in ABLE:
        return False
    return not seen or seen.get(party.side, 0) >= LEAST_SEEN[party.side.isupper()]


def asked_side(event: Event, sides: Sides, seen: Mapping[str, int]) -> str | None:
    """The third side that the subject asks for help in an event, or is advised to ask."""
    target = event.target
    own = event.actor is not None and sides.side_of(event.actor) == sides.subject
    if not own or target is None or event.inferred or not asks_for_help(event):
        return None
    return target.side if is_able(target, sides, seen) else None


def find_toward(event: Event, sides: Sides, levers: Mapping[str, frozenset[str]]) -> str:
    """The one of the two that an act of a third side is for or against, or "".

    An act that names no one but is about what one of them presses with ("close the pipeline") is
    towards the side that is pressed.
    """
    if event.target is not None:
        return sides.side_of(event.target)
    things = find_things(event, sides)
    return next((side for side, words in levers.items() if things & words), "")


def list_levers(taken: Iterable[Act], sides: Sides) -> dict[str, frozenset[str]]:
    """By side, the words of what it is pressed with."""
    pressing = [act for act in taken if act.entry.role == "measure" and act.entry.affects in FLOWS]
    return {
        side: frozenset().union(*(act.things for act in pressing if act.player != side))
        for side in (sides.subject, sides.other)
    }


FLOWS = ("supply", "trade", "movement")
"""What a third side can hold up, or make up for, without naming either of the two."""


def find_friends(events: Iterable[Event]) -> set[tuple[str, str]]:
    """Pairs of a side and one that it gives aid to or that has asked it for help.

    Who also presses the other is no friend; a deployment alone tells neither.
    """
    friends, foes = set(), set()
    for event in events:
        if event.actor is None or event.target is None or event.negated:
            continue
        pair = (event.actor.side, event.target.side)
        if event.action == "AID" and event.standing in ("done", "alleged"):
            friends.add(pair)
        elif asks_for_help(event):
            friends.add(pair[::-1])
        elif event.action in ("SANCTION", "COERCE", "ASSAULT", "THREATEN"):
            foes.add(pair)
    return friends - foes


def drop_old(events: Sequence[Event]) -> list[Event]:
    """The events without those that are dated long before the last."""
    days = [e.date for e in events if e.date and e.standing in ("done", "alleged")]
    last: date | None = max(days, default=None)
    return [e for e in events if last is None or e.date is None or e.date >= last - OLD]


def count_sentences(appearances: Iterable[Appearance]) -> Counter[str]:
    """In how many sentences each side is spoken of by name."""
    places = {
        (a.party.side, a.quote.article_id, a.sentence) for a in appearances if a.kind != "pronoun"
    }
    return Counter(side for side, _, _ in places)
