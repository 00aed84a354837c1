"""The answer in at most thirty words, for the head of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from countermove.answering.bottom_line import Advice, go_on, join_advice, leave_off, refuse
from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join

__all__ = ["MOST_WORDS", "say_any", "say_either", "say_headline"]

MOST_WORDS = 30
"""Words a reader takes in at one look; longer answers stand in full further down."""


def say_headline(subject: str, advice: Advice, left_open: tuple[str, ...] = ()) -> str:
    """The advice in at most thirty words, and what is left open where there is room for it.

    What goes on as it is goes first, then the longest of what is begun, ended or avoided.

    >>> say_headline("Selva", Advice(("Build a store",), ("Keep calm",), (), ("Give in",)))
    'Selva should build a store, continue to keep calm, and not give in.'
    """
    said = ""
    for shorter in reductions(advice):
        said = f"{capital(subject)} should {say_parts(shorter)}."
        if len(said.split()) <= MOST_WORDS:
            return add_open(said, left_open)
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
    yield advice
    advice = Advice(*(tuple(map(gist, labels)) for labels in vars(advice).values()))
    yield advice
    if advice.keep and (advice.start or advice.stop):
        advice = replace(advice, keep=())
        yield advice
    while len(advice.start) + len(advice.stop) + len(advice.avoid) + len(advice.keep) > 1:
        advice = without_longest(advice)
        yield advice


def gist(label: str) -> str:
    """A label without what explains it after a colon.

    >>> gist("Give in: side with the big one")
    'Give in'
    """
    return label.split(":", maxsplit=1)[0]


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


def add_open(said: str, left_open: tuple[str, ...]) -> str:
    """With what cannot be told, as far as it fits."""
    for count in range(len(left_open), 0, -1):
        longer = f"{said} Whether to {join(map(command, left_open[:count]), 'or')} cannot be told."
        if len(longer.split()) <= MOST_WORDS:
            return longer
    return said


def say_either(subject: str, first: str, second: str, never: str = "") -> str:
    """That it cannot be told which of two, and what is ruled out all the same.

    >>> say_either("Selva", "stand alone", "step back", "give in")
    'Selva should not give in. Whether it should stand alone or step back cannot be told.'
    >>> say_either("Selva", "stand alone", "step back")
    'It cannot be told whether Selva should stand alone or step back.'
    """
    first, second = command(first), command(second)
    if not never:
        return f"It cannot be told whether {subject} should {first} or {second}."
    ruled_out = f"{capital(subject)} should not {command(never)}."
    return f"{ruled_out} Whether it should {first} or {second} cannot be told."


def say_any(subject: str, named: Sequence[str], never: str = "") -> str:
    """That some courses are as good as each other, and what is ruled out all the same.

    >>> say_any("Selva", ["stand alone", "step back"], "give in")
    'Selva should stand alone or step back, which are about as good, and not give in.'
    """
    said = f"{capital(subject)} should {join(list(map(command, named)), 'or')}"
    not_that = f", and not {command(never)}" if never else ""
    return f"{said}, which are about as good{not_that}."
