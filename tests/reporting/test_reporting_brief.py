"""The brief and the argument say what the records say, in words anybody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.records.answers import CourseChance
from countermove.reporting.arguing.deciding import list_deciding
from countermove.reporting.arguing.leading import tell_row
from countermove.reporting.briefing import write_brief
from countermove.reporting.briefing.draft import deciding_numbers, resting_acts
from countermove.reporting.briefing.either_or import (
    Bar,
    CourseKey,
    OutcomeRow,
    outcome_rows,
    set_side_by_side,
    tell_apart,
)
from countermove.reporting.briefing.judging import pick_judgements
from countermove.reporting.briefing.plain import about, in_ten, unquoted
from countermove.reporting.briefing.standing import list_open, list_solid
from countermove.reporting.briefing.watching import list_signs, say_end, watch_reports
from countermove.reporting.charts.courses_shown import course_styles
from countermove.reporting.palette import COURSES, STYLES, fixed_styles
from countermove.reporting.wording import named

if TYPE_CHECKING:
    from tests.reporting.conftest import Case

    from countermove.records.answers import Answer

MODEL_WORDS = re.compile(r"\b(draws?|likely values?|regret\w*|points?)\b")


@pytest.fixture(scope="module")
def answer(case: Case) -> Answer:
    """The case's answer with a chance of each of its outcomes under each of its courses."""
    courses = [c.name for c in case.answer.stress.courses]
    chances = [
        CourseChance(
            course=course,
            outcome=j.outcome,
            label=j.about,
            chance=max(0.0, j.chance - 0.2 * i),
            low=0.0,
            high=min(1.0, j.chance + 0.1),
        )
        for j in case.answer.judgements
        for i, course in enumerate(courses)
    ]
    return case.answer.model_copy(update={"chances": tuple(chances)})


def test_the_draft_line_counts_what_nobody_has_confirmed(case: Case, answer: Answer) -> None:
    acts = resting_acts(answer, case.events)
    assert acts
    open_line = write_brief(answer, case.events, sides_named=True).unconfirmed
    assert open_line is not None
    assert (open_line.acts, open_line.acts_of) == (len(acts), len(acts))
    events = [
        e.model_copy(update={"review": "accepted"}) if e.id == acts[0].id else e
        for e in case.events
    ]
    fewer = write_brief(answer, events, sides_named=True).unconfirmed
    assert fewer is not None
    assert fewer.acts == len(acts) - 1


def test_the_line_is_gone_once_all_is_confirmed(case: Case, answer: Answer) -> None:
    events = [e.model_copy(update={"review": "accepted"}) for e in case.events]
    numbers = tuple(n.model_copy(update={"confirmed": True}) for n in answer.stress.numbers)
    stress = answer.stress.model_copy(update={"numbers": numbers})
    confirmed = answer.model_copy(update={"stress": stress})
    assert write_brief(confirmed, events, sides_named=True).unconfirmed is None
    assert deciding_numbers(confirmed)


def test_a_judgement_has_a_claim_a_reason_and_confidence_apart(case: Case, answer: Answer) -> None:
    found = pick_judgements(answer, case.events)
    assert 1 <= len(found) <= 3
    for judgement in found:
        assert "onfidence" not in judgement.claim + judgement.because
        assert judgement.because.startswith(("because ", "though ", "whatever "))
        assert not judgement.claim.endswith(".")
        assert re.fullmatch(r"Confidence is (low|moderate|high): .+\.", judgement.confidence)
        assert re.search(r"\d+\u00a0%", judgement.claim)


def test_the_numbers_of_the_claims_are_those_of_the_records(case: Case, answer: Answer) -> None:
    chances = {about(j.chance) for j in answer.judgements}
    for judgement in pick_judgements(answer, case.events):
        assert any(chance in judgement.claim for chance in chances)


def test_what_to_watch_can_be_seen(case: Case, answer: Answer) -> None:
    signs = list_signs(answer, case.events)
    assert signs
    assert len({sign.seen for sign in signs}) == len(signs) <= 4
    for sign in signs:
        assert not MODEL_WORDS.search(sign.seen), sign
        assert "worth" not in sign.seen


def test_the_lists_are_short_and_in_plain_words(case: Case, answer: Answer) -> None:
    for lines in (list_solid(answer, case.events), list_open(answer, case.events)):
        assert len(lines) <= 3
        assert not [line for line in lines if MODEL_WORDS.search(line)]


def test_the_picture_shows_only_what_differs(answer: Answer) -> None:
    picture = set_side_by_side(answer)
    assert picture is not None
    assert all(row.apart > 0.05 for row in picture.rows)
    level = tuple(c.model_copy(update={"chance": 0.4}) for c in answer.chances)
    same = answer.model_copy(update={"chances": level})
    assert set_side_by_side(same) is None
    assert tell_apart(outcome_rows(same, picture.courses)) == []


def test_what_decides_it_starts_with_the_facts_of_the_brief(case: Case, answer: Answer) -> None:
    told = answer.model_copy(update={"decides": ("If the coast silts up, Norvik should dredge.",)})
    changes = write_brief(told, case.events, sides_named=True).changes
    rows = [d.sentence for d in list_deciding(told).rows]
    assert changes[0] == told.decides[0]
    assert rows[: len(changes)] == list(changes)


def test_a_lean_is_no_change_of_mind_but_what_is_not_solid(case: Case, answer: Answer) -> None:
    lean = "Of what is left open, our tries favour dredging: 8 of 10."
    brief = write_brief(answer.model_copy(update={"leans": lean}), case.events, sides_named=True)
    assert brief.open[0] == lean
    assert lean not in brief.changes


def test_numbers_that_decide_between_the_courses_named_are_no_none(answer: Answer) -> None:
    open_answer = answer.model_copy(update={"cannot_tell": True, "flips": ()})
    deciding = list_deciding(open_answer)
    inside = len({t.number for t in answer.stress.thresholds if t.flips})
    assert inside
    assert "decide" in deciding.title
    assert "which of the courses named comes first" in deciding.title
    assert "No single" not in deciding.title
    assert "courses named" not in deciding.rest


def test_an_alleged_act_is_asked_after_in_one_clause(case: Case) -> None:
    event = case.events[0].model_copy(
        update={"standing": "alleged", "label": "Block the coal", "negated": False}
    )
    [sign] = watch_reports([event])
    assert re.fullmatch(r"Proof that .+ did block the coal", sign.seen)


def test_two_chances_of_one_outcome_share_their_brackets() -> None:
    course = CourseKey("hold", "Hold", STYLES[0], 0.5, advised=True)
    bars = (Bar(course, 0.09, 0.0, 0.2),)
    past = OutcomeRow("It gives way (by the model; in past cases 23\u00a0%)", bars)
    assert tell_row(past) == "It gives way (by the model 9\u00a0%; in past cases 23\u00a0%)"
    assert tell_row(OutcomeRow("They settle", bars)) == "They settle (9\u00a0%)"


@pytest.mark.parametrize("name", sorted(COURSES))
def test_a_course_of_the_drafts_has_its_colour_in_any_company(name: str) -> None:
    others = [n for n in COURSES if n != name]
    for company in ([name], [name, *others[:3]], [*others[3:], name]):
        assert fixed_styles(company)[name].role == COURSES[name]


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, min_size=1, max_size=len(STYLES)))
def test_no_two_courses_of_a_case_share_a_colour(names: list[str]) -> None:
    found = fixed_styles(names)
    assert len({style.role for style in found.values()}) == len(names)
    assert found == {n: fixed_styles(names[::-1])[n] for n in names}


def test_the_courses_shown_have_colours_of_their_own(answer: Answer) -> None:
    looks = course_styles(answer.stress)
    assert set(looks) == {c.name for c in answer.stress.courses}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("If ‘Pay up’ is dear, “go” is best", "If pay up is dear, go is best"),
        ("the isle’s own", "the isle’s own"),
        ("‘NATO membership’ stays", "NATO membership stays"),
    ],
)
def test_names_lose_their_quotation_marks(text: str, said: str) -> None:
    assert unquoted(text) == said


def test_a_name_in_a_sentence_cannot_carry_markup() -> None:
    said = str(named("“<b>go</b>” beats ‘<i>’", {"<b>go</b>": "c1"}))
    assert said == '<b class="t-c1">&lt;b&gt;go&lt;/b&gt;</b> beats <i>&lt;i&gt;</i>'


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "none"),
        (0.049, "hardly any"),
        (0.05, "1 of 10"),
        (0.599, "6 of 10"),
        (0.96, "nearly all"),
    ],
)
def test_shares_are_told_in_tenths(share: float, said: str) -> None:
    assert in_ten(share) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Norvik is short of coal", "Norvik is no longer short of coal"),
        ("Winter", "This ends: Winter"),
    ],
)
def test_the_end_of_a_circumstance_is_a_sentence(label: str, said: str) -> None:
    assert say_end(label) == said
