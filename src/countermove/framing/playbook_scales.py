"""Scales of the playbook: by how much groups of its entries were moved to fit past cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from countermove.framing.playbook import Entry, Playbook
from countermove.records.number_table import load_numbers
from countermove.records.ranges import Range
from countermove.records.standoffs import Settings

__all__ = ["Scales", "read_scales", "scale_playbook", "scale_settings"]

PRICES = ("doer", "target", "answers", "presses", "starts", "unready", "gains", "tied_up",
          "dropped", "cares", "asked")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scales:
    """The numbers of ``data/scales.tsv``; at 1 the playbook is as it is written.

    `concession` multiplies what giving in is worth, `refusal` what a refusal is worth and what
    dropping it costs, `pressing` what pressing brings, `force` what force costs its doer; `width`
    is the power of every range about its likely value, but those of force, which span a factor of
    ten already. The others multiply settings.
    """

    concession: float = 1.0
    refusal: float = 1.0
    pressing: float = 1.0
    force: float = 1.0
    width: float = 1.0
    precision: float = 1.0
    lasting_precision: float = 1.0
    decisions: float = 1.0


@cache
def read_scales() -> Scales:
    """The shipped scales."""
    return Scales(**load_numbers("framing/data/scales.tsv"))


def scale_playbook(playbook: Playbook, scales: Scales) -> Playbook:
    """A playbook whose entries are moved by the scales."""
    return Playbook(entries={k: scale_entry(e, scales) for k, e in playbook.entries.items()})


def scale_entry(entry: Entry, scales: Scales) -> Entry:
    """An entry with its prices moved."""
    prices = {name: value for name in PRICES if (value := getattr(entry, name)) is not None}
    width = 1.0 if entry.role == "force" else scales.width
    return entry.model_copy(
        update={n: stretch(v, factor(entry, n, scales), width) for n, v in prices.items()}
    )


def factor(entry: Entry, price: str, scales: Scales) -> float:
    """What one price of an entry is multiplied by."""
    if price in ("answers", "presses"):
        return scales.pressing
    if entry.role == "concession":
        return scales.concession
    if entry.role == "stance" and price in ("doer", "dropped"):
        return scales.refusal
    if entry.role == "force" and price in ("doer", "starts", "unready", "tied_up"):
        return scales.force
    return 1.0


def stretch(value: Range, times: float, width: float) -> Range:
    """A range times a factor, its ends moved away from the likely value, or towards it.

    Where all have one sign their ratios are raised to the power `width`, else their distances
    are multiplied by it.
    """
    if times == 1.0 and width == 1.0:
        return value
    low, likely, high = (
        likely_or(value, end, width) * times for end in (value.low, value.likely, value.high)
    )
    return Range.model_validate([round(low, 3), round(likely, 3), round(high, 3)])


def likely_or(value: Range, end: float, width: float) -> float:
    """One end of a range after stretching it about its likely value."""
    if value.low > 0 or value.high < 0:
        return float(value.likely * (end / value.likely) ** width)
    return value.likely + (end - value.likely) * width


def scale_settings(scales: Scales) -> Settings:
    """The usual settings with their precisions and decisions moved."""
    usual = Settings()
    moved = {
        name: stretch(getattr(usual, name), getattr(scales, name), 1.0)
        for name in ("precision", "lasting_precision", "decisions")
    }
    return usual.model_copy(update=moved)
