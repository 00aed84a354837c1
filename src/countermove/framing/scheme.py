"""The parts of a draft before they are priced: whose options, which clocks, what answers what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from countermove.framing.acts import Act
from countermove.framing.chances import Clock
from countermove.framing.options import Drafted
from countermove.framing.playbook import Entry, Playbook
from countermove.framing.sides import Sides
from countermove.framing.wording import label_event, name_option
from countermove.records.circumstances import Demand

__all__ = ["GIVE_IN", "Scheme", "lay_out", "name_all"]

GIVE_IN = "give_in"
PRESSING = ("measure", "force")
UNTOLD = "(not from the text)"
"""What the label of an option says that every stand-off has and no text told."""
ASKING = {
    "ask": "asking",
    "demand": "demanding",
    "want": "demanding",
    "urge": "urging",
    "call": "calling",
    "press": "pressing",
    "order": "ordering",
    "tell": "telling",
    "request": "requesting",
    "seek": "seeking",
    "insist": "insisting",
}


@dataclass(frozen=True)
class Scheme:
    """Everything a draft is made of.

    `concession` prices giving in, by what `demand` is about.
    """

    sides: Sides
    options: tuple[Drafted, ...]
    clocks: tuple[Clock, ...]
    concession: Entry
    demand: Demand = ""

    def of(self, player: str, *roles: str) -> tuple[Drafted, ...]:
        """A player's options of some roles, or all of them."""
        return tuple(
            o for o in self.options if o.player == player and (not roles or o.entry.role in roles)
        )

    @property
    def thirds(self) -> tuple[str, ...]:
        """The third sides that are players."""
        two = (self.sides.subject, self.sides.other)
        return tuple(dict.fromkeys(o.player for o in self.options if o.player not in two))

    def rival(self, player: str) -> str:
        """The other one of the two sides."""
        return self.sides.other if player == self.sides.subject else self.sides.subject

    def facing(self, option: Drafted) -> str:
        """The side that an option is against."""
        return option.toward or self.rival(option.player)

    def helpers(self, player: str) -> tuple[Drafted, ...]:
        """What third sides do, or could do, for one of the two."""
        return tuple(o for o in self.options if o.entry.role == "aid" and o.toward == player)

    def title(self, player: str) -> str:
        """A side's name for a page, with who stands with it."""
        names = [self.sides.names[player]]
        if player == self.sides.other:
            names += [self.sides.names[side] for side in self.sides.allies]
        return f"{names[0]} with allies" if len(names) > 2 else " and ".join(names)

    def answered_by(self, option: Drafted) -> tuple[Drafted, ...]:
        """What an option answers: options its events are linked to, else the rival's stances.

        A subject without any to point at answers what the other side presses with today, and so
        does a third side that presses the other side.
        Nothing to point at means that the quarrel itself is answered.
        """
        rival = self.facing(option)
        ids = {link.event_id for act in option.acts for link in act.event.answers}
        linked = tuple(o for o in self.of(rival) if ids & set(o.events))
        if linked:
            return linked
        stances = self.of(rival, "stance")
        joins = option.player in self.thirds and rival == self.sides.other
        if rival == self.sides.subject or (stances and not joins):
            return stances
        return tuple(o for o in self.of(rival, *PRESSING) if o.today)


def lay_out(
    sides: Sides,
    options: Sequence[Drafted],
    clocks: Sequence[Clock],
    playbook: Playbook,
    acts: Sequence[Act] = (),
    demand: Demand = "",
    joined: Sequence[Drafted] = (),
) -> Scheme:
    """The scheme with the generic options that every stand-off has, all of them named.

    Where the other side does nothing but demand, its demands among `acts` are what it presses with.
    `joined` are the options that third sides bring in.
    """
    told = [*options]
    if not any(o.player == sides.other and o.entry.role in PRESSING for o in told):
        told += list_demands(acts, sides, playbook)
    every = [*told, *generic(sides, told, playbook), *joined]
    concession = next(e for e in playbook.entries.values() if e.role == "concession" and not e.like)
    return Scheme(sides, name_all(every, sides, clocks), tuple(clocks), concession, demand)


def list_demands(acts: Sequence[Act], sides: Sides, playbook: Playbook) -> list[Drafted]:
    """The other side's demands on the subject as one option, to go on making them; or none."""
    asked = [
        act
        for act in acts
        if act.player == sides.other
        and act.event.action == "REQUEST"
        and act.happened
        and sides.side_of(act.event.target) == sides.subject
    ]
    if not asked:
        return []
    first = max(asked, key=lambda act: (act.event.reports, -act.event.order))
    label = keep_asking(label_event(first.event, first.entry))
    entry = playbook.entries["REQUEST#still"]
    option = Drafted(sides.other, entry, tuple(asked), today=True, generic=label)
    return [option] if label else []


def keep_asking(label: str) -> str:
    """A demand's label as that of making it still, or "" where it is not named as one."""
    first, _, rest = label.partition(" ")
    going_on = ASKING.get(first.lower(), "")
    return f"Keep {going_on} {rest}" if going_on and rest else ""


def generic(sides: Sides, options: Sequence[Drafted], playbook: Playbook) -> list[Drafted]:
    """What nobody wrote but is always there: standing alone, some pressure to stand against, and
    the use of forces that are massed."""
    found = []
    if not any(o.player == sides.subject and o.entry.role == "policy" for o in options):
        label = f"Build up the strength to stand alone {UNTOLD}"
        found.append(Drafted(sides.subject, playbook.entries["POLICY"], (), False, generic=label))
    if not any(o.player == sides.other and o.entry.role in PRESSING for o in options):
        label = f"Tighten the pressure {UNTOLD}"
        found.append(Drafted(sides.other, playbook.entries["COERCE"], (), False, generic=label))
    if has_massed(sides.other, options):
        label = f"Use the forces it has massed {UNTOLD}"
        entry = playbook.entries["MOBILIZE#interfere"]
        found.append(Drafted(sides.other, entry, (), False, generic=label))
    return found


def has_massed(side: str, options: Sequence[Drafted]) -> bool:
    """Whether a side has forces massed and no text says what they might do."""
    own = [o for o in options if o.player == side]
    massed = any(o.today and o.entry.role == "measure" and o.entry.affects == "force" for o in own)
    return massed and not any(o.entry.role == "force" for o in own)


def name_all(
    options: Sequence[Drafted], sides: Sides, clocks: Sequence[Clock]
) -> tuple[Drafted, ...]:
    """The options with names for conditions, all different."""
    used = [GIVE_IN, *(c.option.name for c in clocks)]
    labels = list_labels(options, sides.subject)
    named = []
    for option, label in zip(options, labels, strict=True):
        name = name_option(label, used, sides)
        used.append(name)
        named.append(replace(option, name=name, title=label))
    return tuple(named)


def list_labels(options: Sequence[Drafted], subject: str) -> list[str]:
    """The labels of some options, no two alike.

    What is in force keeps its own first, and who presses before who does the same in turn.
    """

    def rank(place: int) -> tuple[bool, bool]:
        return not options[place].today, options[place].player == subject

    order = sorted(range(len(options)), key=rank)
    taken: set[str] = set()
    found = [""] * len(options)
    for place in order:
        own = options[place].player == subject
        found[place] = tell_apart(options[place], taken, own=own)
        taken.add(found[place].casefold())
    return found


def tell_apart(option: Drafted, taken: set[str], *, own: bool = False) -> str:
    """The option's label, unlike those taken: two sides may do the same to one another.

    What somebody only says of the subject is no course to advise it in those words: as its `own`
    option it bears the playbook's, with the quote beside it.
    """
    wanted = [option.label, option.entry.plain, f"{option.label} in turn", f"{option.label} again"]
    if own and option.disputed:
        wanted[:2] = wanted[1::-1]
    free = [label for label in wanted if label and label.casefold() not in taken]
    return free[0] if free else f"{option.label} ({len(taken) + 1})"
