"""What is advised although no course can be told to be the best."""

from __future__ import annotations

from countermove.answering import answer
from countermove.answering.common_part import CommonPart, find_common_part, say_common_part
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.stressing import stress as run_stress


def with_shares(stress: Stress, shares: dict[str, float]) -> Stress:
    """The stress test with these shares, and regrets that fall as shares rise."""
    courses = [
        c.model_copy(update={"share_best": shares[c.name], "expected_regret": 1 - shares[c.name]})
        for c in stress.courses
    ]
    courses.sort(key=lambda c: -c.share_best)
    first, *rest = stress.importance
    update = {
        "courses": tuple(courses),
        "best_course": courses[0].name,
        "draws": 1000,
        "importance": (first.model_copy(update={"evppi": 1.0}), *rest),
    }
    return stress.model_copy(update=update)


def widened(valley: Standoff) -> Standoff:
    """The valley with two courses that build the road, with its flag and without."""
    courses = {**valley.courses, "build quietly": ("road",)}
    return valley.model_copy(update={"courses": courses})


def test_what_the_leading_courses_share_is_advised(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.45, "build quietly": 0.4, "hold": 0.1, "give in": 0.05}
    told = answer(with_shares(stress, shares))
    assert told.cannot_tell
    assert told.sentence.startswith(
        "The valley should build a road of its own, and not pay tribute; "
        "whether to go on with “Fly its own flag” cannot be told: find out first "
    )
    assert told.find_out_first[0] in told.sentence
    assert "part of the best course in 85 % of the draws" in told.confidence_sentence


def test_courses_that_share_nothing_new_leave_it_open(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.35, "hold": 0.35, "build quietly": 0.2, "give in": 0.1}
    assert find_common_part(with_shares(stress, shares)) is None


def test_the_share_counts_every_course_with_the_common_part(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.3, "build quietly": 0.3, "hold": 0.25, "give in": 0.15}
    part = find_common_part(with_shares(stress, shares))
    assert part is not None
    assert part.share == 0.6
    assert [o.name for o in part.open] == ["flag"]


def test_a_common_part_that_is_all_there_is_leaves_nothing_open(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.5, "build quietly": 0.4, "hold": 0.09, "give in": 0.01}
    part = find_common_part(with_shares(stress, shares))
    assert part is not None
    closed = CommonPart(advice=part.advice, open=(), share=part.share)
    assert say_common_part("we", closed, ("x",)) == (
        "We should build a road of its own, and not pay tribute."
    )
