"""Clock words → chance options: what holds for a while and ends, or comes, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.framing.acts import Act
from countermove.framing.options import alike, list_quotes
from countermove.framing.sides import Sides
from countermove.framing.wording import label_event, name_option
from countermove.phrasing.letters import capital
from countermove.records.standoffs import ChanceOption

__all__ = ["Clock", "draft_chances"]

MOST = 2
CLOCK_WORDS = ("until", "till", "while", "once", "when", "as", "before", "after")


@dataclass(frozen=True)
class Clock:
    """A chance option, the side it speaks of, and whether it ties that side's hands."""

    option: ChanceOption
    side: str
    busy: bool


def draft_chances(
    acts: Sequence[Act], sides: Sides, taken: Sequence[str]
) -> tuple[tuple[Clock, ...], tuple[str, ...]]:
    """At most two clocks, most mentioned first, and the labels of those left out.

    "Once forces are freed" ends the same clock as "while tied up": both are one option.
    """
    groups: list[list[Act]] = []
    for act in (a for a in acts if a.entry.role == "chance" and not a.event.negated):
        home = next((g for g in groups if is_same(g, act)), None)
        if home is None:
            groups.append([act])
        else:
            home.append(act)
    groups.sort(key=lambda g: (not is_busy(g), -len(g), g[0].event.order))
    clocks: list[Clock] = []
    for group in groups[:MOST]:
        names = (*taken, *(c.option.name for c in clocks))
        clocks.append(draft(group, sides, names))
    left = tuple(label_event(g[0].event, g[0].entry) for g in groups[MOST:])
    return tuple(clocks), left


def is_same(group: Sequence[Act], act: Act) -> bool:
    """Whether two clock words speak of one clock: of the same side, one ending the other."""
    if group[0].player != act.player:
        return False
    if {"busy", "once"} <= {group[0].event.mode, act.event.mode}:
        return True
    return group[0].event.mode == act.event.mode and alike(group[0].things, act.things)


def is_busy(group: Sequence[Act]) -> bool:
    """Whether the clock is a side being tied up."""
    return any(act.event.mode in ("busy", "") for act in group)


def draft(group: Sequence[Act], sides: Sides, taken: Sequence[str]) -> Clock:
    """The chance option of a group of clock words."""
    best = min(group, key=lambda a: (a.event.mode == "once", a.event.order))
    label = label_clock(best, sides)
    entry = best.entry
    option = ChanceOption(
        name=name_clock(best, label, taken, sides),
        label=label,
        today=best.event.mode != "once",
        starts_after=entry.starts_after if best.event.mode == "once" else None,
        ends_after=entry.ends_after,
        basis="quoted",
        why=f"the article says so; how long it lasts is the playbook's guess ({entry.key})",
        quotes=list_quotes(group),
        events=tuple(act.event.id for act in group),
    )
    return Clock(option, best.player, is_busy(group))


def label_clock(act: Act, sides: Sides) -> str:
    """The clock in words, the side's name in front: "Russia is tied up in Ukraine"."""
    words = label_event(act.event, act.entry)
    name = sides.names[act.player]
    if words.casefold().startswith(name.casefold()):
        return words
    lowered = words[:1].lower() + words[1:]
    if lowered.split()[0] in CLOCK_WORDS:
        return words
    if lowered.split()[0] in ("is", "are", "has", "have", "was", "were"):
        return f"{capital(name)} {lowered}"
    if act.event.mode in ("busy", ""):
        return f"{capital(name)} is {lowered}"
    return f"{capital(name)}: {lowered}"


def name_clock(act: Act, label: str, taken: Sequence[str], sides: Sides) -> str:
    """A name for conditions: the first busy side is `busy`, which reads well in them."""
    busy = act.event.mode == "busy" and "busy" not in taken
    return "busy" if busy else name_option(label, taken, sides)
