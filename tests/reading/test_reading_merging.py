"""Several reports, one event; and events that are not the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from tests.factories import make_article, make_party
from tests.reading.drafting import NamedDraft, freeze_named

from countermove.reading.event_drafts import DraftLink
from countermove.reading.relating.flag_events import flag_events
from countermove.reading.relating.merge_events import merge_events
from countermove.records.events import Event, Link, Precision, Standing, Thing

DAYS = {"one": date(2022, 7, 7), "two": date(2022, 7, 8), "late": date(2022, 12, 1)}


def make_report(
    id: str,
    *,
    article: str = "one",
    actor: str = "RUS",
    target: str = "KAZ",
    label: str = "suspend shipments of oil",
    what: str = "shipments of oil",
    amount: float | None = None,
    day: date | None = None,
    precision: Precision = "unknown",
    standing: Standing = "done",
    negated: bool = False,
    answers: Iterable[DraftLink] = (),
) -> NamedDraft:
    text = f"{actor} {label} {id}"
    return NamedDraft(
        id=id,
        date=day,
        precision=precision,
        actor=make_party(actor),
        target=make_party(target),
        action="SANCTION",
        object=Thing(what=what, amount=amount, unit="tonnes" if amount else ""),
        label=label,
        standing=standing,
        negated=negated,
        answers=list(answers),
        quotes=[make_article(text, article).quote(0, len(text))],
    )


def merge(*drafts: NamedDraft) -> tuple[Event, ...]:
    return freeze_named(merge_events(drafts, DAYS))


def test_two_articles_on_one_happening_become_one_event_with_two_quotes() -> None:
    (event,) = merge(
        make_report("a", standing="alleged"),
        make_report("b", article="two", day=date(2022, 7, 6), precision="day", amount=5.0),
    )
    assert event.id == "a"
    assert event.reports == 2
    assert [q.article_id for q in event.quotes] == ["one", "two"]
    assert (event.date, event.precision) == (date(2022, 7, 6), "day")
    assert event.standing == "done"
    assert event.object == Thing(what="shipments of oil", amount=5.0, unit="tonnes")


@pytest.mark.parametrize(
    "other",
    [
        make_report("b", article="two", actor="KAZ", target="RUS"),
        make_report("b", article="two", target="UKR"),
        make_report("b", article="two", label="expel envoys", what="envoys"),
        make_report("b", article="late"),
        make_report("b", article="two", day=date(2022, 3, 1), precision="day"),
        make_report("b", article="two", standing="planned"),
        make_report("b", article="two", negated=True),
        make_report("b", amount=70.0),
    ],
    ids=["turned", "target", "object", "told late", "day", "planned", "negated", "amount"],
)
def test_what_differs_stays_apart(other: NamedDraft) -> None:
    first = make_report("a", day=date(2022, 7, 6), precision="day", amount=5.0)
    assert len(merge(first, other)) == 2


def test_links_follow_the_merged_events() -> None:
    one, two = make_report("a"), make_report("b", article="two")
    links = DraftLink(one, "told right after", 0.3), DraftLink(two, "“in response”", 0.9)
    events = merge(
        one,
        two,
        make_report("c", actor="KAZ", target="RUS", label="block coal", what="coal", answers=links),
    )
    assert [e.id for e in events] == ["a", "c"]
    assert events[1].answers == (Link(event_id="a", reason="“in response”", score=0.9),)


def test_amounts_that_differ_between_articles_are_flagged() -> None:
    (event,) = merge(
        make_report("a", amount=1700.0), make_report("b", article="two", amount=1500.0)
    )
    (flag,) = event.flags
    assert flag.kind == "numbers differ"
    assert "1,700 tonnes here, 1,500 tonnes in" in flag.detail


def flags(*drafts: NamedDraft) -> dict[str, list[tuple[str, str]]]:
    for draft in drafts:
        draft.flags.clear()
    flag_events(drafts, DAYS)
    found = freeze_named(drafts)
    return {e.id: [(f.kind, f.event_id) for f in e.flags] for e in found if e.flags}


def test_answer_dated_before_what_it_answers() -> None:
    asked = make_report("a", day=date(2022, 6, 17), precision="day")
    link = (DraftLink(asked, "“in response”", 1.0),)
    early = make_report("b", actor="KAZ", day=date(2022, 6, 15), precision="day", answers=link)
    assert flags(asked, early) == {"b": [("precedes what it answers", "a")]}
    same_month = make_report(
        "b", actor="KAZ", day=date(2022, 6, 1), precision="month", answers=link
    )
    assert flags(asked, same_month) == {}


def test_denial_is_put_beside_the_report() -> None:
    denied = make_report("b", article="two", standing="denied", negated=True)
    assert flags(make_report("a"), denied) == {"a": [("denied by", "b")]}
    other = make_report("b", article="two", standing="denied", what="envoys", label="expel envoys")
    assert flags(make_report("a"), other) == {}


def test_plan_whose_day_has_passed_without_the_deed() -> None:
    plan = make_report("a", standing="planned", day=date(2022, 6, 1), precision="day")
    assert flags(plan) == {"a": [("announced, not carried out", "")]}
    assert flags(plan, make_report("b", day=date(2022, 6, 1), precision="day")) == {}
    later = make_report("a", standing="planned", day=date(2023, 6, 1), precision="day")
    assert flags(later) == {}
    undone = make_report("b", article="two", negated=True)
    assert flags(later, undone) == {"a": [("announced, not carried out", "b")]}


def test_two_events_of_one_kind_with_other_amounts() -> None:
    one = make_report("a", amount=1700.0)
    two = make_report("b", article="late", amount=1500.0)
    assert flags(one, two) == {"a": [("numbers differ", "b")], "b": [("numbers differ", "a")]}
