"""What kind of stand-off a text tells of: the instrument, the demand, how many press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from countermove.framing.acts import Act, wording
from countermove.framing.scheme import PRESSING
from countermove.framing.sides import Sides
from countermove.records.articles import Quote
from countermove.records.circumstances import Circumstances, Demand, Instrument
from countermove.records.events import Event

__all__ = ["read_circumstances"]

DEMANDING = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
VIOLENT = ("violence", "territory")
"""Modes of a threat that speak of force."""

CUTS = ("embargo", "blockad", "export")
"""Beginnings of words for what sanctions data count as a cut of trade or supplies (TIES types
blockade, total and partial embargo, export restriction)."""

STRENGTH: tuple[Instrument, ...] = (
    "words",
    "sanctions threatened",
    "sanctions imposed",
    "supply cut",
    "military threat",
    "military display",
    "attack",
)
"""From the mildest to the gravest; what a text tells is called by its gravest."""


def read_circumstances(acts: Sequence[Act], sides: Sides) -> Circumstances:
    """The circumstances of a stand-off, each with the words that told it."""
    pressing = [act for act in acts if act.player == sides.other and not act.event.negated]
    told = [(name, act) for act in pressing if (name := instrument_of(act))]
    gravest = max((STRENGTH.index(name) for name, _ in told), default=-1)
    shown = [act for name, act in told if STRENGTH.index(name) == gravest]
    demands = list(list_demands(acts, sides))
    return Circumstances(
        instrument=STRENGTH[gravest] if told else "",
        demand=issue_of(demands),
        pressers=1 + len(sides.allies),
        quotes=tuple(list_quotes([*(act.event for act in shown), *demands])),
    )


def instrument_of(act: Act) -> Instrument:
    """What one act of the pressing side presses with, or "" where it does not press.

    What it plans is as good as threatened; what others say that it may do is not.
    """
    event, entry = act.event, act.entry
    if event.action == "THREATEN" or is_planned(act):
        military = event.mode in VIOLENT or entry.role == "force" or event.action == "MOBILIZE"
        return "military threat" if military else "sanctions threatened"
    if event.action in ("ACCUSE", "REQUEST", "REJECT"):
        return "words"
    if not act.happened:
        return ""
    if event.action == "MOBILIZE":
        return "military display"
    if event.action == "ASSAULT" or entry.role == "force":
        return "attack"
    if entry.role != "measure":
        return ""
    words = wording(event).lower()
    cut = entry.affects == "supply" or any(begins(words, stem) for stem in CUTS)
    return "supply cut" if cut else "sanctions imposed"


def is_planned(act: Act) -> bool:
    """Whether it is pressure that its doer has announced."""
    return act.event.standing == "planned" and act.entry.role in PRESSING


def list_demands(acts: Sequence[Act], sides: Sides) -> Iterable[Event]:
    """What is asked, charged or refused between the two sides."""
    for act in acts:
        target = sides.side_of(act.event.target)
        if act.event.action in DEMANDING and (target or act.entry.role == "stance"):
            yield act.event


def issue_of(demands: Sequence[Event]) -> Demand:
    """What most of the demands are about; `policy` where no issue's words are among them."""
    found: Counter[Demand] = Counter()
    for event in demands:
        text = wording(event).lower()
        found.update({issue for issue, word in load_issues() if begins(text, word)})
    if not demands:
        return ""
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return "policy"
    return ranked[0][0]


def begins(text: str, word: str) -> bool:
    """Whether some word of a text begins like this."""
    return f" {word}" in f" {text}"


@cache
def load_issues() -> tuple[tuple[Demand, str], ...]:
    """The shipped words of each issue."""
    text = (files("countermove.framing") / "data" / "issues.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((issue, word) for issue, word, *_ in rows[1:])  # type: ignore[misc]


def list_quotes(events: Iterable[Event]) -> Iterable[Quote]:
    """The first words each event was read from, each once, at most four."""
    return list(dict.fromkeys(quote for event in events for quote in event.quotes[:1]))[:4]
