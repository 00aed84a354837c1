"""Fit the choice of sides on development texts, and say how well its chances hold.

    python training/sides_data.py data.pickle FOLDER...
    python training/sides.py data.pickle [--write]

Two models with L2, each fitted with scipy and judged by cross-validation over texts:

- the pair: a conditional logit over the candidate pairs of a text and "no stand-off"; a text
  whose gold fits several pairs counts the sum of their chances;
- the subject: a logistic regression on the differences between the two sides of a gold pair,
  without an intercept, so that exchanging the sides exchanges the chances.

Texts whose id's hash is 0 modulo 3 are never fitted on: their figures are printed apart.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from countermove.framing.siding.candidates import list_pairs
from countermove.framing.siding.features import (
    describe_doubt,
    describe_pair,
    describe_subject,
    describe_text,
)
from countermove.framing.siding.judge import weigh_subjects
from countermove.framing.siding.sorts import gather
from countermove.framing.siding.tally import take_tally

OUT = Path(__file__).parents[1] / "src/countermove/framing/siding/data/chances.tsv"
HEAD = """\
# Coefficients of the choice of sides. Columns: model, feature, coefficient.
# Sources: 146 real articles, 71 texts written to be hard, 14 of this repository; judged by hand.
# Fitted by training/sides.py; how well the chances hold is told in docs/explanation/sides.md.
"""
POSITIVE = frozenset({
    "rarer side's mentions, log", "other side's mentions, log",
    "rarer side's share of the most named", "other side's share of the most named",
    "rarer side's share of the paragraphs", "rarer side's times as subject, log",
    "times the one is done to, log", "one is the author's own",
    "sentences with both, log", "share of the rarer side's sentences with both",
    "pressure between, log", "pressure both ways", "share of all pressure",
    "one does something to the other, log", "demand or refusal between", "both in the title",
    "both in the lead", "rarer side's acts, log", "one is advised", "none: always",
    "named in the title", "advised, log", "suffers what presses, log",
    "share of being done to", "passive, log", "the author's own, log", "by pronoun",
    "asks others for help, log", "refuses and protests, log", "named first in the title",
    "pressed by the other, log", "faced by the other, log", "refuses the other",
    "demands of the other", "a union or people", "union facing a body or firm",
    "people facing a body or firm", "person facing a body or firm", "plans for itself, log",
})  # fmt: skip
"""Features that can only speak for it; the fit may give them nothing, never the other sign."""
NEGATIVE = frozenset({
    "one is a reporter, court or the like", "people without a name", "only named as a place",
    "an unknown name never acting", "said once", "title speaks against it",
    "exerts what presses, log", "busy elsewhere", "larger state", "larger sort", "a firm",
    "an organisation", "state facing people", "state facing union", "state facing named",
    "state facing person", "state facing firm", "state facing body", "state facing region",
    "none: something presses", "none: pressure in the text, log", "none: states",
})  # fmt: skip
"""Features that can only speak against it."""
SMALLER = {
    "larger sort": -1.0, "state facing people": -3.5, "state facing union": -3.5,
    "state facing named": -1.5, "state facing person": -3.5, "state facing firm": -1.5,
    "state facing body": -1.0, "state facing region": -2.5, "union facing a body or firm": 1.5,
    "people facing a body or firm": 1.5, "person facing a body or firm": 1.0,
}  # fmt: skip
"""Where the fit starts from and is drawn to: the question is asked of the smaller side, and there
are too few texts of each constellation to learn so much anew."""
HELD = frozenset({"dev_standoffs"})
"""Folders of which a third is only measured on."""
REAL = frozenset({"articles", "dev2", "dev3", "dev4", "dev5"})
"""Folders of real articles, on which the chances are calibrated: what people bring is real."""
ARTICLES = REAL | {"own_texts"}
"""Folders of articles as people bring them, ours among them; they count more than exercises."""
REAL_WEIGHT = 1.0
PAIR_L2, SUBJECT_L2 = 6.0, 1.5
FOLDS = 10


@dataclass
class Text:
    """A text's candidate pairs with features and gold; `right` is 1 or -1 by which side is the
    subject, 2 where either may be, 0 where the pair is not the gold's.
    """

    id: str
    negative: bool
    held: bool
    pairs: list[tuple[str, str]]
    features: list[dict[str, float]]
    ways: list[dict[str, float]]
    right: list[int]
    none: dict[str, float]
    sorts: dict[str, Any]
    reported: float


def hit(pattern: str, names: str) -> bool:
    return re.search(rf"\b(?:{pattern})", names, re.I) is not None


def fits(gold: dict[str, Any], one: str, one_name: str, other: str, other_name: str) -> bool:
    """Whether the pair, the subject first, is the gold's, as score.py has it."""
    s, o = gold["subject"], gold["other"]
    code = lambda pattern, side: s != o and side in pattern.split("|")  # noqa: E731
    return (
        hit(s, f"{one} {one_name}")
        and hit(o, f"{other} {other_name}")
        and not code(o, one)
        and not code(s, other)
    )


def prepare(row: dict[str, Any]) -> Text:
    gold = row["gold"]
    same = gather(row["seen"])
    tally = take_tally(row["reading"], row["seen"], row["articles"], same)
    pairs = list_pairs(tally)
    names: dict[str, str] = {}
    for side, account in tally.accounts.items():
        aliases = [s for s, t in same.items() if t == side]
        names[side] = " ".join([*aliases, account.party.name])
    right = []
    for one, other in pairs:
        ahead = gold["subject"] is not None and fits(gold, one, names[one], other, names[other])
        behind = gold["subject"] is not None and fits(gold, other, names[other], one, names[one])
        right.append(2 if ahead and behind else 1 if ahead else -1 if behind else 0)
    return Text(
        id=f"{row['folder']}/{gold['id']}",
        negative=gold["subject"] is None,
        held=row["folder"] in HELD and is_held(gold["id"]),
        pairs=pairs,
        features=[describe_pair(tally, *p) for p in pairs],
        ways=[describe_subject(tally, *p) for p in pairs],
        right=right,
        none=describe_text(tally),
        sorts={side: account.sort for side, account in tally.accounts.items()},
        reported=tally.reported,
    )


def is_held(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    return np.array([[row.get(n, 0.0) for n in names] for row in rows], dtype=float).reshape(
        len(rows), len(names)
    )


def bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    """The range of each coefficient by what its sign can be."""
    return [(0 if n in POSITIVE else None, 0 if n in NEGATIVE else None) for n in names]


def names_of(rows: Sequence[dict[str, float]]) -> list[str]:
    return sorted({n for row in rows for n in row})


Verdict = tuple[float, bool, float, str, bool, bool | None]


@dataclass
class Fit:
    """Coefficients by feature name; `scale` divides features before the penalty."""

    names: list[str]
    weights: np.ndarray

    def score(self, rows: Sequence[dict[str, float]]) -> np.ndarray:
        return matrix(rows, self.names) @ self.weights


def weight_of(text: Text) -> float:
    """How much a text counts in the fit: articles more, as it is them that people bring."""
    return REAL_WEIGHT if text.id.partition("/")[0] in ARTICLES else 1.0


def fit_pairs(texts: Sequence[Text], l2: float) -> Fit:
    texts = [t for t in texts if t.negative or any(t.right)]
    names = names_of([f for t in texts for f in [*t.features, t.none]])
    blocks = [matrix([*t.features, t.none], names) for t in texts]
    scale = np.concatenate(blocks).std(axis=0) + 1e-9
    blocks = [b / scale for b in blocks]
    share = [weight_of(t) for t in texts]
    good = [np.array([*(r != 0 for r in t.right), t.negative]) for t in texts]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, grad = l2 * float(w @ w) / 2, l2 * w
        for b, g, k in zip(blocks, good, share, strict=True):
            s = b @ w
            s -= s.max()
            e = np.exp(s)
            p = e / e.sum()
            q = np.where(g, p, 0)
            mass = max(q.sum(), 1e-12)
            total -= k * np.log(mass)
            grad = grad + k * (b.T @ (p - q / mass))
        return total, grad

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds(names))
    return Fit(names, best.x / scale)


def fit_subject(texts: Sequence[Text], l2: float) -> Fit:
    rows, signs, weights = [], [], []
    for t in texts:
        many = sum(r != 0 for r in t.right)
        for way, r in zip(t.ways, t.right, strict=True):
            if r in (1, -1):
                rows.append(way)
                signs.append(float(r))
                weights.append(weight_of(t) / many)
    names = names_of(rows)
    x, y, k = matrix(rows, names), np.array(signs), np.array(weights)
    scale = np.sqrt((x**2).mean(axis=0)) + 1e-9
    scale[[n in SMALLER for n in names]] = 1.0
    x = x / scale
    middle = np.array([SMALLER.get(n, 0.0) for n in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        m = y * (x @ w)
        p = 1 / (1 + np.exp(m))
        return (
            l2 * float((w - middle) @ (w - middle)) / 2 + float(k @ np.logaddexp(0, -m)),
            l2 * (w - middle) - x.T @ (k * y * p),
        )

    best = minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=bounds(names))
    return Fit(names, best.x / scale)


def judge(text: Text, pair: Fit, subject: Fit) -> Verdict:
    """The best chance, whether it is right, the chance of none, what was chosen, and whether the
    pair is right, and the subject in the likeliest gold pair."""
    if not text.pairs:
        return 0.0, text.negative, 1.0, "none", False, None
    s = pair.score([*text.features, text.none])
    p = np.exp(s - s.max())
    p /= p.sum()
    way = 1 / (1 + np.exp(-subject.score(text.ways)))
    both = [
        (a, x * w, 1, i) for i, ((a, _), x, w) in enumerate(zip(text.pairs, p, way, strict=False))
    ]
    both += [
        (b, x * (1 - w), -1, i)
        for i, ((_, b), x, w) in enumerate(zip(text.pairs, p, way, strict=False))
    ]
    pairs = [*text.pairs, *(p[::-1] for p in text.pairs)]
    joint = {way: x[1] for way, x in zip(pairs, both, strict=True)}
    mass = weigh_subjects(joint, text.sorts)
    chosen = max(sorted(mass), key=lambda side: mass[side])
    _, _, sign, i = max((x for x in both if x[0] == chosen), key=lambda x: x[1])
    who = text.pairs[i] if sign == 1 else text.pairs[i][::-1]
    right = text.right[i]
    gold = [(x, r, w) for x, r, w in zip(p, text.right, way, strict=False) if r]
    turned = (max(gold)[2] > 0.5) == (max(gold)[1] == 1) if gold and max(gold)[1] != 2 else None
    said = f"{who[0]} < {who[1]}"
    return float(mass[chosen]), right in (sign, 2), float(p[-1]), said, bool(right), turned


def calibrate(judged: Sequence[tuple[Text, Verdict]]) -> dict[str, float]:
    """Coefficients of the log-odds of being right: of those said, and of what moves them."""
    rows = [(describe_verdict(t, r), r[1] and r[2] < 0.5) for t, r in judged if not t.negative]
    names = names_of([features for features, _ in rows])
    x, y = matrix([features for features, _ in rows], names), np.array([r for _, r in rows]) * 2 - 1
    middle = np.array([float(n == "slope") for n in names])
    drawn = np.array([2.0 if n == "slope" else 1.0 for n in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        m = y * (x @ w)
        pull = drawn * (w - middle)
        p = 1 / (1 + np.exp(m))
        return float(np.logaddexp(0, -m).sum() + pull @ (w - middle) / 2), pull - x.T @ (y * p)

    best = minimize(loss, middle, jac=True, method="L-BFGS-B").x
    return {n: float(w) for n, w in zip(names, best, strict=True)}


def describe_verdict(text: Text, verdict: Verdict) -> dict[str, float]:
    """What a calibrated chance is a score of; "slope" is the log-odds that were said."""
    said = min(max(verdict[0], 1e-4), 1 - 1e-4)
    one, _, other = verdict[3].partition(" < ")
    sorts = [text.sorts.get(side, "named") for side in (one, other)]
    return {"slope": np.log(said / (1 - said)), **describe_doubt(text.reported, *sorts)}


def put_right(text: Text, verdict: Verdict, line: dict[str, float]) -> Verdict:
    """A verdict with its chance calibrated."""
    score = sum(line.get(n, 0.0) * value for n, value in describe_verdict(text, verdict).items())
    return (float(1 / (1 + np.exp(-score))), *verdict[1:])


def report(name: str, rows: list[tuple[Text, Verdict]]) -> None:
    pos = [(t, r) for t, r in rows if not t.negative]
    neg = [(t, r) for t, r in rows if t.negative]
    if not pos:
        return
    print(f"== {name}: {len(pos)} texts with a stand-off, {len(neg)} without")
    print(f"   gold pair among candidates {np.mean([any(t.right) for t, _ in pos]):.3f}")
    print(f"   likeliest pair is right    {np.mean([r[4] for _, r in pos]):.3f}")
    turned = [r[5] for _, r in pos if r[5] is not None]
    print(f"   subject right, given pair  {np.mean(turned):.3f} of {len(turned)}")
    print(f"   likeliest is right         {np.mean([r[1] and r[2] < 0.5 for _, r in pos]):.3f}")
    for floor in (0.4, 0.5, 0.6, 0.7, 0.8):
        given = [r for _, r in pos if r[0] >= floor]
        loud = sum(r[0] >= floor for _, r in neg)
        right = np.mean([r[1] for r in given]) if given else float("nan")
        print(f"   >= {floor}: answers {len(given)}/{len(pos)}, right {right:.3f}; "
              f"negatives answered {loud}/{len(neg)}")  # fmt: skip
    print("   reliability:", end="")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.0: 0.2, 0.2: 0.4, 0.4: 0.6, 0.6: 0.8, 0.8: 0.9, 0.9: 1.01}[low]
        inside = [r for t, r in rows if low <= r[0] < high]
        if inside:
            ok = np.mean([r[1] for r in inside])
            said = np.mean([r[0] for r in inside])
            print(f" [{low},{min(high, 1)}) n={len(inside)} said {said:.2f}"
                  f" was {ok:.2f};", end="")  # fmt: skip
    print()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--pair-l2", type=float, default=PAIR_L2)
    parser.add_argument("--subject-l2", type=float, default=SUBJECT_L2)
    args = parser.parse_args()
    texts = [prepare(r) for f in args.data for r in pickle.loads(Path(f).read_bytes())]
    open_, held = [t for t in texts if not t.held], [t for t in texts if t.held]
    order = sorted(open_, key=lambda t: hashlib.sha256(t.id.encode()).hexdigest())
    judged = []
    for k in range(FOLDS):
        rest = [t for i, t in enumerate(order) if i % FOLDS != k]
        pair, subject = fit_pairs(rest, args.pair_l2), fit_subject(rest, args.subject_l2)
        judged += [(t, judge(t, pair, subject)) for i, t in enumerate(order) if i % FOLDS == k]
    line = calibrate([x for x in judged if x[0].id.partition("/")[0] in REAL])
    judged = [(t, put_right(t, r, line)) for t, r in judged]
    for folder in sorted({t.id.partition("/")[0] for t in texts}):
        report(f"cross-validated, {folder}", [x for x in judged if x[0].id.startswith(folder)])
    report("cross-validated, all", judged)
    pair, subject = fit_pairs(open_, args.pair_l2), fit_subject(open_, args.subject_l2)
    for folder in sorted({t.id.partition("/")[0] for t in held}):
        apart = [t for t in held if t.id.startswith(folder)]
        report(
            f"held out, {folder}", [(t, put_right(t, judge(t, pair, subject), line)) for t in apart]
        )
    if args.detail:
        for t, r in judged:
            print("ok " if r[1] else "BAD", f"{r[0]:.2f} none {r[2]:.2f}", t.id, r[3],
                  "" if any(t.right) or t.negative else "(gold not among candidates)")  # fmt: skip
        for model in (pair, subject):
            for n, w in sorted(
                zip(model.names, model.weights, strict=True), key=lambda p: -abs(p[1])
            ):
                print(f"   {w:+.3f} {n}")
    if args.write:
        write(pair, subject, line)


def write(pair: Fit, subject: Fit, line: dict[str, float]) -> None:
    lines = [HEAD]
    for name, model in (("pair", pair), ("subject", subject)):
        lines += [
            f"{name}\t{n}\t{w:.4f}\n" for n, w in zip(model.names, model.weights, strict=True)
        ]
    lines += [f"calibration\t{n}\t{w:.4f}\n" for n, w in line.items()]
    OUT.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
