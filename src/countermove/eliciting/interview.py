"""The interview: which question is worth asking, and what the answers leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from countermove.eliciting.kept_draws import Draws
from countermove.eliciting.questions import Question, Reply, list_questions
from countermove.records.halfspaces import list_halfspaces
from countermove.records.number_table import load_numbers
from countermove.records.numbers import number_ranges
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_levers
from countermove.stressing.decision import Array, best

__all__ = ["Interview", "Ranked", "open_interview", "rank_questions"]

BARS = load_numbers("eliciting/data/asking.tsv")
LEAST_WORTH = BARS["least_worth"]
"""Gain of knowing everything, as a part of what is at stake, below which nothing is asked."""

LEAST_PART = BARS["least_part"]
"""Gain of an answer, as a part of that of knowing everything, below which it is not asked for."""

LEAST_TOLD = BARS["least_told"]
"""Bits an answer must tell of which course is best, where it alone would not change the choice."""

LEAST_FIRMED = BARS["least_firmed"]
"""Part of the variance of the lead that an answer must explain to be asked to firm it up."""

LEAST_SIDE = BARS["least_side"]
FEWEST = BARS["fewest"]
"""Effective draws below which a question could no longer be judged."""


@dataclass(frozen=True)
class Ranked:
    """A question, what its answer is worth on average, and what it tells of which course is best,
    in bits."""

    question: Question
    worth: float
    told: float


@dataclass(frozen=True)
class Interview:
    """An interview under way: `weights` (D,) of the draws, and the questions not yet asked.

    Frozen: an answer gives another interview, so that undoing one is going back to the last.
    """

    draws: Draws
    weights: Array
    questions: tuple[Question, ...]

    @property
    def shares(self) -> Array:
        """The share of the weight in which each course is best (C,)."""
        winners = best(self.draws.values)
        found = np.bincount(winners, weights=self.weights, minlength=len(self.draws.courses))
        return np.asarray(found / self.weights.sum(), dtype=np.float64)

    @property
    def leader(self) -> int:
        """The course that is best in most of the weight; of equals the first."""
        return int(np.round(self.shares, 12).argmax())

    @property
    def effective(self) -> float:
        """The number of equally weighted draws these are as good as (Kish 1965)."""
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    @property
    def exhausted(self) -> bool:
        """Whether too few draws are left to judge a question by."""
        return self.effective < FEWEST

    def next(self) -> Ranked | None:
        """The question most worth asking, or None where none is."""
        if not self.questions or self.exhausted:
            return None
        ranked = rank_questions(self.draws.values, self.weights, self.questions)
        return ranked[0] if ranked else None

    def next_firming(self) -> Question | None:
        """The question whose answer takes most of the doubt out of how far the first course is
        ahead, where no answer would change the choice; None where none takes any."""
        if not self.questions or self.exhausted:
            return None
        return find_firming(self.draws.values, self.weights, self.questions)

    def answer(self, question: Question, reply: Reply) -> Interview:
        """The interview after an answer; one that leaves no draw leaves the weights as they are."""
        left = self.weights * question.holds(reply)
        weights = left if left.sum() > 0 else self.weights
        rest = tuple(q for q in self.questions if q is not question)
        return replace(self, weights=weights, questions=rest)

    def ruled_out(self, before: Interview) -> tuple[str, ...]:
        """Labels of the courses that were best somewhere before and are nowhere now."""
        gone = (before.shares > 0) & (self.shares == 0)
        return tuple(label for label, out in zip(self.draws.labels, gone, strict=True) if out)


def open_interview(standoff: Standoff, draws: Draws) -> Interview:
    """An interview on a stand-off, its own comparisons weighing the draws."""
    fed = feed_levers(standoff)
    weights = weigh_draws(fed, draws)
    return Interview(draws, weights, list_questions(fed, draws.keys, draws.theta))


def weigh_draws(standoff: Standoff, draws: Draws) -> Array:
    """The weight of each draw under the comparisons of the file.

    A comparison of which one is not sure gives what breaks it the weight that it keeps in the
    mixture of the comparison being right, and of its saying nothing.
    """
    weights = np.ones(len(draws.theta))
    column = {key: i for i, key in enumerate(draws.keys)}
    fixed = {k: r.likely for k, r in number_ranges(standoff).items()}
    sides: dict[tuple[str, float], NDArray[np.bool_]] = {}
    for space in list_halfspaces(standoff):
        worth = sum(
            c * (draws.theta[:, column[k]] if k in column else fixed[k])
            for k, c in space.counts.items()
        )
        met = np.asarray(worth) >= 0
        place = (space.place, space.sure)
        sides[place] = sides[place] & met if place in sides else met
    for (_, sure), met in sides.items():
        share = float((weights * met).sum() / weights.sum()) if weights.sum() else 0.0
        right = met / share if share > 0 else np.ones(len(met))
        weights = weights * (sure * right + (1 - sure))
    return weights if weights.sum() > 0 else np.ones(len(weights))


def rank_questions(values: Array, weights: Array, questions: Sequence[Question]) -> list[Ranked]:
    """Questions worth asking, the one whose answer gains most first, then the most telling.

    What an answer is worth is E[max_c E[V_c | answer]] − max_c E[V_c] over the weighted draws
    (Chajewska, Koller and Parr 2000). One that alone would not change the choice may with others:
    it is asked for what it tells of which course is best (Lindley 1956). None is worth asking
    where even knowing everything would hardly gain.
    """
    chance = weights / weights.sum()
    masks = np.stack([q.holds("first") for q in questions])
    yes = masks @ chance
    open_ = np.flatnonzero((yes > LEAST_SIDE) & (yes < 1 - LEAST_SIDE))
    if not len(open_):
        return []
    masks, yes = masks[open_], yes[open_]
    stake = float((chance @ (values.max(axis=1, keepdims=True) - values)).max())
    most = float(chance @ values.max(axis=1) - (chance @ values).max())
    if most < LEAST_WORTH * stake:
        return []
    worth = gain_of(values, chance, masks)
    worth = np.where(worth > LEAST_PART * max(most, 0.0), worth, 0.0)
    told = information_of(best(values), chance, masks, yes)
    order = np.lexsort((np.round(-told, 9), -worth))
    ranked = [Ranked(questions[open_[k]], float(worth[k]), float(told[k])) for k in order]
    return [r for r in ranked if r.worth > 0 or r.told > LEAST_TOLD]


def find_firming(values: Array, weights: Array, questions: Sequence[Question]) -> Question | None:
    """The question that explains most of the variance of the lead of the course that is best on
    average over the next one, over the weighted draws; None below `LEAST_FIRMED`."""
    chance = weights / weights.sum()
    first, second = np.argsort(-(chance @ values), kind="stable")[:2]
    lead = values[:, first] - values[:, second]
    masks = np.stack([q.holds("first") for q in questions])
    yes = np.clip(masks @ chance, 1e-12, 1 - 1e-12)
    mean = float(chance @ lead)
    apart = (masks @ (chance * lead) - yes * mean) / (yes * (1 - yes))
    explained = yes * (1 - yes) * apart**2
    total = float(chance @ (lead - mean) ** 2)
    explained = np.where((yes > LEAST_SIDE) & (yes < 1 - LEAST_SIDE), explained, 0.0)
    top = int(explained.argmax())
    return questions[top] if explained[top] > LEAST_FIRMED * total else None


def gain_of(values: Array, chance: Array, masks: Array) -> Array:
    """What choosing after each answer gains over choosing now, (Q,)."""
    weighted = values * chance[:, None]
    total = weighted.sum(axis=0)
    first = masks @ weighted
    after = first.max(axis=1) + (total - first).max(axis=1)
    return np.asarray(after - total.max(), dtype=np.float64)


def information_of(winners: NDArray[np.int64], chance: Array, masks: Array, yes: Array) -> Array:
    """How much each answer tells of which course is best, in bits (Q,): their mutual information.

    `winners` (D,) are the best courses of the draws, `yes` (Q,) the chance of the first answer.
    """
    by_course = np.eye(int(winners.max()) + 1)[winners] * chance[:, None]
    total, first = by_course.sum(axis=0), masks @ by_course
    left = yes * entropy(first / yes[:, None])
    left += (1 - yes) * entropy((total - first) / (1 - yes)[:, None])
    return np.asarray(entropy(total) - left, dtype=np.float64)


def entropy(chances: Array) -> Array:
    """The entropy of chances along the last axis, in bits."""
    kept = np.clip(chances, 1e-15, 1.0)
    return np.asarray(-(kept * np.log2(kept)).sum(axis=-1), dtype=np.float64)
