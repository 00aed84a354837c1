"""The answer as a whole, and its rules for confidence and for not being able to tell."""

from __future__ import annotations

import re

import pytest

from countermove.answering import answer
from countermove.answering.confidence import (
    Grounds,
    is_undecided,
    rate_confidence,
    say_confidence,
    weigh_grounds,
)
from countermove.answering.flips import list_flips
from countermove.records.answers import Answer
from countermove.records.errors import SettingsError
from countermove.records.stresses import FlippingPair, Stress, Threshold
from countermove.solving import hash_standoff


@pytest.fixture(scope="module")
def told(stressed: Stress) -> Answer:
    return answer(stressed)


def with_shares(stress: Stress, *shares: float) -> Stress:
    courses = [
        c.model_copy(update={"share_best": s}) for c, s in zip(stress.courses, shares, strict=True)
    ]
    return worth_knowing(stress).model_copy(
        update={"courses": tuple(courses), "best_course": courses[0].name, "draws": 1000}
    )


def worth_knowing(stress: Stress) -> Stress:
    """The stress test with one number that would be worth knowing."""
    first, *rest = stress.importance
    return stress.model_copy(
        update={"importance": (first.model_copy(update={"evppi": 1.0}), *rest)}
    )


def test_the_sentence_uses_the_options_own_labels(told: Answer) -> None:
    assert told.course == "build"
    assert str(told) == (
        "The valley should build a road of its own, continue to fly its own flag, "
        "and not pay tribute."
    )


def test_every_part_is_there(told: Answer, stressed: Stress) -> None:
    assert told.question == stressed.standoff.question
    assert told.reproduction.standoff_sha256 == hash_standoff(stressed.standoff)
    assert told.reproduction.command.endswith("--draws 64 --seed 7")
    assert 1 <= len(told.flips) <= 3
    assert len({f.number for f in told.flips}) == len(told.flips)
    assert "waiting 1 year" in told.clock_sentence
    assert "the plain" in told.counter_case
    assert told.indicators
    assert {j.outcome for j in told.judgements} == {"shut"}


def test_likelihood_and_confidence_never_share_a_sentence(told: Answer) -> None:
    for judgement in told.judgements:
        assert "onfiden" not in judgement.sentence
        assert f"({round(100 * judgement.chance)} %)" in judgement.sentence
    assert not re.search(r"likely|chance", told.confidence_sentence)


def test_assumptions_are_only_assumed_ones_most_influential_first(told: Answer) -> None:
    weights = [a.influence for a in told.assumptions]
    assert weights == sorted(weights, reverse=True)
    numbers = {a.number for a in told.assumptions}
    assert "players.VAL.payoffs[tribute].per_year" not in numbers  # sourced
    assert "players.VAL.payoffs[flag].per_year" not in numbers  # confirmed
    assert "players.VAL.payoffs[road].per_year" in numbers


def test_phia_on_request(stressed: Stress) -> None:
    told = answer(stressed, scale="phia")
    assert told.scale == "phia"
    assert told.judgements[0].chance == answer(stressed).judgements[0].chance


def test_an_unknown_scale_is_refused(stressed: Stress) -> None:
    with pytest.raises(SettingsError, match="icd203"):
        answer(stressed, scale="kent")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shares", "undecided"),
    [
        ((0.9, 0.1, 0.0), False),
        ((0.51, 0.3, 0.19), False),
        ((0.5, 0.3, 0.2), True),
        ((0.4, 0.35, 0.25), True),
        ((0.51, 0.49, 0.0), True),
    ],
)
def test_it_says_when_it_cannot_tell(
    stressed: Stress, shares: tuple[float, ...], undecided: bool
) -> None:
    stress = with_shares(stressed, *shares)
    assert is_undecided(stress) == undecided
    told = answer(stress)
    assert told.cannot_tell == undecided
    assert bool(told.find_out_first) == undecided
    assert told.sentence.startswith("It cannot be told") == undecided
    if undecided:
        assert told.confidence == "low"
        assert told.find_out_first[0] in told.sentence


def test_nothing_is_to_be_found_out_where_no_number_alone_is_worth_knowing(
    stressed: Stress,
) -> None:
    stress = with_shares(stressed, 0.4, 0.35, 0.25)
    blank = [i.model_copy(update={"evppi": 0.0}) for i in stress.importance]
    told = answer(stress.model_copy(update={"importance": tuple(blank)}))
    assert told.find_out_first == ()
    assert "no one number alone would settle it" in told.sentence


def test_a_course_with_rare_disasters_is_not_advised(stressed: Stress) -> None:
    """Best in nine draws of ten, and in the tenth so bad that it is the worst on average."""
    stress = with_shares(stressed, 0.9, 0.1, 0.0)
    first, *rest = stress.courses
    risky = first.model_copy(update={"expected_regret": 500.0})
    told = answer(stress.model_copy(update={"courses": (risky, *rest)}))
    assert told.cannot_tell
    assert told.sentence.startswith("It cannot be told whether the valley should build a road")


def grounds(
    share: float = 0.95, regret: float = 0.01, assumed: float = 0.1, agreeing: int = 20
) -> Grounds:
    return Grounds(
        share=share,
        regret=regret,
        assumed=assumed,
        agreeing=agreeing,
        variants=20,
        short="12 days of siege",
    )


@pytest.mark.parametrize(
    ("found", "level"),
    [
        (grounds(), "high"),
        (grounds(share=0.8, regret=0.05, assumed=0.5, agreeing=18), "high"),
        (grounds(share=0.799), "moderate"),
        (grounds(regret=0.051), "moderate"),
        (grounds(assumed=0.501), "moderate"),
        (grounds(agreeing=17), "moderate"),
        (grounds(share=0.6, regret=0.25, assumed=0.9, agreeing=12), "moderate"),
        (grounds(assumed=0.901), "low"),
        (grounds(share=0.599), "low"),
        (grounds(regret=0.251), "low"),
        (grounds(agreeing=11), "low"),
    ],
)
def test_confidence_follows_its_rule(found: Grounds, level: str) -> None:
    assert rate_confidence(found, undecided=False) == level
    assert rate_confidence(found, undecided=True) == "low"


def test_the_rule_is_written_out() -> None:
    said = say_confidence(grounds(), "high", 1024)
    assert said.startswith("Confidence is high: the course is best in 95 % of 1,024 draws")
    for part in ("20 of 20", "12 days of siege", "80 %", "5 %", "90 %", "50 %", "60 %", "25 %"):
        assert part in said


def test_grounds_count_only_variants_that_can_be_compared(stressed: Stress) -> None:
    found = weigh_grounds(stressed, stressed.best_course)
    assert found.variants == sum(v.comparable for v in stressed.variants) < len(stressed.variants)
    assert 0 <= found.agreement <= 1
    assert 0 <= found.assumed <= 1


def test_facts_inside_the_ranges_come_before_pairs_and_those_beyond(stressed: Stress) -> None:
    numbers = [n.key for n in stressed.numbers[:4]]

    def threshold(number: str, *, beyond: bool) -> Threshold:
        return Threshold(number=number, at=1.0, flips=not beyond, beyond=beyond, sentence=number)

    pair = FlippingPair(
        numbers=(numbers[0], numbers[1]), at=(0, 0), to_course="hold", distance=1, sentence="both"
    )
    stress = stressed.model_copy(
        update={
            "thresholds": (
                threshold(numbers[2], beyond=True),
                threshold(numbers[3], beyond=False),
                threshold(numbers[3], beyond=False),
            ),
            "pairs": (pair,),
        }
    )
    assert [f.sentence for f in list_flips(stress)] == [numbers[3], "both", numbers[2]]


def test_an_answer_survives_its_file(told: Answer, tmp_path: pytest.TempPathFactory) -> None:
    path = f"{tmp_path}/answer.json"
    told.save(path)
    assert Answer.load(path) == told


def test_a_part_of_the_course_that_play_drops_again_is_told(stressed: Stress) -> None:
    play = stressed.solution.play
    step = play.principal_line[0].model_copy(
        update={"player": "VAL", "time": 1.5, "switched_off": ("road",), "switched_on": ()}
    )
    line = (*play.principal_line[:1], step)
    found = stressed.solution.model_copy(
        update={"play": play.model_copy(update={"principal_line": line, "best_course": "build"})}
    )
    told = answer(stressed.model_copy(update={"solution": found}))
    assert told.clock_sentence.endswith(
        "The likeliest play later drops “Build a road of its own” (after 1.5 years)."
    )
    assert "drops" not in answer(stressed).clock_sentence
