"""What is advised although no course can be told to be the best."""

from __future__ import annotations

from countermove.answering import answer
from countermove.answering.common_part import (
    CommonPart,
    count_agreeing,
    find_common_part,
    say_common_part,
)
from countermove.answering.flips import list_flips
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress, Threshold, Variant
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
        "whether to continue to fly its own flag cannot be told: find out first "
    )
    assert told.find_out_first[0] in told.sentence
    assert "part of the best course in 85 % of 1,000 draws" in told.confidence_sentence
    assert "no one course is best in more than 45 % of the draws" in told.confidence_sentence


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


def test_changes_of_the_model_are_counted_for_the_part_that_is_advised(valley: Standoff) -> None:
    """Another best course with the same part agrees; what takes the part away counts not."""
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.45, "build quietly": 0.4, "hold": 0.1, "give in": 0.05}
    part = find_common_part(with_shares(stress, shares))
    assert part is not None
    changes = [
        ("later", "build", ("flag", "road"), ""),
        ("sooner", "build quietly", ("road",), ""),
        ("no flag", "build quietly", ("road",), "flag"),
        ("no pass", "hold", ("flag",), "close"),
        ("no road", "hold", ("flag",), "road"),
    ]
    variants = [
        Variant(
            name=name, label=name, best_course=course, options=options, fixed=fixed,
            same=course == "build", value=0, lead=1,
        )
        for name, course, options, fixed in changes
    ]  # fmt: skip
    assert count_agreeing(stress.model_copy(update={"variants": tuple(variants)}), part) == (3, 4)


def test_what_leads_to_the_advised_part_anyway_is_no_flip(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.45, "build quietly": 0.4, "hold": 0.1, "give in": 0.05}
    part = find_common_part(with_shares(stress, shares))
    numbers = [n.key for n in stress.numbers[:2]]
    flips = [
        Threshold(number=key, at=1.0, flips=True, to_course=course, sentence=course)
        for key, course in zip(numbers, ("build quietly", "hold"), strict=True)
    ]
    found = list_flips(stress.model_copy(update={"thresholds": tuple(flips), "pairs": ()}), part)
    assert [f.sentence for f in found] == ["hold"]


def test_a_common_part_that_is_all_there_is_leaves_nothing_open(valley: Standoff) -> None:
    stress = run_stress(widened(valley), draws=16, seed=7)
    shares = {"build": 0.5, "build quietly": 0.4, "hold": 0.09, "give in": 0.01}
    part = find_common_part(with_shares(stress, shares))
    assert part is not None
    closed = CommonPart(advice=part.advice, open=(), share=part.share)
    assert say_common_part("we", closed, "find out first x") == (
        "We should build a road of its own, and not pay tribute."
    )
