"""How long something takes is quoted only where the words tell it."""

from __future__ import annotations

import pytest

from countermove.records.articles import Article
from countermove.records.numbers import all_numbers
from countermove.records.quoted_times import find_lengths, is_quoted
from countermove.records.ranges import Duration
from countermove.records.standoffs import ChanceOption, Option, Player, Source, Standoff


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("It will take three years to build.", [3.0]),
        ("a 30-day halt", [30 / 365.25]),
        ("within half a year or 18 months", [0.5, 1.5]),
        ("for 1,700 years", []),
        ("two decades ago", [20.0]),
        ("the company cut supplies on Monday", []),
        ("in the last years", []),
    ],
)
def test_lengths_of_time_are_found_in_words(text: str, years: list[float]) -> None:
    assert list(find_lengths(text)) == pytest.approx(years)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("They will build a port within two years.", True),
        ("They will build a port within twelve months.", True),
        ("They will build a port within ten years.", False),
        ("They will build a port.", False),
    ],
)
def test_a_time_is_quoted_where_the_words_tell_one_within_the_range(
    text: str, quoted: bool
) -> None:
    quote = Article.from_text(text, id="a").quote(0, len(text))
    takes = Duration.model_validate([1.0, 2.0, 5.0])
    assert is_quoted(takes, (quote,)) == quoted
    option = Option(name="port", label="Build a port", takes=takes, basis="quoted", quotes=(quote,))
    clock = ChanceOption(
        name="thaw", label="Thaw", ends_after=takes, basis="quoted", quotes=(quote,)
    )
    standoff = Standoff(
        title="t",
        question="q",
        subject="A",
        players=(Player(id="A", name="A", options=(option,)), Player(id="B", name="B")),
        chance=(clock,),
    )
    bases = {n.key: n.basis for n in all_numbers(standoff)}
    wanted = "quoted" if quoted else "assumed"
    assert bases["players.A.options.port.takes"] == wanted
    assert bases["chance.thaw.ends_after"] == wanted


def test_a_sourced_time_stays_sourced() -> None:
    takes = Duration.model_validate([1.0, 2.0, 5.0])
    option = Option(name="port", label="Build a port", takes=takes, basis="sourced", source="s")
    standoff = Standoff(
        title="t",
        question="q",
        subject="A",
        players=(Player(id="A", name="A", options=(option,)), Player(id="B", name="B")),
        sources=(Source(id="s", title="a study"),),
    )
    assert {n.basis for n in all_numbers(standoff) if n.key.endswith("takes")} == {"sourced"}
