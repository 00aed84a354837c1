"""Why a state is stable under foresight: the move that tempts, and the play expected after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from countermove.records.stability import Concept
from countermove.solving.stability.algorithms.searches import Rules
from countermove.solving.stability.concepts.foresight import (
    Foresight,
    look_ahead,
    repeated_horizon,
    stays,
)
from countermove.solving.stability.models.models import GraphModel, Move
from countermove.solving.stability.questions.reasons import (
    Explanation,
    Temptation,
    improvements,
    sequences,
)

__all__ = ["explain_foresight"]


def explain_foresight(
    model: GraphModel,
    concept: Concept,
    group: tuple[int, ...],
    state: int,
    horizon: int,
    known: Sequence[Foresight] = (),
) -> Explanation:
    """The main reason of an LMH or NM verdict; `known` are expectations up to its horizon.

    Where the group moves, the best move and the play expected after it (`expected`); where
    it stays though a move improves on the state, that move and the play that spoils it. Of
    several courses of expected play, the worst for the member that decides is shown.
    """
    ahead = known or expectations(model, concept, group, state, horizon)
    rank = model.relations.rank
    gains: dict[int, tuple[Move, ...]] = {}
    for path in sequences(model, group, state):
        u = path[-1].end
        after = ranks_after(model, ahead[-1], u, group)
        if u != state and all(after[i] > rank[i, state] for i in group):
            gains.setdefault(u, path)
    if gains:
        path = min(gains.values(), key=lambda p: worth(model, ahead[-1], group, p))
        play = expected_play(model, ahead, group, path[-1].end, group[0])
        main = Temptation(path, None)
        return Explanation(concept, group, state, (main,), len(gains) - 1, play)
    ends, path_to = improvements(model, group, state, Rules())
    if not ends:
        return Explanation(concept, group, state, ())
    end = ends[0]
    after = ranks_after(model, ahead[-1], end, group)
    loser = next(i for i in group if after[i] <= rank[i, state])
    play = expected_play(model, ahead, group, end, loser)
    return Explanation(concept, group, state, (Temptation(path_to(end), play),), len(ends) - 1)


def expectations(
    model: GraphModel, concept: Concept, group: tuple[int, ...], state: int, horizon: int
) -> list[Foresight]:
    """Expectations with 0, 1, … moves left, up to those the verdict follows from.

    Under NM they end at the first horizon of the cycle at which the group would move, or
    with the cycle if it never would.
    """
    if concept == "LMH":
        return list(islice(look_ahead(model), horizon))
    first = repeated_horizon(model)
    where, seen = np.array([state], np.int64), set[bytes]()
    ahead: list[Foresight] = []
    for expected in look_ahead(model):
        ahead.append(expected)
        if expected.horizon < first:
            continue
        # A verdict with h moves left follows from what is expected with h - 1.
        if not stays(model, group, where, expected)[0] or expected.key() in seen:
            break
        seen.add(expected.key())
    return ahead


def ranks_after(
    model: GraphModel, expected: Foresight, state: int, barred: Sequence[int]
) -> NDArray[np.int32]:
    """Every player's worst rank of what is expected at a state when some may not move."""
    movers = [j for j in range(len(model.players)) if j not in barred and expected.moves[j, state]]
    if not movers:
        return np.asarray(model.relations.rank[:, state], np.int32)
    return np.asarray(expected.worst[movers, state].min(axis=0), np.int32)


def worth(
    model: GraphModel, expected: Foresight, group: tuple[int, ...], path: tuple[Move, ...]
) -> tuple[int, int, int]:
    """Smaller for a course the group likes better: by what follows, then the shorter."""
    end = path[-1].end
    after = ranks_after(model, expected, end, group)
    return -int(sum(after[i] for i in group)), len(path), int(model.canonical[end])


def expected_play(
    model: GraphModel,
    ahead: Sequence[Foresight],
    barred: Sequence[int],
    state: int,
    judge: int,
) -> tuple[Move, ...]:
    """The play expected from a state, along the branch that is worst for `judge`.

    `ahead` are the expectations with 0, 1, … moves left; play uses up the last first.
    """
    play: list[Move] = []
    for left in range(len(ahead) - 1, 0, -1):
        now, then = ahead[left], ahead[left - 1]
        movers = [j for j in range(len(model.players)) if j not in barred and now.moves[j, state]]
        if not movers:
            break
        mover = min(movers, key=lambda j: (now.worst[j, state, judge], model.players[j]))

        def liking(target: int, j: int = mover, then: Foresight = then) -> tuple[int, int, int]:
            after = ranks_after(model, then, target, (j,))
            return -int(after[j]), int(after[judge]), int(model.canonical[target])

        end = min(model.moves(mover, state).tolist(), key=liking)
        play.append(Move(mover, state, end))
        state, barred = end, (mover,)
    return tuple(play)
