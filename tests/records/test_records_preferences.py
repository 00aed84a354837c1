"""Comparisons in the file: what they require, and every mistake named at its line."""

from __future__ import annotations

import pytest

from countermove.records.errors import StandoffError
from countermove.records.fitting_likely import fit_likely
from countermove.records.halfspaces import list_halfspaces
from countermove.records.numbers import likely_values
from countermove.records.standoff_file import dump_standoff, parse_standoff

TEXT = """\
title: An orchard and a mill
question: What should the orchard do now?
subject: orchard
discount: 5 %
horizon: 10 years
players:
  orchard:
    name: The orchard
    stake: {label: a year without water, worth: 20}
    options:
      well: {label: Dig a well, takes: [1 year, 3 years]}
      pay: {label: Pay for water}
    payoffs:
      - {when: dam and not done(well), per_year: [-30, -20, -10]}
      - {when: pay, per_year: [-15, -5, -1]}
      - {when: well, once: [-9, -3]}
COMPARISONS
  mill:
    name: The mill
    options:
      dam: {label: Close the dam}
    payoffs:
      - {when: dam, per_year: [-2, 1]}
"""
YEARS = (1 - 2.718281828459045 ** (-0.5)) / 0.05


def write(*lines: str) -> str:
    return TEXT.replace("COMPARISONS\n", "".join(f"    {line}\n" for line in lines))


def fault(*lines: str) -> StandoffError:
    with pytest.raises(StandoffError) as caught:
        parse_standoff(write(*lines), "orchard.yaml")
    return caught.value


def test_a_comparison_is_a_half_space_over_the_payoffs() -> None:
    standoff = parse_standoff(write("prefers:", "  - {this: pay, to: dam, by: AB}"))
    (space,) = list_halfspaces(standoff)
    assert space.place == "players.orchard.prefers[0]"
    assert space.counts == pytest.approx(
        {
            "players.orchard.payoffs[pay].per_year": YEARS,
            "players.orchard.payoffs[dam and not done(well)].per_year": -YEARS,
        }
    )


def test_what_falls_due_once_counts_once_and_losses_are_turned_round() -> None:
    standoff = parse_standoff(write("at_least_twice:", "  - {this: pay, than: well}"))
    (space,) = list_halfspaces(standoff)
    assert space.counts == pytest.approx(
        {
            "players.orchard.payoffs[pay].per_year": -YEARS,
            "players.orchard.payoffs[well].once": 2.0,
        }
    )


def test_about_as_bad_makes_two_half_spaces() -> None:
    standoff = parse_standoff(write("about_as_bad:", "  - {this: pay, that: dam}"))
    assert len(list_halfspaces(standoff)) == 2


def test_an_order_of_situations_binds_as_comparisons_do() -> None:
    standoff = parse_standoff(write("ranks: [pay, dam, dam and pay]"))
    counts = [s.counts for s in list_halfspaces(standoff)]
    pay = "players.orchard.payoffs[pay].per_year"
    dam = "players.orchard.payoffs[dam and not done(well)].per_year"
    assert counts[0] == pytest.approx({pay: YEARS, dam: -YEARS})
    assert counts[1] == pytest.approx({pay: -YEARS})


def test_the_file_gives_comparisons_and_stake_back() -> None:
    standoff = parse_standoff(
        write(
            "matters_more:",
            "  - {this: dam, than: pay, sure: 0.8, by: AB, on: 2026-11-27, why: crops die}",
        )
    )
    assert parse_standoff(dump_standoff(standoff)) == standoff


def test_likely_values_move_no_further_than_a_comparison_takes() -> None:
    standoff = parse_standoff(write("matters_more:", "  - {this: pay, than: dam}"))
    fitted = fit_likely(standoff)
    likely = likely_values(fitted)
    pay = likely["players.orchard.payoffs[pay].per_year"]
    dam = likely["players.orchard.payoffs[dam and not done(well)].per_year"]
    assert (pay, dam) == pytest.approx((-10, -10), abs=1e-2)
    assert fit_likely(fitted) == fitted


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (("prefers:", "  - {this: pai, to: dam}"), 18, "did you mean 'pay'"),
        (("prefers:", "  - {this: pay and, to: dam}"), 18, "is not understood"),
        (("prefers:", "  - {this: pay, than: dam}"), 18, "there is no such key here"),
        (("prefers:", "  - {this: pay}"), 18, "is missing"),
        (("prefers:", "  - {this: pay, to: pay}"), 18, "no payoff of this player tells"),
        (("prefers:", "  - {this: pay and not pay, to: dam}"), 18, "no situation near today's"),
        (("prefers:", "  - {this: pay, to: dam, sure: 1.2}"), 18, "above 0 and up to 1"),
        (("prefers:", "  - {this: pay, to: dam, basis: quoted}"), 18, "takes 'judged'"),
        (("stake: {label: x, worth: 0}",), 17, "the key 'stake' stands twice"),
        (("at_least_twice:", "  - {this: well, than: dam}"), 18, "line 18 cannot hold"),
    ],
)
def test_a_mistake_is_named_at_its_line(lines: tuple[str, ...], line: int, words: str) -> None:
    error = fault(*lines)
    assert words in str(error)
    assert error.line == line


def test_the_smallest_set_that_cannot_all_hold_is_told() -> None:
    error = fault(
        "prefers:",
        "  - {this: pay, to: dam}",
        "  - {this: pay, to: dam and pay}",
        "matters_more:",
        "  - {this: pay, than: dam}",
    )
    assert "line 18 and line 21 cannot all hold" in str(error)
