"""Third sides → players: the options of each, and the subject's asking them for help."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from countermove.framing.acts import Act
from countermove.framing.folding import weight
from countermove.framing.options import Drafted, rank
from countermove.framing.playbook import Entry, Playbook
from countermove.framing.scheme import UNTOLD
from countermove.framing.sides import Sides
from countermove.framing.thirds.find import Third
from countermove.records.events import Event

__all__ = ["MOST_THIRDS", "Joined", "join_thirds", "size_of"]

MOST_THIRDS = 3
"""With the two that is five players: more could not be played out, nor read."""
MOST_OPTIONS = 2
"""Of one third side: beside staying out, which is always there."""
MOST_BITS = 13
"""Options, chances and things that take time together: what can be stressed in a minute."""
PROMISE = re.compile(
    r"^(?:offer|promise|pledge|vow|agree|undertake|propose|ready|willing|prepared|commit itself)s?"
    r"\s+to\s+(?=\w)",
    re.IGNORECASE,
)
PROMISED = ("AGREE", "REJECT", "THREATEN")
"""What is promised, refused or threatened is not in force for that."""


@dataclass(frozen=True)
class Joined:
    """The options that third sides bring in, and the sides that found no room."""

    options: tuple[Drafted, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The third sides that are players, in order."""
        return tuple(dict.fromkeys(o.player for o in self.options if not o.asks))


def join_thirds(thirds: Sequence[Third], sides: Sides, playbook: Playbook, size: int) -> Joined:
    """The options of the third sides, the most told of first, as long as the draft stays small.

    `size` counts what the draft has without them: options, chances, and what takes time.
    """
    options: list[Drafted] = []
    left: list[str] = []
    for number, third in enumerate(thirds):
        room = MOST_BITS - size - len(options)
        asking = draft_asking(third, sides, playbook)
        own = draft_own(third, sides, playbook)
        if number >= MOST_THIRDS or (options and room < len(asking) + 1):
            left.append(third.side)
            continue
        most = min(MOST_OPTIONS, max(1, (room - len(asking)) // share(thirds, number)))
        options += [*asking, *own[:most]]
    return Joined(tuple(options), tuple(left))


def share(thirds: Sequence[Third], number: int) -> int:
    """Among how many third sides the room is divided, this one and those after it."""
    return max(1, min(len(thirds), MOST_THIRDS) - number)


def draft_own(third: Third, sides: Sides, playbook: Playbook) -> list[Drafted]:
    """A third side's options, the most told of first; to help, where it is only asked."""
    groups: dict[tuple[str, str], list[Act]] = {}
    for act, side in zip(third.acts, third.toward, strict=True):
        between = act.entry.key == "CONSULT#mediate"
        toward = sides.subject if between else side
        groups.setdefault((toward, kind_of(act.entry)), []).append(act)
    drafted = [draft(group, toward, sides.names) for (toward, _), group in groups.items()]
    if not drafted:
        entry = fill(playbook.entries["AID#help"], sides.names[sides.subject])
        label = f"{entry.plain} {UNTOLD}"
        return [Drafted(third.side, entry, (), False, generic=label, toward=sides.subject)]
    return sorted(drafted, key=weight)


def kind_of(entry: Entry) -> str:
    """What makes two acts of a third side one option: the kind of help, or what is hit."""
    return entry.key if entry.role == "aid" else f"{entry.role} {entry.affects}"


def draft(group: Sequence[Act], toward: str, names: Mapping[str, str]) -> Drafted:
    """The option of a group of acts; its entry is that of the surest telling."""
    best = min(group, key=lambda act: (rank(act.event), act.event.order, act.event.id))
    entry = fill(best.entry, names[toward])
    refused = all(act.event.action == "REJECT" for act in group)
    today = any(act.happened and act.event.action not in PROMISED for act in group)
    generic = entry.plain if refused else ""
    filled = tuple(
        replace(act, event=drop_promise(act.event), entry=fill(act.entry, names[toward]))
        for act in group
    )
    return Drafted(best.player, entry, filled, today, generic=generic, toward=toward)


def drop_promise(event: Event) -> Event:
    """An offer or a promise as the act that is offered: "offer to lend money"."""
    return event.model_copy(update={"label": PROMISE.sub("", event.label)})


def draft_asking(third: Third, sides: Sides, playbook: Playbook) -> list[Drafted]:
    """The subject's option to ask a third side for help, where the text tells of it."""
    if not third.asking:
        return []
    entry = fill(playbook.entries["REQUEST#ask"], sides.names[third.side])
    acts = tuple(Act(event, sides.subject, entry, frozenset()) for event in third.asking)
    today = any(act.happened for act in acts)
    return [Drafted(sides.subject, entry, acts, today, toward=third.side)]


def fill(entry: Entry, name: str) -> Entry:
    """An entry with the name of the side it is towards in its plain words."""
    return entry.model_copy(update={"plain": entry.plain.replace("{side}", name)})


def size_of(options: Sequence[Drafted], clocks: int) -> int:
    """How many options, chances and things that take time a draft has, giving in among them."""
    return 1 + len(options) + sum(o.entry.takes is not None for o in options) + clocks
