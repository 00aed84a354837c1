"""How such stand-offs have gone: how past cases ended, and the model beside them."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.records.histories import Prospect, ReferenceClass
from countermove.records.standoffs import Standoff
from countermove.reporting.briefing.plain import about, within

__all__ = ["Ending", "PastCases", "list_past_cases"]

ENDS = ("no_change", "gives_way", "gives_up", "settled")
NOTHING = "nothing has changed"
FORCE = ("force", "intervention", "war")


@dataclass(frozen=True)
class Ending:
    """An ending with its share of past cases, what the model says, and both together."""

    label: str
    history: float
    low: float
    high: float
    model: float | None = None
    together: float | None = None

    @property
    def told(self) -> str:
        """The share in words, with what the model says and both together where it speaks."""
        past = about(self.history)
        if self.model is None or self.together is None:
            return past
        return f"{past}; our model {about(self.model)}, both together {about(self.together)}"


@dataclass(frozen=True)
class PastCases:
    """Past cases by their endings; `silent` says why there are none."""

    title: str
    endings: tuple[Ending, ...] = ()
    force: tuple[Ending, ...] = ()
    counted: tuple[str, ...] = ()
    silent: str = ""


def list_past_cases(answer: Answer) -> PastCases | None:
    """The endings of the class, most frequent first; None where no history was looked up."""
    past = answer.history
    if past is None:
        return None
    if past.ends is None and past.force is None:
        return PastCases("No past cases stand beside this", silent=past.silent)
    years = last_years(past.ends or past.force)
    endings = endings_of(answer, past.ends, ENDS, years)
    force = endings_of(answer, past.force, FORCE, years)
    classes = [c for c in (past.ends, past.force) if c is not None]
    counts: dict[str, list[str]] = {}
    for found in classes:
        counts.setdefault(f"{found.of} {found.says}", []).append(f"{found.n:,}")
    return PastCases(
        title=say_takeaway(endings or force, years),
        endings=tuple(sorted(endings, key=lambda e: -e.history)),
        force=tuple(sorted(force, key=lambda e: -e.history)),
        counted=tuple(f"{join(dict.fromkeys(n))} {said}" for said, n in counts.items()),
    )


def last_years(found: ReferenceClass | None) -> int:
    """The longest time that was counted."""
    return max((r.years for r in found.rates), default=0) if found else 0


def endings_of(
    answer: Answer, found: ReferenceClass | None, outcomes: tuple[str, ...], years: int
) -> list[Ending]:
    """The shares of a class, with the model's beside those that it speaks of."""
    if found is None:
        return []
    standoff = answer.stress.standoff
    model = {
        o.counts_as: p
        for p in answer.prospects
        if p.years == years and p.counted
        for o in standoff.outcomes
        if o.name == p.outcome
    }
    rates = [r for o in outcomes if (r := found.rate(o, years)) is not None]
    return [
        ending(name_ending(standoff, r.outcome), r.rate, (r.low, r.high), model.get(r.outcome))
        for r in rates
    ]


def ending(label: str, rate: float, span: tuple[float, float], beside: Prospect | None) -> Ending:
    """One of them."""
    low, high = span
    if beside is None:
        return Ending(label, rate, low, high)
    return Ending(label, rate, low, high, beside.model, beside.together)


def name_ending(standoff: Standoff, outcome: str) -> str:
    """An ending in words, with the names of the two sides."""
    subject = standoff.player(standoff.subject).name
    presser = standoff.others[0].name
    return {
        "gives_way": f"the pressed side gives way (here {subject})",
        "gives_up": f"the pressing side gives up (here {presser})",
        "settled": "they settle",
        "no_change": NOTHING,
        "force": "the stronger side uses force",
        "intervention": "it occupies, or attacks with deaths",
        "war": "it comes to war",
    }[outcome]


def say_takeaway(endings: list[Ending], years: int) -> str:
    """The most frequent ending."""
    first = max(endings, key=lambda e: e.history)
    label = first.label.split(" (here ", maxsplit=1)[0]
    share = f"{about(first.history)} of such stand-offs"
    when = "after" if first.label == NOTHING else "within"
    return f"In {share} {label} {when} {within(years)}"
