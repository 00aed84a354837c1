"""Scales move groups of the playbook's entries and nothing else."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from countermove.framing.playbook import load_playbook
from countermove.framing.playbook_scales import (
    Scales,
    read_scales,
    scale_playbook,
    scale_settings,
    stretch,
)
from countermove.framing.shares import read_shares
from countermove.records.ranges import Range
from countermove.records.standoffs import Settings


def test_at_one_the_playbook_is_as_written() -> None:
    book = load_playbook()
    assert scale_playbook(book, Scales()) == book
    assert scale_settings(Scales()) == Settings()


def test_the_shipped_scales_are_within_ten_times_of_the_playbook() -> None:
    assert all(0.1 <= scale <= 10 for scale in astuple(read_scales()))


@pytest.mark.parametrize(
    ("name", "key", "price"),
    [
        ("concession", "CONCEDE", "doer"),
        ("concession", "CONCEDE", "target"),
        ("pressing", "SANCTION", "presses"),
        ("pressing", "SANCTION", "answers"),
    ],
)
def test_a_scale_moves_its_own_prices(name: str, key: str, price: str) -> None:
    book = load_playbook()
    moved = scale_playbook(book, replace(Scales(), **{name: 0.5}))
    old, new = getattr(book.entries[key], price), getattr(moved.entries[key], price)
    assert new.likely == pytest.approx(old.likely / 2, abs=1e-3)
    assert moved.entries["MOBILIZE"].doer == book.entries["MOBILIZE"].doer


def test_width_leaves_the_likely_values_and_the_order() -> None:
    book = load_playbook()
    for key, entry in scale_playbook(book, replace(Scales(), width=2.0)).entries.items():
        if entry.doer is not None:
            old = book.entries[key].doer
            assert old is not None
            assert entry.doer.likely == pytest.approx(old.likely, abs=1e-3)
            assert entry.doer.low <= old.low <= old.high <= entry.doer.high


def test_a_range_of_one_sign_keeps_it_and_squares_its_ratios() -> None:
    wide = stretch(Range.model_validate([-40, -10, -5]), 1.0, 2.0)
    assert (wide.low, wide.likely, wide.high) == (-160, -10, -2.5)
    mixed = stretch(Range.model_validate([-2, 1, 3]), 2.0, 2.0)
    assert (mixed.low, mixed.likely, mixed.high) == (-10, 2, 10)


def test_what_is_demanded_prices_giving_in() -> None:
    shares = read_shares()
    order = [shares.given(d) for d in ("trade", "policy", "security", "territory", "regime")]
    assert order == sorted(order)
    assert order[0] < shares.given("") < order[-1]
