"""Events seen as acts of one of the two sides, each with the playbook's entry for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from countermove.framing.counsel import (
    advised_entry,
    is_able,
    is_call,
    is_duty,
    is_ours,
    speaks_to_others,
    to_call,
)
from countermove.framing.playbook import Entry, Playbook
from countermove.framing.sides import Sides
from countermove.framing.wording import (
    content_words,
    drop_sides,
    drop_threat,
    drop_vague,
    stem,
    tidy,
)
from countermove.records.events import Event

__all__ = [
    "AHEAD",
    "Act",
    "find_acts",
    "find_things",
    "is_advice_against",
    "is_named",
    "wording",
]

AHEAD = ("planned", "possible", "advised")
OUTWARD = {"measure", "force", "opening"}
"""Roles that make sense only towards the other side."""

FRIENDLY = ("SUPPORT", "AGREE", "COOPERATE", "AID", "CONCEDE")
OFFERS = ("AGREE", "COOPERATE", "AID")


@dataclass(frozen=True)
class Act:
    """An event done, threatened, possible or advised, as an act of `player`.

    `things` are the stems of what it is about, without the names of the sides; `target` is the one
    of the two sides that it is done to, if any.
    """

    event: Event
    player: str
    entry: Entry
    things: frozenset[str]
    target: str = ""

    @property
    def happened(self) -> bool:
        """Whether it is told as having happened and nobody denies it."""
        told = self.event.standing in ("done", "alleged") and not self.event.negated
        # A threat that was made is an act that may follow, not one in force.
        return (
            told
            and self.event.action != "THREATEN"
            and not any(flag.kind == "denied by" for flag in self.event.flags)
        )

    @property
    def meant(self) -> bool:
        """Whether it may still come: announced, possible, advised.

        "They will not interfere later" speaks of something that could be done: of pressing
        and taking, a negated outlook counts too.
        """
        if self.event.action == "THREATEN":
            return not self.event.negated and self.event.standing != "denied"
        outlook = self.event.standing != "advised" and self.entry.role in ("measure", "force")
        if is_advice_against(self.event):
            return self.entry.role in ("stance", "call")
        return self.event.standing in AHEAD and (not self.event.negated or outlook)


def find_acts(events: Iterable[Event], sides: Sides, playbook: Playbook) -> tuple[Act, ...]:
    """The acts of the two sides, towards each other or for themselves, in the order told.

    What the other side does to people or places of no state of their own ("the permits of
    workers") is its pressure where the events tell of none that is aimed at the subject.
    """
    found, aside = [], []
    for event in sorted(events, key=lambda e: (e.order, e.id)):
        call = is_call(event, sides)
        player = sides.subject if call or is_for_anyone(event) else sides.side_of(event.actor)
        if not player or not is_able(event) or (not call and is_duty(event)):
            continue
        entry = to_call(event, sides, playbook) if call else find_entry(event, sides, playbook)
        act = Act(event, player, entry, find_things(event, sides), sides.side_of(event.target))
        if is_relevant(event, player, entry, sides):
            found.append(act)
        elif is_aside(act, sides):
            aside.append(act)
    if any(is_pressing(act, sides) for act in found):
        return tuple(found)
    return tuple(sorted([*found, *aside], key=lambda act: (act.event.order, act.event.id)))


def is_for_anyone(event: Event) -> bool:
    """Whether advice names nobody, or "we": who reads it on the subject's side is meant."""
    if event.action != "POLICY" or event.standing != "advised" or speaks_to_others(event):
        return False
    return is_ours(event) or ("actor" in event.inferred and (event.urged or event.mode == ""))


def is_pressing(act: Act, sides: Sides) -> bool:
    """Whether an act can become an option by which the other side presses."""
    other = act.player == sides.other and act.entry.role in ("measure", "force")
    return other and (act.happened or act.meant)


def is_aside(act: Act, sides: Sides) -> bool:
    """Whether the other side presses somebody who is no state and neither of the two sides."""
    target = act.event.target
    minor = target is not None and target.side.islower() and not sides.side_of(target)
    return minor and act.event.action in ("SANCTION", "COERCE", "THREATEN") and is_named(act.event)


def is_named(event: Event) -> bool:
    """Whether an event's label is more than a bare noun ("the protests")."""
    return len(event.label.split()) > 1


def find_entry(event: Event, sides: Sides, playbook: Playbook) -> Entry:
    """The playbook's entry for an event.

    Friendliness to the other side that is still ahead of the subject is giving in, but what
    it is advised to offer is an opening; advice to deal with others is advice on policy.
    """
    words, ahead = wording(event), event.standing in AHEAD
    if is_advice_against(event):
        return playbook.find("REJECT", "", "", ())
    if event.action == "POLICY" and event.standing == "advised":
        return advised_entry(event, words, playbook)
    entry = playbook.find(event.action, event.mode, words, event.contexts)
    if event.standing == "advised" and entry.role == "passing" and event.action != "REQUEST":
        # What is advised may be taken up and kept up; to ask is an appeal to a third side.
        return advised_entry(event, words, playbook)
    if not ahead or event.action not in FRIENDLY:
        return entry
    actor, target = sides.side_of(event.actor), sides.side_of(event.target)
    if actor == sides.subject and target == sides.other:
        if event.standing == "advised" and event.action in OFFERS and entry.role != "concession":
            return playbook.find("CONSULT", "", words, event.contexts)
        return playbook.find("CONCEDE", "", words, event.contexts)
    if event.standing == "advised" and entry.role in ("tie", "passing"):
        policy = playbook.find("POLICY", "", words, event.contexts)
        return policy if "#" in policy.key else entry
    return entry


def is_advice_against(event: Event) -> bool:
    """Whether a side is advised to leave something undone: to refuse it is then its option."""
    return event.action == "POLICY" and event.negated and event.standing == "advised"


def find_things(event: Event, sides: Sides) -> frozenset[str]:
    """The stems of what an event is about: of its object, or of its phrase without the verb."""
    about = event.object.what if event.object else tidy(drop_threat(event.label)).partition(" ")[2]
    words = content_words(about)
    return drop_vague(drop_sides(words, sides)) or frozenset(map(stem, words))


def wording(event: Event) -> str:
    """The words an event is known by."""
    return " ".join(filter(None, (event.label, event.object.what if event.object else "")))


def is_open(event: Event, player: str, sides: Sides) -> bool:
    """Whether an act names nobody but may be aimed at the player's opponent.

    It names no target; or it threatens, and whom it seems to name is who threatens.
    """
    threatens = event.action in ("THREATEN", "MOBILIZE", "COERCE", "SANCTION")
    return event.target is None or (threatens and sides.side_of(event.target) == player)


def asks(event: Event) -> bool:
    """Whether the words an event was read from are a question."""
    return any(quote.text.rstrip(" \"'”»)").endswith("?") for quote in event.quotes[:1])


def is_relevant(event: Event, player: str, entry: Entry, sides: Sides) -> bool:
    """Whether an act bears on the other side: aimed at it, at nobody named, or at home."""
    target = sides.side_of(event.target)
    if entry.role in OUTWARD:
        # A bare noun ("the protests") without anybody it is aimed at is no act of a side.
        aimed = is_named(event) and is_open(event, player, sides)
        return aimed or target not in ("", player)
    if entry.role == "policy" and asks(event):
        return False  # "What should it do now?" asks for advice and gives none.
    if entry.role == "concession":
        return bool(target) or event.target is None  # what it grants to others is no giving in
    if entry.role == "tie":
        return not target and event.target is not None
    return True
