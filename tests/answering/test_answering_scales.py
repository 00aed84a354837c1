"""Words for chances: every whole per cent has its word, and edges are half-open."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.answering.scales import ICD203, PHIA, Scale, word_chance


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "almost no chance"),
        (0.044, "almost no chance"),
        (0.05, "very unlikely"),
        (0.19, "very unlikely"),
        (0.20, "unlikely"),
        (0.449, "roughly an even chance"),
        (0.444, "unlikely"),
        (0.45, "roughly an even chance"),
        (0.54, "roughly an even chance"),
        (0.55, "likely"),
        (0.79, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_icd_203_edges_belong_to_the_band_above(chance: float, word: str) -> None:
    assert word_chance(chance).word == word


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.05, "a remote chance"),
        (0.07, "between a remote chance and highly unlikely"),
        (0.10, "highly unlikely"),
        (0.20, "highly unlikely"),
        (0.25, "unlikely"),
        (0.35, "unlikely"),
        (0.40, "a realistic possibility"),
        (0.49, "a realistic possibility"),
        (0.50, "between a realistic possibility and likely"),
        (0.55, "likely"),
        (0.75, "likely"),
        (0.80, "highly likely"),
        (0.90, "highly likely"),
        (0.94, "between highly likely and almost certain"),
        (0.95, "almost certain"),
    ],
)
def test_phia_keeps_its_gaps(chance: float, word: str) -> None:
    assert word_chance(chance, "phia").word == word


def test_icd_203_leaves_no_gap() -> None:
    for below, above in pairwise(ICD203):
        assert below.high == above.low


@given(st.floats(0, 1), st.sampled_from(["icd203", "phia"]))
def test_every_chance_has_a_word_that_fits_the_number_beside_it(
    chance: float, scale: Scale
) -> None:
    worded = word_chance(chance, scale)
    assert abs(worded.per_cent - 100 * chance) <= 0.5 + 1e-6
    if worded.band is None:
        assert scale == "phia"
        assert not any(b.low <= worded.per_cent < b.high for b in PHIA)
    else:
        low, high = worded.band
        assert low <= worded.per_cent / 100 <= high
