"""What a text advises, as a course of one of the two sides, whatever words it is told in.

An act of no list is an option all the same: its own words name it, and its verb says what kind
of course it is. What others are advised to do, or nobody named, the subject can call for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from countermove.framing.eligibility import judge_label
from countermove.framing.playbook import Entry, Playbook
from countermove.framing.sides import Sides
from countermove.framing.siding.sorts import read_sizes, sort_of
from countermove.framing.wording import name_call
from countermove.records.events import Event

__all__ = [
    "advised_entry",
    "find_kind",
    "is_able",
    "is_call",
    "is_duty",
    "is_ours",
    "speaks_to_others",
    "to_call",
]

CALLED = ("POLICY", "CONCEDE", "RETREAT", "AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID")
"""What others can be called on to do: nothing that presses the subject."""

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "talk": ("CONSULT", ""),
        "refuse": ("REJECT", ""),
        "yield": ("CONCEDE", ""),
        "press": ("COERCE", ""),
        "voice": ("PROTEST", ""),
        "ally": ("POLICY#partners", ""),
        "law": ("POLICY#law", ""),
    }
)
NOT = re.compile(r"^(?:not|never)\s+", re.IGNORECASE)
AIDING = re.compile(r"^(?:help|try|seek|continue|begin|start|move|prepare)\s+(?:to\s+)?")
"""Verbs that hand on to the one behind them: "continue to insist"."""


def find_kind(label: str) -> str:
    """The kind of course that an advised phrase tells by its verb, or "" for none of the table.

    >>> find_kind("talk to the ministry"), find_kind("build a pipeline")
    ('talk', '')
    """
    words = AIDING.sub("", NOT.sub("", label.lower()))
    for verb, kind in load_verbs():
        if words == verb or words.startswith(f"{verb} "):
            return kind
    return ""


@cache
def load_verbs() -> tuple[tuple[str, str], ...]:
    """The verbs of the shipped table with the kind of each, the longest first."""
    text = files("countermove.framing").joinpath("data/advised.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [(verb.strip(), kind) for kind, verbs, _ in rows for verb in verbs.split(",")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def is_call(event: Event, sides: Sides) -> bool:
    """Whether what is advised is for others to do, or for nobody named: not for the subject.

    What the other side is advised to press with is no call of the subject's. Of what is advised
    without a doer only a state is taken for the one who is meant: crews and unions make no laws.
    """
    side = sides.side_of(event.actor)
    if event.action not in CALLED or event.standing != "advised" or is_ours(event):
        return False
    if speaks_to_others(event):
        return False
    if event.actor is None or (event.action == "POLICY" and "actor" in event.inferred):
        meant = "actor" in event.inferred and sides.subject in read_sizes()
        return not meant and (event.urged or event.actor is not None)
    presses = find_kind(event.label) == "press" and not event.negated
    return side != sides.subject and not (presses and side == sides.other)


def to_call(event: Event, sides: Sides, playbook: Playbook) -> Entry:
    """The playbook's entry for calling on others to do what an event advises, with its words."""
    called = None if "actor" in event.inferred else event.actor
    name = sides.names.get(called.side, called.name) if called else ""
    own = sides.side_of(called) == sides.other
    entry = playbook.entries["REQUEST#call" if own else "REQUEST#others"]
    plain = f"Call on {name} to change its course" if own else entry.plain
    said = "" if judge_label(event.label) else name_call(event, name, readers=is_imperative(event))
    return entry.model_copy(update={"label": said, "plain": plain})


def speaks_to_others(event: Event) -> bool:
    """Whether a quoted voice says "we" or "you": whom it means the words do not tell."""
    quoted = event.actor is None and event.voice.kind == "speaker"
    return quoted and bool(THEY.search(words_before(event)))


def words_before(event: Event) -> str:
    """What the quote says before the words that tell the act; empty where they are not known."""
    if event.trigger is None or not event.quotes:
        return ""
    return event.quote.text[: max(event.trigger.start - event.quote.start, 0)]


def is_imperative(event: Event) -> bool:
    """Whether advice opens its sentence with a bare verb: it is for who reads it."""
    if event.trigger is None or not event.quotes or event.actor is not None:
        return False
    told = words_before(event)
    made = event.label.startswith(("bring about", "avoid", "have ", "get "))
    return len(told.split()) < FEW and not made and not event.quote.text[:1].isdigit()


def is_ours(event: Event) -> bool:
    """Whether the author says "we should", or "now is the time to": who reads it is meant."""
    if event.voice.kind != "author":
        return False
    told = words_before(event)
    return event.standing == "advised" and bool(
        WE.search(told) or (TIME.search(told) and "actor" in event.inferred)
    )


def is_able(event: Event) -> bool:
    """Whether an act is one that its doer can do: only people who work for another strike.

    "Coca-Cola will go out on strike" is a misreading: its workers will.
    """
    if event.action != "PROTEST" or event.mode != "strike" or event.actor is None:
        return True
    return sort_of(event.actor, event.actor.sector) not in EMPLOYERS


def is_duty(event: Event) -> bool:
    """Whether what people "have to" do tells their lot and advises nothing: "they are paid little
    and have to bring their own cars". Of a state, a minister's plan, it is mostly advice."""
    if event.standing != "advised" or event.actor is None or event.actor.side in read_sizes():
        return False
    text = event.quote.text if event.quotes else ""
    return bool(HAVING.search(text)) and not URGING.search(text)


HAVING = re.compile(r"\b(?:ha(?:s|ve|d)|needs?)\s+to\b", re.IGNORECASE)
URGING = re.compile(r"\b(?:should|must|ought|better|we|our)\b", re.IGNORECASE)
WE = re.compile(r"\bwe\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
THEY = re.compile(
    r"\b(?:we|you) (?:should|must|have to|need to|ought to|ve got to|had better)\b[^.]*$", re.I
)
TIME = re.compile(r"\b(?:time|day|moment|hour)\s+to\s+$", re.IGNORECASE)
FEW = 2
"""Words before a bare verb that opens its sentence: "Now, write …"."""
EMPLOYERS = ("state", "organisation", "firm", "firms")


def advised_entry(event: Event, words: str, playbook: Playbook) -> Entry:
    """The playbook's entry for what the subject is advised: by its verb, else as its own policy."""
    key, _ = KINDS.get(find_kind(event.label), ("", ""))
    return playbook.entries[key] if key else playbook.find("POLICY", "", words, event.contexts)
