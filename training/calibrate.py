"""Fit the scales of the playbook to how past stand-offs have gone, by indirect inference.

    python training/calibrate.py            # writes framing/data/scales.tsv, prints the note;
                                            # some four minutes of processor
    python training/calibrate.py --quick    # few draws, little search: to see that it runs
    python training/calibrate.py --bend 1 --prior 0.3    # other aims, see training/fitting.py

Moments are the logits of rates in forecasting/data/rates.tsv (made from base_rates.csv by
training/outside_view.py), each with the variance of its 90 % interval and 0.25 squared for the
class not being the case. The game is played on texts written by rule, with the same draws for every
scale. What is minimised is sum (model - data)^2 / (V + 0.25^2) + sum (log scale)^2: a factor e is
the prior's width.

What is taken over is a fit to all classes. Whether it is rests on fits that did not see what they
are judged by: each class in turn is held out and told by a fit to the others, and the years 2 and
10 are held out and told by a fit to the years 1 and 5. It is taken over only if

1. more rates of classes held out lie inside their 90 % intervals than at the playbook as written;
2. no fewer rates of years held out do;
3. neither *gives way* nor *intervention* is farther from history, in squared gaps of classes held
   out, than as written.

Otherwise every scale stays 1, and the note says what was found. A scale that the data hardly move
stays 1 in any case.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np

from countermove.forecasting.tables import load_tables
from countermove.framing.playbook_scales import Scales
from fitting import Aim, Array, Fit, Moment, fit, gaps_of, move_about
from plain_texts import read_events, write_text
from playing import YEARS, play_text

DATA = Path(__file__).parent.parent / "src/countermove/framing/data/scales.tsv"
CLASSES = {
    "sanctions-threatened-politics": ("sanctions threatened", ("policy", "security", "regime")),
    "sanctions-imposed-politics": ("sanctions imposed", ("policy", "security", "regime")),
    "military-threat": ("military threat", ("policy", "territory")),
    "after-sanctions": ("sanctions imposed, force spoken of", ("policy", "security", "territory")),
    "supply-cut": ("supply cut", ("policy", "security")),
    "sanctions-imposed-trade": ("sanctions imposed", ("trade",)),
    "sanctions-threatened-trade": ("sanctions threatened", ("trade",)),
    "military-display": ("military display", ("policy", "territory")),
}
"""The classes of rates.tsv that are fitted: what their texts tell of, and the demands in them."""
FORCE = {
    "after-sanctions": "after-sanctions",
    "military-threat": "after-threat",
    "military-display": "after-display",
}
"""Where the same openings are followed to the first use of force."""
EVENTS = ("gives_way", "gives_up", "intervention")
IMPORTANT = ("gives_way", "intervention")
EARLY = (1, 5)
"""The years that the fit judged by other years sees."""
REASONS = {
    "concession": "what giving in is worth to both",
    "refusal": "what a refusal is worth, and what dropping it costs",
    "pressing": "what pressing brings its doer",
    "force": "what force costs its doer",
    "width": "the width of all ranges but those of force, as a power",
    "precision": "how precisely sides reply",
    "lasting_precision": "how precisely sides weigh what cannot be undone",
    "decisions": "how often a year they decide on what cannot be undone",
}
NAMES = tuple(f.name for f in fields(Scales))


@dataclass(frozen=True)
class Effort:
    """How much is spent: draws a game, places of the scan, steps of a fit, classes held out."""

    draws: int
    points: int
    steps: int
    held_out: tuple[str, ...]


# From 256 draws on the chances no longer hang on which draws they are: with 16, other draws had 8
# to 27 of 56 rates inside.
FULL = Effort(draws=256, points=4, steps=8, held_out=tuple(CLASSES))
QUICK = Effort(draws=2, points=1, steps=1, held_out=("supply-cut",))


@dataclass(frozen=True)
class Found:
    """The fit to everything, what it says of every moment, and what fits that did not see a
    moment say of it: by class held out, and by year (NaN where none was)."""

    fitted: Fit
    moments: tuple[Moment, ...]
    written: Array
    said: Array
    by_class: Array
    by_year: Array


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="little effort: to see that it runs")
    parser.add_argument("--bend", type=float, default=np.inf, help="gaps beyond weigh less")
    parser.add_argument("--prior", type=float, default=1.0, help="width of the prior, in logs")
    parser.add_argument("--out", type=Path, help="the table to write; default: the shipped one")
    chosen = parser.parse_args()
    effort = QUICK if chosen.quick else FULL
    aim = Aim(bend=chosen.bend, prior=chosen.prior)
    found = calibrate(effort, aim)
    moved = weigh(found, aim)
    taken = all(holds for holds, _ in judge(found)) and not chosen.quick
    note = list(report(found, moved, effort, aim, taken=taken))
    print("\n".join(note))
    place = np.where(moved, found.fitted.place, 0.0) if taken else np.zeros(len(NAMES))
    if chosen.out or not chosen.quick:
        write(chosen.out or DATA, place, moved, note)
    return 0


def calibrate(effort: Effort, aim: Aim) -> Found:
    """All the fits."""
    model = Model(effort.draws)
    moments = model.moments
    scan = move_about(model.gaps, len(NAMES), effort.points)
    everything = np.ones(len(moments), dtype=bool)
    fitted = fit(model.gaps, scan, everything, effort.steps, aim)
    by_class, by_year = (np.full(len(moments), np.nan) for _ in range(2))
    early = np.array([m.years in EARLY for m in moments])
    for kept, into in [
        *((np.array([m.name != c for m in moments]), by_class) for c in effort.held_out),
        (early, by_year),
    ]:
        place = fit(model.gaps, scan, kept, effort.steps, aim).place
        into[~kept] = model.chances(place)[~kept]
    written, said = model.chances(np.zeros(len(NAMES))), model.chances(fitted.place)
    return Found(fitted, moments, written, said, by_class, by_year)


class Model:
    """What the game says of every moment at a place in the log scales; each is played once."""

    def __init__(self, draws: int) -> None:
        self.draws = draws
        self.told = {
            c: [read_events(write_text(i, d)) for d in ds] for c, (i, ds) in CLASSES.items()
        }
        self.seen: dict[bytes, Array] = {}
        self.moments = tuple(list_moments())

    def chances(self, place: Array) -> Array:
        """The chance of every moment's event by its year."""
        key = np.round(place, 9).tobytes()
        if key not in self.seen:
            self.seen[key] = self.play(place)
        return self.seen[key]

    def gaps(self, place: Array) -> Array:
        """The weighed gaps from the rates."""
        return gaps_of(self.moments, self.chances(place))

    def play(self, place: Array) -> Array:
        """The mean over each class's texts."""
        scales = Scales(**dict(zip(NAMES, np.exp(place).tolist(), strict=True)))
        said = {
            name: [play_text(events, scales, draws=self.draws) for events in texts]
            for name, texts in self.told.items()
        }
        return np.array(
            [np.mean([p[m.event, m.years] for p in said[m.name]]) for m in self.moments]
        )


def list_moments() -> Iterator[Moment]:
    """The rates that the model has an event for."""
    counts = load_tables().counts
    for name, (instrument, _) in CLASSES.items():
        for event in EVENTS:
            if event == "gives_up" and "threat" in instrument:
                continue  # nothing is in force yet that could be given up
            key = FORCE.get(name, "") if event == "intervention" else name
            for years in YEARS:
                count = counts.get((key, event, years))
                if count and count.low > 0 and count.high < 1:
                    yield Moment(name, event, years, count)


def judge(found: Found) -> Iterator[tuple[bool, str]]:
    """The rules fixed beforehand: whether each holds, and the figures."""
    for said, what, strict in ((found.by_class, "classes", True), (found.by_year, "years", False)):
        seen = ~np.isnan(said)
        old, new = (count_inside(found.moments, x, seen) for x in (found.written, said))
        words = f"rates of {what} held out inside: {old} as written, {new} fitted, of {seen.sum()}"
        yield (new > old if strict else new >= old), words
    for event in IMPORTANT:
        seen = ~np.isnan(found.by_class) & [m.event == event for m in found.moments]
        old, new = (add_gaps(found.moments, x, seen) for x in (found.written, found.by_class))
        words = f"{event}, squared gaps of classes held out: {old:.1f} as written, {new:.1f} fitted"
        yield new <= old, words


def count_inside(moments: tuple[Moment, ...], said: Array, seen: Array) -> int:
    """How many of some moments lie inside their intervals."""
    return sum(m.inside(x) for m, x, s in zip(moments, said, seen, strict=True) if s)


def add_gaps(moments: tuple[Moment, ...], said: Array, seen: Array) -> float:
    """The squared weighed gaps of some moments, together."""
    return float(sum(m.gap(x) ** 2 for m, x, s in zip(moments, said, seen, strict=True) if s))


def weigh(found: Found, aim: Aim) -> Array:
    """Which scales the data move: their moments say more of it than the prior does."""
    return np.sum(found.fitted.jacobian**2, axis=0) > aim.prior**-2


def report(found: Found, moved: Array, effort: Effort, aim: Aim, *, taken: bool) -> Iterator[str]:
    """The note: what was found, the rules, what moves, and every moment beside its interval."""
    moments, every = found.moments, np.ones(len(found.moments), dtype=bool)
    scales = zip(NAMES, np.exp(found.fitted.place), moved, strict=True)
    yield "found: " + ", ".join(f"{n} {v:.3f}{'' if m else ' (not moved)'}" for n, v, m in scales)
    yield "taken over" if taken else "not taken over"
    for holds, words in judge(found):
        yield f"{'holds' if holds else 'FAILS'}: {words}"
    yield f"made {date.today()} by training/calibrate.py; {len(moments)} moments, " + (
        f"{effort.draws} draws, {effort.points} places scanned, {effort.steps} steps a fit; "
        f"bend {aim.bend:g}, prior {aim.prior:g}"
    )
    old, new = (add_gaps(moments, x, every) for x in (found.written, found.said))
    yield f"chi-square {old:.1f} as written, {new:.1f} fitted to all"
    inside = [count_inside(moments, x, every) for x in (found.written, found.said)]
    yield f"inside their intervals: {inside[0]} as written, {inside[1]} fitted to all"
    slope = found.fitted.jacobian
    values = np.linalg.svd(slope, compute_uv=False)
    yield "singular values of the Jacobian: " + ", ".join(f"{v:.2f}" for v in values)
    pull = zip(NAMES, np.sqrt(np.sum(slope**2, axis=0)), strict=True)
    yield "what the moments say of each scale, the prior being 1: " + (
        ", ".join(f"{n} {v:.1f}" for n, v in pull)
    )
    yield "by class, event and year: history [90 %], as written, fitted to all, class held out"
    for place, moment in enumerate(moments):
        yield tell_moment(found, place, moment)


def tell_moment(found: Found, place: int, moment: Moment) -> str:
    """One rate beside what the model says of it; an asterisk where that lies inside."""
    count = moment.count
    said = [
        f"{x:.3f}{'*' if moment.inside(x) else ''}"
        for x in (found.written[place], found.said[place], found.by_class[place])
        if not np.isnan(x)
    ]
    return (
        f"{moment.name} {moment.event} {moment.years} y: {count.rate:.3f} "
        f"[{count.low:.3f}, {count.high:.3f}], " + ", ".join(said)
    )


def write(path: Path, place: Array, moved: Array, note: list[str]) -> None:
    """The scales as a dated data file."""
    head = [
        "Scales of the playbook. Columns, by tabs: name, number, reason. 1 is the playbook as it",
        "is written. Made by training/calibrate.py from forecasting/data/rates.tsv, never by hand.",
        *note,
    ]
    rows = [
        f"{name}\t{np.exp(value):.3f}\t{REASONS[name]}"
        + ("" if moves else "; left as it was, for the data do not move it")
        for name, value, moves in zip(NAMES, place, moved, strict=True)
    ]
    text = "".join(f"# {line}\n" for line in head) + "\n".join(rows) + "\n"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
