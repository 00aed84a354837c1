"""Questions: two plainly worded situations of one player, and what each answer says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal

import numpy as np

from countermove.phrasing.letters import shorten, trim
from countermove.records.conditions import parse_condition
from countermove.records.halfspaces import ABOUT, middles_of
from countermove.records.misplaced import MisplacedError
from countermove.records.situations import change, count_effect, count_worth, today_of
from countermove.records.standoffs import Player, Standoff
from countermove.stressing.decision import Array
from countermove.stressing.measures import say_conjuncts
from countermove.stressing.number_phrases import say_condition

__all__ = ["ANSWERS", "Question", "Reply", "Subject", "list_questions", "write_answer"]

Reply = Literal["first", "second", "equal", "unknown", "skip"]
ANSWERS: tuple[Reply, ...] = ("first", "second", "equal", "unknown", "skip")
MOST_EFFECTS = 40
MOST_WHOLES = 16


@dataclass(frozen=True)
class Subject:
    """Something that matters to a player: its condition, in words, how much in each draw (D,),
    and whether it is a gain rather than a loss."""

    condition: str
    words: str
    size: Array
    gain: bool


@dataclass(frozen=True)
class Question:
    """Whether `first` matters more than `times` as much as `second` to a player.

    With `times` 0 the two are whole situations, and the question is which it would rather have.
    """

    player: str
    name: str
    first: Subject
    second: Subject
    times: float

    @property
    def sentence(self) -> str:
        """The question as a person is asked it."""
        a, b = self.first.words, self.second.words
        if self.times > 1:
            return f"Does it matter at least twice as much to {self.name}: {a}, as: {b}?"
        if self.times == 0:
            return f"Which would {self.name} rather have, other things as today: {a}, or: {b}?"
        if self.first.gain == self.second.gain:
            verb = "welcome" if self.first.gain else "mind"
            return f"Which would {self.name} {verb} more: {a}, or: {b}?"
        return f"Which weighs more for {self.name}: {a}, or: {b}?"

    @property
    def choices(self) -> tuple[str, str, str]:
        """What the answers first, second and equal say; the last is empty where it is none."""
        if self.times > 1:
            return ("yes, at least twice", "no, less than twice", "")
        return (self.first.words, self.second.words, "about equal" if self.times else "")

    def holds(self, reply: Reply) -> Array:
        """In which draws the answer is right, as 0 or 1 (D,); everywhere for no answer."""
        a, b = self.first.size, (self.times or 1.0) * self.second.size
        masks = {"first": a >= b, "second": a < b, "equal": (ABOUT * a >= b) & (a <= ABOUT * b)}
        return np.asarray(masks.get(reply, np.ones(len(a))), dtype=np.float64)

    def lines(self, reply: Reply) -> tuple[tuple[str, dict[str, Any]], ...]:
        """What the answer adds to the file: each key under the player with its comparison."""
        a, b = self.first.condition, self.second.condition
        if self.times > 1:
            kind = {"first": "at_least_twice", "second": "at_most_twice"}.get(reply)
            return ((kind, {"this": a, "than": b}),) if kind else ()
        if self.times == 0:
            pair = {"first": (a, b), "second": (b, a)}.get(reply)
            return (("prefers", {"this": pair[0], "to": pair[1]}),) if pair else ()
        if reply == "equal":
            return (("about_as_bad", {"this": a, "that": b}),)
        pair = {"first": (a, b), "second": (b, a)}.get(reply)
        return (("matters_more", {"this": pair[0], "than": pair[1]}),) if pair else ()


def list_questions(standoff: Standoff, keys: tuple[str, ...], theta: Array) -> tuple[Question, ...]:
    """Every question about two things that matter to one player: which more, and whether twice."""
    found: list[Question] = []
    labels = {name: f"‘{shorten(trim(label))}’" for name, label in standoff.labels().items()}
    for player in standoff.players:
        subjects = list(list_subjects(standoff, player, keys, theta, labels))
        for i, first in enumerate(subjects):
            for second in subjects[i + 1 :]:
                sides = ((first, second, 1.0), (first, second, 2.0), (second, first, 2.0))
                found += [Question(player.id, player.name, a, b, times) for a, b, times in sides]
    for player in standoff.players:
        wholes = list(list_wholes(standoff, player, keys, theta, labels))
        found += [Question(player.id, player.name, a, b, 0.0) for a, b in combinations(wholes, 2)]
    return tuple(found)


def list_wholes(
    standoff: Standoff,
    player: Player,
    keys: tuple[str, ...],
    theta: Array,
    labels: Mapping[str, str],
) -> Iterator[Subject]:
    """Situations a step or two from today, and what each is worth to a player, beside today."""
    today = today_of(standoff)
    names = [o.name for _, o in standoff.options()]
    rules = [parse_condition(text) for text in standoff.rules]
    slow = standoff.takes_time()
    changes = [c for k in range(3) for c in combinations(names, k)]
    seen: set[tuple[tuple[str, float], ...]] = set()
    for switched in changes:
        situation = change(today, slow, tuple((n, False) for n in switched))
        if not all(situation.meets(rule) for rule in rules):
            continue
        counts = count_worth(standoff, player.id, situation)
        same = tuple(sorted(counts.items()))
        if same in seen or len(seen) == MOST_WHOLES:
            continue
        seen.add(same)
        parts = [f"not {n}" if n in today.begun else n for n in switched]
        text = " and ".join(parts) or "always"
        words = say_switched(switched, today.begun, labels)
        yield Subject(text, words, worth_of(counts, keys, theta, middles_of(standoff)), True)


def say_switched(switched: Sequence[str], today: frozenset[str], labels: Mapping[str, str]) -> str:
    """What is other than today: what has begun, and what has ended."""
    parts = [f"{labels[n]} {'ended' if n in today else 'begun'}" for n in switched]
    return " and ".join(parts) or "all as today"


def worth_of(
    counts: Mapping[str, float], keys: tuple[str, ...], theta: Array, fixed: Mapping[str, float]
) -> Array:
    """The sum over counts of count times number in each draw (D,)."""
    column = {key: i for i, key in enumerate(keys)}
    size = np.zeros(len(theta))
    for key, count in counts.items():
        size += count * (theta[:, column[key]] if key in column else fixed[key])
    return size


def list_subjects(
    standoff: Standoff,
    player: Player,
    keys: tuple[str, ...],
    theta: Array,
    labels: Mapping[str, str],
) -> Iterator[Subject]:
    """What matters to a player: each condition of its payoffs, each once."""
    fixed = middles_of(standoff)
    for text in list(dict.fromkeys(p.when for p in player.payoffs))[:MOST_EFFECTS]:
        condition = parse_condition(text)
        try:
            counts = count_effect(standoff, player.id, condition)
        except MisplacedError:  # no situation meets it: nobody could picture it either
            continue
        if not any(key in keys for key in counts):
            continue
        size = worth_of(counts, keys, theta, fixed)
        gain = sum(count * fixed[key] for key, count in counts.items()) >= 0
        words = say_conjuncts(condition, labels) or f"that {say_condition(text, labels)}"
        yield Subject(text, words, size if gain else -size, gain)


def write_answer(question: Question, reply: Reply, by: str, on: date) -> list[tuple[str, Any]]:
    """The places of the file that an answer adds to, with what it adds there."""
    return [
        (f"players.{question.player}.{kind}", line | {"by": by, "on": on})
        for kind, line in question.lines(reply)
    ]
