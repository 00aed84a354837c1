"""An event as a form that a person fills: names instead of codes, every field, faults beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from countermove.reading.measuring.dates import find_dates
from countermove.records.events import (
    Action,
    Event,
    Link,
    Party,
    Precision,
    Standing,
    Thing,
    Voice,
)

__all__ = [
    "AUTHOR",
    "REPORTS",
    "EventForm",
    "FormFaults",
    "Naming",
    "fill_form",
    "form_from",
    "read_form",
]

AUTHOR = "the author"
REPORTS = "unnamed reports"
BY_HAND = "a person says so"
LONGEST = 200
TYPED = ("who", "what", "whom", "said_by", "thing")

Naming = Callable[[str], Party | None]
"""The side that a name stands for, where the reader's tables know it."""


@dataclass(frozen=True)
class EventForm:
    """The fields of an event in a person's words."""

    who: str = ""
    did: str = ""
    what: str = ""
    whom: str = ""
    standing: str = "done"
    denied: bool = False
    when: str = ""
    precision: str = "day"
    said_by: str = AUTHOR
    answers: tuple[str, ...] = ()
    thing: str = ""
    amount: str = ""
    unit: str = ""
    motive: str = ""


class FormFaults(Exception):  # noqa: N818  # faults of a form, not of the program
    """What is wrong with a form, by its field."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__("; ".join(by_field.values()))
        self.by_field = by_field


def fill_form(event: Event) -> EventForm:
    """The form of an event as it is."""
    thing = event.object or Thing(what="")
    return EventForm(
        who=event.actor.name if event.actor else "",
        did=event.action,
        what=event.label,
        whom=event.target.name if event.target else "",
        standing=event.standing,
        denied=event.negated,
        when=say_when(event.date, event.precision),
        precision=event.precision if event.precision != "unknown" else "day",
        said_by=say_voice(event.voice),
        answers=tuple(link.event_id for link in event.answers),
        thing=thing.what,
        amount="" if thing.amount is None else f"{thing.amount:g}",
        unit=thing.unit,
        motive=event.motive,
    )


def say_when(day: date | None, precision: Precision) -> str:
    """A date as a form has it, empty where it is not known."""
    if day is None or precision == "unknown":
        return ""
    return {"month": f"{day:%Y-%m}", "year": f"{day:%Y}"}.get(precision, f"{day:%Y-%m-%d}")


def say_voice(voice: Voice) -> str:
    """Who says so, in words."""
    return {"author": AUTHOR, "reports": REPORTS}.get(voice.kind, voice.name)


def form_from(values: Mapping[str, Any], answers: Iterable[str]) -> EventForm:
    """A form as it was sent; nothing that was typed is lost."""
    plain = {
        name: str(values.get(name, "")).strip()
        for name in ("who", "did", "what", "whom", "standing", "when", "precision", "said_by",
                     "thing", "amount", "unit", "motive")
    }  # fmt: skip
    return EventForm(
        **plain, denied=values.get("denied") == "on", answers=tuple(a for a in answers if a)
    )


def read_form(
    form: EventForm, old: Event, events: Sequence[Event], published: date | None, name: Naming
) -> Event:
    """The event that a form tells, on the words of the old one.

    Raises:
        FormFaults: a field cannot be what it says.
    """
    faults = find_faults(form, {e.id for e in events} - {old.id})
    parties = known_parties(events)
    actor = choose_party(form.who, parties, old.actor, name)
    target = choose_party(form.whom, parties, old.target, name)
    if actor is not None and target is not None and actor.side == target.side:
        faults["whom"] = "the same side as who did it"
    day, precision = read_when(form, old, published, faults)
    thing = read_thing(form, faults)
    if faults:
        raise FormFaults(faults)
    measured = {"date": day, "precision": precision, "object": thing}
    fields = told_by(form, old) | {"actor": actor, "target": target} | measured
    return Event.model_validate(old.model_dump() | {k: dump(v) for k, v in fields.items()})


def find_faults(form: EventForm, others: Set[str]) -> dict[str, str]:
    """What is missing or too long, or chosen that is not there, by field; `others` are the events
    that this one can answer."""
    checks = (
        ("did", form.did in get_args(Action), "choose what it did"),
        ("standing", form.standing in get_args(Standing), "choose one of these"),
        ("who", bool(form.who), "name who did it"),
        ("what", bool(form.what), "say in a few words what was done"),
        ("answers", set(form.answers) <= others, "choose an event of this case"),
        *((name, len(getattr(form, name)) <= LONGEST, f"at most {LONGEST} letters")
          for name in TYPED),
    )  # fmt: skip
    return {field: fault for field, right, fault in checks if not right}


def told_by(form: EventForm, old: Event) -> dict[str, Any]:
    """The fields of an event that a form tells as they are, without looking anything up."""
    return {
        "action": form.did,
        "mode": old.mode if form.did == old.action else "",
        "label": form.what,
        "standing": form.standing,
        "negated": form.denied,
        "voice": read_voice(form.said_by),
        "answers": link_answers(form.answers, old),
        "motive": form.motive,
        "inferred": (),
        "review": "corrected",
    }


def dump(value: Any) -> Any:
    """A record as plain values, anything else as it is."""
    if isinstance(value, tuple):
        return [dump(v) for v in value]
    return value.model_dump() if hasattr(value, "model_dump") else value


def known_parties(events: Iterable[Event]) -> dict[str, Party]:
    """The parties of a case by their names and codes in small letters."""
    found: dict[str, Party] = {}
    for event in events:
        for party in (event.actor, event.target):
            if party is not None:
                found.setdefault(bare(party.name), party)
                found.setdefault(party.side.casefold(), party)
    return found


def bare(name: str) -> str:
    """A name without its article and case."""
    return name.casefold().removeprefix("the ").strip()


def choose_party(
    name: str, known: Mapping[str, Party], old: Party | None, find: Naming
) -> Party | None:
    """The party that a person names: as it was, as in another event, as the tables know it, or
    new; None where nobody is named."""
    if not name:
        return None
    if old is not None and bare(name) in (bare(old.name), old.side.casefold()):
        return old
    if bare(name) in known:
        return known[bare(name)]
    found = find(name)
    if found is not None:
        return found.called(name)
    slug = re.sub(r"[^\w]+", "-", bare(name)).strip("-")
    return Party(side=slug or "unnamed", name=name, text=name)


def read_when(
    form: EventForm, old: Event, published: date | None, faults: dict[str, str]
) -> tuple[date | None, Precision]:
    """A day from a date field: as 2022-06-17, 2022-06, 2022, or in words ("last Friday")."""
    text = form.when
    if not text:
        return (old.date, "unknown") if old.precision == "unknown" else (None, "unknown")
    kept = {"week": "week", "quarter": "quarter"}.get(form.precision, "day")
    for shape, form_, precision in (
        (r"\d{4}-\d{2}-\d{2}", "", kept), (r"\d{4}-\d{2}", "-01", "month"),
        (r"\d{4}", "-01-01", "year"),
    ):  # fmt: skip
        if re.fullmatch(shape, text):
            try:
                return date.fromisoformat(text + form_), precision  # type: ignore[return-value]
            except ValueError:
                break
    told = next((m for m in find_dates(text, published) if m.date is not None), None)
    if told is None:
        faults["when"] = f"{text!r} is no date; it takes 2022-06-17, 2022-06, 2022 or 17 June 2022"
        return None, "unknown"
    return told.date, told.precision


def read_thing(form: EventForm, faults: dict[str, str]) -> Thing | None:
    """What it is about, with its quantity."""
    if not (form.thing or form.amount):
        return None
    try:
        amount = float(form.amount.replace(",", "")) if form.amount else None
    except ValueError:
        faults["amount"] = f"{form.amount!r} is no number"
        return None
    return Thing(what=form.thing, amount=amount, unit=form.unit)


def read_voice(said_by: str) -> Voice:
    """Who says so."""
    if said_by.casefold() in ("", AUTHOR, "author"):
        return Voice()
    if said_by.casefold() == REPORTS:
        return Voice(kind="reports")
    return Voice(kind="speaker", name=said_by)


def link_answers(chosen: Iterable[str], old: Event) -> tuple[Link, ...]:
    """The links of a form: the reader's own where they stay, a person's where they are new."""
    before = {link.event_id: link for link in old.answers}
    wanted = dict.fromkeys(chosen)
    return tuple(before.get(id, Link(event_id=id, reason=BY_HAND)) for id in wanted)
