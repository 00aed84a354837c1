"""Sentences about states, moves and reasons, in the stand-off's own labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from countermove.records.stability import CONCEPTS, Concept
from countermove.solving.stability.models import OptionModel
from countermove.solving.stability.moves import Move
from countermove.solving.stability.reasons import Explanation, Temptation

__all__ = ["Words", "join", "start"]


def join(parts: Sequence[str]) -> str:
    """Parts joined by commas and a last "and"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def start(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, eq=False)
class Words:
    """What players and options are called in print."""

    model: OptionModel
    names: Mapping[str, str]
    labels: Mapping[str, str]
    order: tuple[str, ...]
    today: int

    def options(self, state: int) -> list[str]:
        """The labels of the options in force, in the order of the file."""
        inside = set(self.model.in_force(state))
        return [self.labels[name] for name in self.order if name in inside]

    def player(self, player: int) -> str:
        """The player's name."""
        return self.names[self.model.players[player]]

    def group(self, group: Sequence[int]) -> str:
        """The names of a group."""
        return join(sorted(self.player(i) for i in group))

    def state(self, state: int) -> str:
        """What is in force, in short."""
        return "; ".join(self.options(state)) or "nothing in force"

    def quoted(self, state: int) -> str:
        """The state within a sentence: in full, or against today's state if that is shorter."""
        if state == self.today:
            return "today's state"
        full = f"“{self.state(state)}”"
        on, off = self.options(state & ~self.today), self.options(self.today & ~state)
        parts = ["today's state"]
        parts += ["with " + join([f"“{x}”" for x in on])] if on else []
        parts += ["without " + join([f"“{x}”" for x in off])] if off else []
        return min(full, " ".join(parts), key=len)

    def deed(self, start: int, end: int) -> str:
        """What changes from one state to another: taken up and given up."""
        on = self.options(end & ~start)
        off = self.options(start & ~end)
        parts = []
        if on:
            parts.append("take up " + join([f"“{x}”" for x in on]))
        if off:
            parts.append("give up " + join([f"“{x}”" for x in off]))
        return join(parts)

    def moves(self, moves: Sequence[Move]) -> str:
        """A sequence: who would do what."""
        return ", then ".join(
            f"{self.player(m.player)} would {self.deed(m.start, m.end)}" for m in moves
        )

    def reason(self, explanation: Explanation) -> str:
        """One sentence for a verdict."""
        main, who = explanation.main, start(self.group(explanation.group))
        several = len(explanation.group) > 1
        if main is None:
            if several:
                return f"{who} have no move together to a state that they all prefer."
            return f"{who} has no move from here to a state that it prefers."
        what = self.together(main) if several else self.deed(explanation.state, main.state)
        if explanation.concept in ("LMH", "NM"):
            return f"{who} {self.outlook(explanation, main, what)}."
        if main.deterred_by is None:
            alone = len(explanation.group) == len(self.model.players)
            why = "nobody else is there to deter it" if alone else self.nothing(explanation.concept)
            return f"{who} would {what}, and {why}."
        return f"{who} will not {what}: {self.deterrence(explanation, main)}."

    def outlook(self, explanation: Explanation, main: Temptation, what: str) -> str:
        """A verdict of foresight: what is expected to follow."""
        if main.deterred_by is not None:
            return f"will not {what}: looking ahead, {self.moves(main.deterred_by)}, for no gain"
        if not explanation.expected:
            return f"would {what}, expecting nobody to answer"
        return f"would {what}, expecting that then {self.moves(explanation.expected)}"

    def together(self, main: Temptation) -> str:
        """A coalition's sequence, as one deed."""
        return self.deed(main.moves[0].start, main.state) + " together"

    def nothing(self, concept: Concept) -> str:
        """Why nothing deters, under a concept."""
        return {
            "NASH": "it looks no further than its own move",
            "SEQ": "no answer that serves the others' own interest takes the gain away",
            "GMR": "nothing the others could do takes the gain away",
            "SMR": "whatever the others did, the gain could be kept or regained",
            "SIM": "nothing the others would do at the same moment takes the gain away",
        }.get(concept, "nothing deters it")

    def deterrence(self, explanation: Explanation, main: Temptation) -> str:
        """What would follow, and what it would mean."""
        answer = self.moves(main.deterred_by or ())
        several = len(explanation.group) > 1
        who = "one of them" if several else self.player(explanation.group[0])
        end = f"and {who} would be no better off than before"
        if explanation.concept == "SEQ":
            movers = {m.player for m in main.deterred_by or ()}
            whose = "its" if len(movers) == 1 else "their"
            return f"in {whose} own interest, {answer}, {end}"
        if explanation.concept == "SIM":
            return f"at the same moment {answer}, {end}"
        if explanation.concept == "SMR":
            return f"it could come to this that {answer}, {end}, with no way back to a gain"
        return f"it could come to this that {answer}, {end}"

    def concept(self, concept: Concept) -> str:
        """The concept's name."""
        return CONCEPTS[concept]
