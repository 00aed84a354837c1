"""What a course brings about by being taken up: no forecast, since it is the course itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.records.standoffs import Outcome
from countermove.records.stresses import Stress

__all__ = ["is_own_doing"]


def is_own_doing(stress: Stress, course: str, outcome: Outcome) -> bool:
    """Whether an outcome holds as soon as a course is taken up, whatever anybody else does.

    "Gives way: almost certain" of a course that gives in tells nothing but the course.
    """
    taken = next((c.options for c in stress.solution.play.courses if c.name == course), ())
    told = {
        (o.name, done): np.array(o.name in taken and (not done or o.takes is None or o.done_today))
        for o in stress.standoff.player(stress.standoff.subject).options
        for done in (False, True)
    }
    others = sorted(outcome.condition.names() - {name for name, _ in told})
    atoms = [(name, done) for name in others for done in (False, True)]
    told |= dict(zip(atoms, every(len(atoms)), strict=True))
    return bool(np.all(outcome.condition.evaluate(lambda name, done: told[name, done])))


def every(count: int) -> NDArray[np.bool_]:
    """All ways in which so many things are so or not `(count, 2 ** count)`."""
    return (np.arange(2**count) >> np.arange(count)[:, None] & 1).astype(bool)
