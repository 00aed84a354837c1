"""A course is a policy: what is advised is what its line of play stays with."""

from __future__ import annotations

import pytest

from countermove.answering import answer
from countermove.answering.deciding import least_lean, list_deciders, say_lean, say_turn
from countermove.answering.guesses import assumed_weight, guessed_lasting
from countermove.answering.leading import find_leading
from countermove.answering.policies import say_policy, trace_policy
from countermove.answering.sharing import share_acts
from countermove.records.results import PlayStep
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress, Threshold
from countermove.stressing import stress as run_stress


def step(time: float, player: str, on: str = "", off: str = "", force: str = "") -> PlayStep:
    """A move; `force` are the options in force after it."""
    return PlayStep(
        time=time,
        player=player,
        switched_on=tuple(on.split()),
        switched_off=tuple(off.split()),
        in_force=tuple(force.split()),
        probability=1.0,
        sentence="a move",
    )


BUILDS = (
    step(0.0, "VAL", "road", "", "close flag road"),
    step(0.5, "PLN", "", "close", "flag road"),
    step(1.0, "VAL", "", "flag", "road"),
)
HOLDS = (
    step(0.0, "VAL", "", "", "close flag"),
    step(0.5, "VAL", "road", "", "close flag road"),
    step(0.5, "PLN", "", "close", "flag road"),
    step(1.0, "VAL", "", "flag", "road"),
)
WAVERS = (
    step(0.0, "VAL", "", "", "close flag"),
    step(0.5, "VAL", "road", "", "close flag road"),
    step(1.0, "VAL", "", "road", "close flag"),
)


def with_lines(stress: Stress, **lines: tuple[PlayStep, ...]) -> Stress:
    """The stress test with these lines of play for its courses."""
    play = stress.solution.play.model_copy(
        update={"lines": {name.replace("_", " "): line for name, line in lines.items()}}
    )
    return stress.model_copy(update={"solution": stress.solution.model_copy(update={"play": play})})


def with_shares(stress: Stress, shares: dict[str, float], regrets: dict[str, float]) -> Stress:
    """The stress test with these shares and regrets."""
    courses = [
        c.model_copy(update={"share_best": shares[c.name], "expected_regret": regrets[c.name]})
        for c in stress.courses
    ]
    courses.sort(key=lambda c: -c.share_best)
    play = stress.solution.play.model_copy(update={"best_course": courses[0].name})
    return stress.model_copy(
        update={
            "courses": tuple(courses),
            "best_course": courses[0].name,
            "solution": stress.solution.model_copy(update={"play": play}),
            "draws": 1024,
        }
    )


@pytest.fixture
def close(stressed: Stress) -> Stress:
    """Building and holding are as good, and giving in is ruled out."""
    shares = {"build": 0.7, "hold": 0.3, "give in": 0.0}
    return with_shares(stressed, shares, {"build": 1.0, "hold": 2.0, "give in": 100.0})


def test_the_policy_is_where_the_line_of_play_ends(stressed: Stress) -> None:
    policy = trace_policy(with_lines(stressed, build=BUILDS), "build")
    assert policy.now == {"flag", "road"}
    assert policy.end == {"road"}
    assert policy.left == {"flag"}
    assert policy.state == {"road"}
    assert policy.settles("flag") == 1.0
    assert policy.settles("road") == 0.0


def test_what_is_left_later_is_told_with_what_comes_before_it(stressed: Stress) -> None:
    told = say_policy(with_lines(stressed, build=BUILDS), "build")
    assert told == (
        "Once the plain ceases to close the pass, the valley would no longer fly its own flag."
    )


def test_what_is_taken_up_and_dropped_again_is_not_told(stressed: Stress) -> None:
    assert say_policy(with_lines(stressed, hold=WAVERS), "hold") == ""


def test_the_last_step_before_the_horizon_is_no_policy(stressed: Stress) -> None:
    late = (*HOLDS[:1], step(3.5, "VAL", "road", "", "close flag road"))
    assert trace_policy(with_lines(stressed, hold=late), "hold").turns == ()


def test_without_a_line_the_policy_is_the_course(stressed: Stress) -> None:
    policy = trace_policy(with_lines(stressed), "build")
    assert policy.now == policy.end == {"flag", "road"}
    assert policy.turns == ()


def test_solving_gives_every_course_its_line(stressed: Stress) -> None:
    play = stressed.solution.play
    assert set(play.lines) == {c.name for c in play.courses}
    assert play.lines[play.best_course] == play.principal_line


def test_what_near_equal_courses_all_come_to_is_advised(close: Stress) -> None:
    stress = with_lines(close, build=BUILDS, hold=HOLDS)
    shared = share_acts(stress, find_leading(stress))
    assert shared.advice.start == ("Build a road of its own",)
    assert shared.delay == 0.5
    told = answer(stress)
    assert told.headline == (
        "The valley should build a road of its own, now or within 6 months, and not pay tribute."
    )
    assert "lead to the same end" in told.sentence
    assert told.leans == ("As to when, 7 of 10 tries are for building a road of its own at once.")


def test_what_one_of_them_never_comes_to_is_left_open(close: Stress) -> None:
    told = answer(with_lines(close, build=BUILDS[:1], hold=WAVERS))
    assert told.headline == (
        "The valley should continue to fly its own flag, and not pay tribute. "
        "Whether to build a road of its own matters far less."
    )
    assert told.leans == ("Of what is left open, 7 of 10 tries are for building a road of its own.")


def test_what_most_draws_are_against_beginning_is_not_advised(close: Stress) -> None:
    shares = {"build": 0.45, "hold": 0.55, "give in": 0.0}
    stress = with_shares(close, shares, {"build": 1.0, "hold": 2.0, "give in": 100.0})
    shared = share_acts(with_lines(stress, build=BUILDS, hold=HOLDS), find_leading(stress))
    assert shared.soon == ()


def test_going_on_with_what_is_soon_left_is_no_advice(stressed: Stress) -> None:
    shares = {"build": 0.9, "hold": 0.1, "give in": 0.0}
    stress = with_shares(stressed, shares, {"build": 1.0, "hold": 20.0, "give in": 100.0})
    kept = answer(with_lines(stress, build=BUILDS[:1]))
    left = answer(with_lines(stress, build=BUILDS))
    assert "continue to fly its own flag" in kept.headline
    assert "flag" not in left.headline
    assert "no longer fly its own flag" in left.replies["build"]


def test_a_number_that_leads_from_one_named_course_to_another_is_told_in_acts(
    close: Stress,
) -> None:
    first = close.numbers[0]
    found = Threshold(
        number=first.key,
        at=1.0,
        flips=True,
        from_course="build",
        to_course="hold",
        distance=0.5,
        sentence="If the pass is narrow, “hold” is best instead of “build”.",
    )
    told = list_deciders(close.model_copy(update={"thresholds": (found,)}), None)
    assert told == ("If the pass is narrow, the valley should build a road of its own later.",)


def test_a_narrow_band_is_no_fact_to_act_upon(close: Stress) -> None:
    """Past the first turn the answer turns back almost at once: the next number is told."""
    numbers = [n.key for n in close.numbers[:2]]
    narrow, wide = (
        Threshold(
            number=number,
            at=1.0,
            flips=True,
            from_course="build",
            to_course="hold",
            distance=distance,
            again=again,
            sentence=f"If {what}, “hold” is best instead of “build”.",
        )
        for number, distance, again, what in (
            (numbers[0], 0.12, 0.13, "the pass is narrow"),
            (numbers[1], 0.5, 0.9, "the plain is wide"),
        )
    )
    told = list_deciders(close.model_copy(update={"thresholds": (narrow, wide)}), None)
    assert told == ("If the plain is wide, the valley should build a road of its own later.",)


def test_of_what_is_begun_soon_only_the_time_can_turn(close: Stress) -> None:
    option = close.standoff.player(close.standoff.subject).options[0]
    future = option.model_copy(update={"label": "Build a road", "today": False})
    today = option.model_copy(update={"label": "Fly its own flag", "today": True})
    assert say_turn(future, on=True, soon=True) == "build a road at once"
    assert say_turn(future, on=False, soon=True) == "build a road later"
    assert say_turn(future, on=False, soon=False) == "not build a road"
    assert say_turn(today, on=True, soon=True) == "continue to fly its own flag for now"
    assert say_turn(today, on=False, soon=True) == "no longer fly its own flag"
    assert say_turn(today, on=True, soon=False) == "continue to fly its own flag"


@pytest.mark.parametrize(
    ("label", "today", "share", "soon", "told"),
    [
        ("Call on the plain to talk", False, 0.2, False,
         "Of what is left open, 8 of 10 tries are against calling on the plain to talk."),
        ("Call on the plain to talk", False, 0.63, False,
         "Of what is left open, 6 of 10 tries are for calling on the plain to talk."),
        ("Refuse to pay", True, 0.1, False,
         "Of what is left open, 9 of 10 tries are for no longer refusing to pay."),
        ("Refuse to pay", True, 0.99, False,
         "Of what is left open, nearly all tries are for continuing to refuse to pay."),
        ("Stop supplies", False, 0.25, True,
         "As to when, 8 of 10 tries are for stopping supplies later."),
        ("Neutrality", False, 0.9, False,
         "Of what is left open, 9 of 10 tries are for opting for neutrality."),
        ("Stop supplies", False, 0.55, False, ""),
    ],
)  # fmt: skip
def test_a_lean_is_told_as_one(
    close: Stress, label: str, today: bool, share: float, soon: bool, told: str
) -> None:
    own = close.standoff.player(close.standoff.subject).options[0]
    option = own.model_copy(update={"label": label, "today": today})
    assert say_lean({option: share}, [option] if soon else [], 0.1) == told


def test_a_lean_that_may_be_luck_is_not_told() -> None:
    """Two standard errors of a share of 64 tries are an eighth, of 16 tries a quarter."""
    assert [least_lean(draws) for draws in (16, 64, 1024)] == [0.25, 0.125, 0.1]


def test_what_cannot_be_undone_is_not_advised_on_guesses(valley: Standoff) -> None:
    """Paying tribute is for good here, and nobody has judged a number."""
    data = valley.model_dump(mode="python", round_trip=True)
    data["players"][0]["options"][1]["lasting"] = True
    for payoff in data["players"][0]["payoffs"]:
        payoff |= {"basis": "assumed", "confirmed": False}
    stress = run_stress(Standoff.model_validate(data), draws=16, seed=7)
    shares = {"build": 0.1, "hold": 0.0, "give in": 0.9}
    stress = with_shares(stress, shares, {"build": 5.0, "hold": 100.0, "give in": 1.0})
    told = answer(stress)
    assert [o.name for o in guessed_lasting(stress)] == ["tribute"]
    assert told.cannot_tell
    assert told.confidence == "low"
    assert told.decides == ()
    assert told.leans == (
        "In 9 of 10 tries with guessed numbers it would pay to pay tribute; what cannot be undone "
        "takes numbers that somebody has confirmed."
    )
    assert told.headline == (
        "Whether the valley should pay tribute, which cannot be undone, cannot be said from "
        "guesses alone. Meanwhile: build a road of its own."
    )
    assert "rests on guesses that nobody has confirmed" in told.sentence
    judged = tuple(n.model_copy(update={"confirmed": True}) for n in stress.numbers)
    sure = answer(stress.model_copy(update={"numbers": judged}))
    assert sure.headline.startswith("The valley should pay tribute")
    assert "guesses" not in sure.sentence


def test_what_a_comparison_only_touches_counts_in_part(stressed: Stress) -> None:
    """A judged number is a guess by the part of its variance that the comparisons left."""

    def weight(held: float, basis: str = "judged", confirmed: bool = False) -> float:
        update = {"basis": basis, "held": held, "confirmed": confirmed}
        numbers = tuple(n.model_copy(update=update) for n in stressed.numbers)
        return assumed_weight(stressed.model_copy(update={"numbers": numbers}))

    assert weight(0.0) == pytest.approx(1.0)
    assert weight(0.25) == pytest.approx(0.75)
    assert weight(1.0) == pytest.approx(0.0)
    assert weight(0.0, "assumed") == pytest.approx(1.0)
    assert weight(0.0, "assumed", confirmed=True) == 0.0
    assert weight(0.0, "quoted") == 0.0


def test_a_stress_test_tells_how_far_comparisons_hold_a_number(valley: Standoff) -> None:
    """One says much of a number (most of its range is gone), the other next to nothing."""

    def held(*compared: dict[str, str]) -> dict[str, float]:
        data = valley.model_dump(mode="python", round_trip=True)
        data["players"][0]["at_least_twice"] = list(compared)
        stress = run_stress(Standoff.model_validate(data), draws=256, seed=7)
        return {n.key: n.held for n in stress.numbers if n.basis == "judged"}

    close, road = "players.VAL.payoffs[close and not done(road)].per_year", "road"
    assert held() == {}
    weak = held({"this": "close", "than": road, "by": "AB"})
    strong = held({"this": "close", "than": "tribute", "by": "AB"})
    assert weak[close] < 0.1
    assert strong[close] > 0.3
    assert all(0 <= part <= 1 for part in (weak | strong).values())
