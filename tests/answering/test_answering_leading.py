"""Which courses an answer leaves the choice between."""

from __future__ import annotations

import pytest

from countermove.answering import answer
from countermove.answering.flips import list_flips
from countermove.answering.leading import find_close, find_leading, find_ruled_out
from countermove.records.stresses import CourseShare, Stress, Threshold

COURSES = ("build", "hold", "give in")


def faring(name: str, share: float, regret: float, worth: float = 0.0) -> CourseShare:
    return CourseShare(
        name=name,
        label=name,
        share_best=share,
        share_error=0.01,
        expected=worth - regret,
        expected_regret=regret,
        regret_quantiles={"0.5": regret, "0.9": 2 * regret},
    )


def with_courses(stress: Stress, *rows: tuple[float, float]) -> Stress:
    courses = tuple(faring(n, *row) for n, row in zip(COURSES, rows, strict=True))
    play = stress.solution.play.model_copy(update={"best_course": "build"})
    solution = stress.solution.model_copy(update={"play": play})
    return stress.model_copy(
        update={"courses": courses, "best_course": "build", "solution": solution, "draws": 1024}
    )


@pytest.mark.parametrize(
    ("rows", "close"),
    [
        (((0.7, 1.0), (0.3, 5.9), (0.0, 100.0)), ("build", "hold")),
        (((0.7, 1.0), (0.3, 6.1), (0.0, 100.0)), ()),
        (((0.8, 1.0), (0.2, 2.0), (0.0, 100.0)), ()),
        (((0.7, 5.9), (0.3, 1.0), (0.0, 100.0)), ("build", "hold")),
        (((1.0, 0.0), (0.0, 0.0), (0.0, 100.0)), ("build", "hold")),
    ],
)
def test_what_differs_by_under_a_twentieth_of_the_stake_is_as_good(
    stressed: Stress, rows: tuple[tuple[float, float], ...], close: tuple[str, ...]
) -> None:
    assert find_close(with_courses(stressed, *rows)) == close


def test_the_answer_is_one_or_the_other_and_not_the_third(stressed: Stress) -> None:
    told = answer(with_courses(stressed, (0.7, 1.0), (0.3, 2.0), (0.0, 100.0)))
    assert told.cannot_tell
    assert told.confidence == "low"
    assert "differ by less than a twentieth of what is at stake" in told.sentence
    assert "cannot be told" not in told.sentence


def test_an_exact_tie_is_told_as_one_whatever_the_shares(stressed: Stress) -> None:
    stress = with_courses(stressed, (1.0, 0.0), (0.0, 0.0), (0.0, 100.0))
    leading = find_leading(stress)
    assert leading.tied
    assert leading.reason == "they come to the same in every draw"
    assert find_ruled_out(stress, leading) == "give in"
    assert leading.reason in answer(stress).sentence


def test_courses_that_lead_to_the_same_end_say_so(stressed: Stress) -> None:
    table = stressed.outcome_bands
    assert table is not None
    level = [tuple(0.5 if i == 4 else x for i, x in enumerate(row)) for row in table.rows]
    same = table.model_copy(update={"rows": tuple(level)})
    stress = with_courses(stressed, (0.45, 20.0), (0.4, 40.0), (0.15, 100.0))
    assert find_leading(stress.model_copy(update={"outcome_bands": same})).same_end


def test_flips_lead_from_what_is_named_to_what_is_not(stressed: Stress) -> None:
    def threshold(start: str, end: str) -> Threshold:
        found = Threshold(number=f"{start}-{end}", at=1.0, flips=True, sentence=f"{start}-{end}")
        return found.model_copy(update={"from_course": start, "to_course": end})

    pairs = [("build", "hold"), ("hold", "build"), ("give in", "build"), ("hold", "give in")]
    numbers = {n.key: n for n in stressed.numbers}
    first = next(iter(numbers.values()))
    stress = stressed.model_copy(
        update={
            "thresholds": tuple(threshold(*p) for p in pairs),
            "pairs": (),
            "numbers": tuple(first.model_copy(update={"key": "-".join(p)}) for p in pairs),
        }
    )
    named = frozenset({"build", "hold"})
    assert [f.sentence for f in list_flips(stress, None, named)] == ["hold-give in"]
