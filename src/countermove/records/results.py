"""What `solve` returns for the second view: how play unfolds, readings, levers.

`Solution` joins it with the first view (`countermove.records.stability`).
"""

from __future__ import annotations

from countermove.records.record import Record
from countermove.records.stability import Equilibrium, Stability

__all__ = [
    "Certificate",
    "CourseValue",
    "Diagnosis",
    "LeverCost",
    "OutcomePath",
    "Play",
    "PlayStep",
    "ReadingUpdate",
    "Solution",
    "StartValue",
    "Table",
]


class Table(Record):
    """A plain table: `rows[i][j]` belongs to `columns[j]`; None where there is nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


class CourseValue(Record):
    """What a course is worth to the subject, in its own points, discounted to today.

    `now`: taken up now, best play afterwards. `kept`: kept throughout. `others`: what
    play after taking it up now is worth to each other player. `outcomes`: chance of each
    named outcome at the horizon when it is taken up now.
    """

    name: str
    label: str
    options: tuple[str, ...]
    now: float
    kept: float
    others: dict[str, float] = {}
    outcomes: dict[str, float] = {}


class PlayStep(Record):
    """One move on the principal line: who, what switches, how likely, and why."""

    time: float
    player: str
    switched_on: tuple[str, ...] = ()
    switched_off: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    probability: float
    sentence: str


class OutcomePath(Record):
    """Chance of an outcome at each time (years from today) under one course.

    `chances`: that it holds at that time. `ever`: that it has held at some time up to then,
    today among them, looked at once a step.
    """

    outcome: str
    label: str
    course: str
    times: tuple[float, ...]
    chances: tuple[float, ...]
    ever: tuple[float, ...] = ()


class StartValue(Record):
    """The clock: what the course is worth when it is first taken up after a wait.

    `cost` is the value of starting now less that of waiting `wait` years.
    """

    course: str
    wait: float
    value: float
    cost: float
    still_best: bool


class Certificate(Record):
    """The second route: a stationary logit equilibrium by damped iteration.

    `residual` is the largest change of a choice probability in the last sweep;
    `one_shot_gain` the most any player could gain by one deviation, in points.
    """

    settled: bool
    iterations: int
    residual: float
    one_shot_gain: float
    best_course: str


class Play(Record):
    """How play unfolds from today at likely values (backward induction, logit response).

    `lines`: for each course the likeliest moves once it is taken up now, by its name;
    `principal_line` is that of the best one.
    """

    precision: float
    discount: float
    step: float
    horizon: float
    first: str
    states: int
    courses: tuple[CourseValue, ...]
    best_course: str
    principal_line: tuple[PlayStep, ...]
    lines: dict[str, tuple[PlayStep, ...]] = {}
    outcomes: tuple[OutcomePath, ...]
    clock: tuple[StartValue, ...]
    latest_start: float | None = None
    best_reply: tuple[PlayStep, ...] = ()
    certificate: Certificate | None = None
    variants: Table | None = None


class ReadingUpdate(Record):
    """What one observed move says about the readings of a player."""

    player: str
    move: str
    event: str = ""
    likelihoods: dict[str, float]
    posterior: dict[str, float]
    ratio: float
    teaches: bool
    sentence: str


class Diagnosis(Record):
    """Rival readings of a player after all observed moves, with the analysts' matrix."""

    player: str
    labels: dict[str, str]
    prior: dict[str, float]
    posterior: dict[str, float]
    updates: tuple[ReadingUpdate, ...]
    matrix: Table | None = None
    answers: dict[str, str] = {}


class LeverCost(Record):
    """What a cut costs, as (low, likely, high), with the flow before and after."""

    lever: str
    label: str
    unit: str
    flow_before: float
    flow_after: tuple[float, float, float]
    lost: tuple[float, float, float]
    by_party: dict[str, tuple[float, float, float]]
    value_unit: str = ""
    share_controlled: tuple[float, float, float] | None = None
    over_time: Table | None = None
    sentence: str = ""


class Deal(Record):
    """A state every side prefers to where play leads, who would break it, what holds it."""

    state: tuple[str, ...]
    label: str
    gains: dict[str, float]
    breakers: tuple[str, ...]
    sentence: str


class Solution(Record):
    """The stand-off solved at its likely values.

    `standoff_sha256` is the hash of the exact input; `settings` what else was set.
    """

    standoff_sha256: str
    version: str
    settings: dict[str, str | float | int | bool]
    now: Stability
    later: Stability
    difference: str = ""
    play: Play
    diagnoses: tuple[Diagnosis, ...] = ()
    levers: tuple[LeverCost, ...] = ()
    deals: tuple[Deal, ...] = ()

    @property
    def equilibria(self) -> tuple[Equilibrium, ...]:
        """What is stable now, the best supported first, each with its reasons."""
        return self.now.equilibria
