"""Conditions in words: parsed by a grammar, never evaluated as code.

interfere and not done(consolidate)
at most one of (side_with_moscow, refuse)
squeeze_oil implies tied_up
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import VisitError
from numpy.typing import NDArray

from countermove.records.errors import ConditionError

__all__ = [
    "Always",
    "AtMostOne",
    "Condition",
    "Done",
    "ExactlyOne",
    "Lookup",
    "Name",
    "Not",
    "parse_condition",
]

Mask = NDArray[np.bool_]
Lookup = Callable[[str, bool], Mask]
"""Given an option's name and whether `done(…)` is asked, the truth in every state."""

MAX_LENGTH = 2000
MAX_DEPTH = 60

GRAMMAR = r"""
?start: expression
?expression: implication
?implication: disjunction
    | disjunction "implies"i implication  -> implies
    | disjunction "if"i implication       -> if_
    | disjunction "iff"i implication      -> iff
?disjunction: conjunction ("or"i conjunction)*   -> any_of
?conjunction: negation ("and"i negation)*        -> all_of
?negation: "not"i negation                       -> not_
    | atom
?atom: "done"i "(" NAME ")"                        -> done
    | "always"i                                    -> always
    | "at"i "most"i "one"i "of"i "(" names ")"     -> at_most_one
    | "exactly"i "one"i "of"i "(" names ")"        -> exactly_one
    | NAME                                         -> name
    | "(" expression ")"
names: expression ("," expression)*
NAME: /(?!(?:and|or|not|implies|if|iff|always|done|at|most|exactly)\b)[A-Za-z_][A-Za-z0-9_]*/i
%ignore /[ \t\r\n]+/
"""


@dataclass(frozen=True)
class Condition:
    """A statement that is true or false in every state; subclasses say which."""

    def evaluate(self, lookup: Lookup) -> Mask:
        """The truth of this condition, elementwise over whatever `lookup` returns."""
        raise NotImplementedError(type(self).__name__)

    def names(self) -> frozenset[str]:
        """Every option the condition speaks of."""
        return frozenset(x.option for x in self.atoms())

    def atoms(self) -> Iterator[Name | Done]:
        """The options in it, in reading order."""
        for value in vars(self).values():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Condition):
                    yield from part.atoms()


@dataclass(frozen=True)
class Always(Condition):
    """True in every state."""

    def evaluate(self, lookup: Lookup) -> Mask:
        del lookup
        return np.asarray(True)  # broadcasts

    def __str__(self) -> str:
        return "always"


@dataclass(frozen=True)
class Name(Condition):
    """The option is in force."""

    option: str

    def evaluate(self, lookup: Lookup) -> Mask:
        return lookup(self.option, False)

    def atoms(self) -> Iterator[Name | Done]:
        yield self

    def __str__(self) -> str:
        return self.option


@dataclass(frozen=True)
class Done(Condition):
    """The option was begun and has had its time: ``done(consolidate)``."""

    option: str

    def evaluate(self, lookup: Lookup) -> Mask:
        return lookup(self.option, True)

    def atoms(self) -> Iterator[Name | Done]:
        yield self

    def __str__(self) -> str:
        return f"done({self.option})"


@dataclass(frozen=True)
class Not(Condition):
    """The part does not hold."""

    part: Condition

    def evaluate(self, lookup: Lookup) -> Mask:
        return np.logical_not(self.part.evaluate(lookup))

    def __str__(self) -> str:
        return f"not {bracket(self.part)}"


@dataclass(frozen=True)
class All(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def evaluate(self, lookup: Lookup) -> Mask:
        result = self.parts[0].evaluate(lookup)
        for part in self.parts[1:]:
            result = np.logical_and(result, part.evaluate(lookup))
        return result

    def __str__(self) -> str:
        return " and ".join(bracket(p) for p in self.parts)


@dataclass(frozen=True)
class AnyOf(Condition):
    """Some part holds."""

    parts: tuple[Condition, ...]

    def evaluate(self, lookup: Lookup) -> Mask:
        result = self.parts[0].evaluate(lookup)
        for part in self.parts[1:]:
            result = np.logical_or(result, part.evaluate(lookup))
        return result

    def __str__(self) -> str:
        return " or ".join(bracket(p) for p in self.parts)


@dataclass(frozen=True)
class Implies(Condition):
    """If the first holds, so does the second. `word` keeps how it was written."""

    first: Condition
    second: Condition

    def evaluate(self, lookup: Lookup) -> Mask:
        return np.logical_or(
            np.logical_not(self.first.evaluate(lookup)), self.second.evaluate(lookup)
        )

    def __str__(self) -> str:
        return f"{bracket(self.first)} implies {bracket(self.second)}"


@dataclass(frozen=True)
class Iff(Condition):
    """Both hold or neither does."""

    first: Condition
    second: Condition

    def evaluate(self, lookup: Lookup) -> Mask:
        return np.equal(self.first.evaluate(lookup), self.second.evaluate(lookup))

    def __str__(self) -> str:
        return f"{bracket(self.first)} iff {bracket(self.second)}"


@dataclass(frozen=True)
class AtMostOne(Condition):
    """No two of the parts hold together."""

    parts: tuple[Condition, ...]

    def evaluate(self, lookup: Lookup) -> Mask:
        return np.asarray(count(self.parts, lookup) <= 1)

    def __str__(self) -> str:
        return f"at most one of ({', '.join(map(str, self.parts))})"


@dataclass(frozen=True)
class ExactlyOne(Condition):
    """One of the parts holds and no other."""

    parts: tuple[Condition, ...]

    def evaluate(self, lookup: Lookup) -> Mask:
        return np.asarray(count(self.parts, lookup) == 1)

    def __str__(self) -> str:
        return f"exactly one of ({', '.join(map(str, self.parts))})"


def count(parts: tuple[Condition, ...], lookup: Lookup) -> NDArray[np.int64]:
    """How many of the parts hold, elementwise."""
    total = parts[0].evaluate(lookup).astype(np.int64)
    for part in parts[1:]:
        total = total + part.evaluate(lookup)
    return total


def bracket(part: Condition) -> str:
    """The part's text, in parentheses unless it is a single thing."""
    single = isinstance(part, Name | Done | Always | Not | AtMostOne | ExactlyOne)
    return str(part) if single else f"({part})"


class Builder(Transformer[Token, Condition]):
    """From Lark's tree to conditions."""

    def name(self, items: list[Any]) -> Condition:
        return Name(str(items[0]))

    def done(self, items: list[Any]) -> Condition:
        return Done(str(items[0]))

    def always(self, _: list[Any]) -> Condition:
        return Always()

    def not_(self, items: list[Any]) -> Condition:
        return Not(items[0])

    def all_of(self, items: list[Condition]) -> Condition:
        return items[0] if len(items) == 1 else All(tuple(items))

    def any_of(self, items: list[Condition]) -> Condition:
        return items[0] if len(items) == 1 else AnyOf(tuple(items))

    def implies(self, items: list[Any]) -> Condition:
        return Implies(items[0], items[1])

    def if_(self, items: list[Any]) -> Condition:
        return Implies(items[1], items[0])

    def iff(self, items: list[Any]) -> Condition:
        return Iff(items[0], items[1])

    def names(self, items: list[Any]) -> tuple[Condition, ...]:
        return tuple(items)

    def at_most_one(self, items: list[Any]) -> Condition:
        return AtMostOne(items[0])

    def exactly_one(self, items: list[Any]) -> Condition:
        return ExactlyOne(items[0])


@cache
def load_parser() -> Lark:
    """The LALR parser of the grammar above, built once."""
    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


@lru_cache(maxsize=4096)  # a condition is frozen, and the same few are asked for thousands of times
def parse_condition(text: str) -> Condition:
    """Parse a condition in words.

    Raises:
        ConditionError: the text is not one; the message names the column and what
            could stand there.
    """
    if len(text) > MAX_LENGTH or text.count("(") + text.count("not ") > MAX_DEPTH:
        raise ConditionError(f"the condition is too long or too deep: {text[:40]!r}…")
    try:
        tree = load_parser().parse(text)
        return Builder().transform(tree)
    except UnexpectedInput as error:
        raise ConditionError(explain(text, error), column=max(error.column, 1)) from error
    except VisitError as error:
        raise ConditionError(f"the condition {text!r} is not understood") from error


def explain(text: str, error: UnexpectedInput) -> str:
    """What is wrong at the place where parsing stopped, and what would be right."""
    rest = text[max(error.column - 1, 0) :].split()
    found = f"at {rest[0]!r}" if rest and error.column > 0 else "at its end"
    return (
        f"the condition {text!r} is not understood {found}; it takes option names, done(x), "
        "not, and, or, implies, if, iff, parentheses, 'at most one of (…)', 'exactly one of (…)'"
    )
