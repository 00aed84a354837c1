"""States that no table has, told by what the text itself says of them.

A name is a state's where the text calls it a republic, gives it a government or an army, or
makes an adjective of it: "the Karelandian president". Most stand-offs are between states of
the tables; this is for the others, for regions with a government of their own, and for exercises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countermove.reading.actors.folding import slug
from countermove.reading.actors.matching import Found
from countermove.reading.actors.naming import Run, noun_at
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import Text
from countermove.reading.actors.words import read_words

__all__ = ["Named", "name_lands"]

RULERS = frozenset({"GOV", "MIL", "LEG", "SPY"})
ADJECTIVES = ("n", "an", "ian", "ean", "ish", "ese", "i")
SHORTEST = 4
"""Letters of a name that an adjective can be told to be made of."""
LEAST = 2
"""Letters an adjective may at most drop of the name: "Norvo", "Norvan"."""
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})

Named = tuple[int, int, Sense]


@dataclass(frozen=True, slots=True)
class Land:
    """A state found by its name; its code is in capitals, as those of the tables are."""

    name: str

    @property
    def side(self) -> str:
        """The code: "NORTH-SELVA"."""
        return slug(self.name).upper()


def name_lands(
    text: Text, table: ActorTable, named: Sequence[Found], runs: Sequence[Run]
) -> tuple[list[Named], list[Run]]:
    """The names and adjectives of unknown states, and the runs that remain."""
    lands = find_lands(text, table, named, runs)
    if not lands:
        return [], list(runs)
    found: list[Named] = []
    left: list[Run] = []
    for run in runs:
        land = lands.get(slug(quote(text, run)))
        if land is not None and run.noun is None:
            found.append((run.start, run.end, sense_of(land, "name")))
        else:
            left.append(run)
    adjectives = list(find_adjectives(text, named, lands.values()))
    taken = {index for index, _ in adjectives}
    found += [(index, index + 1, sense_of(land, "adjective")) for index, land in adjectives]
    return sorted(found, key=lambda n: n[:2]), [r for r in left if r.start not in taken]


def sense_of(land: Land, kind: str) -> Sense:
    """What a form of an unknown state stands for."""
    return Sense(side=land.side, name=land.name, kind=kind, home=land.side)


def quote(text: Text, run: Run) -> str:
    """The words of a run."""
    return " ".join(text.words.texts[run.start : run.end])


def find_lands(
    text: Text, table: ActorTable, named: Sequence[Found], runs: Sequence[Run]
) -> dict[str, Land]:
    """The unknown states by slug: what rules or is called a state, and what has an adjective."""
    if not runs:
        return {}
    names = {slug(quote(text, run)): quote(text, run) for run in runs if run.noun is None}
    told = {slug(quote(text, run)) for run in runs if is_told(text, table, run)}
    lands = {key: Land(name) for key, name in names.items() if key in told}
    loose = [Land(name) for key, name in names.items() if key not in told]
    for _, land in find_adjectives(text, named, loose):
        lands[slug(land.name)] = land
    return lands


def is_told(text: Text, table: ActorTable, run: Run) -> bool:
    """Whether the words around a run say that it names a state."""
    return run.noun is None and (
        is_called(text, run) or rules(text, table, run) or is_apposed(text, run)
    )


def is_called(text: Text, run: Run) -> bool:
    """Whether a word for a state stands before: "the republic of X", "its neighbour X"."""
    words = [w.casefold() for w in text.words.texts[max(run.start - 3, 0) : run.start]]
    if words[-1:] == ["the"]:
        words.pop()
    if words[-1:] == ["of"]:
        words.pop()
    return bool(words) and words[-1] in read_words("land")


def rules(text: Text, table: ActorTable, run: Run) -> bool:
    """Whether a government, an army or a ruler stands behind: "X's parliament"."""
    at = run.end
    if text.words.texts[at : at + 1] and text.words.texts[at] in POSSESSIVES:
        at += 1
        noun = noun_at(text, table, at) if at < len(text.pos) else None
        return noun is not None and noun[1].sector in RULERS and noun[1].kind in ("body", "office")
    return False


def is_apposed(text: Text, run: Run) -> bool:
    """Whether a word for a state stands beside, between commas: "X, a landlocked republic"."""
    texts = text.words.texts
    if texts[run.end : run.end + 1] != [","]:
        return False
    behind = [w.casefold() for w in texts[run.end + 1 : run.end + 6]]
    if not behind or behind[0] not in ("a", "an", "the", "its"):
        return False
    first = next((w for w in behind[1:] if w in read_words("land")), "")
    return bool(first) and "," not in behind[: behind.index(first)]


def find_adjectives(
    text: Text, named: Sequence[Found], lands: Iterable[Land]
) -> Iterable[tuple[int, Land]]:
    """The words with a capital that are made of the name of a state: "Karelandian"."""
    known = [land for land in lands if " " not in land.name and len(land.name) >= SHORTEST]
    if not known:
        return
    taken = {i for name in named for i in range(name.start, name.end)}
    for index, written in enumerate(text.words.capitals):
        if written != 1 or index in taken:
            continue
        word = text.words.texts[index]
        land = next((land for land in known if is_adjective(word, land.name)), None)
        if land is not None:
            yield index, land


def is_adjective(word: str, name: str) -> bool:
    """Whether a word is an adjective made of a name, or its plural.

    >>> is_adjective("Karelandian", "Karelandia"), is_adjective("Norvans", "Norvo")
    (True, True)
    >>> is_adjective("Karelandia", "Karelandia"), is_adjective("Munching", "Munch")
    (False, False)
    """
    word = word.removesuffix("s") if word.endswith(("ns", "is")) else word
    if word == name or len(word) <= SHORTEST:
        return False
    for cut in range(LEAST + 1):
        root = name[: len(name) - cut]
        if len(root) >= SHORTEST - 1 and any(word == root + end for end in ADJECTIVES):
            return True
    return False
