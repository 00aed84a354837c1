"""States that no table has, told by what the text itself says of them.

A name is a state's where the text calls it a republic, gives it a government or an army, or
makes an adjective of it: "the Karelandian president". Most stand-offs are between states of
the tables; this is for the others, for regions with a government of their own, and for exercises.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from countermove.reading.actors.folding import slug
from countermove.reading.actors.matching import Found
from countermove.reading.actors.naming import Run, is_rule, noun_at, rules_state
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import POSSESSIVES, Text
from countermove.records.number_table import load_counts

__all__ = ["Named", "name_lands"]

ADJECTIVES = ("n", "an", "ian", "ean", "ish", "ese", "i")
REACHES = load_counts("reading/actors/data/reaches.tsv")
SHORTEST = REACHES["land"]
"""Letters of a name that an adjective can be told to be made of."""
LEAST = REACHES["dropped"]
"""Letters an adjective may at most drop of the name: "Norvo", "Norvan"."""

ACRONYM = 2
"""How `capitals` marks a word all in capitals: no state but those of the tables is called so."""
CHARGED = frozenset({"minister", "secretary"})
"""Titles before which what they have charge of stands, and a land only as an adjective."""

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
    text: Text,
    table: ActorTable,
    named: Sequence[Found],
    runs: Sequence[Run],
    firms: Container[str],
) -> tuple[list[Named], list[Run]]:
    """The names and adjectives of unknown states, and the runs that remain.

    `firms` are first words, in small letters, of names of firms and bodies: no states.
    """
    lands = find_lands(text, table, named, runs, firms)
    if not lands:
        return [], list(runs)
    found: list[Named] = []
    left: list[Run] = []
    seats = find_seats(text, named, runs, lands)
    for run in runs:
        name = slug(quote(text, run))
        land = lands.get(name) or lands.get(bare(name))
        if name in seats:
            found.append((run.start, run.end, sense_of(seats[name], "seat")))
        elif land is not None and (run.noun is None or bare(name) != name):
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


def bare(name: str) -> str:
    """The slug of a state without its form: "sarrin-islands", "tarsk-federation"."""
    first, _, last = name.rpartition("-")
    return first if first and last in read_words("land") else name


def find_seats(
    text: Text, named: Sequence[Found], runs: Sequence[Run], lands: Mapping[str, Land]
) -> dict[str, Land]:
    """The capitals of unknown states, by slug: "in the Kedoran capital, Lemburg"."""
    adjectives = dict(find_adjectives(text, named, lands.values()))
    seats = {}
    for run in runs:
        before = [w.casefold() for w in text.words.texts[max(run.start - 2, 0) : run.start]]
        at = run.start - 1 - before.count(",")
        if run.noun is None and at > 0 and text.words.texts[at].casefold() == "capital":
            land = adjectives.get(at - 1) or adjectives.get(at - 2)
            if land is not None and before[-1:] in ([","], ["capital"]):
                seats[slug(quote(text, run))] = land
    return seats


def find_lands(
    text: Text,
    table: ActorTable,
    named: Sequence[Found],
    runs: Sequence[Run],
    firms: Container[str],
) -> dict[str, Land]:
    """The unknown states by slug: what rules or is called a state, and what has an adjective."""
    if not runs:
        return {}
    names = {
        slug(quote(text, run)): quote(text, run)
        for run in runs
        if run.noun is None and text.words.texts[run.start].casefold() not in firms
    }
    told = {slug(quote(text, run)) for run in runs if is_told(text, table, run)}
    told |= {bare(slug(quote(text, run))) for run in runs if is_formed(text, run)} & set(names)
    told = {
        key for key in told if not any(is_adjective(names.get(key, ""), n) for n in names.values())
    }
    lands = {key: Land(name) for key, name in names.items() if key in told}
    loose = [Land(name) for key, name in names.items() if key not in told]
    for _, land in find_adjectives(text, named, loose):
        lands[slug(land.name)] = land
    return lands


def is_formed(text: Text, run: Run) -> bool:
    """Whether a run ends with the form of a state: "Sarrin Islands", "Tarsk Federation"."""
    name = slug(quote(text, run))
    return bare(name) != name and (run.noun is None or run.noun.kind != "union")


def is_told(text: Text, table: ActorTable, run: Run) -> bool:
    """Whether the words around a run say that it names a state."""
    return run.noun is None and (
        is_called(text, run)
        or rules(text, table, run)
        or is_ruled(text, table, run)
        or is_apposed(text, run)
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
    """Whether a government, an army or a ruler stands behind: "X's parliament", "the X navy"."""
    at = run.end
    owned = text.words.texts[at : at + 1] and text.words.texts[at] in POSSESSIVES
    at += bool(owned)
    found = noun_at(text, table, at) if at < len(text.pos) else None
    if found is None or text.sentence[at] != text.sentence[run.start]:
        return False
    if owned or found[1].kind == "body":
        return is_rule(found[1])
    end = found[0]
    titled = rules_state(found[1]) and end < len(text.pos) and text.words.capitals[end] > 0
    if text.words.capitals[run.end - 1] == ACRONYM or found[1].lemma in CHARGED:
        return False  # "SFSU President Robert Hale", "Digital Minister Ann Cole"
    return titled and text.words.capitals[at] > 0


def is_ruled(text: Text, table: ActorTable, run: Run) -> bool:
    """Whether an officer of state is said to be its: "Foreign Minister Lior Benedek of X"."""
    texts = text.words.texts
    if run.start < 3 or texts[run.start - 1] != "of":
        return False
    at = run.start - 2
    while at >= 0 and text.words.capitals[at]:
        found = noun_at(text, table, at)
        if found is not None:
            return rules_state(found[1]) and found[0] < run.start - 1
        at -= 1
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
    if word in (name, name.removesuffix("s")) or len(word) <= SHORTEST:
        return False
    for cut in range(LEAST + 1):
        root = name[: len(name) - cut]
        if len(root) >= SHORTEST - 1 and any(word == root + end for end in ADJECTIVES):
            return True
    return False
