"""Where the names of a map's regions stand: inside, clear of each other and of the ring's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from countermove.records.stresses import FlipMap
from countermove.reporting.wording import lines

__all__ = ["Box", "Frame", "place_names"]

LETTER = 7.6
"""Pixels that a bold letter of thirteen takes in the mean, its halo counted."""
LINE = 15.0
"""Pixels of a line of a name."""
WIDEST = 22
"""Letters of a name that stand in one line."""
LEAST = 40
"""A region of less than one in so many cells has no room for a name."""

OWN = 0.6
"""A name stands over its own region with so much of its width; else its mark alone tells it."""


@dataclass(frozen=True)
class Frame:
    """The size of a map in pixels."""

    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """What words take of a map, in pixels from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high

    def within(self, frame: Frame) -> Box:
        """Moved into the map as far as it stands out of it on one side."""
        across = max(0.0, -self.left) - max(0.0, self.right - frame.width)
        up = max(0.0, -self.low) - max(0.0, self.high - frame.height)
        return Box(self.left + across, self.low + up, self.right + across, self.high + up)

    def outside(self, frame: Frame) -> float:
        """How far it stands out of a map, in pixels."""
        return sum(
            max(0.0, over)
            for over in (-self.left, -self.low, self.right - frame.width, self.high - frame.height)
        )


def place_names(
    grid: FlipMap,
    labels: Mapping[str, str],
    frame: Frame,
    ring: tuple[float, float] | None = None,
) -> list[dict[str, Any]]:
    """Each course's name at the cell of its region that lies deepest inside it, among those where
    it touches no other words.

    The largest region chooses first; one without such a cell goes without its name, which the
    caption has beside its mark.
    """
    taken = [] if ring is None else [ring_box(grid, ring, frame)]
    rows = []
    for name in largest_first(grid):
        words = lines(labels.get(name, name), WIDEST, most=2)
        for i, j in deepest_first(grid, name):
            at = pixels(grid, grid.x_values[i], grid.y_values[j], frame)
            box = box_at(*at, words).within(frame)
            if fits(box, taken, frame) and own_part(grid, name, j, box, frame) >= OWN:
                taken.append(box)
                x, y = values(grid, box, frame)
                rows.append({"x": x, "y": y, "text": words})
                break
    return rows


def fits(box: Box, taken: Sequence[Box], frame: Frame) -> bool:
    """Whether words stand inside the map and touch no others."""
    return box.outside(frame) < 1 and not any(box.meets(other) for other in taken)


def own_part(grid: FlipMap, course: str, row: int, box: Box, frame: Frame) -> float:
    """How much of a name's width stands over its own region."""
    wide = frame.width / (len(grid.x_values) - 1)
    own = 0.0
    for i, name in enumerate(grid.best[row]):
        left, right = max(0.0, (i - 0.5) * wide), min(frame.width, (i + 0.5) * wide)
        if name == course:
            own += max(0.0, min(right, box.right) - max(left, box.left))
    return own / (box.right - box.left)


def largest_first(grid: FlipMap) -> list[str]:
    """The courses with room for a name."""
    counts = Counter(course for line in grid.best for course in line)
    room = [c for c in counts if counts[c] * LEAST >= len(grid.x_values) * len(grid.y_values)]
    return sorted(room, key=lambda c: (-counts[c], c))


def pixels(grid: FlipMap, x: float, y: float, frame: Frame) -> tuple[float, float]:
    """Where a pair of values stands."""
    across = (x - grid.x_values[0]) / ((grid.x_values[-1] - grid.x_values[0]) or 1.0)
    up = (y - grid.y_values[0]) / ((grid.y_values[-1] - grid.y_values[0]) or 1.0)
    return across * frame.width, up * frame.height


def values(grid: FlipMap, box: Box, frame: Frame) -> tuple[float, float]:
    """The pair of values at which the first line of a box's words is centred."""
    across = (box.left + box.right) / 2 / frame.width
    up = (box.high - LINE / 2) / frame.height
    return (
        grid.x_values[0] + across * (grid.x_values[-1] - grid.x_values[0]),
        grid.y_values[0] + up * (grid.y_values[-1] - grid.y_values[0]),
    )


def box_at(x: float, y: float, words: Sequence[str]) -> Box:
    """What a name centred there takes; its first line stands at the place."""
    half = LETTER * max(map(len, words)) / 2
    return Box(x - half, y - LINE * (len(words) - 0.5), x + half, y + LINE / 2)


def ring_box(grid: FlipMap, ring: tuple[float, float], frame: Frame) -> Box:
    """What the ring takes with the words to its right."""
    x, y = pixels(grid, *ring, frame)
    return Box(x - 12, y - 14, x + 54, y + 14)


def deepest_first(grid: FlipMap, course: str) -> Iterator[tuple[int, int]]:
    """The cells of a region, those farthest from any cell outside it and from the map's border
    first; of equally deep ones that nearest to its middle."""
    cells = [(i, j) for j, line in enumerate(grid.best) for i, c in enumerate(line) if c == course]
    across, up = len(grid.x_values), len(grid.y_values)
    inside = set(cells)
    middle = (sum(i for i, _ in cells) / len(cells), sum(j for _, j in cells) / len(cells))

    def depth(cell: tuple[int, int]) -> float:
        i, j = cell
        sides = min(i / across, (across - 1 - i) / across)
        away = abs(i - middle[0]) / across + abs(j - middle[1]) / up
        return reach(i, j, inside) + 2 * min(sides, 0.2) * across / 4 - away

    yield from sorted(cells, key=lambda c: (-depth(c), c[0], c[1]))


def reach(i: int, j: int, inside: set[tuple[int, int]]) -> int:
    """How many rings of cells around one belong to the same region."""
    steps = 0
    while all(
        (i + a, j + b) in inside
        for a in (-steps - 1, 0, steps + 1)
        for b in (-steps - 1, 0, steps + 1)
    ):
        steps += 1
    return steps
