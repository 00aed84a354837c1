"""Named features of a pair of sides, and of one of them being the pressed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log1p

from countermove.framing.siding.sorts import Sort, size_of
from countermove.framing.siding.tally import Account, Tally
from countermove.records.number_table import load_numbers

__all__ = ["describe_doubt", "describe_pair", "describe_subject", "describe_text"]

WEIGHTS = load_numbers("framing/siding/data/weights.tsv")
RARE = frozenset({"JRN", "CVL", "JUD", "EDU", "MED", "REF", "UNK"})
"""Sectors that report, judge or suffer, and so are seldom one of the two."""

WEAK: Mapping[Sort, str] = {"union": "union", "people": "people", "person": "person"}
STRONG: frozenset[Sort] = frozenset({"firm", "firms", "named", "body", "organisation"})
"""Whom workers, the public and single persons stand against; an unknown name is mostly a firm's."""


def describe_pair(tally: Tally, one: str, other: str) -> dict[str, float]:
    """What speaks for the stand-off being between two sides; the same in either order."""
    a, b = tally.accounts[one], tally.accounts[other]
    most = max(x.mentions for x in tally.accounts.values())
    broadest = max(len(x.paragraphs) for x in tally.accounts.values())
    low, high = sorted((a.mentions, b.mentions))
    pressure = sorted((tally.pressure.get((one, other), 0), tally.pressure.get((other, one), 0)))
    total = sum(tally.pressure.values())
    acts = tally.acts[one, other], tally.acts[other, one]
    sorts = sorted(x.sort for x in (a, b))
    features = {
        "rarer side's mentions, log": log1p(low),
        "other side's mentions, log": log1p(high),
        "rarer side's share of the most named": low / most,
        "other side's share of the most named": high / most,
        "rarer side's share of the paragraphs": min(len(x.paragraphs) for x in (a, b)) / broadest,
        "sentences with both, log": log1p(tally.together(one, other)),
        "share of the rarer side's sentences with both": tally.together(one, other)
        / max(min(len(a.sentences), len(b.sentences)), 1),
        "pressure between, log": log1p(sum(pressure)),
        "pressure both ways": float(pressure[0] > 0),
        "share of all pressure": sum(pressure) / total if total else 0.0,
        "one does something to the other, log": log1p(
            tally.faced[one, other] + tally.faced[other, one]
        ),
        "demand or refusal between": float(
            any(acts[k][x] for k in (0, 1) for x in ("REQUEST", "REJECT"))
        ),
        "both in the title": float(a.titled >= 0 and b.titled >= 0),
        "one in the title": float((a.titled >= 0) != (b.titled >= 0)),
        "both in the lead": float(a.lead > 0 and b.lead > 0),
        "one in the lead": float((a.lead > 0) != (b.lead > 0)),
        "rarer side's acts, log": log1p(min(a.acts, b.acts)),
        "rarer side's times as subject, log": log1p(min(a.subject, b.subject)),
        "times the one is done to, log": log1p(max(a.object, b.object)),
        "one is the author's own": float(a.own + b.own > 0),
        "one is advised": float(a.advised + a.told + b.advised + b.told > 0),
        "one is a reporter, court or the like": float(sum(x.sector in RARE for x in (a, b))),
        "people without a name": float(sum(s == "people" for s in sorts)),
        "only named as a place": float(sum(is_only_place(x) for x in (a, b))),
        "both states": float(sorts == ["state", "state"]),
        "firm or union in it": float(bool({"firm", "firms", "union"} & set(sorts))),
        "an organisation in it": float(sum(s == "organisation" for s in sorts)),
        "an unknown name in it": float(sum(s in ("named", "person", "body") for s in sorts)),
        "an unknown name never acting": float(
            sum(s in ("named", "person", "body") and x.subject == 0 for s, x in zip_sorts(a, b))
        ),
        "said once": float(sum(x.mentions < 2 for x in (a, b))),
    }
    return {name: value for name, value in features.items() if value}


def zip_sorts(*accounts: Account) -> list[tuple[str, Account]]:
    """Each account with its sort."""
    return [(x.sort, x) for x in accounts]


ALONE: Mapping[str, Callable[[Account], float]] = {
    "mentions, log": lambda x: log1p(x.mentions),
    "named in the title": lambda x: float(x.titled >= 0 and not x.opposed),
    "title speaks against it": lambda x: float(x.opposed),
    "advised, log": lambda x: log1p(x.advised + 2 * x.told),
    "suffers what presses, log": lambda x: log1p(x.suffers),
    "exerts what presses, log": lambda x: log1p(x.exerts),
    "share of doing": lambda x: x.subject / (x.subject + x.object + 1),
    "share of being done to": lambda x: x.object / (x.subject + x.object + 1),
    "passive, log": lambda x: log1p(x.passive),
    "the author's own, log": lambda x: log1p(x.own),
    "by pronoun": lambda x: x.pronouns / (x.mentions + 1),
    "as owner": lambda x: x.owner / (x.mentions + 1),
    "in the lead, log": lambda x: log1p(x.lead),
    "busy elsewhere": lambda x: float(x.busy > 0),
    "plans for itself, log": lambda x: log1p(x.plans),
    "asks others for help, log": lambda x: log1p(x.asks),
    "refuses and protests, log": lambda x: log1p(x.resists),
    "a firm": lambda x: float(x.sort in ("firm", "firms")),
    "a union or people": lambda x: float(x.sort in ("union", "people")),
    "fighters": lambda x: float(x.sort == "fighters"),
    "an organisation": lambda x: float(x.sort == "organisation"),
}


def is_only_place(account: Account) -> bool:
    """Whether a side is mostly named as where something is."""
    return account.places >= WEIGHTS["as_place"] * max(account.mentions, 1)


def describe_subject(tally: Tally, side: str, against: str) -> dict[str, float]:
    """What speaks for one of two sides being the pressed one; the opposite for the other."""
    a, b = tally.accounts[side], tally.accounts[against]
    features = {name: of(a) - of(b) for name, of in ALONE.items()}
    first = (a.titled >= 0 and a.titled < b.titled) - (b.titled >= 0 and b.titled < a.titled)
    features |= {
        "named first in the title": float(first),
        "named first in the text": float(a.first < b.first) - float(b.first < a.first),
        "pressed by the other, log": log1p(tally.power.get((against, side), 0.0))
        - log1p(tally.power.get((side, against), 0.0)),
        "faced by the other, log": log1p(tally.faced[against, side])
        - log1p(tally.faced[side, against]),
        "refuses the other": refusals(tally, side, against) - refusals(tally, against, side),
        "demands of the other": demands(tally, against, side) - demands(tally, side, against),
        **compare_sizes(a, b),
    }
    return {name: value for name, value in features.items() if value}


def compare_sizes(a: Account, b: Account) -> dict[str, float]:
    """How much larger one side is: two states by their economies, others by their sort alone."""
    one, other = a.sort, b.sort
    larger = size_of(a.side, a.sort) - size_of(b.side, b.sort)
    if one == other == "state":
        return {"larger state": larger}
    if "state" in (one, other):
        return {
            "state facing " + (other if one == "state" else one): 1.0 if one == "state" else -1.0
        }
    for weak, name in WEAK.items():
        if (one == weak) != (other == weak) and {one, other} - {weak} <= STRONG:
            return {f"{name} facing a body or firm": 1.0 if one == weak else -1.0}
    return {"larger sort": float(larger > 0) - float(larger < 0)}


def refusals(tally: Tally, side: str, against: str) -> float:
    """How often a side refuses or protests against the other, as a logarithm."""
    acts = tally.acts[side, against]
    return log1p(acts["REJECT"] + acts["PROTEST"])


def demands(tally: Tally, side: str, against: str) -> float:
    """How often a side demands of or threatens the other, as a logarithm."""
    acts = tally.acts[side, against]
    return log1p(acts["REQUEST"] + acts["THREATEN"])


def describe_doubt(reported: float, subject: Sort, other: Sort) -> dict[str, float]:
    """What the chance of a reading is moved by: reported speech, where it is not between states.

    Readings of opinion pieces are right less often than readings of news that score alike; those
    between states are as good in either.
    """
    states = subject == "state" and other in ("state", "organisation")
    return {"offset": 1.0} if states else {"offset": 1.0, "reported speech, log": reported}


def describe_text(tally: Tally) -> dict[str, float]:
    """What speaks for a text being about no stand-off at all."""
    total = sum(tally.pressure.values())
    most = max((x.mentions for x in tally.accounts.values()), default=0.0)
    features = {
        "none: always": 1.0,
        "none: pressure in the text, log": log1p(total),
        "none: mentions of the most named, log": log1p(most),
        "none: something presses": float(total > 0),
        "none: states": log1p(sum(x.sort == "state" for x in tally.accounts.values())),
    }
    return {name: value for name, value in features.items() if value}
