"""Rules and model side by side: where they agree, where they differ, what only one read."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.reading.event_drafts import DraftFlag, EventDraft
from countermove.records.articles import Quote

__all__ = ["agree", "count_votes"]


def agree(rules: Sequence[EventDraft], proposed: Sequence[EventDraft]) -> list[EventDraft]:
    """The events of both readers.

    1. The same type by the same side in the same words is one event, read by both; where they
       differ on its standing, or on whom it is done to, it says so.
    2. What the model reads otherwise where the rules read something is kept, and both say so.
    3. What only the model read is kept and says so. Nothing of the model's is confirmed.
    """
    for rule in rules:
        rule.readers = ("rules",)
    taken: set[EventDraft] = set()
    added: list[EventDraft] = []
    for proposal in proposed:
        near = [r for r in rules if meets(r, proposal)]
        twin = next((r for r in near if r not in taken and is_same(r, proposal)), None)
        if twin is not None:
            taken.add(twin)
            confirm(twin, proposal)
            continue
        added.append(proposal)
        rival = next((r for r in near if competes(r, proposal)), None)
        if rival is None:
            proposal.flags.append(
                DraftFlag("read by the model only", "the rules read nothing here")
            )
        else:
            proposal.flags.append(
                DraftFlag("readers differ", f"the rules read: {say(rival)}", rival)
            )
            rival.flags.append(DraftFlag("readers differ", f"the model reads: {say(proposal)}"))
    return [*rules, *added]


def meets(rule: EventDraft, proposal: EventDraft) -> bool:
    """Whether a rule's trigger stands in the words of a proposal."""
    here = rule.trigger or rule.quote
    return overlaps(here, proposal.quote)


def overlaps(one: Quote, other: Quote) -> bool:
    """Whether two quotes share a character."""
    return one.start < other.end and other.start < one.end


def is_same(rule: EventDraft, proposal: EventDraft) -> bool:
    """Whether both tell of one act by one side, and not to two different ones."""
    if rule.action != proposal.action or side_of(rule, "actor") != side_of(proposal, "actor"):
        return False
    targets = {side_of(rule, "target"), side_of(proposal, "target")} - {""}
    return len(targets) <= 1


def competes(rule: EventDraft, proposal: EventDraft) -> bool:
    """Whether a proposal tells otherwise what the rule tells: another type or another doer."""
    same_type = rule.action == proposal.action
    same_doer = side_of(rule, "actor") == side_of(proposal, "actor")
    return same_type or same_doer


def confirm(rule: EventDraft, proposal: EventDraft) -> None:
    """Mark an event as read by both, and what they differ on."""
    rule.readers, rule.votes = ("rules", "model"), proposal.votes
    if rule.standing != proposal.standing or rule.negated != proposal.negated:
        told = "denied" if proposal.negated else proposal.standing
        rule.flags.append(DraftFlag("readers differ", f"the model reads it as {told}"))
    if rule.target is None and proposal.target is not None:
        detail = f"the model reads that it is done to {proposal.target.name}"
        rule.flags.append(DraftFlag("readers differ", detail))


def side_of(draft: EventDraft, role: str) -> str:
    """The side of a draft's actor or target, or ""."""
    party = draft.actor if role == "actor" else draft.target
    return party.side if party else ""


def say(draft: EventDraft) -> str:
    """A draft in a few words."""
    who = draft.actor.name if draft.actor else "nobody named"
    whom = f", to {draft.target.name}" if draft.target else ""
    return f"{who}: {draft.label or draft.action.lower()}{whom}"


def count_votes(readings: Sequence[Sequence[EventDraft]]) -> list[EventDraft]:
    """What more than half of several readings of one part tell, each with its votes.

    Readings tell the same where type, doer and, up to overlap, the words are the same.
    """
    if len(readings) == 1:
        return list(readings[0])
    kept: list[EventDraft] = []
    for place, reading in enumerate(readings):
        for draft in reading:
            if any(is_vote(k, draft) for k in kept):
                continue
            votes = sum(any(is_vote(o, draft) for o in other) for other in readings[place:])
            if 2 * votes > len(readings):
                draft.votes = (votes, len(readings))
                kept.append(draft)
    return kept


def is_vote(one: EventDraft, other: EventDraft) -> bool:
    """Whether two readings of the model tell the same."""
    return (
        one.action == other.action
        and side_of(one, "actor") == side_of(other, "actor")
        and overlaps(one.quote, other.quote)
    )
