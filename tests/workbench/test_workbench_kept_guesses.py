"""What was worked out already is felt at once; what is played otherwise is worked out anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workbench.conftest import CHOICES, STANDOFF

from countermove.filing import Case, Run, answer_case
from countermove.records.standoff_file import parse_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench import kept_guesses
from countermove.workbench.guessing import Guess, Played, guess_of, guess_over_draws
from countermove.workbench.kept_guesses import KeptGuesses
from countermove.workbench.working import Worker

FERRY = parse_standoff(STANDOFF)
QUOTED = STANDOFF.replace(
    "today: true}",
    "today: true, why: told, events: [E001], "
    "quotes: [[ferry, 0, 29, Harland closed the ferry port]]}",
)


def edited(old: str, new: str) -> Standoff:
    assert old in STANDOFF
    return parse_standoff(STANDOFF.replace(old, new))


@pytest.mark.parametrize(
    "other",
    [
        parse_standoff(QUOTED),
        edited("Ebbland and Harland over the ferry port", "Another title"),
        edited("What should Ebbland do now?", "And now?"),
        edited("name: Harland\n", "name: Harland\n    stake: {label: a port, worth: 3}\n"),
    ],
)
def test_what_a_model_rests_on_is_no_other_game(other: Standoff) -> None:
    assert other != FERRY
    assert Played.of(other) == Played.of(FERRY)
    assert guess_over_draws(other, {}, 16) == guess_over_draws(FERRY, {}, 16)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("per_year: [-20, -10, -5]", "per_year: [-20, -10, -4]"),
        ("when: close_port and not give_in", "when: close_port"),
        ("takes: [1 year, 2 years, 3 years]", "takes: [1 year, 2 years, 4 years]"),
        ("today: true", "today: false"),
        ("step: 6 months", "step: 1 year"),
        ("horizon: 5 years", "horizon: 6 years"),
        ("discount: 5 %", "discount: 6 %"),
        ("build: [own_port]", "build: [own_port, give_in]"),
        ("  build: [own_port]", "  grow: [own_port]"),
        ("courses:", 'rules: ["at most one of (give_in, own_port)"]\ncourses:'),
        ("as_of: 2030-05-06", "as_of: 2030-05-07"),
    ],
)
def test_every_number_rule_and_course_makes_another_game(old: str, new: str) -> None:
    assert Played.of(edited(old, new)) != Played.of(FERRY)


def test_the_answer_over_the_most_draws_comes_first() -> None:
    kept = KeptGuesses()
    assert kept.best_known(FERRY) is None
    few, more = kept.first(FERRY, 8), kept.over_draws(FERRY, 24)
    assert (few.draws, more.draws) == (8, 24)
    assert kept.first(parse_standoff(QUOTED), 8) is more
    assert kept.over_draws(FERRY, 8) is few


def test_the_oldest_answers_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_guesses, "KEPT", 2)
    kept = KeptGuesses()
    for draws in (4, 5, 6):
        kept.over_draws(FERRY, draws)
    assert [draws for _, draws in kept.found] == [5, 6]


def test_the_whole_answer_is_known_afterwards(ferry: Path) -> None:
    """An edit that is undone, or changes nothing that is played, shows it as its first answer."""
    worker = Worker(Case(ferry), CHOICES)
    worker.start()
    worker.wait(120)
    assert not worker.status.error
    answer = answer_case(Run(Case(ferry), CHOICES))
    known = worker.guesses.best_known(FERRY)
    assert known == guess_of(answer)
    assert isinstance(known, Guess)
    assert (known.draws, known.best.name) == (128, answer.stress.best_course)
