"""How states come about from today's state, and what one player has in hand.

Sequences are legal ones: nobody moves twice in a row (Li, Kilgour and Hipel (2005), "Status
quo analysis in the graph model for conflict resolution", Journal of the Operational Research
Society 56). In option form that rule takes nothing away, so that plain reachability does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.solving.stability.algorithms.reach import Reach, reach
from countermove.solving.stability.models.models import GraphModel, Model, Move, OptionModel
from countermove.solving.stability.questions.reasons import Path, sequences

__all__ = ["Evolution", "Path", "block_move", "paths_from", "subject_first", "trace"]


@dataclass(frozen=True)
class Evolution:
    """How a state comes about from today's; None where it does not.

    `path` is a shortest sequence of moves that their movers prefer (`willing`) or else of
    any moves. `alone`: the subject gets there by its own move. `brought` begins with the
    subject's move, or its staying put, and goes on with willing moves of the others;
    `blocked` is what the subject does, or keeps (no move), so that they never get there
    without it.
    """

    path: Path | None
    willing: bool
    alone: bool
    brought: Path | None
    blocked: Path | None


def trace(model: Model, subject: int, today: int, states: Sequence[int]) -> Iterator[Evolution]:
    """How each of the states comes about from today's, and the subject's part in it."""
    if isinstance(model, OptionModel):
        return trace_options(model, subject, today, states)
    return trace_graph(model, subject, today, states)


def trace_options(
    model: OptionModel, subject: int, today: int, states: Sequence[int]
) -> Iterator[Evolution]:
    """`trace` in option form."""
    everyone = range(len(model.players))
    own = model.moves(subject, today).tolist()
    willing = reach(model, [today], everyone, willing=True)
    any_way = reach(model, [today], everyone, willing=False)
    helped = reach(model, [today, *own], others(model, subject), willing=True)
    for state in states:
        alone, move = state in own, direct(subject, today, state)
        yield Evolution(
            next((t.path(state) for t in (willing, any_way) if t.has(state)), None),
            willing.has(state),
            alone,
            move if alone else subject_first(helped, subject, today, state),
            block_move(model, subject, today, state),
        )


def others(model: Model, subject: int) -> list[int]:
    """Everybody but the subject."""
    return [j for j in range(len(model.players)) if j != subject]


def direct(subject: int, start: int, end: int) -> Path:
    """The subject's move; nothing where it stays put."""
    return () if start == end else (Move(subject, start, end),)


def subject_first(helped: Reach, subject: int, today: int, state: int) -> Path | None:
    """The subject's move (unless it stays put), then willing moves of the others."""
    if not helped.has(state):
        return None
    rest = helped.path(state)
    return (*direct(subject, today, rest[0].start if rest else state), *rest)


def block_move(model: OptionModel, subject: int, today: int, state: int) -> Path | None:
    """What keeps the others from getting to `state` without the subject; None if nothing.

    The others never change the subject's options. So it is enough to hold a setting other
    than that of `state`: today's if it differs (an empty tuple), else the setting the
    subject likes best among those it can take up. With the same setting held, whether the
    others can get there decides.
    """
    mask = model.mask(subject)
    if today & mask != state & mask:
        return ()
    if not reach(model, [today], others(model, subject), willing=False).has(state):
        return ()
    ways = [u for u in model.moves(subject, today).tolist() if u & mask != state & mask]
    if not ways:
        return None
    rank = model.rank[subject]
    best = min(ways, key=lambda u: (-int(rank[u]), sorted(model.in_force(u))))
    return (Move(subject, today, best),)


def paths_from(
    model: GraphModel, start: int, movers: Sequence[int], willing: bool
) -> dict[int, Path]:
    """A shortest legal sequence to every state the movers can get to; none to the start."""
    found: dict[int, Path] = {start: ()}
    for path in sequences(model, tuple(movers), start, improving=willing):
        found.setdefault(path[-1].end, path)
    return found


def trace_graph(
    model: GraphModel, subject: int, today: int, states: Sequence[int]
) -> Iterator[Evolution]:
    """`trace` in an explicit graph."""
    everyone, rest = range(len(model.players)), others(model, subject)
    liking, number = model.relations.rank[subject], model.canonical
    own = model.moves(subject, today).tolist()
    starts = [today, *sorted(own, key=lambda u: (-int(liking[u]), int(number[u])))]
    willing, any_way = (paths_from(model, today, everyone, kind) for kind in (True, False))
    helped, forced = (
        {u: paths_from(model, u, rest, kind) for u in starts} for kind in (True, False)
    )
    for state in states:
        alone = state in own
        ways = [
            (*direct(subject, today, u), *paths[state])
            for u, paths in helped.items()
            if state in paths
        ]
        free = (direct(subject, today, u) for u, paths in forced.items() if state not in paths)
        yield Evolution(
            willing.get(state, any_way.get(state)),
            state in willing,
            alone,
            direct(subject, today, state) if alone else min(ways, key=len, default=None),
            next(free, None),
        )
