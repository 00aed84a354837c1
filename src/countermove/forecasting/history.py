"""The outside view of a stand-off: how those of its kind have gone."""

from __future__ import annotations

from datetime import date

from countermove.forecasting.classify import Path, classify, list_facts
from countermove.forecasting.shrink import list_rates
from countermove.forecasting.tables import Tables, load_tables
from countermove.records.circumstances import Circumstances
from countermove.records.errors import StandoffError
from countermove.records.histories import History, ReferenceClass
from countermove.records.standoffs import Standoff

__all__ = ["find_class", "history"]


def history(standoff: Standoff, tables: Tables | None = None) -> History:
    """How stand-offs of this kind have gone, with the class, the two nearest, and why.

    Reference-class forecasting (Kahneman and Tversky 1979; Flyvbjerg 2008). There is no outside
    number where a side is no state, or where the text tells of words only; `silent` says so.

    Raises:
        StandoffError: the file names a class that there is not.
    """
    tables = tables or load_tables()
    told = standoff.circumstances or Circumstances()
    presser = standoff.others[0].id if standoff.others else ""
    states = {state for pair in tables.pairs for state in pair}
    if told.history:
        chosen = find_told(tables, told.history)
        ends, force = (chosen, None) if chosen.tree == "ends" else (None, chosen)
        return History(ends=ends, force=force, why=("a person chose this class",), chosen=True)
    if standoff.subject not in states or not (presser in states or presser in LEAGUES):
        return History(silent="one of the two is no state; we have counted no such quarrels")
    if told.instrument in ("", "words"):
        return History(silent="the text tells of no threat, sanction, cut or show of force")
    year = (standoff.as_of or date.today()).year
    facts = list_facts(tables, presser, standoff.subject, year)
    return tell(tables, classify(told, facts))


LEAGUES = frozenset({"EU", "NATO", "UN", "UNO"})
"""Codes of unions of states that the tables of sanctions count as pressers."""


def tell(tables: Tables, path: Path) -> History:
    """The classes of a path with their rates."""
    return History(
        ends=find_class(tables, path.ends) if path.ends else None,
        force=find_class(tables, path.force) if path.force else None,
        near=tuple(find_class(tables, key) for key in path.near),
        why=path.why,
    )


def find_told(tables: Tables, key: str) -> ReferenceClass:
    """The class that a stand-off file names.

    Raises:
        StandoffError: there is no such class.
    """
    try:
        return find_class(tables, key)
    except StandoffError as error:
        raise StandoffError(f"circumstances.history: {error.message}") from None


def find_class(tables: Tables, key: str) -> ReferenceClass:
    """A class with its shrunk rates.

    Raises:
        StandoffError: there is no such class.
    """
    if key not in tables.rows:
        known = ", ".join(sorted(tables.rows))
        raise StandoffError(f"there is no class of past cases called {key!r}; there are {known}")
    row = tables.rows[key]
    rates = list_rates(tables, key)
    own = [(n, c) for n, c in tables.counts.items() if n[0] == key]
    return ReferenceClass(
        key=key,
        tree=row.tree,
        of=row.of,
        says=row.says,
        n=max((c.n for _, c in own), default=0),
        rates=rates,
        source=own[0][1].source if own else "",
    )
