"""Fit the scales of the playbook to how past stand-offs have gone, by indirect inference.

    python training/calibrate.py            # writes framing/data/scales.tsv, prints the note

Moments are the logits of rates in forecasting/data/rates.tsv (made from base_rates.csv), each with
the variance of its 90 % interval and 0.25 squared for the class not being the case. The game is
played on texts written by rule, with the same draws for every scale. What is minimised is
sum (model - data)^2 / (V + 0.25^2) + sum (log scale)^2: a factor e is the prior's width. The
classes under HELD_OUT are never fitted; what they say is printed. The fit is taken over only
if more moments of theirs then lie inside their 90 % intervals than at the playbook as written:
otherwise every scale stays 1, and the note says what was found.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
from scipy.stats.qmc import Sobol

from countermove.forecasting.tables import load_tables
from countermove.framing.playbook_scales import Scales
from plain_texts import read_events, write_text
from playing import YEARS, play_text

DATA = Path(__file__).parent.parent / "src/countermove/framing/data/scales.tsv"
CLASSES = {
    "sanctions-threatened-politics": ("sanctions threatened", ("policy", "security", "regime")),
    "sanctions-imposed-politics": ("sanctions imposed", ("policy", "security", "regime")),
    "military-threat": ("military threat", ("policy", "territory")),
    "supply-cut": ("supply cut", ("policy", "security")),
    "sanctions-imposed-trade": ("sanctions imposed", ("trade",)),
    "sanctions-threatened-trade": ("sanctions threatened", ("trade",)),
    "military-display": ("military display", ("policy", "territory")),
}
HELD_OUT = (
    "supply-cut", "sanctions-imposed-trade", "sanctions-threatened-trade", "military-display",
)  # fmt: skip
AFTER = {"military-threat": "after-threat", "military-display": "after-display"}
"""Where the same openings are followed to the first use of force."""
EVENTS = ("gives_way", "gives_up", "intervention")
TAU = 0.25
Z90 = 1.645
REASONS = {
    "concession": "what giving in is worth to both",
    "refusal": "what a refusal is worth, and what dropping it costs",
    "pressing": "what pressing brings its doer",
    "force": "what force costs its doer",
    "width": "the width of all ranges, as a power",
    "precision": "how precisely sides reply",
    "lasting_precision": "how precisely sides weigh what cannot be undone",
    "decisions": "how often a year they decide on what cannot be undone",
}
NAMES = tuple(f.name for f in fields(Scales))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=64)
    parser.add_argument("--draws", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    told = {c: [read_events(write_text(i, d)) for d in ds] for c, (i, ds) in CLASSES.items()}
    moments = list_moments()
    fitted = [m for m in moments if m[0] not in HELD_OUT]

    def residuals(log_scales: np.ndarray) -> np.ndarray:
        return compare(told, fitted, log_scales, chosen.draws)

    before = residuals(np.zeros(len(NAMES)))
    best = search(residuals, chosen.points, chosen.rounds)
    jacobian = differentiate(residuals, best)
    moved = weigh(jacobian)
    best = np.where(moved, best, 0.0)
    after = residuals(best)
    old, new = (say(told, CLASSES, x, chosen.draws) for x in (np.zeros(len(NAMES)), best))
    taken = count_inside(moments, new) > count_inside(moments, old)
    found = ", ".join(
        f"{n} {np.exp(v):.3f}{'' if m else ' (not moved)'}"
        for n, v, m in zip(NAMES, best, moved, strict=True)
    )
    note = [
        f"found: {found}",
        "taken over" if taken else "not taken over: no more held-out moments lie inside",
        *report(moments, old, new, jacobian, before, after, chosen.draws),
    ]
    print("\n".join(note))
    write(best if taken else np.zeros(len(NAMES)), moved, note)
    return 0


def count_inside(moments, said):
    """How many moments of the classes held out lie inside their intervals."""
    return sum(
        inside(name, event, years, said) for name, event, years, _, _ in moments if name in HELD_OUT
    )


def inside(name, event, years, said):
    counted = count_of(name, event, years)
    return counted.low <= said.get((name, event, years), 0.0) <= counted.high


def count_of(name, event, years):
    key = AFTER.get(name, "") if event == "intervention" else name
    return load_tables().counts.get((key, event, years))


def list_moments() -> list[tuple[str, str, int, float, float]]:
    """Class, event, year, logit of the rate, its variance."""
    found = []
    for name in CLASSES:
        for event in EVENTS:
            if event == "gives_up" and "threat" in CLASSES[name][0]:
                continue  # nothing is in force yet that could be given up
            for years in YEARS:
                count = count_of(name, event, years)
                if count and count.low > 0 and count.high < 1:
                    spread = (logit(count.high) - logit(count.low)) / (2 * Z90)
                    found.append((name, event, years, logit(count.rate), spread**2))
    return found


def logit(chance: float) -> float:
    clipped = min(max(chance, 0.002), 0.998)
    return float(np.log(clipped / (1 - clipped)))


def say(told, names, log_scales, draws):
    """By class, event and year, the mean over the class's texts."""
    scales = Scales(**dict(zip(NAMES, np.exp(log_scales).tolist(), strict=True)))
    found = {}
    for name in names:
        played = [play_text(events, scales, draws=draws) for events in told[name]]
        for key in played[0]:
            found[name, *key] = float(np.mean([p[key] for p in played]))
    return found


def compare(told, moments, log_scales, draws):
    """Weighed differences of the model from the data, and the prior's."""
    said = say(told, dict.fromkeys(m[0] for m in moments), log_scales, draws)
    gaps = [
        (logit(said.get((c, event, years), 0.0)) - rate) / np.sqrt(spread + TAU**2)
        for c, event, years, rate, spread in moments
    ]
    return np.concatenate([gaps, log_scales])


def search(residuals, points, rounds):
    """A Sobol scan within a factor e^1.5 each way, then Gauss-Newton steps that are halved until
    they help."""
    scan = (2 * Sobol(len(NAMES), scramble=True, rng=7).random(points) - 1) * 1.5
    losses = [float(np.sum(residuals(x) ** 2)) for x in scan]
    best = scan[int(np.argmin(losses))]
    loss = min(losses)
    for _ in range(rounds):
        here, slope = residuals(best), differentiate(residuals, best)
        way = np.linalg.lstsq(slope, -here)[0]
        for share in (1.0, 0.5, 0.25, 0.1):
            tried = float(np.sum(residuals(best + share * way) ** 2))
            if tried < loss:
                best, loss = best + share * way, tried
                break
        else:
            return best
    return best


def differentiate(residuals, place, width=0.15):
    """The Jacobian by central differences."""
    columns = []
    for i in range(len(place)):
        step = np.zeros(len(place))
        step[i] = width
        columns.append((residuals(place + step) - residuals(place - step)) / (2 * width))
    return np.stack(columns, axis=1)


def weigh(jacobian):
    """Which scales the data move: their moments say more of it than the prior does."""
    return np.sum(jacobian[: -len(NAMES)] ** 2, axis=0) > 1.0


def report(moments, then, now, jacobian, before, after, draws):
    """The note: fit, what moves, singular values, every class beside its interval."""
    fitted = len(after) - len(NAMES)
    yield f"made {date.today()} by training/calibrate.py; {fitted} moments fitted, {draws} draws"
    old, new = (float(np.sum(r[:fitted] ** 2)) for r in (before, after))
    yield f"chi-square {old:.1f} as written, {new:.1f} fitted"
    values = np.linalg.svd(jacobian[:fitted], compute_uv=False)
    yield "singular values of the Jacobian: " + ", ".join(f"{v:.2f}" for v in values)
    for name, event, years, _, _ in moments:
        n = count_of(name, event, years)
        here, was = (said.get((name, event, years), 0.0) for said in (now, then))
        yield (
            f"{name} {event} {years} y{' (held out)' if name in HELD_OUT else ''}: history "
            f"{n.rate:.3f} [{n.low:.3f}, {n.high:.3f}], as written {was:.3f}, fitted {here:.3f}"
            f"{'' if inside(name, event, years, now) else ' OUTSIDE'}"
        )
    for held, word in ((False, "fitted"), (True, "held out")):
        some = [m[:3] for m in moments if (m[0] in HELD_OUT) == held]
        was, here = (sum(inside(*m, said) for m in some) for said in (then, now))
        yield f"{word}, inside their intervals: {was} as written, {here} fitted, of {len(some)}"


def write(best, moved, note):
    """The scales as a dated data file."""
    head = [
        "Scales of the playbook. Columns, by tabs: name, number, reason. 1 is the playbook as it",
        "is written. Made by training/calibrate.py from forecasting/data/rates.tsv, never by hand.",
        *note,
    ]
    rows = [
        f"{name}\t{np.exp(value):.3f}\t{REASONS[name]}"
        + ("" if moves else "; left as it was, for the data do not move it")
        for name, value, moves in zip(NAMES, best, moved, strict=True)
    ]
    text = "".join(f"# {line}\n" for line in head) + "\n".join(rows) + "\n"
    DATA.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
