"""The lexicon: which words tell which action. Data files in `data/`, none of it in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from countermove.reading.coding.word_lists import ListName, Lists, name_lists
from countermove.records.errors import CaseError
from countermove.records.events import Action
from countermove.records.files import read_file

__all__ = ["ANSWER", "Lexicon", "Pattern", "load_lexicon"]

DATA = Path(__file__).parent / "data"
Kind = Literal["verbs", "nouns", "adjectives"]
OPTIONS = frozenset({"actor", "self", "both", "swap", "op", "target"})
ANSWER = "=ANSWER"
ACTIONS = frozenset(get_args(Action)) | {"-", ANSWER}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the lexicon.

    `rest` are the words that follow the head word; `wanted` and `barred` are word sets
    looked for in its reach; `action` is "-" where the words tell no event, and
    ``=ANSWER`` where it is an answer in kind ("retaliated by …"); `sectors` are the only ones
    whose act it is, where there are any.
    """

    rest: tuple[str, ...]
    wanted: tuple[frozenset[str], ...]
    barred: frozenset[str]
    action: str
    mode: str
    options: frozenset[str]
    prepositions: tuple[str, ...]
    sectors: frozenset[str] = frozenset()

    @property
    def rank(self) -> tuple[int, int]:
        """How specific it is: the number of words and conditions, words first where equal."""
        return len(self.rest) + len(self.wanted), len(self.rest)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by head lemma and kind, most specific first, and lists of plain words.

    `past` leads from past forms to lemmas, for words the tagger takes for nouns, and `gerunds`
    from forms in -ing; `strong` are
    those of them that are nothing else than past forms ("overran"); `heads` are all words that
    may begin a pattern; `nominal` leads from act nouns to their verb phrases and the
    prepositions that these do without.
    """

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    lists: Lists
    past: Mapping[str, str]
    gerunds: Mapping[str, str]
    strong: frozenset[str]
    heads: frozenset[str]
    nominal: Mapping[str, tuple[str, frozenset[str]]]

    def __len__(self) -> int:
        kinds = (self.verbs, self.nouns, self.adjectives)
        return sum(len(patterns) for kind in kinds for patterns in kind.values())


@cache
def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped lexicon, with a user's files put before it.

    `extra` is a folder with any of ``verbs.tsv``, ``nouns.tsv``, ``adjectives.tsv``,
    ``classes.tsv`` and ``lists.tsv`` in the format of the shipped ones; a user's line wins over a
    shipped line that is as specific.

    Raises:
        CaseError: a line cannot be read; the message names file and line.
    """
    folders = [DATA] if extra is None else [Path(extra), DATA]
    if extra is not None and not Path(extra).is_dir():
        raise CaseError("is not a folder with lexicon files such as verbs.tsv", path=extra)
    classes = read_lists(folders, "classes.tsv")
    kinds = {kind: read_patterns(folders, kind, classes) for kind in get_args(Kind)}
    past = {form: lemma for lemma in kinds["verbs"] for form in past_forms(lemma)}
    lists = read_named(folders)
    pairs = (pair.split(":") for pair in sorted(lists["strong"]))
    strong = {form: lemma for form, lemma in pairs if lemma in kinds["verbs"]}
    past |= strong
    lists["voicing"] |= lists["say"]
    nominal = read_nominal(folders)
    gerunds = {form: lemma for lemma in kinds["verbs"] for form in gerunds_of(lemma)}
    heads = frozenset().union(past, gerunds, *kinds.values())
    return Lexicon(
        **kinds,
        lists=lists,
        past=past,
        gerunds=gerunds,
        strong=frozenset(strong),
        heads=heads,
        nominal=nominal,
    )


def read_nominal(folders: Iterable[Path]) -> dict[str, tuple[str, frozenset[str]]]:
    """Verb phrases of act nouns with the prepositions they drop; a user's line wins."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for folder in folders:
        for number, cells in read_rows(folder / "nominal.tsv"):
            if len(cells) < 2:
                message = "needs a noun and a verb phrase, apart by a tab"
                raise CaseError(message, path=folder / "nominal.tsv", line=number)
            dropped = cells[2].split(",") if len(cells) > 2 else []
            found.setdefault(cells[0], (cells[1], frozenset(filter(None, dropped))))
    return found


def past_forms(lemma: str) -> tuple[str, ...]:
    """Regular past forms of a verb: "ban" gives "banned" and "baned"."""
    if lemma.endswith("e"):
        return (lemma + "d",)
    if lemma.endswith("y"):
        return (lemma[:-1] + "ied", lemma + "ed")
    return (lemma + "ed", lemma + lemma[-1] + "ed")


def gerunds_of(lemma: str) -> tuple[str, ...]:
    """Regular forms of a verb in -ing: "ban" gives "banning" and "baning"."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return (lemma[:-1] + "ing",)
    return (lemma + "ing", lemma + lemma[-1] + "ing")


def read_lists(folders: Iterable[Path], name: str) -> dict[str, frozenset[str]]:
    """Named word lists; the same name in two folders is one list."""
    found: dict[str, frozenset[str]] = {}
    for folder in folders:
        for number, cells in read_rows(folder / name):
            if len(cells) != 2:
                message = "needs two cells: a name, and words apart by spaces"
                raise CaseError(message, path=folder / name, line=number)
            found[cells[0]] = found.get(cells[0], frozenset()) | frozenset(cells[1].split())
    return found


def read_named(folders: Sequence[Path]) -> dict[ListName, frozenset[str]]:
    """The word lists of the rules."""
    try:
        return name_lists(read_lists(folders, "lists.tsv"))
    except ValueError as error:
        raise CaseError(str(error), path=folders[0] / "lists.tsv") from error


def read_patterns(
    folders: Iterable[Path], kind: str, classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by head lemma, most specific first, earlier lines before later ones."""
    found: dict[str, list[Pattern]] = {}
    for folder in folders:
        path = folder / f"{kind}.tsv"
        for number, cells in read_rows(path):
            try:
                head, pattern = read_pattern(cells, classes)
            except ValueError as error:
                raise CaseError(str(error), path=path, line=number) from error
            found.setdefault(head, []).append(pattern)
    ranked = {head: sorted(found[head], key=lambda p: p.rank, reverse=True) for head in found}
    return {head: tuple(patterns) for head, patterns in ranked.items()}


def read_rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    """Line numbers and cells of a tab-separated file; comments and empty lines left out."""
    if not path.exists():
        return
    try:
        text = read_file(path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", path=path) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def read_pattern(cells: list[str], classes: Mapping[str, frozenset[str]]) -> tuple[str, Pattern]:
    """The head lemma and pattern of one line.

    Raises:
        ValueError: the line is malformed.
    """
    if len(cells) < 3 or not cells[0]:
        raise ValueError("needs words, about and event, apart by tabs")
    action, _, mode = cells[2].partition("/")
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no action; use one of {', '.join(sorted(ACTIONS))}")
    head, *rest = cells[0].split()
    wanted, barred = read_about(cells[1], classes)
    options, prepositions, sectors = read_options(cells[3] if len(cells) > 3 else "")
    pattern = Pattern(tuple(rest), wanted, barred, action, mode, options, prepositions, sectors)
    return head, pattern


def read_about(
    cell: str, classes: Mapping[str, frozenset[str]]
) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The word sets wanted and the words barred, from ``@class word & word & !word``."""
    wanted, barred = [], set[str]()
    for part in filter(None, (part.strip() for part in cell.split("&"))):
        bars = part.startswith("!")
        words = expand(part.lstrip("!").split(), classes)
        if bars:
            barred |= words
        else:
            wanted.append(words)
    return tuple(wanted), frozenset(barred)


def expand(words: list[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Words with each @class replaced by its members."""
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in classes:
            found |= classes[word[1:]]
        else:
            raise ValueError(f"no class {word!r} in classes.tsv")
    return frozenset(found)


def read_options(cell: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Options, target prepositions and sectors, from ``op,self,by=LAB EDU,on=with,to``."""
    if cell == "-":
        return frozenset(), (), frozenset()
    flags, _, prepositions = cell.partition("on=")
    flags, _, sectors = flags.partition("by=")
    options = frozenset(filter(None, flags.split(",")))
    if not options <= OPTIONS:
        wrong = ", ".join(sorted(options - OPTIONS))
        raise ValueError(f"no option {wrong}; use {', '.join(sorted(OPTIONS))}, by=… or on=…")
    kept = frozenset(sectors.rstrip(",").split())
    return options, tuple(filter(None, prepositions.split(","))), kept
