"""The answer in at most thirty words, for the head of a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from countermove.answering.bottom_line import (
    Advice,
    go_on,
    join_advice,
    leave_off,
    refuse,
    string_together,
)
from countermove.phrasing.commands import command
from countermove.phrasing.letters import bare, capital, gist
from countermove.phrasing.lists import BROKEN, join

__all__ = [
    "CANNOT",
    "EVEN",
    "LITTLE",
    "MOST_WORDS",
    "NO_LIMIT",
    "say_any",
    "say_headline",
    "say_irreversible",
    "say_shared",
]

MOST_WORDS = 30
"""Words a reader takes in at one look; longer answers stand in full further down."""

NO_LIMIT = sys.maxsize
MOST_KEPT = 2
CANNOT, LITTLE, EVEN = "cannot be told", "matters far less", "matters little"
"""What is said of acts that are left open: not known, or of little weight."""


def say_headline(
    subject: str, advice: Advice, left_open: tuple[str, ...] = (), verdict: str = CANNOT
) -> str:
    """The advice in at most thirty words, and what is left open where there is room for it.

    What goes on as it is goes first, then the longest of what is begun, ended or avoided.
    `left_open` are acts as they stand after "whether to", `verdict` says what of them.

    >>> say_headline("Selva", Advice(("Build a store",), ("Keep calm",), (), ("Give in",)))
    'Selva should build a store, continue to keep calm, and not give in.'
    """
    said = ""
    for shorter in reductions(advice):
        said = f"{capital(subject)} should {say_parts(shorter)}."
        if len(said.split()) <= MOST_WORDS:
            break
    for count in range(len(left_open), 0, -1):
        longer = add_open(said, left_open[:count], verdict)
        if len(longer.split()) <= MOST_WORDS:
            return longer
    return said


def say_parts(advice: Advice) -> str:
    """What follows "should", in one row: no part is told to belong to another."""
    parts = [*map(command, advice.start), *map(go_on, advice.keep), *map(leave_off, advice.stop)]
    if not advice.start and not advice.stop:
        return join_advice(advice)
    if advice.avoid:
        parts.append(refuse(advice.avoid))
    return f"{', '.join(parts[:-1])}, and {parts[-1]}" if len(parts) > 1 else parts[0]


def reductions(advice: Advice) -> Iterator[Advice]:
    """The advice, then with less and less of it; one act is always left."""
    yield Advice(*(tuple(map(bare, labels)) for labels in vars(advice).values()))
    advice = Advice(*(tuple(map(gist, labels)) for labels in vars(advice).values()))
    yield advice
    if advice.keep and (advice.start or advice.stop):
        advice = replace(advice, keep=())
        yield advice
    while len(advice.start) + len(advice.stop) + len(advice.avoid) + len(advice.keep) > 1:
        advice = without_longest(advice)
        yield advice


def without_longest(advice: Advice) -> Advice:
    """The advice without its longest part, the last of a kind only where no kind has two."""
    kinds = {"start": advice.start, "stop": advice.stop, "avoid": advice.avoid, "keep": advice.keep}
    several = {k: v for k, v in kinds.items() if len(v) > 1} or {
        k: v for k, v in kinds.items() if v
    }
    kind, longest = max(
        ((k, label) for k, labels in several.items() for label in labels),
        key=lambda pair: len(pair[1].split()),
    )
    return replace(advice, **{kind: tuple(v for v in kinds[kind] if v != longest)})


def add_open(said: str, left_open: Sequence[str], verdict: str) -> str:
    """With what is left open behind it."""
    acts = [command(gist(act)) for act in left_open]
    either = join(acts, "or")
    comma = "," * bool(BROKEN.search(either))
    return f"{said} Whether to {either}{comma} {verdict}."


def say_shared(
    subject: str,
    shared: Advice,
    left_open: Sequence[str],
    verdict: str,
    when: str = "",
    most: int = MOST_WORDS,
) -> str:
    """What courses come to that begin and end nothing in common at once, and what is left open.

    `when` is said of what they begin and end. As much as fits of what is left open is told, then
    as much of what goes on; without what explains an act, unless `most` is more than usual.

    >>> say_shared("Selva", Advice((), (), (), ("Give in",)), ["dig", "build"], CANNOT)
    'Selva should not give in. Whether to dig or build cannot be told.'
    >>> say_shared("Selva", Advice(("Dig",), (), (), ("Pay",)), [], LITTLE, "now or within 1 year")
    'Selva should dig, now or within 1 year, and not pay.'
    """
    told = gist if most <= MOST_WORDS else str
    new = [*map(command, map(told, shared.start)), *map(leave_off, map(told, shared.stop))]
    avoid = [refuse(shared.avoid)] if shared.avoid else []
    kept = [go_on(told(label)) for label in shared.keep]
    counts = [len(kept), *range(min(len(kept), MOST_KEPT), -1, -1)]
    said = [
        f"{capital(subject)} should {string_together(parts)}."
        for begun in ([len(new), 1] if len(new) > 1 else [len(new)])
        for count in dict.fromkeys(counts)
        if (parts := [*told_when(new[:begun], when), *kept[:count], *avoid])
    ] or [f"{capital(subject)} should {string_together([*told_when(new, when), *kept, *avoid])}."]
    for open_count in range(len(left_open), 0, -1):
        for start in said:
            longer = add_open(start, left_open[:open_count], verdict)
            if len(longer.split()) <= most:
                return longer
    return next((s for s in said if len(s.split()) <= most), said[-1])


def told_when(acts: Sequence[str], when: str) -> list[str]:
    """Acts with the time of their start behind them."""
    return [", ".join(filter(None, [join(acts), when]))] if acts else []


def say_any(subject: str, acts: Sequence[str], verdict: str, most: int = MOST_WORDS) -> str:
    """That it cannot be told which of some acts, or that it matters little; as many as fit.

    >>> say_any("Selva", ["dig and build", "go on as it does"], CANNOT)
    'It cannot be told whether Selva should dig and build, or go on as it does.'
    >>> say_any("Selva", ["dig", "go on as it does"], LITTLE)
    'Whether Selva should dig, or go on as it does, matters far less.'
    """
    shown = list(acts)
    while True:
        comma = "," * (len(shown) > 1 or "," in shown[0])
        either = f"{', '.join(shown[:-1])}, or {shown[-1]}" if len(shown) > 1 else shown[0]
        said = f"Whether {subject} should {either}{comma} {verdict}."
        if verdict == CANNOT:
            said = f"It {verdict} whether {subject} should {either}."
        if len(said.split()) <= most or len(shown) == 1:
            return said
        shown.remove(max(shown, key=lambda act: len(act.split())))


def say_irreversible(subject: str, act: str, instead: str = "") -> str:
    """That an act which cannot be undone is not advised on guesses, and what to do meanwhile.

    >>> say_irreversible("Selva", "give in", "keep calm")
    ... # doctest: +NORMALIZE_WHITESPACE
    'Whether Selva should give in, which cannot be undone, cannot be said from guesses alone.
    Meanwhile: keep calm.'
    """
    start, end = f"Whether {subject} should {act}", "cannot be said from guesses alone."
    short, said = f"{start} {end}", f"{start}, which cannot be undone, {end}"
    longer = f"{said} Meanwhile: {instead}." if instead else said
    return next((s for s in (longer, said) if len(s.split()) <= MOST_WORDS), short)
