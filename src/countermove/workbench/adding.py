"""Options, worths, rules and courses added to a stand-off's text by form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from countermove.records.errors import SettingsError
from countermove.records.standoff_edit import append_text, change_text
from countermove.records.standoffs import Standoff
from countermove.workbench.forms import read_numbers

__all__ = ["ADDERS", "add_text"]

Form = Mapping[str, str]


def add_text(what: str, text: str, standoff: Standoff, form: Form, chosen: Sequence[str]) -> str:
    """The text with one thing more, as a form tells it.

    Raises:
        SettingsError: the form lacks something.
        StandoffError: the file has no place for it.
    """
    return ADDERS[what](text, standoff, form, chosen)


def add_option(text: str, standoff: Standoff, form: Form, _: Sequence[str]) -> str:
    """A further option of a player."""
    label = wanted(form, "label", "say what the option is, in a few words")
    player = wanted(form, "player", "say whose option it is")
    name = name_of(
        label, {o.name for _, o in standoff.options()} | {c.name for c in standoff.chance}
    )
    entry: dict[str, Any] = {"label": label}
    if form.get("today") == "on":
        entry["today"] = True
    if any(form.get(n, "").strip() for n in ("low", "likely", "high")):
        entry["takes"] = [f"{n:g} years" for n in read_numbers(form)]
    return change_text(text, f"players.{player}.options.{name}", entry)


def add_worth(text: str, standoff: Standoff, form: Form, _: Sequence[str]) -> str:
    """What a condition is worth to a player."""
    player = wanted(form, "player", "say to whom it is worth something")
    when = wanted(form, "when", f"say when, with {names_of(standoff)}")
    kind = "once" if form.get("kind") == "once" else "per_year"
    entry = {"when": when, kind: read_numbers(form), "basis": "assumed", "confirmed": True}
    return append_text(text, f"players.{player}.payoffs", entry)


def add_rule(text: str, standoff: Standoff, form: Form, _: Sequence[str]) -> str:
    """A condition that every state satisfies."""
    rule = wanted(form, "rule", f"write a rule, with {names_of(standoff)}")
    return append_text(text, "rules", rule)


def add_course(text: str, standoff: Standoff, form: Form, chosen: Sequence[str]) -> str:
    """A setting of the subject's own options to compare."""
    name = wanted(form, "name", "give the course a name")
    if re.search(r"[.\[\]:#{}]", name):
        raise SettingsError("the name of a course takes letters, digits and blanks")
    if not standoff.courses:
        return change_text(text, "courses", {name: list(chosen)})
    return change_text(text, f"courses.{name}", list(chosen))


ADDERS: dict[str, Callable[[str, Standoff, Form, Sequence[str]], str]] = {
    "option": add_option,
    "worth": add_worth,
    "rule": add_rule,
    "course": add_course,
}


def wanted(form: Form, name: str, told: str) -> str:
    """A field that may not be empty."""
    value = " ".join(form.get(name, "").split())
    if not value:
        raise SettingsError(told)
    return value


def name_of(label: str, taken: set[str]) -> str:
    """A name for conditions made of a label's words, that nothing else has."""
    words = re.findall(r"[a-z0-9]+", label.casefold())[:4]
    stem = "_".join(words) or "option"
    stem = f"o_{stem}" if stem[0].isdigit() else stem
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def names_of(standoff: Standoff) -> str:
    """The names that a condition may use."""
    names = [o.name for _, o in standoff.options()] + [c.name for c in standoff.chance]
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
