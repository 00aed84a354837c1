"""The names on the either–or map: inside it, apart, over their own regions, at every width."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.records.stresses import FlipMap
from countermove.reporting.charts.region_names import (
    LETTER,
    Box,
    Frame,
    box_at,
    pixels,
    place_names,
    ring_box,
)

LABELS = {
    "a": "Hit back and build up",
    "b": "Hold",
    "c": "Stand alone for as long as nobody comes to help",
}


def make_map(rows: list[str]) -> FlipMap:
    """A map drawn with letters, the upper row first."""
    best = tuple(tuple(row) for row in reversed(rows))
    return FlipMap(
        x="x",
        y="y",
        x_values=tuple(float(i) for i in range(len(rows[0]))),
        y_values=tuple(float(j) for j in range(len(rows))),
        best=best,
        lead=tuple(tuple(0.0 for _ in row) for row in best),
    )


def boxes(grid: FlipMap, frame: Frame, ring: tuple[float, float] | None) -> list[Box]:
    placed = place_names(grid, LABELS, frame, ring)
    return [box_at(*pixels(grid, r["x"], r["y"], frame), r["text"]) for r in placed]


def shrunk(box: Box) -> Box:
    """Less a hundredth of a pixel, since places go through values and back."""
    return Box(box.left + 0.01, box.low + 0.01, box.right - 0.01, box.high - 0.01)


@given(
    rows=st.integers(4, 12).flatmap(
        lambda n: st.lists(st.text("abc", min_size=n, max_size=n), min_size=4, max_size=12)
    ),
    width=st.sampled_from([284, 314, 560]),
    at=st.tuples(st.floats(0, 3), st.floats(0, 3)),
)
def test_no_two_words_touch_and_none_leaves_the_map(
    rows: list[str], width: int, at: tuple[float, float]
) -> None:
    grid, frame = make_map(rows), Frame(width, 0.62 * width)
    found = boxes(grid, frame, at)
    assert all(box.outside(frame) < 2 for box in found)
    taken = [shrunk(box) for box in (*found, ring_box(grid, at, frame))]
    assert not any(a.meets(b) for a, b in combinations(taken, 2))


def test_two_wide_regions_that_meet_in_a_row_are_named_apart() -> None:
    """Names that would overlap where each region is deepest, as on a telephone."""
    grid = make_map(["aaaaaaaabb"] * 8)
    names = [" ".join(r["text"]) for r in place_names(grid, LABELS, Frame(284, 244))]
    assert names == ["Hit back and build up", "Hold"]


@pytest.mark.parametrize(("width", "named"), [(560, True), (200, False)])
def test_a_region_narrower_than_its_name_is_told_by_its_mark_alone(width: int, named: bool) -> None:
    grid = make_map(["aaaaaaaaab"] * 8)
    names = {" ".join(r["text"]) for r in place_names(grid, LABELS, Frame(width, 300))}
    assert ("Hold" in names) == named
    assert len("Hold") * LETTER > 200 / 9 * 0.6


def test_a_name_is_cut_to_two_lines() -> None:
    [row] = place_names(make_map(["cccccccc"] * 8), LABELS, Frame(560, 340))
    assert len(row["text"]) == 2
