"""The interview: what questions are worth, what answers leave, and whether it finds the truth."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.eliciting.drawn import draw_standoff, interview

from countermove.eliciting import draw_free, load_draws, open_interview, save_draws, write_answer
from countermove.eliciting.interview import Interview, rank_questions
from countermove.records.standoff_edit import append_text
from countermove.records.standoff_file import dump_standoff, parse_standoff
from countermove.stressing.decision import best


@pytest.fixture(scope="module")
def started() -> Interview:
    standoff = draw_standoff(np.random.default_rng(1))
    return open_interview(standoff, draw_free(standoff, 512, 1))


def test_a_question_is_worth_what_brute_force_says(started: Interview) -> None:
    values, weights = started.draws.values, started.weights
    ranked = rank_questions(values, weights, started.questions)
    now = values.mean(axis=0).max()
    for one in ranked[:20]:
        first = one.question.holds("first") == 1
        after = sum(values[m].sum(axis=0).max() for m in (first, ~first)) / len(values)
        assert one.worth == pytest.approx(after - now, abs=1e-9) or one.worth == 0
    assert [r.worth for r in ranked] == sorted((r.worth for r in ranked), reverse=True)


def test_what_an_answer_tells_is_what_counting_says(started: Interview) -> None:
    """Mutual information of the answer and the best course, from the table of their counts."""
    winners = best(started.draws.values)

    def bits(counts: np.ndarray) -> float:
        share = counts[counts > 0] / counts.sum()
        return float(-(share * np.log2(share)).sum())

    ranked = rank_questions(started.draws.values, started.weights, started.questions)
    assert ranked
    for one in ranked[::7]:
        first = one.question.holds("first") == 1
        table = np.array([np.bincount(winners[m], minlength=9) for m in (first, ~first)])
        told = bits(table.sum(axis=0)) + bits(table.sum(axis=1)) - bits(table.ravel())
        assert one.told == pytest.approx(told, abs=1e-9)


def test_nothing_is_asked_where_knowing_everything_would_hardly_gain(started: Interview) -> None:
    values = np.zeros_like(started.draws.values)
    values[:, 0] = 1.0
    assert rank_questions(values, started.weights, started.questions) == []


def test_the_question_asked_on_takes_most_of_the_doubt_out_of_the_lead(
    started: Interview,
) -> None:
    """By brute force: the variance of the lead less what is left of it within each answer."""
    values = started.draws.values
    first, second = np.argsort(-values.mean(axis=0))[:2]
    lead = values[:, first] - values[:, second]

    def explained(held: np.ndarray) -> float:
        if not 0.02 < held.mean() < 0.98:
            return 0.0
        return float(lead.var() - sum(lead[m].var() * m.mean() for m in (held, ~held)))

    asked = started.next_firming()
    assert asked is not None
    found = [explained(q.holds("first") == 1) for q in started.questions]
    assert explained(asked.holds("first") == 1) == pytest.approx(max(found))


def test_an_answer_keeps_the_draws_in_which_it_is_right(started: Interview) -> None:
    ranked = started.next()
    assert ranked is not None
    after = started.answer(ranked.question, "first")
    held = ranked.question.holds("first") == 1
    winners = best(started.draws.values[held])
    expected = np.bincount(winners, minlength=len(started.draws.courses)) / held.sum()
    assert after.shares == pytest.approx(expected)
    assert ranked.question not in after.questions


@pytest.mark.parametrize("reply", ["unknown", "skip"])
def test_no_answer_changes_nothing_and_is_not_asked_again(started: Interview, reply: str) -> None:
    ranked = started.next()
    assert ranked is not None
    after = started.answer(ranked.question, reply)  # type: ignore[arg-type]
    assert (after.weights == started.weights).all()
    assert ranked.question not in after.questions


@pytest.mark.parametrize("reply", ["first", "second", "equal"])
def test_the_file_weighs_the_draws_as_the_answer_does(started: Interview, reply: str) -> None:
    standoff = draw_standoff(np.random.default_rng(1))
    for question in started.questions[:: len(started.questions) // 12]:
        text = dump_standoff(standoff)
        lines = write_answer(question, reply, "AB", date(2026, 11, 27))  # type: ignore[arg-type]
        for place, line in lines:
            text = append_text(text, place, line)
        if not lines or question.holds(reply).mean() < 0.01:  # type: ignore[arg-type]
            continue
        again = open_interview(parse_standoff(text), started.draws)
        held = question.holds(reply)  # type: ignore[arg-type]
        assert again.weights / again.weights.sum() == pytest.approx(held / held.sum())


def test_draws_are_read_back_only_for_what_they_were_made_from(
    started: Interview, tmp_path: Path
) -> None:
    save_draws(started.draws, tmp_path / "draws.npz")
    found = load_draws(tmp_path / "draws.npz", started.draws.stamp)
    assert found is not None
    assert (found.values == started.draws.values).all()
    assert load_draws(tmp_path / "draws.npz", "another") is None
    assert load_draws(tmp_path / "none.npz", "another") is None


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_eight_questions_find_the_right_first_course() -> None:
    by_value = [interview(seed) for seed in range(200)]
    at_random = [interview(seed, at_random=True) for seed in range(200)]
    found = np.mean([told.after for told in by_value])
    assert found >= 0.85  # full knowledge gives 1
    assert found > np.mean([told.before for told in by_value])
    assert found > np.mean([told.after for told in at_random])
