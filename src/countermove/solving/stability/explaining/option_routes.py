"""How each equilibrium comes about from today's state, and what the subject has in hand."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.records.stability import Route, Step
from countermove.solving.stability.algorithms.reach import Reach, reach
from countermove.solving.stability.explaining.route_words import word_hand, word_route
from countermove.solving.stability.explaining.state_records import Views
from countermove.solving.stability.models.models import OptionModel
from countermove.solving.stability.models.moves import Move
from countermove.solving.stability.models.snapshots import Snapshot

__all__ = ["block_move", "describe_routes", "subject_first"]


def describe_routes(shot: Snapshot, views: Views, states: Sequence[int]) -> tuple[Route, ...]:
    """A route to every state: who moves, whether willingly, and the subject's part in it."""
    model, today, subject = shot.model, shot.today, shot.subject
    everyone = range(len(model.players))
    rest = [j for j in everyone if j != subject]
    own = model.moves(subject, today).tolist()
    willing = reach(model, [today], everyone, willing=True)
    any_way = reach(model, [today], everyone, willing=False)
    helped = reach(model, [today, *own], rest, willing=True)
    return tuple(describe_route(shot, views, state, (willing, any_way, helped)) for state in states)


def describe_route(
    shot: Snapshot, views: Views, state: int, trees: tuple[Reach, Reach, Reach]
) -> Route:
    """The route to one state."""
    willing, any_way, helped = trees
    model, today, subject = shot.model, shot.today, shot.subject
    path = next((t.path(state) for t in (willing, any_way) if t.has(state)), ())
    brought = subject_first(helped, subject, today, state)
    block = block_move(model, subject, today, state)
    own = (Move(subject, today, state),)
    alone = state != today and state in model.moves(subject, today).tolist()
    return Route(
        to=views.add(state),
        reachable=any_way.has(state),
        willing=willing.has(state),
        steps=tuple(views.step(m) for m in path),
        alone=alone,
        brought_about=steps(views, own if alone else brought),
        blocked_by=steps(views, block),
        sentence=sentence(views, state, path, willing.has(state), (alone, brought, block)),
    )


def steps(views: Views, moves: tuple[Move, ...] | None) -> tuple[Step, ...] | None:
    """Moves as records; None stays None."""
    return None if moves is None else tuple(views.step(m) for m in moves)


def subject_first(helped: Reach, subject: int, today: int, state: int) -> tuple[Move, ...] | None:
    """The subject's move (unless it stays put), then willing moves of the others."""
    if not helped.has(state):
        return None
    rest = helped.path(state)
    start = rest[0].start if rest else state
    return rest if start == today else (Move(subject, today, start), *rest)


def block_move(model: OptionModel, subject: int, today: int, state: int) -> tuple[Move, ...] | None:
    """What keeps the others from getting to `state` without the subject; None if nothing.

    The others never change the subject's options. So it is enough to hold a setting other
    than that of `state`: today's if it differs (an empty tuple), else the setting the
    subject likes best among those it can take up. With the same setting held, whether the
    others can get there decides.
    """
    mask = model.mask(subject)
    rest = [j for j in range(len(model.players)) if j != subject]
    if today & mask != state & mask:
        return ()
    if not reach(model, [today], rest, willing=False).has(state):
        return ()
    ways = [u for u in model.moves(subject, today).tolist() if u & mask != state & mask]
    if not ways:
        return None
    rank = model.rank[subject]
    best = min(ways, key=lambda u: (-int(rank[u]), sorted(model.in_force(u))))
    return (Move(subject, today, best),)


def sentence(
    views: Views,
    state: int,
    path: Sequence[Move],
    willing: bool,
    hand: tuple[bool, tuple[Move, ...] | None, tuple[Move, ...] | None],
) -> str:
    """The route in words, and what the subject has in hand (alone, brought about, blocked)."""
    alone, brought, blocked = hand
    held = word_hand(views.words, views.subject, path, brought, blocked, alone=alone)
    if state == views.shot.today:
        return "It is today's state."
    route = word_route(views.words, state, path, willing=willing)
    return f"{route} {held}" if path else route
