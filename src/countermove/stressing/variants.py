"""The answer with the model itself changed: what a reviewer asks first.

Who moves first, the step, the horizon, discount and precision come with the solution;
here each option is left out in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from countermove.phrasing.letters import trim
from countermove.records.results import Solution
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Variant
from countermove.solving.play.courses import Course
from countermove.stressing.decision import Array, best, lead_of
from countermove.stressing.plays import solve_likely

__all__ = ["leave_out", "list_variants"]


def list_variants(standoff: Standoff, solution: Solution) -> tuple[Variant, ...]:
    """Every variant of the model, each solved at likely values."""
    return (*setting_variants(solution), *option_variants(standoff, solution.play.best_course))


def setting_variants(solution: Solution) -> Iterator[Variant]:
    """Those of time and behaviour, as the solution has them; its first row is the model."""
    table = solution.play.variants
    options = {c.name: c.options for c in solution.play.courses}
    for label, course, value, lead in table.rows[1:] if table else ():
        yield Variant(
            name=str(label),
            label=str(label),
            best_course=str(course),
            same=course == solution.play.best_course,
            value=float(value or 0),
            lead=float(lead or 0),
            options=options[str(course)],
        )


def option_variants(standoff: Standoff, answer: str) -> Iterator[Variant]:
    """Each option left as it is today, for every player and for chance."""
    whole, _ = solve_likely(standoff)
    wanted = next(set(c.options) for c in whole if c.name == answer)
    labels = standoff.labels()
    with ThreadPoolExecutor() as pool:
        solved = pool.map(lambda name: solve_likely(leave_out(standoff, name)), labels)
        for (name, label), found in zip(labels.items(), solved, strict=True):
            yield compare_variant(standoff, name, label, (wanted, answer), found)


def compare_variant(
    standoff: Standoff,
    name: str,
    label: str,
    answer: tuple[set[str], str],
    solved: tuple[tuple[Course, ...], Array],
) -> Variant:
    """What is best without an option, beside the answer with it."""
    courses, values = solved
    wanted, course = answer
    top = int(best(values))
    found = [set(c.options) for c in courses]
    state = "in force throughout" if name in standoff.today() else "out of play"
    return Variant(
        name=f"without {name}",
        label=f"‘{trim(label)}’ {state}",
        best_course=courses[top].name,
        same=set(courses[top].options) == wanted or courses[top].name == course,
        value=float(values[top]),
        lead=float(lead_of(values, top)),
        comparable=wanted in found,
        options=courses[top].options,
        fixed=name,
    )


def leave_out(standoff: Standoff, name: str) -> Standoff:
    """The stand-off with an option fixed as it is today: no one can switch it.

    Named courses that would switch it are left out too.
    """
    if name in {c.name for c in standoff.chance}:
        fixed = {"starts_after": None, "ends_after": None}
        chance = [c.model_copy(update=fixed) if c.name == name else c for c in standoff.chance]
        return standoff.model_copy(update={"chance": tuple(chance)})
    today = name in standoff.today()
    own = name in {o.name for o in standoff.player(standoff.subject).options}
    kept = {
        course: options
        for course, options in standoff.courses.items()
        if not own or (name in options) == today
    }
    rule = name if today else f"not {name}"
    return standoff.model_copy(update={"rules": (*standoff.rules, rule), "courses": kept})
