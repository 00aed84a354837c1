"""Keeping a draft small: the least mentioned options are folded into their kin and listed."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.framing.options import Drafted

__all__ = ["fold_options", "weight"]

MOST = {
    "subject": {
        "stance": 2,
        "measure": 2,
        "policy": 2,
        "tie": 1,
        "opening": 1,
        "force": 1,
        "call": 2,
    },
    "other": {"force": 1, "measure": 3, "stance": 1, "policy": 0, "tie": 0, "opening": 0},
}
"""The most options of each role; with giving in and chance this is at most about a dozen."""

MOST_OF_ALL = {"subject": 5, "other": 4}
MOST_BESIDE_THIRDS = {"subject": 4, "other": 3}
"""Fewer where third sides have options of their own."""
LEAST_WANTED = ("opening", "tie", "call", "stance", "measure", "policy", "force")
FIRST_TO_GO = ("opening", "tie", "measure")
"""The roles of which what no text advises goes before anything that one does."""


def fold_options(
    options: Sequence[Drafted], subject: str, *, beside: bool = False
) -> tuple[tuple[Drafted, ...], tuple[str, ...]]:
    """The options that stay, and the labels of those that found no kin.

    `beside` says that third sides are players too.
    """
    most = MOST_BESIDE_THIRDS if beside else MOST_OF_ALL
    kept: list[Drafted] = []
    dropped: list[str] = []
    for player in sorted({o.player for o in options}, key=lambda p: p != subject):
        place = "subject" if player == subject else "other"
        own = [o for o in options if o.player == player]
        few, lost = fold_roles(own, MOST[place])
        few, more = fold_most(few, most[place])
        kept += few
        dropped += [*lost, *more]
    return tuple(kept), tuple(dropped)


def fold_roles(own: list[Drafted], most: dict[str, int]) -> tuple[list[Drafted], list[str]]:
    """At most so many options of each role, the others folded into the likeliest kin."""
    kept, dropped = [], []
    for role, number in most.items():
        kin = sorted((o for o in own if o.entry.role == role), key=weight)
        stay, go = kin[:number], kin[number:]
        if not stay:
            dropped += [option.label for option in go]
        homes = [nearest_kin(stay, option) for option in go] if stay else []
        kept += [
            option.absorb([o for o, home in zip(go, homes, strict=False) if home == place])
            for place, option in enumerate(stay)
        ]
    return sorted(kept, key=first_told), dropped


def fold_most(own: list[Drafted], most: int) -> tuple[list[Drafted], list[str]]:
    """At most so many options of a player: the least wanted role's least mentioned go first.

    What the text advises goes after what it only mentions, and after what folds without loss.
    """
    kept, dropped = list(own), []
    for choose in (choose_mentioned, choose_alike, choose_least):
        while len(kept) > most and (last := choose(kept)):
            kept.remove(last)
            kin = [o for o in kept if o.entry.role == last.entry.role]
            if kin:
                home = kept.index(kin[nearest_kin(kin, last)])
                kept[home] = kept[home].absorb([last])
            else:
                dropped.append(last.label)
    return kept, dropped


def choose_mentioned(kept: Sequence[Drafted]) -> Drafted | None:
    """The first to go of what no text advises: not what presses in force."""
    for role in FIRST_TO_GO:
        kin = [o for o in kept if o.entry.role == role and not o.advised]
        loose = [o for o in kin if not (role == "measure" and o.today)]
        if loose:
            return max(loose, key=weight)
    return None


def choose_alike(kept: Sequence[Drafted]) -> Drafted | None:
    """The lesser of two calls, or of two measures where something advised would go for them."""
    for role in ("call", "measure"):
        kin = [o for o in kept if o.entry.role == role]
        if len(kin) > 1 and any(o.advised for o in kept if o.entry.role in ("call", "opening")):
            return max(kin, key=weight)
    return None


def choose_least(kept: Sequence[Drafted]) -> Drafted | None:
    """The least mentioned of the least wanted role."""
    for role in LEAST_WANTED:
        if kin := [o for o in kept if o.entry.role == role]:
            return max(kin, key=weight)
    return None


def weight(option: Drafted) -> tuple[bool, int, int]:
    """In force today first, then the most mentioned, then the first told."""
    return not option.today, -option.mentions, first_told(option)[0]


def nearest_kin(kin: list[Drafted], option: Drafted) -> int:
    """The place of the option that hits the same thing and stands the same today, if any."""
    scores = [(k.entry.affects == option.entry.affects, k.today == option.today) for k in kin]
    return max(range(len(kin)), key=lambda i: (*scores[i], -i))


def first_told(option: Drafted) -> tuple[int, str]:
    """When an option's first event was told."""
    return min((act.event.order, act.event.id) for act in option.acts)
