"""Which date and which amount belong to which event, on events made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import make_draft, tell

from countermove.reading.measuring.count_events import count_events
from countermove.reading.measuring.date_events import date_events
from countermove.reading.measuring.dates import find_dates
from countermove.reading.measuring.quantities import find_quantities
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words
from countermove.records.events import Thing

DAY = date(2022, 7, 7)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On 5 June Big closed the road and banned the ships.", {"closed": 5, "banned": 5}),
        ("Big said on 6 June that Small attacked on 4 June.", {"said": 6, "attacked": 4}),
        ("Big closed it on 5 June, and Small replied on 6 June.", {"closed": 5, "replied": 6}),
        ("Big closed it on 5 June. Small replied.", {"closed": 5, "replied": None}),
        ("Big, which closed it on 5 June, met Small.", {"closed": 5}),
    ],
)
def test_the_nearest_date_in_the_sentence(text: str, days: dict[str, int | None]) -> None:
    events = [make_draft(text, trigger) for trigger in days]
    date_events(events, find_dates(text, DAY), tell(text))
    for event in events:
        day = days[event.id]
        assert event.date == (date(2022, 6, day) if day else None)
        assert event.precision == ("day" if day else "unknown")


def test_without_any_date_there_is_none() -> None:
    text = "Big closed the road."
    event = make_draft(text, "closed")
    date_events([event], (), tell(text))
    assert event.date is None
    assert event.precision == "unknown"


def test_a_day_that_can_be_read_two_ways_is_flagged_unless_the_text_tells() -> None:
    text = "Big closed it on 03/04/2022."
    event = make_draft(text, "closed")
    date_events([event], find_dates(text, DAY), tell(text))
    assert (event.date, event.precision) == (date(2022, 1, 1), "year")
    (flag,) = event.flags
    assert flag.kind == "date unclear"
    assert flag.detail == "03/04/2022 may be 3 April or 4 March"
    text = "Big closed it on 03/04/2022, and Small replied on 23/04/2022."
    event = make_draft(text, "closed")
    date_events([event], find_dates(text, DAY), tell(text))
    assert (event.date, event.flags) == (date(2022, 4, 3), [])


@pytest.mark.parametrize(
    ("text", "trigger", "what", "expected"),
    [
        ("Small blocked 1,700 rail cars of coal.", "blocked", "coal", ("coal", 1700, "rail cars")),
        ("Small blocked 1,700 rail cars of coal.", "blocked", "", ("coal", 1700, "rail cars")),
        ("Big cut gas by 40 percent.", "cut", "gas", ("gas", 40, "percent")),
        ("Big cut gas supplies by a third.", "cut", "gas supplies", ("gas supplies", 1 / 3, "")),
        ("Big closed the road, and 20 men stayed.", "closed", "road", ("road", None, "")),
        ("Big sided with us, and 20 men stayed.", "sided", "", None),
    ],
)  # fmt: skip
def test_the_amount_of_the_object(
    text: str, trigger: str, what: str, expected: tuple[str, float | None, str] | None
) -> None:
    quantities = find_quantities(list_words(load_pipeline()(text)))
    event = make_draft(text, trigger, object=Thing(what=what) if what else None)
    count_events([event], quantities, tell(text))
    thing = event.object
    found = (thing.what, thing.amount, thing.unit) if thing else None
    assert found == expected


def test_a_quantity_past_another_act_is_that_act_s() -> None:
    text = "Big stopped oil and Small seized 5 tons of oil."
    quantities = find_quantities(list_words(load_pipeline()(text)))
    events = [
        make_draft(text, "stopped", object=Thing(what="oil")),
        make_draft(text, "seized", object=Thing(what="oil")),
    ]
    count_events(events, quantities, tell(text))
    amounts = [e.object and e.object.amount for e in events]
    assert amounts == [None, 5]
