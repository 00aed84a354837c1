"""Any table of events, by a map from what an event needs to the table's columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from countermove.reading.actors import ActorTable
from countermove.reading.coding.lexicon import load_lexicon
from countermove.reading.importing.dataset import Told
from countermove.reading.importing.days import MISSING, parse_parts
from countermove.reading.importing.event_files import fold
from countermove.reading.importing.parties import make_party
from countermove.reading.ontology import from_cameo, is_type, new_name
from countermove.records.errors import SettingsError
from countermove.records.events import Action, Party

__all__ = ["MID", "PLAIN", "ColumnMap", "parse_map", "read_mapped"]

DATA = Path(__file__).parent / "data"
NEEDED = ("date", "actor", "action")
FIELDS = (*NEEDED, "target", "mode", "text", "url", "publisher", "id", "codes")
VOCABULARIES = ("plover", "cameo", "mid")


@dataclass(frozen=True)
class ColumnMap:
    """Columns by what they hold (a day may stand in three), and actions by the table's words.

    `codes` is ``mid`` where states and actions are in the codes of Correlates of War, and
    ``cameo`` or ``plover`` where actions are in those; empty where each cell tells.
    """

    columns: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, Action] = field(default_factory=dict)
    codes: str = ""

    def cells(self, row: Mapping[str, str], name: str) -> tuple[str, ...]:
        """What a row says of a field, by folded column names."""
        return tuple(row[fold(x)].strip() for x in self.columns.get(name, ()))

    def cell(self, row: Mapping[str, str], name: str) -> str:
        """The same as one text."""
        return " ".join(self.cells(row, name))


PLAIN = ColumnMap({name: (name,) for name in (*NEEDED, "target")})
"""A table whose columns bear the names of the fields."""
MID = ColumnMap(
    {"date": ("styear", "stmon", "stday"), "actor": ("ccode1",), "target": ("ccode2",),
     "action": ("action",)},
    codes="mid",
)  # fmt: skip
"""The columns of the Militarized Interstate Events data."""


def parse_map(texts: Iterable[str]) -> ColumnMap:
    """A map from ``date=Day,actor=From``, ``date=year+month+day`` or ``action:raid=ASSAULT``.

    Raises:
        SettingsError: a part is not of this form, or a field that an event needs is missing.
    """
    columns: dict[str, tuple[str, ...]] = {}
    actions: dict[str, Action] = {}
    for part in (x.strip() for text in texts for x in text.split(",")):
        name, equals, value = (x.strip() for x in part.partition("="))
        kind, _, word = name.partition(":")
        if kind == "action" and word and is_type(value.upper()):
            actions[word.lower()] = value.upper()  # type: ignore[assignment]
        elif equals and value and name in FIELDS:
            columns[name] = tuple(x.strip() for x in value.split("+"))
        else:
            raise SettingsError(
                f"--map takes {', '.join(FIELDS)} with a column each, as date=Day, or "
                f"action:raid=ASSAULT, not {part!r}"
            )
    codes = " ".join(columns.pop("codes", ()))
    if codes and codes not in VOCABULARIES:
        raise SettingsError(f"codes may be {', '.join(VOCABULARIES)}, not {codes!r}")
    missing = [x for x in NEEDED if x not in columns]
    if missing:
        raise SettingsError(f"--map names no column for {' and '.join(missing)}, as date=Day")
    return ColumnMap(columns, actions, codes)


def read_mapped(
    row: Mapping[str, str], number: int, columns: ColumnMap, table: ActorTable
) -> Iterator[Told | str]:
    """The event of one row by folded column names, or why it is none of ours."""
    said = columns.cell(row, "action")
    kind = code_action(said, columns)
    if kind is None:
        yield f"an action that is not known: {said or 'none'} (--map action:{said or 'x'}=TYPE)"
        return
    day, precision = parse_parts(columns.cells(row, "date"))
    if day is None and columns.cell(row, "date") not in MISSING:
        yield f"a day that cannot be read: {columns.cell(row, 'date')}"
        return
    actor, target = (to_party(columns.cell(row, x), columns, table) for x in ("actor", "target"))
    if actor is None:
        yield "no actor"
        return
    action, mode = kind
    sides = " → ".join(p.name for p in (actor, target) if p)
    label = say_action(said, columns)
    yield Told(
        id=f"row-{columns.cell(row, 'id') or number}",
        day=day,
        precision=precision,
        actor=actor,
        target=target,
        action=action,
        mode=columns.cell(row, "mode").lower() or mode,
        text=columns.cell(row, "text") or f"{day or 'no day'}: {label}: {sides}",
        label=label,
        publisher=columns.cell(row, "publisher"),
        published=None,
        url=columns.cell(row, "url"),
    )


def code_action(said: str, columns: ColumnMap) -> tuple[Action, str] | None:
    """The type and mode of what a cell calls an action: mapped, a code, a type, or a word."""
    mapped = columns.actions.get(said.lower())
    if mapped is not None:
        return mapped, ""
    if columns.codes == "mid":
        found = mid_actions().get(said.removesuffix(".0"))
        return (found[0], found[1]) if found else None
    if said.isdigit():
        kind = from_cameo(said)
        return (kind[0], kind[1]) if kind else None
    name = new_name(said.upper().strip())
    if is_type(name):
        return name, ""
    return None if columns.codes else code_word(said.lower())


def code_word(said: str) -> tuple[Action, str] | None:
    """The type of one word that the shipped lexicon knows by itself, as verb or noun."""
    lexicon = load_lexicon()
    lemmas = (said, lexicon.past.get(said), lexicon.gerunds.get(said), said.removesuffix("s"),
              said.removesuffix("es"))  # fmt: skip
    for lemma in lemmas:
        for kinds in (lexicon.verbs, lexicon.nouns):
            for pattern in kinds.get(lemma or "", ()):
                if not pattern.rank[0] and is_type(pattern.action):
                    return pattern.action, pattern.mode
    return None


def say_action(said: str, columns: ColumnMap) -> str:
    """The action in words."""
    found = mid_actions().get(said.removesuffix(".0")) if columns.codes == "mid" else None
    return found[2] if found else said


def to_party(said: str, columns: ColumnMap, table: ActorTable) -> Party | None:
    """A side by its name or code."""
    if said in MISSING:
        return None
    code = cow_states().get(said.removesuffix(".0").upper(), "") if columns.codes == "mid" else ""
    if code:
        return make_party(table, code=code)
    known = said if said in table.sides else ""
    return make_party(table, code=known, name=said)


@cache
def mid_actions() -> dict[str, tuple[Action, str, str]]:
    """The action codes of Correlates of War with type, mode and words."""
    return {
        row[0]: (row[1], row[2], row[3]) for row in read_rows("mid_actions.tsv") if is_type(row[1])
    }


@cache
def cow_states() -> dict[str, str]:
    """The numbers and letters of Correlates of War's states with ISO 3166 alpha-3 codes."""
    return {name: row[2] for row in read_rows("cow_states.tsv") for name in row[:2]}


def read_rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader((x for x in file if not x.startswith("#")), delimiter="\t"))
