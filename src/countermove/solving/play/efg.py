"""A small game written out as a Gambit extensive-form file, for checking it elsewhere.

Format: Gambit's ``EFG 2 R`` (prefix order). Every decision node is its own information set;
its name begins with the step and ends with its own number. Payoffs are points discounted to
today, so a logit response at step t has the precision of that step times the growth of money
since today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import TooLargeError
from countermove.solving.play.gambit_labels import clean_label, clean_labels, quote, spell_out
from countermove.solving.play.game import Game
from countermove.solving.play.kernel import switch_chance
from countermove.solving.play.stages import Stages, solve_stages
from countermove.solving.play.tree_size import count_nodes

__all__ = ["write_efg"]

Array = NDArray[np.float64]
LONGEST_NAMES = 150


def write_efg(game: Game, *, most_nodes: int = 50_000) -> str:
    """The free game at likely values as the text of an ``.efg`` file.

    Raises:
        TooLargeError: the tree has more than `most_nodes` nodes.
    """
    nodes = count_nodes(game)
    if nodes > most_nodes:
        raise TooLargeError(
            f"the tree would have {say_many(nodes)} nodes, more than {most_nodes:,}; shorten the "
            "horizon or take fewer options"
        )
    tree = Tree(game, solve_stages(game))
    nothing = np.zeros(len(game.layout.players))
    return write_head(game) + "\n".join(tree.turn(0, 0, game.start, nothing)) + "\n"


def write_head(game: Game) -> str:
    """Title, players and, as the game's comment, the question and what changed labels stand for."""
    real = [game.standoff.player(id).name for id in game.layout.players]
    labels = clean_labels(real, "player")
    title = clean_label(game.standoff.title, "game")
    told = spell_out([game.standoff.title, *real], [title, *labels])
    comment = clean_label(game.standoff.question, "") + (f" [{told}]" if told else "")
    names = " ".join(map(quote, labels))
    return f"EFG 2 R {quote(title)} {{ {names} }}\n{quote(comment.strip())}\n"


def say_many(count: float) -> str:
    """A count in words of a few figures."""
    return f"{count:,.0f}" if count < 1e9 else f"{count:.1e}" if count < np.inf else "countless"


@dataclass
class Tree:
    """Walks the tree in prefix order, numbering information sets and outcomes as it goes."""

    game: Game
    stages: Stages
    sets: dict[int, int] = field(default_factory=dict)
    chances: int = 0
    ends: int = 0

    def turn(self, t: int, turn: int, s: int, paid: Array) -> Iterator[str]:
        """The subtree from a mover's turn in step t at state s."""
        stages, board = self.stages, self.stages.board
        if turn == len(stages.order):
            yield from self.switch(t, 0, s, paid)
            return
        m = stages.order[turn]
        c = board.class_of[m, s]
        edges = range(board.first[c], board.first[c + 1])
        if len(edges) > 1:
            said = [self.say(int(board.target[e]), m) for e in edges]
            actions = " ".join(map(quote, clean_labels(said, "action")))
            yield self.decide(t, m, s, actions)
        for e in edges:
            due = stages.paid[board.due[e]] * self.factor(t)
            yield from self.turn(t, turn + 1, int(board.target[e]), paid + due)

    def switch(self, t: int, j: int, s: int, paid: Array) -> Iterator[str]:
        """The subtree before switch j of step t."""
        stages, board = self.stages, self.stages.board
        if j == len(board.switch_to):
            yield from self.accrue(t, s, paid)
            return
        to = int(board.switch_to[j, s])
        if to < 0:
            yield from self.switch(t, j + 1, s, paid)
            return
        chance = float(switch_chance(stages.numbers[board.switch_number[j, s]], stages.years))
        # Gambit reads decimals exactly and wants them to sum to one exactly.
        p = Decimal(f"{chance:.15f}")
        self.chances += 1
        yield f'c "" {self.chances} "" {{ "stays" {1 - p:f} "switches" {p:f} }} 0'
        yield from self.switch(t, j + 1, s, paid)
        due = stages.paid[board.switch_due[j, s]]
        yield from self.switch(t, j + 1, to, paid + due * self.factor(t))

    def accrue(self, t: int, s: int, paid: Array) -> Iterator[str]:
        """The step's yearly payoffs, and the next step or the end."""
        stages = self.stages
        last = t + 1 == len(stages.after)
        until = 0.0 if last else self.factor(t + 1)
        paid = paid + stages.flow[s] * (self.factor(t) - until) / stages.rate
        if not last:
            yield from self.turn(t + 1, 0, s, paid)
            return
        self.ends += 1
        values = ", ".join(repr(float(x)) for x in paid)
        yield f't "" {self.ends} "end {self.ends}" {{ {values} }}'

    def factor(self, t: int) -> float:
        """What a point in step t is worth today."""
        return float(np.exp(-self.stages.rate * self.stages.years * t))

    def decide(self, t: int, m: int, s: int, actions: str) -> str:
        """A decision node in a set of its own."""
        self.sets[m] = self.sets.get(m, 0) + 1
        names = ", ".join(self.game.layout.in_force(int(self.stages.board.states[s])))
        # Gambit takes a label only once in a game.
        told = clean_label(names, "nothing")[:LONGEST_NAMES].strip()
        title = quote(f"{t}: {told} ({m + 1}.{self.sets[m]})")
        return f'p {title} {m + 1} {self.sets[m]} "" {{ {actions} }} 0'

    def say(self, s: int, m: int) -> str:
        """An action: the setting of the mover's own options."""
        own = self.game.layout.names[m]
        code = int(self.stages.board.states[s])
        return ", ".join(n for n in own if self.game.layout.on[n] & code) or "nothing"
