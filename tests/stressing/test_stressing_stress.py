"""`stress` as a whole: what must hold whatever the stand-off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from countermove.records.errors import SettingsError
from countermove.records.numbers import set_numbers
from countermove.records.results import Solution
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.solving import solve
from countermove.stressing import map_flips, stress
from countermove.stressing.plays import solve_likely
from countermove.stressing.variants import leave_out

DRAWS = 128


@pytest.fixture(scope="module")
def solution(port: Standoff) -> Solution:
    return solve(port)


@pytest.fixture(scope="module")
def result(port: Standoff, solution: Solution) -> Stress:
    return stress(port, solution=solution, draws=DRAWS, seed=7)


def change(standoff: Standoff, **update: Any) -> Standoff:
    return Standoff.model_validate(standoff.model_dump(mode="json") | update)


def test_shares_sum_to_one(result: Stress) -> None:
    assert sum(c.share_best for c in result.courses) == pytest.approx(1)
    assert result.best_course == result.courses[0].name
    assert result.courses[0].share_best == max(c.share_best for c in result.courses)


def test_regret_is_consistent(result: Stress) -> None:
    for course in result.courses:
        quantiles = list(course.regret_quantiles.values())
        assert quantiles == sorted(quantiles)
        assert course.worst_corner_regret is not None
        assert course.worst_corner_regret >= quantiles[-1] >= 0
        assert course.expected_regret <= course.worst_corner_regret
    best = max(c.expected for c in result.courses)
    for course in result.courses:
        gap = best - course.expected
        least = min(c.expected_regret for c in result.courses)
        assert course.expected_regret == pytest.approx(gap + least)
    assert result.evpi == pytest.approx(min(c.expected_regret for c in result.courses))
    worst = {c.name: c.worst_corner_regret or 0.0 for c in result.courses}
    assert worst[result.minimax_regret_course] == min(worst.values())


def test_knowing_one_number_is_worth_at_most_knowing_all(result: Stress) -> None:
    assert {i.number for i in result.importance} == {n.key for n in result.numbers}
    assert all(0 <= i.evppi <= result.evpi + 1e-12 for i in result.importance)
    assert sum(i.first_order for i in result.importance) < 1.1


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_workers(
    port: Standoff, solution: Solution, result: Stress
) -> None:
    for workers in (1, 3):
        again = stress(port, solution=solution, draws=DRAWS, seed=7, workers=workers)
        assert again.dump() == result.dump()


def test_another_seed_draws_otherwise(port: Standoff, solution: Solution, result: Stress) -> None:
    other = stress(port, solution=solution, draws=DRAWS, seed=8)
    assert [c.expected for c in other.courses] != [c.expected for c in result.courses]


def test_a_stress_survives_its_file(result: Stress, tmp_path: Any) -> None:
    result.save(tmp_path / "stress.json")
    assert Stress.load(tmp_path / "stress.json") == result


def test_the_order_of_the_file_changes_nothing(port: Standoff, result: Stress) -> None:
    whole = port.model_dump(mode="json")
    for player in whole["players"]:
        player["options"].reverse()
        player["payoffs"].reverse()
    whole["courses"] = dict(reversed(whole["courses"].items()))
    other = stress(Standoff.model_validate(whole), draws=DRAWS, seed=7)
    assert other.courses == result.courses
    assert other.thresholds == result.thresholds
    assert other.importance == result.importance
    assert other.pairs == result.pairs


def test_a_range_of_no_width_changes_nothing(port: Standoff, result: Stress) -> None:
    """An extra number that is certain takes no part in the draws."""
    whole = port.model_dump(mode="json")
    whole["players"][1]["payoffs"].append({"when": "cut and not cut", "per_year": [3, 3, 3]})
    other = stress(Standoff.model_validate(whole), draws=DRAWS, seed=7)
    assert other.courses == result.courses
    assert other.importance == result.importance


def test_nothing_uncertain_is_one_certain_answer(port: Standoff) -> None:
    sure = set_numbers(port, {n.key: n.likely for n in stress_numbers(port)})
    found = stress(sure, draws=16)
    courses, values = solve_likely(sure)
    assert found.courses[0].share_best == 1
    assert (
        found.best_course == courses[int(values.argmax())].name == found.solution.play.best_course
    )
    assert found.evpi == 0
    assert not any([found.numbers, found.importance, found.thresholds, found.pairs])
    assert found.flip_map is None
    for course in found.courses:
        assert course.worst_corner_regret == pytest.approx(course.expected_regret)


def stress_numbers(standoff: Standoff) -> Any:
    from countermove.records.numbers import uncertain_numbers

    return uncertain_numbers(standoff)


def test_every_threshold_is_one(port: Standoff, result: Stress) -> None:
    """On both sides of each threshold, solved afresh, the courses are those it names."""
    names = {n.key: n for n in result.numbers}
    assert any(t.at is not None for t in result.thresholds)
    assert len({t.number for t in result.thresholds}) == len(result.thresholds)
    alone = {t.number for t in result.thresholds if t.flips}
    assert not any(alone & set(pair.numbers) for pair in result.pairs)
    for threshold in result.thresholds:
        if threshold.at is None:
            continue
        name = names[threshold.number]
        away = 1e-3 * (name.high - name.low) * (1 if threshold.direction == "above" else -1)
        for shift, course in ((away, threshold.to_course), (-away, threshold.from_course)):
            courses, values = solve_likely(set_numbers(port, {name.key: threshold.at + shift}))
            assert courses[int(values.argmax())].name == course
        assert (name.low <= threshold.at <= name.high) == threshold.flips != threshold.beyond


def test_every_pair_flips(port: Standoff, result: Stress) -> None:
    for pair in result.pairs:
        courses, values = solve_likely(
            set_numbers(port, dict(zip(pair.numbers, pair.at, strict=True)))
        )
        assert (
            courses[int(values.argmax())].name == pair.to_course != result.solution.play.best_course
        )


def test_the_map_is_over_any_two_numbers(port: Standoff) -> None:
    x, y = "players.ISL.payoffs[yield_dues].per_year", "settings.discount"
    found = map_flips(port, x, y, points=3)
    assert (found.x, found.y) == (x, y)
    for i, discount in enumerate(found.y_values):
        for j, dues in enumerate(found.x_values):
            courses, values = solve_likely(set_numbers(port, {x: dues, y: discount}))
            assert found.best[i][j] == courses[int(values.argmax())].name


def test_a_map_over_no_number_is_refused(port: Standoff) -> None:
    with pytest.raises(SettingsError, match=r"did you mean 'settings\.discount'"):
        map_flips(port, "settings.discont", "settings.precision")


@pytest.mark.parametrize("settings", [{"draws": 1}, {"draws": 1 << 21}, {"workers": 0}])
def test_settings_out_of_range_are_refused(
    port: Standoff, solution: Solution, settings: dict[str, int]
) -> None:
    with pytest.raises(SettingsError):
        stress(port, solution=solution, **settings)  # type: ignore[arg-type]


def test_each_option_is_left_out_in_turn(port: Standoff, result: Stress) -> None:
    names = {v.name: v for v in result.variants}
    assert {f"without {n}" for n in port.labels()} <= set(names)
    assert not names["without store"].comparable
    assert names["without busy"].comparable
    assert "the other moves first" in names


def test_an_option_left_out_stays_as_it_is_today(port: Standoff) -> None:
    courses, _ = solve_likely(leave_out(port, "store"))
    assert [c.name for c in courses] == ["hold", "give in"]
    assert leave_out(port, "cut").rules[-1] == "cut"
    assert leave_out(port, "busy").chance[0].ends_after is None


def test_outcome_bands_hold_the_mean(result: Stress) -> None:
    assert result.outcome_bands is not None
    rows = result.outcome_bands.rows
    assert {(row[0], row[2]) for row in rows} == {("dark", c.name) for c in result.courses}
    for row in rows:
        mean, low, high = row[4:]
        assert isinstance(mean, float)
        assert isinstance(low, float)
        assert isinstance(high, float)
        assert 0 <= low <= high <= 1
        assert 0 <= mean <= 1
    assert {row[3] for row in rows} == {1.0, 2.0, 5.0}


def test_an_option_that_pays_for_sure_is_always_best(port: Standoff) -> None:
    whole = port.model_dump(mode="json")
    whole["players"][0]["payoffs"].append({"when": "yield_dues", "per_year": [400, 500, 600]})
    found = stress(Standoff.model_validate(whole), draws=32)
    assert found.best_course == "give in"
    assert found.courses[0].share_best == 1
    assert found.evpi == 0
    assert not [t for t in found.thresholds if t.flips]


def test_the_solution_of_another_standoff_is_refused(port: Standoff, solution: Solution) -> None:
    with pytest.raises(SettingsError, match="another stand-off"):
        stress(change(port, title="Another"), solution=solution, draws=16)


def test_progress_is_told_to_its_end(port: Standoff, solution: Solution) -> None:
    told: list[tuple[str, int, int]] = []
    stress(port, solution=solution, draws=32, progress=lambda *step: told.append(step))
    last = {what: (done, total) for what, done, total in told}
    assert all(done == total for done, total in last.values())
    assert last["solving draws"] == (32, 32)


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(port: Standoff, solution: Solution, result: Stress) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        spread = stress(
            port, solution=solution, draws=DRAWS, seed=7, scheduler=cluster.scheduler_address
        )
    assert spread.dump() == result.dump()


def test_no_cluster_is_said_clearly(
    port: Standoff, solution: Solution, monkeypatch: pytest.MonkeyPatch
) -> None:
    from countermove.stressing import spreading

    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(spreading, "import_module", missing)
    with pytest.raises(SettingsError, match=r"countermove\[cluster\]"):
        stress(port, solution=solution, draws=16, scheduler="tcp://127.0.0.1:1")


def test_draws_are_even() -> None:
    from countermove.stressing.draws import draw_shares

    u = draw_shares(5, 256, np.random.default_rng(0))
    for column in u.T:
        assert sorted((column * 256).astype(int)) == list(range(256))
