"""The chance that leads: past cases where they are counted, else the model's and said to be so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.answering.course_chances import list_chances
from countermove.answering.likelihood import judge, judge_outcomes
from countermove.answering.own_doing import is_own_doing
from countermove.answering.prospects import list_prospects, say_model
from countermove.records.histories import History, Prospect, Rate, ReferenceClass
from countermove.records.standoffs import Outcome, Standoff
from countermove.records.stresses import Stress

HELD = History(
    ends=ReferenceClass(
        key="sanction",
        tree="ends",
        of="cases",
        says="of a kind",
        n=123,
        rates=tuple(
            Rate(outcome="gives_way", years=y, rate=r, low=r - 0.06, high=r + 0.06, counted=r)
            for y, r in ((2, 0.27), (4, 0.41))
        ),
        source="made up",
    )
)


def counted(stressed: Stress, condition: str) -> Stress:
    """The same runs, their outcome told by another condition and counted by past cases, and not
    so today."""
    data = stressed.standoff.model_dump(mode="python", round_trip=True)
    data["outcomes"] = [
        {"name": "shut", "label": "the pass is shut", "when": condition, "counts_as": "gives_way"}
    ]
    case = stressed.model_copy(update={"standoff": Standoff.model_validate(data)})
    return since_today(case, 0.0)


def since_today(case: Stress, today: float) -> Stress:
    """The same with what has happened by each time beginning with a chance today."""
    play = case.solution.play
    paths = tuple(p.model_copy(update={"ever": (today, *p.ever[1:])}) for p in play.outcomes)
    solution = case.solution.model_copy(
        update={"play": play.model_copy(update={"outcomes": paths})}
    )
    return case.model_copy(update={"solution": solution})


def test_past_cases_lead_with_their_number_and_interval(stressed: Stress) -> None:
    case = counted(stressed, "close")
    prospects = list_prospects(case, "hold", HELD)
    (told,) = judge_outcomes(case, "hold", prospects, "icd203")
    last = max(prospects, key=lambda p: p.years)
    assert (told.chance, told.n) == (0.41, 123)
    assert "unlikely (41 %) within 4 years, 27 % within two, as in 123 past cases" in told.sentence
    assert "35 to 47 %" in told.sentence
    assert f"model {100 * last.model:.0f} %" in told.sentence
    assert f"both together {100 * last.together:.0f} %" in told.sentence
    chances = {c.course: c for c in list_chances(case, HELD)}
    assert {c.chance for c in chances.values()} == {0.41}
    assert chances["hold"].model == last.model != 0.41


def test_what_holds_today_is_said_to_hold_and_has_no_chance(stressed: Stress) -> None:
    """Not "has happened: 99 %", and no judgement as of past cases."""
    case = counted(stressed, "close")
    today = since_today(case, 1.0)
    prospects = list_prospects(today, "hold", HELD)
    assert prospects
    assert all(p.already and not p.counted for p in prospects)
    assert {say_model(p, p.model) for p in prospects} == {"already holds"}
    assert not any(p.already for p in list_prospects(case, "hold", HELD))
    (told,) = judge_outcomes(today, "hold", prospects, "icd203")
    assert "past cases (" not in told.sentence


def test_without_past_cases_the_chance_is_said_to_be_the_models(stressed: Stress) -> None:
    silent = History(silent="one of the two is no state")
    prospects = list_prospects(stressed, "hold", silent)
    (told,) = judge_outcomes(stressed, "hold", prospects, "icd203")
    assert told.n == 0
    assert "by the model, no past cases counted" in told.sentence


@pytest.mark.parametrize(
    ("condition", "course", "own"),
    [
        ("tribute", "give in", True),
        ("not flag", "give in", True),
        ("tribute or not flag", "give in", True),
        ("tribute or close", "give in", True),
        ("tribute and close", "give in", False),
        ("tribute", "hold", False),
        ("flag", "hold", True),
        ("road", "build", True),
        ("done(road)", "build", False),
        ("close", "hold", False),
        ("close or not close", "hold", True),
    ],
)
def test_what_a_course_does_itself_is_no_forecast(
    stressed: Stress, condition: str, course: str, own: bool
) -> None:
    case = counted(stressed, condition)
    outcome: Outcome = case.standoff.outcomes[0]
    assert is_own_doing(case, course, outcome) == own
    prospects = list_prospects(case, course, HELD)
    assert bool(prospects) != own
    assert bool(judge_outcomes(case, course, prospects, "icd203")) != own
    assert any(c.course == course for c in list_chances(case, HELD)) != own


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_chance_is_told_below_one_or_above_ninety_nine(
    mean: float, low: float, high: float
) -> None:
    told = judge(("x", "It comes", "hold", 4.0, mean, low, high), None, "icd203")
    assert all(1 <= int(found) <= 99 for found in re.findall(r"(\d+) %", told.sentence))
    assert 0.01 <= told.chance <= 0.99


@given(st.one_of(st.none(), st.floats(0.01, 0.99)), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_pool_never_leads(history: float | None, model: float, together: float) -> None:
    told = Prospect(
        outcome="x", label="x", years=1.0, history=history, model=model,
        model_low=model, model_high=model, together=together,
    )  # fmt: skip
    assert told.chance == (model if history is None else history)
