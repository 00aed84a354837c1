"""Check: nothing assumed stays unsaid, and each oddity is found where it was put."""

from __future__ import annotations

import pytest

from countermove.framing import check, frame
from countermove.records.checks import Check
from countermove.records.events import Event
from countermove.records.standoff_file import parse_standoff
from countermove.records.standoffs import Standoff

TEXT = """\
title: Two sides
question: What now?
subject: A
players:
  A:
    name: A
    options:
      x: {label: X}
      y: {label: Y, today: true}
    payoffs:
      - {when: x, per_year: [1, 2, 3]}
      - {when: y and q, per_year: [-9, -5, -1], confirmed: true}
      - {when: p, per_year: -4, basis: sourced, source: s}
  B:
    name: B
    options:
      p: {label: P, today: true}
    payoffs:
      - {when: p and x, per_year: [-1, 0, 1]}
chance:
  q: {label: Q, ends_after: 1 year, starts_after: 2 years}
rules:
  - at most one of (x, y)
courses:
  one: [x]
  two: [y]
sources:
  s: {title: S}
"""


def found(old: str = "", new: str = "", text: str = TEXT) -> Check:
    assert old in text
    return check(parse_standoff(text.replace(old, new, 1) if old else text))


def sentences(checked: Check, kind: str) -> list[str]:
    return [f"{f.place}: {f.sentence}" for f in checked.findings if f.kind == kind]


def test_sound_standoff_has_only_its_assumed_numbers() -> None:
    checked = found()
    assert sentences(checked, "wrong") == []
    assert sentences(checked, "doubtful") == []
    assumed = [f.place for f in checked.of("assumed")]
    assert "players.A.payoffs[x].per_year" in assumed
    assert "players.A.payoffs[y and q].per_year" not in assumed  # a person confirmed it
    assert "players.A.payoffs[p].per_year" not in assumed  # it has a source
    assert checked.assumed == len(assumed)
    assert checked.confirmed == 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[x]", "[x, y]", "courses.one: it cannot be taken up: the rule 'at most one of (x, y)'"),
        ("y: {label: Y, ", "y: {label: Y, lasting: true, ", "courses.one: it ends 'y', which is"),
    ],
)
def test_wrong_courses_are_found(old: str, new: str, sentence: str) -> None:
    assert any(s.startswith(sentence) for s in sentences(found(old, new), "wrong"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("      x: {", "      z: {label: Z}\n      x: {", "players.A.options.z: no payoff speaks"),
        ("y and q", "y", "chance.q: no payoff speaks of it"),
        (", starts_after: 2 years", "", "chance.q: it never begins"),
        ("p and x", "p and x and y", "players.B.payoffs[0]: 'p and x and y' can never hold"),
        ("two: [y]", "two: [x]", "courses.two: it is the same as 'one'"),
        (", source: s", "", "players.A.payoffs[2]: its basis is 'sourced'"),
        (", source: s", "", "sources.s: nothing refers to it"),
        ("basis: sourced, source: s", "basis: quoted", "players.A.payoffs[2]: its basis is 'quot"),
        ("x: {label: X}", "x: {label: X, done_today: true}", "players.A.options.x: it is done"),
    ],
)
def test_oddities_are_found(old: str, new: str, sentence: str) -> None:
    assert any(s.startswith(sentence) for s in sentences(found(old, new), "doubtful"))


def test_rules_that_exclude_today_are_found_in_a_standoff_made_by_hand() -> None:
    standoff = parse_standoff(TEXT)
    broken = Standoff.model_validate(standoff.model_dump() | {"rules": ["not p"]})
    assert "excludes today's state" in sentences(check(broken), "wrong")[0]


@pytest.mark.parametrize("story", ["kazakhstan", "union", "pipeline", "blockade"])
def test_draft_has_nothing_wrong_in_it(stories: dict[str, tuple[Event, ...]], story: str) -> None:
    checked = check(frame(stories[story]))
    assert sentences(checked, "wrong") == []
    assert sentences(checked, "doubtful") == []
    assert checked.assumed > 10


def test_report_is_readable(stories: dict[str, tuple[Event, ...]]) -> None:
    text = str(check(frame(stories["kazakhstan"])))
    assert text.startswith("Kazakhstan and Russia\n")
    assert "widest first" in text
    assert "what Kazakhstan loses by giving in" in text
