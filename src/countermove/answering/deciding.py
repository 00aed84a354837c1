"""What would decide between courses that an answer all names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt

from countermove.answering.bottom_line import go_on, leave_off
from countermove.answering.common_part import CommonPart, setting_of
from countermove.answering.guesses import guessed_lasting
from countermove.answering.leading import find_leading
from countermove.answering.sharing import share_acts
from countermove.phrasing.agreement import inside
from countermove.phrasing.commands import acting, command
from countermove.phrasing.letters import gist
from countermove.phrasing.lists import join
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress, Threshold

__all__ = ["list_deciders", "say_leaning"]

GLANCE = 36
"""Words of a condition that a reader can hold in mind; longer ones are passed over."""
FACTS = 3
QUOTED = re.compile("‘([^’]+)’")
BARS = load_numbers("answering/data/bars.tsv")
LEAST_LEAN = BARS["lean"]
"""How far from one half a share of tries must be to be told as leaning."""
LEAST_BAND = BARS["least_band"]
"""How wide a band must be for the answer in it to be told, 1 being the way to a range's end."""


@dataclass(frozen=True)
class Undecided:
    """What an answer leaves open: between which courses (`named`), and in which acts.

    `soon` are acts of which only the time is open, `withheld` those that the guesses lean to and
    that are not advised on guesses, since they cannot be undone.
    """

    named: frozenset[str]
    acts: tuple[Option, ...]
    soon: tuple[Option, ...] = ()
    withheld: tuple[Option, ...] = ()


def find_undecided(stress: Stress, part: CommonPart | None) -> Undecided:
    """The courses that have the advised `part`, or else the leading ones, and where they differ."""
    withheld = guessed_lasting(stress)
    if part is not None:
        named = frozenset(n for n, setting in settings_of(stress).items() if part.is_in(setting))
        return Undecided(named, part.open, withheld=withheld)
    leading = find_leading(stress)
    shared = share_acts(stress, leading)
    return Undecided(leading.names, shared.open, () if withheld else shared.soon, withheld)


def settings_of(stress: Stress) -> dict[str, frozenset[str]]:
    """What every course has in force of the subject's own options."""
    own = stress.standoff.player(stress.standoff.subject).options
    return {c.name: setting_of(c.options, own) for c in stress.solution.play.courses}


def list_deciders(stress: Stress, part: CommonPart | None) -> tuple[str, ...]:
    """Up to three facts that lead from one of the courses left to another, in acts, the nearest
    first; none where an act is withheld: then no single number decides."""
    open_ = find_undecided(stress, part)
    return () if open_.withheld else tuple(say_nearest(stress, open_.named, open_.soon))


def say_leaning(stress: Stress, part: CommonPart | None) -> str:
    """Which way the tries lean in what is left open; empty where they hardly do."""
    open_, settings = find_undecided(stress, part), settings_of(stress)
    shares = {
        o: sum(c.share_best for c in stress.courses if o.name in settings[c.name])
        for o in (open_.withheld or (*open_.soon, *open_.acts))
    }
    if open_.withheld:
        return say_withheld(shares)
    return say_lean(shares, open_.soon, least_lean(stress.draws))


def least_lean(draws: int) -> float:
    """How far from one half a share of so many tries must be for it not to be luck, nor less than
    a reader sees."""
    return max(LEAST_LEAN, 2 * sqrt(0.25 / draws))


def say_lean(shares: Mapping[Option, float], soon: Collection[Option], least: float) -> str:
    """The act on which the tries agree most, and in how many of them; empty where they do not
    agree by more than `least`. Of what is begun `soon` anyway, whether they do so at once."""
    if not shares:
        return ""
    option = max(shares, key=lambda o: abs(shares[o] - 0.5))
    share = shares[option]
    if abs(share - 0.5) < least:
        return ""
    tries, side = count_tries(max(share, 1 - share)), "for"
    told = say_turn(option, on=share > 0.5, soon=option in soon)
    if told.startswith("not "):
        told, side = told.removeprefix("not "), "against"
    what = "As to when" if option in soon else "Of what is left open"
    return f"{what}, {tries} tries are {side} {acting(told)}."


def say_withheld(shares: Mapping[Option, float]) -> str:
    """That the guesses lean to what is not advised on guesses, so that nobody need ask why."""
    option = max(shares, key=lambda o: shares[o])
    tries = count_tries(shares[option])
    return (
        f"In {tries} tries with guessed numbers it would pay to {command(gist(option.label))}; "
        "what cannot be undone takes numbers that somebody has confirmed."
    )


def count_tries(share: float) -> str:
    """A share of the tries, as it stands before "tries".

    >>> count_tries(0.97), count_tries(0.62)
    ('nearly all', '6 of 10')
    """
    tenths = round(10 * share)
    return "nearly all" if tenths == 10 else f"{tenths} of 10"


def say_nearest(stress: Stress, named: Collection[str], soon: Collection[Option]) -> list[str]:
    """The nearest numbers that lead from one of the named courses to another, in acts."""
    found = [
        t
        for t in stress.thresholds
        if t.flips and stays(t) and {t.from_course, t.to_course} <= set(named)
    ]
    told = []
    for threshold in sorted(found, key=lambda t: (t.distance or 0.0, t.number)):
        condition = condition_of(threshold)
        acts = QUOTED.findall(condition)
        plain = condition and not threshold.number.startswith("settings.")
        if plain and len(acts) == len(set(acts)) and len(condition.split()) <= GLANCE:
            told.append(f"{condition}, {say_shift(stress, threshold, soon)}.")
    return told[:FACTS]


def stays(threshold: Threshold) -> bool:
    """Whether the answer stays what it turns to; in a narrow band nobody could act upon it."""
    if threshold.again is None or threshold.distance is None:
        return True
    return threshold.again - threshold.distance >= LEAST_BAND


def condition_of(threshold: Threshold) -> str:
    """The first part of a threshold's sentence: "If the plain minds A more than B"."""
    condition, found, _ = threshold.sentence.partition(", “")
    return condition if found else ""


def say_shift(stress: Stress, threshold: Threshold, soon: Collection[Option]) -> str:
    """What the subject should do on the far side that it need not on the near one.

    Of what is begun or ended `soon` anyway, only when to do so can turn."""
    standoff = stress.standoff
    player = standoff.player(standoff.subject)
    options = {c.name: c.options for c in stress.solution.play.courses}
    before, after = (
        setting_of(options[c], player.options) for c in (threshold.from_course, threshold.to_course)
    )
    turned = [o for o in player.options if o.name in before ^ after]
    acts = [say_turn(o, on=o.name in after, soon=o in soon) for o in turned]
    acts.sort(key=lambda act: act.startswith(("not ", "no longer ")))  # "not" binds what follows
    return f"{inside(player.name)} should {join(acts)}"


def say_turn(option: Option, *, on: bool, soon: bool) -> str:
    """What is done with an option, as it stands after "should"."""
    label = gist(option.label)
    if soon and option.today:
        return f"{go_on(label)} for now" if on else leave_off(label)
    if soon:
        return f"{command(label)} {'at once' if on else 'later'}"
    if on:
        return go_on(label) if option.today else command(label)
    return leave_off(label) if option.today else f"not {command(label)}"
