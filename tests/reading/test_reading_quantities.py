"""Quantities on parses of our own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.reading.measuring.dates import find_dates
from countermove.reading.measuring.quantities import Quantity, find_quantities, parse_number
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words


def measure(text: str) -> list[Quantity]:
    words = list_words(load_pipeline()(text))
    return list(find_quantities(words, find_dates(text, None)))


@pytest.mark.parametrize(
    ("text", "amount", "unit", "what"),
    [
        ("The port blocked 1,700 rail cars of Russian coal.", 1700, "rail cars", "Russian coal"),
        ("It sold 2.5 million tonnes of grain.", 2.5e6, "tonnes", "grain"),
        ("They carry 80 percent of the oil.", 80, "percent", "oil"),
        ("They want a 12% raise.", 12, "percent", ""),
        ("They paid $1.5 billion to the firm.", 1.5e9, "US dollars", ""),
        ("They paid €200m for it.", 2e8, "euros", ""),
        ("Two-thirds of the crew left.", 2 / 3, "", "crew"),
        ("They lost a third of the fleet.", 1 / 3, "", "fleet"),
        ("They lost half the fleet.", 0.5, "", "fleet"),
        ("They cut gas supplies by a third.", 1 / 3, "", ""),
        ("A dozen ships waited.", 12, "ships", ""),
        ("Twenty-five ships waited.", 25, "ships", ""),
        ("A hundred thousand men marched.", 1e5, "men", ""),
        ("In 2015 the army sent 5,000 troops.", 5000, "troops", ""),
        ("On 16 June two soldiers died.", 2, "soldiers", ""),
    ],
)
def test_a_quantity(text: str, amount: float, unit: str, what: str) -> None:
    (quantity,) = measure(text)
    assert quantity.amount == pytest.approx(amount)
    assert (quantity.unit, quantity.what) == (unit, what)


def test_part_of_a_whole_and_ranges() -> None:
    (some,) = measure("Three of the four moorings were shut.")
    assert (some.amount, some.out_of, some.unit) == (3, 4, "moorings")
    (low,) = measure("Between 10 and 20 ships came.")
    assert (low.amount, low.high, low.unit) == (10, 20, "ships")
    (scaled,) = measure("The firm lost 2 to 3 million barrels.")
    assert (scaled.amount, scaled.high) == (2e6, 3e6)


@pytest.mark.parametrize(
    "text",
    [
        "One has to choose.",
        "A third country helped.",
        "Article 5 says so.",
        "It was signed on 16 June 2022.",
        "They met at 10:30 and left.",
        "In 2014 it began.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert measure(text) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["", " million", " thousand", " dozen"]))
def test_figures_are_read_as_written(number: int, scale: str) -> None:
    factor = {"": 1, " million": 1e6, " thousand": 1e3, " dozen": 12}[scale]
    assert parse_number(f"{number:,}{scale}") == pytest.approx(number * factor)
    assert parse_number(f"{number}{scale}") == pytest.approx(number * factor)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["12 ships of ", "half of the ", "$3 ", "a dozen "]))
def test_any_text_gives_spans_within_it(noise: str, piece: str) -> None:
    text = piece + noise + piece
    for quantity in measure(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.what in text[quantity.start : quantity.end]
