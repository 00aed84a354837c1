"""The chance that a stand-off is between two sides, and that one of them is the pressed one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log
from types import MappingProxyType

from countermove.framing.siding.candidates import list_pairs
from countermove.framing.siding.features import (
    describe_doubt,
    describe_pair,
    describe_subject,
    describe_text,
)
from countermove.framing.siding.sorts import Sort
from countermove.framing.siding.tally import Tally
from countermove.records.number_table import load_numbers

__all__ = ["Candidate", "judge_sides", "read_coefficients", "weigh_subjects"]

KIN: frozenset[Sort] = frozenset({"people", "person", "union", "named"})
"""Sorts that stand together where one side presses them: tenants and who speaks for them."""
CROWD: frozenset[Sort] = frozenset({"people", "person"})
KINSHIP = load_numbers("framing/siding/data/weights.tsv")["kinship"]

Part = tuple[str, float]
"""A feature's name and what it adds to the score."""


@dataclass(frozen=True)
class Candidate:
    """Two sides, the pressed one first, with the chance that this is how the text is read.

    `pair` and `leading` are the chances of the pair and, given the pair, of the subject; `why`
    holds what each feature adds to either score, the weightiest first.
    """

    subject: str
    other: str
    chance: float
    pair: float
    leading: float
    why: tuple[Part, ...] = ()


@cache
def read_coefficients() -> Mapping[str, Mapping[str, float]]:
    """The fitted coefficients by model and feature, of ``data/chances.tsv``."""
    source = files("countermove.framing.siding") / "data" / "chances.tsv"
    found: dict[str, dict[str, float]] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            model, feature, value = line.split("\t")
            found.setdefault(model, {})[feature] = float(value)
    return MappingProxyType(found)


def judge_sides(tally: Tally) -> tuple[Candidate, ...]:
    """Every way to read who is pressed by whom, the likeliest first.

    The pair is judged by a conditional logit over all pairs and "no stand-off", the subject by
    a logit without an intercept (`training/sides.py`). The likeliest reading of each subject has
    the chance that it is the pressed one, whoever presses it most, calibrated on real articles;
    its further readings have their own.
    """
    pairs = list_pairs(tally)
    if not pairs:
        return ()
    described = [describe_pair(tally, *pair) for pair in pairs]
    scores = [add_up("pair", features) for features in described]
    chances = share_out([*scores, add_up("pair", describe_text(tally))])
    found = []
    for pair, features, chance in zip(pairs, described, chances, strict=False):
        found += judge_pair(tally, pair, features, chance)
    sorts = {side: account.sort for side, account in tally.accounts.items()}
    return rank(found, sorts, tally.reported)


def rank(
    found: Sequence[Candidate], sorts: Mapping[str, Sort], reported: float
) -> tuple[Candidate, ...]:
    """Candidates by chance, the best of each subject with its subject's chance."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (-c.chance, c.subject, c.other)):
        best.setdefault(candidate.subject, candidate)
    joint = {(c.subject, c.other): c.chance for c in found}
    mass = weigh_subjects(joint, sorts)
    first = max(sorted(mass), key=lambda side: mass[side])
    doubt = describe_doubt(reported, sorts[first], sorts[best[first].other])
    chances = share_rest(mass, first, calibrate(mass[first], doubt))
    lifted = [replace(c, chance=chances[c.subject]) if best[c.subject] is c else c for c in found]
    return tuple(sorted(lifted, key=lambda c: (-c.chance, c.subject, c.other)))


def weigh_subjects(
    joint: Mapping[tuple[str, str], float], sorts: Mapping[str, Sort]
) -> dict[str, float]:
    """The chance that each side is the pressed one, whoever presses it most.

    `joint` has the chance of each reading, the subject first. People, those who speak for them
    and names of no known sort are mostly one side under several names where the same side
    presses them: such a one has most of the chance of the others too. It stays below 1.
    """
    mass: dict[str, float] = defaultdict(float)
    pressing: dict[str, str] = {}
    for (side, other), chance in sorted(joint.items(), key=lambda item: (-item[1], item[0])):
        mass[side] += chance
        pressing.setdefault(side, other)
    kin = [side for side in mass if sorts[side] in KIN and sorts[pressing[side]] not in CROWD]
    lent = {
        side: sum(joint.get((k, pressing[side]), 0.0) for k in kin if k != side) for side in kin
    }
    return {side: min(m + KINSHIP * lent.get(side, 0.0), 1 - 1e-6) for side, m in mass.items()}


def share_rest(mass: Mapping[str, float], first: str, sure: float) -> dict[str, float]:
    """The chance of each subject: the likeliest has `sure`, the others share what it leaves.

    In proportion to their own, so that the chances offered never add up to more than 1.
    """
    left = (1 - sure) / max(
        sum(m for side, m in mass.items() if side != first), 1 - mass[first], 1e-9
    )
    return {side: sure if side == first else min(m * left, sure) for side, m in mass.items()}


def calibrate(chance: float, doubt: Mapping[str, float]) -> float:
    """A chance as often right as it says on real articles: a line through its log-odds.

    `doubt` has what moves the line (`features.describe_doubt`).
    """
    line = read_coefficients()["calibration"]
    sure = min(max(chance, 1e-6), 1 - 1e-6)
    score = line["slope"] * log(sure / (1 - sure))
    return 1 / (1 + exp(-clip(score + add_up("calibration", doubt))))


def judge_pair(
    tally: Tally, pair: tuple[str, str], features: Mapping[str, float], chance: float
) -> list[Candidate]:
    """Both ways to read a pair."""
    found = []
    for one, other in (pair, pair[::-1]):
        ways = describe_subject(tally, one, other)
        leads = 1 / (1 + exp(-clip(add_up("subject", ways))))
        why = sorted([*parts("pair", features), *parts("subject", ways)], key=lambda p: -abs(p[1]))
        joint = chance * leads
        found.append(Candidate(one, other, joint, chance, leads, tuple(why)))
    return found


def parts(model: str, features: Mapping[str, float]) -> list[Part]:
    """What each feature adds to a score."""
    weights = read_coefficients()[model]
    return [(name, weights.get(name, 0.0) * value) for name, value in features.items()]


def add_up(model: str, features: Mapping[str, float]) -> float:
    """The score of some features."""
    return sum(value for _, value in parts(model, features))


def clip(score: float) -> float:
    """A score within what `exp` can take."""
    return min(max(score, -30.0), 30.0)


def share_out(scores: Sequence[float]) -> list[float]:
    """Softmax: chances that add up to 1."""
    top = max(scores)
    weights = [exp(max(score - top, -60.0)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
