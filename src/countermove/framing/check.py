"""What in a stand-off is assumed, contradictory, never used or never speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from countermove.framing.suspecting import suspect
from countermove.records.checks import Check, Finding
from countermove.records.errors import StandoffError
from countermove.records.numbers import NumberName, all_numbers, keyed_payoffs
from countermove.records.rule_checks import allowed_today, check_rules
from countermove.records.standoffs import Standoff

if TYPE_CHECKING:
    from countermove.records.stresses import Stress

__all__ = ["check"]


def check(standoff: Standoff, *, stress: Stress | None = None) -> Check:
    """List what a person should look at before the stand-off is believed.

    Contradictions first, then oddities, then the assumed numbers nobody has confirmed: most
    influential first where a stress test of the same stand-off is given, else widest first.
    """
    numbers = all_numbers(standoff)
    assumed = [n for n in numbers if n.basis == "assumed"]
    open_ones = [n for n in assumed if not n.confirmed]
    weights = influences(stress)
    reasons = {key: p.why for player in standoff.players for key, p in keyed_payoffs(player)}
    by: Literal["influence", "width"] = "influence" if weights else "width"
    return Check(
        title=standoff.title,
        findings=(
            *contradictions(standoff),
            *suspect(standoff),
            *(word_number(n, weights, reasons) for n in order(open_ones, weights)),
        ),
        numbers=len(numbers),
        assumed=len(open_ones),
        confirmed=len(assumed) - len(open_ones),
        ordered_by=by,
    )


def influences(stress: Stress | None) -> dict[str, float]:
    """What it would be worth to know each number (EVPPI), ties by what it explains."""
    found = stress.importance if stress else ()
    return {item.number: item.evppi + 1e-9 * item.moment_independent for item in found}


def order(numbers: list[NumberName], weights: dict[str, float]) -> list[NumberName]:
    """Most influential first, then widest, then by key."""
    return sorted(numbers, key=lambda n: (-weights.get(n.key, 0.0), n.low - n.high, n.key))


def word_number(number: NumberName, weights: dict[str, float], reasons: dict[str, str]) -> Finding:
    """An assumed number in words: what it stands for, as the file says it where it does."""
    spread = f"{number.low:g} to {number.high:g}, likely {number.likely:g}"
    value = f"{number.likely:g}" if number.low == number.high else spread
    return Finding(
        kind="assumed",
        place=number.key,
        sentence=f"{value}; {reasons.get(number.key) or number.label}",
        influence=weights.get(number.key),
    )


def contradictions(standoff: Standoff) -> Iterator[Finding]:
    """Rules against each other or today, and courses that cannot be taken up."""
    try:
        check_rules(standoff)
    except StandoffError as error:
        yield Finding(kind="wrong", place="rules", sentence=error.message)
    kept = {o.name for o in standoff.player(standoff.subject).options if o.today and o.lasting}
    for course, members in standoff.courses.items():
        place = f"courses.{course}"
        if broken := allowed_today(standoff, members):
            yield Finding(
                kind="wrong", place=place, sentence=f"it cannot be taken up: the rule '{broken}'"
            )
        for name in sorted(kept - set(members)):
            yield Finding(kind="wrong", place=place, sentence=f"it ends {name!r}, which is lasting")
