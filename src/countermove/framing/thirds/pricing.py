"""What third sides' options are worth: to them, to whom they help, and to whom they hinder.

The logic, the same for every third side:

- Help costs it; it is worth something while the side it helps has not given in, and more while
  the subject asks for it. It takes away a share of the harm done to whom it helps (`pricing`),
  and the opponent minds it.
- What it presses one of the two with is priced as their own pressure is; against the other
  side it is worth something while that side presses the subject.
- Asking costs the subject, and the other side minds.
"""

from __future__ import annotations

from collections.abc import Iterator

from countermove.framing.options import Drafted
from countermove.framing.pricing import Price
from countermove.framing.scheme import GIVE_IN, PRESSING, Scheme

__all__ = ["price_thirds"]


def price_thirds(scheme: Scheme) -> Iterator[Price]:
    """What standing by one of the two, and being asked to, is worth; option by option."""
    for option in scheme.options:
        if option.entry.role == "aid":
            yield from price_aid(scheme, option)
        elif option.asks:
            yield from price_asking(scheme, option)


def price_aid(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What helping one of the two costs and brings its doer, and what the opponent thinks of it."""
    entry, doer, helped = option.entry, option.player, option.toward
    here, there = scheme.title(doer), scheme.title(helped)
    rival = scheme.rival(helped)
    if entry.doer:
        why = f"what it costs {here}: {option.label}"
        yield Price(doer, option.name, entry.doer, entry.key, why)
    if entry.cares:
        holds = scheme.title(scheme.sides.subject)
        why = f"what it is worth to {here} to stand by {there} while {holds} holds: {option.label}"
        yield Price(doer, f"{option.name} and not {GIVE_IN}", entry.cares, entry.key, why,
                    option.name)  # fmt: skip
    if entry.target:
        why = f"what {scheme.title(rival)} thinks of it: {option.label}"
        yield Price(rival, option.name, entry.target, entry.key, why)


def price_asking(scheme: Scheme, option: Drafted) -> Iterator[Price]:
    """What a third side that is asked for help gains by giving it, in the way it is able to."""
    entry, subject = option.entry, scheme.sides.subject
    for answer in scheme.of(option.toward):
        helps = answer.entry.role == "aid" and answer.toward == subject
        hinders = answer.entry.role in PRESSING and answer.toward == scheme.sides.other
        if entry.asked and (helps or hinders):
            why = f"what it is worth to {scheme.title(option.toward)} when asked: {answer.label}"
            yield Price(option.toward, f"{answer.name} and {option.name}", entry.asked,
                        entry.key, why, answer.name)  # fmt: skip
