"""Sentences and records about states and moves, whatever they are called.

`Words` makes them of what its two kinds supply: `OptionWords` (`option_words`) in the labels
of a stand-off's options, `StateWords` (`state_words`) in the names of a conflict's states.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from itertools import groupby

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.stability import Step
from countermove.solving.stability.models.models import Model, Move, ranks
from countermove.solving.stability.questions.reasons import Explanation, Temptation, compare_states

__all__ = ["Words", "list_states", "possessive"]

WORTH = {
    -2: "much worse off than before",
    -1: "worse off than before",
    0: "no better off than before",
    3: "not known to be better off than before",
}
"""What a state that deters is worth to the one it deters, by `Relations.compare`."""


def possessive(name: str) -> str:
    """The name with its 's."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


class Words(ABC):
    """What players, states and moves of one model are called, in sentences and records."""

    model: Model

    @abstractmethod
    def number(self, state: int) -> int:
        """The position of the state in the records."""

    @abstractmethod
    def locate(self, state: int) -> int | None:
        """The state of this model for a state of the whole analysis; None if it is not seen."""

    @abstractmethod
    def switched(self, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the options taken up and given up, in the order of the file."""

    @abstractmethod
    def by_name(self, state: int) -> str | list[str]:
        """What orders states that nothing else tells apart."""

    @abstractmethod
    def distance(self, one: int, other: int) -> int:
        """How unlike two states are; 0 for the same."""

    @abstractmethod
    def player(self, player: int) -> str:
        """The player's name."""

    @abstractmethod
    def quoted(self, state: int) -> str:
        """The state within a sentence."""

    @abstractmethod
    def deed(self, start: int, end: int) -> str:
        """What a move from one state to another does, as a verb with its objects."""

    def choice(self, start: int, end: int) -> str:
        """What a move made at the same moment as others does; it may lead elsewhere."""
        return self.deed(start, end)

    def place(self, state: int) -> str:  # noqa: ARG002
        """Where simultaneous moves lead, to be put behind what that is worth."""
        return ""

    def step(self, move: Move) -> Step:
        """A move as a record."""
        on, off = self.switched(move.start, move.end)
        return Step(
            player=self.model.players[move.player],
            on=on,
            off=off,
            state=self.number(move.end),
            improves=self.model.better(move.player, move.end, move.start),
        )

    def steps(self, moves: Sequence[Move]) -> tuple[Step, ...]:
        """Moves as records."""
        return tuple(self.step(m) for m in moves)

    def nearest(self, state: int, states: Iterable[int]) -> int:
        """The one of the states most like a state; of several, the first by name."""
        return min(states, key=lambda s: (self.distance(s, state), self.by_name(s)))

    def best_first(self, player: int, states: Iterable[int]) -> list[int]:
        """States in falling order of a player's ranking, ties by name."""
        rank = ranks(self.model)[player]
        ordered = sorted(states, key=lambda s: -int(rank[s]))
        alike = (list(g) for _, g in groupby(ordered, key=lambda s: int(rank[s])))
        return [s for g in alike for s in (sorted(g, key=self.by_name) if len(g) > 1 else g)]

    def group(self, group: Sequence[int]) -> str:
        """The names of a group."""
        return join(sorted(self.player(i) for i in group))

    def moves(self, moves: Sequence[Move]) -> str:
        """A sequence: who would do what."""
        return ", then ".join(
            f"{self.player(m.player)} would {self.deed(m.start, m.end)}" for m in moves
        )

    def reason(self, explanation: Explanation) -> str:
        """A verdict in a sentence, and in another what it says nothing of."""
        main, who = explanation.main, capital(self.group(explanation.group))
        several = len(explanation.group) > 1
        if main is None:
            if several:
                return f"{who} have no move together to a state that they all prefer."
            return f"{who} has no move from here to a state that it prefers."
        what = self.together(main) if several else self.deed(explanation.state, main.state)
        if explanation.concept in ("LMH", "NM"):
            return f"{who} {self.outlook(main, what, explanation.expected)}."
        if main.deterred_by is None:
            return f"{who} would {what}: {self.nothing(explanation)}."
        return f"{who} will not {what}: {self.deterrence(explanation, main)}.{others(explanation)}"

    def outlook(self, main: Temptation, what: str, expected: Sequence[Move]) -> str:
        """A verdict of foresight: what is expected to follow."""
        if main.deterred_by is not None:
            return f"will not {what}: looking ahead, {self.moves(main.deterred_by)}, for no gain"
        if not expected:
            return f"would {what}, expecting nobody to answer"
        return f"would {what}, expecting that then {self.moves(expected)}"

    def together(self, main: Temptation) -> str:
        """A coalition's sequence, as one deed."""
        return self.deed(main.moves[0].start, main.state) + " together"

    def nothing(self, explanation: Explanation) -> str:
        """Why nothing deters, under a concept."""
        group, concept = explanation.group, explanation.concept
        rest = [j for j in range(len(self.model.players)) if j not in group]
        it, whose = ("it", "its") if len(group) == 1 else ("they", "their")
        gain = "gains" if len(group) == 1 else "gain"
        them = self.player(rest[0]) if len(rest) == 1 else "the others"
        own = f"{possessive(them)} own interest"
        if concept == "NASH":
            return f"{it} {gain} by {whose} own move, and what follows is not looked at"
        if not rest:
            return "nobody else is there to deter it"
        return {
            "SEQ": f"no answer in {own} takes the gain away",
            "GMR": f"nothing {them} could do takes the gain away",
            "SMR": f"whatever {them} did, the gain could be kept or regained",
            "SIM": f"nothing {them} would do at the same moment takes the gain away",
        }.get(concept, "nothing deters it")

    def deterrence(self, explanation: Explanation, main: Temptation) -> str:
        """What would follow, and what it would mean."""
        moves = main.deterred_by or ()
        end = main.outcome if main.outcome is not None else moves[-1].end
        result = self.loss(explanation, end)
        whose = "its" if len({m.player for m in moves}) == 1 else "their"
        if explanation.concept == "SEQ":
            return f"in {whose} own interest, {self.moves(moves)}, and {result}"
        if explanation.concept == "SIM":
            told = (f"{self.player(m.player)} would {self.choice(m.start, m.end)}" for m in moves)
            return f"at the same moment {join(list(told))}, and {result}{self.place(end)}"
        if explanation.concept == "SMR":
            return f"{self.threats(moves)}, and {result}, with no way back to a gain"
        return f"{self.threats(moves)}, and {result}"

    def threats(self, moves: Sequence[Move]) -> str:
        """A sequence that others could make, and which of them to their own harm."""
        told = []
        for m in moves:
            willing = compare_states(self.model, m.player, m.end, m.start) > 0
            against = "" if willing else ", against its own interest,"
            told.append(f"{self.player(m.player)} could{against} {self.deed(m.start, m.end)}")
        return ", then ".join(told)

    def loss(self, explanation: Explanation, end: int) -> str:
        """Which member would be no better off at the end, and how it would fare."""
        codes = {
            self.player(i): compare_states(self.model, i, end, explanation.state)
            for i in explanation.group
        }
        who = min(codes, key=lambda name: (codes[name] if codes[name] != 3 else 0.5, name))
        return f"{who} would be {WORTH[codes[who]]}"


def others(explanation: Explanation) -> str:
    """What is to be said of further improvements of a stable state."""
    count = explanation.further
    if not count:
        return ""
    whose = "Its" if len(explanation.group) == 1 else "Their"
    if count == 1:
        return f" {whose} other improvement is deterred too."
    return f" {whose} {count} other improvements are deterred too."


def list_states(
    words: Words, states: Sequence[int], most: int = 3, total: int | None = None
) -> str:
    """Some states in a sentence, and how many more there are of them (or of `total`)."""
    named = [words.quoted(s) for s in states[:most]]
    rest = (len(states) if total is None else total) - len(named)
    more = [f"{rest} more"] if rest > 0 else []
    return "; ".join(named + more)
