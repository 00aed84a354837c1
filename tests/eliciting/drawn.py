"""Stand-offs drawn at random with a hidden truth, and interviews of whoever knows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tests.factories import make_player, make_standoff

from countermove.eliciting import Draws, Interview, Question, draw_free, open_interview
from countermove.records.standoffs import Standoff
from countermove.stressing.decision import best

DRAWS = 4096
WHENS = {
    "SUB": (
        "press",
        "strike",
        "build",
        "bow",
        "press and bow",
        "strike and build",
        "press and build",
    ),
    "OTH": ("press", "strike", "bow", "press and bow", "press and build", "strike and bow"),
}


def draw_standoff(generator: np.random.Generator) -> Standoff:
    """Four options, thirteen payoffs of any sign whose ranges are wide."""
    players = []
    for id, names in (("SUB", ("build", "bow")), ("OTH", ("press", "strike"))):
        payoffs = []
        for when in WHENS[id]:
            middle, half = generator.normal(0, 8), generator.uniform(4, 16)
            payoffs.append({"when": when, "per_year": [middle - half, middle + half]})
        options = [{"name": n, "label": n, "today": n == "press"} for n in names]
        players.append(make_player(id, options, payoffs))
    return make_standoff(
        *players,
        title="drawn",
        settings={"step": "1 year", "horizon": "4 years", "precision": 1.0},
        courses={"wait": [], "build": ["build"], "bow": ["bow"], "both": ["build", "bow"]},
    )


@dataclass(frozen=True)
class Told:
    """Right first courses before and after (0 or 1), and what the choices were worth."""

    before: bool
    after: bool
    lost: float


def hide(draws: Draws) -> tuple[Draws, Draws]:
    """All draws but the last, and the last, which is the truth."""

    def part(rows: slice) -> Draws:
        return Draws(
            draws.keys, draws.theta[rows], draws.courses, draws.labels, draws.values[rows], ""
        )

    return part(slice(0, -1)), part(slice(-1, None))


def interview(seed: int, most: int = 8, at_random: bool = False) -> Told:
    """Ask whoever knows the truth up to `most` questions, by value or at random."""
    generator = np.random.default_rng(seed)
    standoff = draw_standoff(generator)
    known, truth = hide(draw_free(standoff, DRAWS, seed))
    right = open_interview(standoff, truth)
    answers = {
        (q.first.condition, q.second.condition, q.times, q.player): q for q in right.questions
    }
    now = start = open_interview(standoff, known)
    for _ in range(most):
        ranked = None if at_random else now.next()
        if ranked is None and not at_random:
            break
        asked = ranked.question if ranked else pick(now, generator)
        told = answers[asked.first.condition, asked.second.condition, asked.times, asked.player]
        now = now.answer(asked, "first" if told.holds("first")[0] else "second")
    best_one = int(best(truth.values[0]))
    lost = truth.values[0].max() - truth.values[0][now.leader]
    return Told(start.leader == best_one, now.leader == best_one, float(lost))


def pick(now: Interview, generator: np.random.Generator) -> Question:
    """Any question."""
    return now.questions[generator.integers(len(now.questions))]
