"""A stand-off compiled to arrays, ready to be solved for any values of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.records.numbers import likely_values, uncertain_numbers
from countermove.records.standoffs import Outcome, Standoff
from countermove.solving.play.boards import Board, Starts, locate, set_board
from countermove.solving.play.courses import Course, list_courses
from countermove.solving.play.layout import Layout, lay_out
from countermove.solving.play.moves import follow, hold
from countermove.solving.play.payments import Dues, Worth, list_dues, weigh

__all__ = ["Game", "Kept", "compile_game"]

ENDS = ("gives_way", "gives_up", "settled")
"""What past cases count as an end of the quarrel; the first one ends it."""


@dataclass(frozen=True)
class Kept:
    """The board on which the subject keeps one course; `place` finds its states in the game."""

    board: Board
    place: NDArray[np.int32]
    start: int


@dataclass(frozen=True)
class Game:
    """A stand-off as arrays.

    `numbers` are the keys of all its numbers and `likely` their likely values; `uncertain`
    are the keys (and `columns` their positions) of those that a draw gives. `start` is
    today's position on `board`. `left_out` counts settings that are not among the courses.
    `holds` (O, S) is 1 where an outcome holds, and `over` where it can no longer come for the
    first time: it holds, or it is an end of the quarrel and another end has come before it.
    """

    standoff: Standoff
    layout: Layout
    numbers: tuple[str, ...]
    likely: NDArray[np.float64]
    uncertain: tuple[str, ...]
    columns: NDArray[np.int64]
    board: Board
    start: int
    held: Board
    starts: Starts
    kept: tuple[Kept, ...]
    worth: Worth
    courses: tuple[Course, ...]
    left_out: int
    outcomes: tuple[Outcome, ...]
    holds: NDArray[np.float64]
    over: NDArray[np.float64]

    def position(self, code: int) -> int:
        """Where a state stands on the board.

        Raises:
            KeyError: it cannot come about from today.
        """
        i = int(np.searchsorted(self.board.states, code))
        if i == len(self.board.states) or self.board.states[i] != code:
            raise KeyError(self.layout.in_force(code))
        return i


def compile_game(
    standoff: Standoff, *, start: frozenset[str] | None = None, kept: bool = True
) -> Game:
    """Compile a stand-off; `start` names the options in force instead of today's.

    Without `kept`, the boards for courses kept throughout are left out.

    Raises:
        StandoffError: today's state or a course breaks a rule.
        TooLargeError: there are too many options, states or moves for memory.
    """
    if start is not None:
        standoff = begin_at(standoff, start)
    layout = lay_out(standoff)
    likely = likely_values(standoff)
    place = {key: i for i, key in enumerate(likely)}
    dues = list_dues(standoff, layout, place)
    times = mean_times(standoff, place)
    courses, left_out = list_courses(standoff, layout)
    board = set_board(layout, dues, times, {}, layout.today)
    held = set_board(layout, dues, times, {0: hold}, layout.today)
    keeping = tuple(keep_course(layout, dues, times, c, board) for c in courses if kept)
    starts = set_starts(layout, dues, courses, board, held)
    outcomes = standoff.outcomes or default_outcomes(standoff)
    holds = np.array(
        [layout.truth(o.condition, board.states) for o in outcomes], dtype=np.float64
    ).reshape(len(outcomes), len(board.states))
    uncertain = tuple(n.key for n in uncertain_numbers(standoff))
    return Game(
        standoff=standoff,
        layout=layout,
        numbers=tuple(likely),
        likely=np.array(list(likely.values()), dtype=np.float64),
        uncertain=uncertain,
        columns=np.array([place[key] for key in uncertain], dtype=np.int64),
        board=board,
        start=int(locate(board.states, np.array([layout.today]))[0]),
        held=held,
        starts=starts,
        kept=keeping,
        worth=weigh(standoff, layout, place, dues, board.states),
        courses=courses,
        left_out=left_out,
        outcomes=outcomes,
        holds=holds,
        over=mark_over(outcomes, holds),
    )


def mark_over(outcomes: tuple[Outcome, ...], holds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where each outcome can no longer come for the first time, `(O, S)`."""
    ends = np.array([o.counts_as in ENDS for o in outcomes], dtype=bool)
    ended = holds[ends].max(axis=0, initial=0.0)
    return np.where(ends[:, None], ended[None, :], holds)


def begin_at(standoff: Standoff, names: frozenset[str]) -> Standoff:
    """The stand-off with other options in force at the start."""
    players = tuple(
        p.model_copy(
            update={
                "options": tuple(o.model_copy(update={"today": o.name in names}) for o in p.options)
            }
        )
        for p in standoff.players
    )
    chance = tuple(c.model_copy(update={"today": c.name in names}) for c in standoff.chance)
    return standoff.model_copy(update={"players": players, "chance": chance})


def mean_times(standoff: Standoff, place: dict[str, int]) -> dict[str, int]:
    """The position of every mean time, by ``name.takes`` and the like."""
    times = {
        f"{option.name}.takes": place[f"players.{owner}.options.{option.name}.takes"]
        for owner, option in standoff.options()
        if option.takes is not None
    }
    for chance in standoff.chance:
        for kind in ("starts_after", "ends_after"):
            if getattr(chance, kind) is not None:
                times[f"{chance.name}.{kind}"] = place[f"chance.{chance.name}.{kind}"]
    return times


def keep_course(
    layout: Layout, dues: Dues, times: dict[str, int], course: Course, full: Board
) -> Kept:
    """The board on which the subject keeps a course from its first move on."""
    policy = follow(layout, 0, frozenset(course.options))
    board = set_board(layout, dues, times, {0: policy}, layout.today)
    start = int(locate(board.states, np.array([layout.today]))[0])
    return Kept(board, locate(full.states, board.states), start)


def set_starts(
    layout: Layout, dues: Dues, courses: tuple[Course, ...], board: Board, held: Board
) -> Starts:
    """Where each course leads from each state in which the subject held still."""
    moved = [follow(layout, 0, frozenset(c.options))(held.states) for c in courses]
    return Starts(
        target=np.stack([locate(board.states, m) for m in moved]),
        due=np.stack([dues.between(held.states, m) for m in moved]),
        place=locate(board.states, held.states),
        today=int(locate(held.states, np.array([layout.today]))[0]),
    )


def default_outcomes(standoff: Standoff) -> tuple[Outcome, ...]:
    """Where none are named: every option of the other sides and of chance."""
    names = [o.name for p in standoff.others for o in p.options]
    names += [c.name for c in standoff.chance]
    labels = standoff.labels()
    return tuple(Outcome(name=n, label=labels[n], when=n) for n in names)
