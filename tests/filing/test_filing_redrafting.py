"""A new draft keeps what people changed, and says what it adds, drops and changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.filing.redrafting import redraft
from countermove.records.standoff_file import parse_standoff

BASE = """\
title: Ebbland and Harland
question: What should Ebbland do now?
subject: EBB
step: 6 months
horizon: 5 years
discount: 5 %
players:
  EBB:
    name: Ebbland
    options:
      give_in: {label: Give in}
      own_port: {label: Build a port, takes: [1 year, 2 years, 3 years]}
    payoffs:
      - {when: close_port, per_year: [-20, -10, -5]}
      - {when: give_in, per_year: [-30, -12, -2]}
  HAR:
    name: Harland
    options:
      close_port: {label: Close the port, today: true}
    payoffs:
      - {when: close_port, per_year: [1, 4, 8]}
rules:
  - at most one of (give_in, own_port)
notes: [a first guess]
"""
NEW = (
    BASE.replace("[1, 4, 8]", "[2, 5, 9]")
    .replace(
        "close_port: {label: Close the port, today: true}",
        "close_port: {label: Close the port, today: true}\n      tax: {label: Tax Ebbland's boats}",
    )
    .replace("      own_port: {label: Build a port, takes: [1 year, 2 years, 3 years]}\n", "")
    .replace("rules:\n  - at most one of (give_in, own_port)\n", "")
)


def kinds(base: str, mine: str, theirs: str) -> set[tuple[str, str]]:
    return {(c.kind, c.what) for c in redraft(base, mine, theirs).changes}


def test_where_nobody_changed_anything_the_new_draft_stands_and_is_told() -> None:
    joined = redraft(BASE, BASE, NEW)
    assert parse_standoff(joined.text) == parse_standoff(NEW)
    assert {(c.kind, c.what) for c in joined.changes} == {
        ("added", "Harland: option “Tax Ebbland's boats”"),
        ("dropped", "Ebbland: option “Build a port”"),
        ("changed", "Harland: worth, a year, close_port"),
        ("dropped", "rules"),
    }
    [changed] = [c for c in joined.changes if c.kind == "changed"]
    assert (changed.before, changed.after) == ("[1.0, 4.0, 8.0]", "[2.0, 5.0, 9.0]")


def test_where_the_draft_is_the_same_people_s_own_stands() -> None:
    mine = BASE.replace("[-30, -12, -2]", "[-9, -8, -7]")
    joined = redraft(BASE, mine, BASE)
    assert parse_standoff(joined.text) == parse_standoff(mine)
    assert [c.kind for c in joined.changes] == ["kept"]


def test_a_number_that_a_person_set_is_kept_against_the_draft() -> None:
    mine = BASE.replace("[1, 4, 8]}", "[3, 3, 3], confirmed: true}")
    joined = redraft(BASE, mine, NEW)
    worth = parse_standoff(joined.text).player("HAR").payoffs[0]
    assert worth.confirmed
    assert worth.per_year is not None
    assert worth.per_year.likely == 3
    assert ("kept", "Harland: worth, a year, close_port") in kinds(BASE, mine, NEW)


def test_field_by_field_where_both_changed_one_part() -> None:
    mine = BASE.replace("{label: Close the port, today: true}", "{label: Close the port}")
    theirs = BASE.replace("{label: Close the port, today", "{label: Shut the port, today")
    [option] = parse_standoff(redraft(BASE, mine, theirs).text).player("HAR").options
    assert (option.label, option.today) == ("Shut the port", False)


def test_an_option_that_people_build_on_stays() -> None:
    mine = BASE.replace(
        "- {when: give_in, per_year: [-30, -12, -2]}",
        "- {when: give_in, per_year: [-30, -12, -2]}\n"
        "      - {when: own_port and not close_port, per_year: [1, 2, 3]}",
    )
    joined = parse_standoff(redraft(BASE, mine, NEW).text)
    assert "own_port" in {o.name for o in joined.player("EBB").options}
    assert any("own_port" in p.when for p in joined.player("EBB").payoffs)


def test_comments_stay_before_their_lines() -> None:
    mine = BASE.replace("  HAR:\n", "  # as the minister said\n  HAR:\n").replace(
        "rules:", "# ask the lawyers\nrules:"
    )
    text = redraft(BASE, mine, NEW).text
    lines = text.splitlines()
    assert lines[0] == "# ask the lawyers"  # its line is gone
    at = next(i for i, line in enumerate(lines) if "as the minister said" in line)
    assert lines[at + 1].strip() == "HAR:"


RANGES = st.lists(st.integers(-50, 50), min_size=3, max_size=3).map(sorted)


@given(mine=RANGES, theirs=RANGES)
def test_a_person_s_number_wins_and_an_untouched_one_follows(
    mine: list[int], theirs: list[int]
) -> None:
    own = BASE.replace("[1, 4, 8]", str(mine))
    new = BASE.replace("[1, 4, 8]", str(theirs)).replace("[-20, -10, -5]", str(theirs))
    joined = parse_standoff(redraft(BASE, own, new).text)
    worth = joined.player("HAR").payoffs[0].per_year
    other = joined.player("EBB").payoffs[0].per_year
    wanted = theirs if mine == [1, 4, 8] else mine
    assert worth is not None
    assert other is not None
    assert (worth.low, worth.likely, worth.high) == tuple(wanted)
    assert (other.low, other.likely, other.high) == tuple(theirs)


@pytest.mark.parametrize("version", [BASE, NEW])
def test_joining_again_changes_nothing(version: str) -> None:
    joined = redraft(BASE, version, NEW).text
    assert redraft(NEW, joined, NEW).text == joined


def test_what_a_person_compared_stays_with_what_it_is_worth() -> None:
    """The new draft has neither the port nor its worth; the comparison of both would otherwise
    compare nothing."""
    port = "      - {when: own_port, per_year: [-5, -3, -1]}\n"
    base = BASE.replace("  HAR:\n", f"{port}  HAR:\n")
    judged = "    at_least_twice: [{this: close_port, than: own_port, by: ab}]\n"
    mine = base.replace("  HAR:\n", f"{judged}  HAR:\n")
    joined = parse_standoff(redraft(base, mine, NEW).text)
    assert "own_port" in {o.name for o in joined.player("EBB").options}
    assert "own_port" in {p.when for p in joined.player("EBB").payoffs}
    assert len(joined.player("EBB").at_least_twice) == 1
