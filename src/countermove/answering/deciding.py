"""What would decide between courses that an answer all names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from countermove.answering.bottom_line import go_on, leave_off
from countermove.answering.common_part import CommonPart, setting_of
from countermove.answering.guesses import guessed_lasting
from countermove.answering.leading import find_leading
from countermove.answering.sharing import share_acts
from countermove.phrasing.agreement import inside
from countermove.phrasing.commands import command
from countermove.phrasing.letters import gist
from countermove.phrasing.lists import join
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress, Threshold

__all__ = ["say_decider"]

GLANCE = 30
"""Words of a condition that a reader can hold in mind; longer ones are passed over."""
QUOTED = re.compile("‘([^’]+)’")
BARS = load_numbers("answering/data/bars.tsv")
LEAST_LEAN = BARS["lean"]
"""How far from one half a share of tries must be to be told as leaning."""
LEAST_BAND = BARS["least_band"]
"""How wide a band must be for the answer in it to be told, 1 being the way to a range's end."""


def say_decider(stress: Stress, part: CommonPart | None) -> str:
    """Which way the tries lean in what is left open, and the nearest fact that leads from one
    of the courses left to another, in acts. Empty where neither can be told.

    These are the courses that have the advised `part`, or else the leading ones. Where an act is
    withheld because it cannot be undone, it is told that the guesses lean to it, and no more.
    """
    own = stress.standoff.player(stress.standoff.subject).options
    settings = {c.name: setting_of(c.options, own) for c in stress.solution.play.courses}
    leading = find_leading(stress)
    shared = share_acts(stress, leading)
    named, left, soon = leading.names, shared.open, shared.soon
    if part is not None:
        named = frozenset(name for name, setting in settings.items() if part.is_in(setting))
        left = part.open
    withheld = guessed_lasting(stress)
    if part is not None or withheld:
        soon = ()
    shares = {
        o: sum(c.share_best for c in stress.courses if o.name in settings[c.name])
        for o in (withheld or (*soon, *left))
    }
    if withheld:
        return say_withheld(shares)
    return " ".join(filter(None, [say_lean(shares, soon), say_nearest(stress, named, soon)]))


def say_lean(shares: Mapping[Option, float], soon: Collection[Option]) -> str:
    """The act on which the tries agree most, by the share in which it pays; empty where they
    do not agree. Of what is begun `soon` anyway, it is told whether to begin at once."""
    if not shares:
        return ""
    option = max(shares, key=lambda o: abs(shares[o] - 0.5))
    share = shares[option]
    if abs(share - 0.5) < LEAST_LEAN:
        return ""
    act = say_turn(option, on=share > 0.5, soon=False)
    to = f"not to {act[4:]}" if act.startswith("not ") else f"to {act}"
    tries = count_tries(max(share, 1 - share))
    if option in soon:
        at_once = (share > 0.5) != option.today
        change = leave_off(gist(option.label)) if option.today else command(gist(option.label))
        return f"To {change} {'at once' if at_once else 'later'} pays in {tries} tries."
    return f"Of what is open, it pays {to} in {tries} tries."


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


def say_nearest(stress: Stress, named: Collection[str], soon: Collection[Option]) -> str:
    """The nearest number that leads from one of the named courses to another, in acts."""
    found = [
        t
        for t in stress.thresholds
        if t.flips and stays(t) and {t.from_course, t.to_course} <= set(named)
    ]
    for threshold in sorted(found, key=lambda t: (t.distance or 0.0, t.number)):
        condition = condition_of(threshold)
        acts = QUOTED.findall(condition)
        plain = condition and not threshold.number.startswith("settings.")
        if plain and len(acts) == len(set(acts)) and len(condition.split()) <= GLANCE:
            return f"{condition}, {say_shift(stress, threshold, soon)}."
    return ""


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
