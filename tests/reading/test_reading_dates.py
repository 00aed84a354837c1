"""Dates in words against the day of the article: Thursday, 7 July 2022."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.reading.measuring.dates import find_dates, parse_day

DAY = date(2022, 7, 7)


@pytest.mark.parametrize(
    ("text", "words", "day", "precision"),
    [
        ("It began on 16 June 2022 at dawn.", "16 June 2022", "2022-06-16", "day"),
        ("It began on the 16th of June, 2022.", "16th of June, 2022", "2022-06-16", "day"),
        ("It began on June 16, 2022.", "June 16, 2022", "2022-06-16", "day"),
        ("It began on Thursday, 16 June 2022.", "Thursday, 16 June 2022", "2022-06-16", "day"),
        ("The forum (16–19 June) ended.", "16–19 June", "2022-06-16", "day"),
        ("It lasted from June 16-19, 2021.", "June 16-19, 2021", "2021-06-16", "day"),
        ("In this June 16, 2021 picture he left.", "June 16, 2021", "2021-06-16", "day"),
        ("It began on 2022-06-16.", "2022-06-16", "2022-06-16", "day"),
        ("It began on 16.06.2022.", "16.06.2022", "2022-06-16", "day"),
        ("It began on 06/16/2022.", "06/16/2022", "2022-06-16", "day"),
        ("It began on 05/06/2022.", "05/06/2022", "2022-01-01", "year"),
        ("It began on 05/05/2022.", "05/05/2022", "2022-05-05", "day"),
        ("The court ruled on 5 July.", "5 July", "2022-07-05", "day"),
        ("The ships left on Dec. 20.", "Dec. 20", "2021-12-20", "day"),
        ("They will meet on 20 September.", "20 September", "2022-09-20", "day"),
        ("Oil stopped on Tuesday.", "Tuesday", "2022-07-05", "day"),
        ("Oil stopped on Thursday.", "Thursday", "2022-07-07", "day"),
        ("Oil stopped last Thursday.", "last Thursday", "2022-06-30", "day"),
        ("They will meet on Tuesday.", "Tuesday", "2022-07-12", "day"),
        ("They meet next Thursday.", "next Thursday", "2022-07-14", "day"),
        ("On Tuesday the minister said it will stop.", "Tuesday", "2022-07-05", "day"),
        ("It stopped yesterday.", "yesterday", "2022-07-06", "day"),
        ("It stopped the day before yesterday.", "the day before yesterday", "2022-07-05", "day"),
        ("It opens tomorrow.", "tomorrow", "2022-07-08", "day"),
        ("It stopped last week.", "last week", "2022-06-27", "week"),
        ("It stopped this month.", "this month", "2022-07-01", "month"),
        ("It stopped last month.", "last month", "2022-06-01", "month"),
        ("It stopped last quarter.", "last quarter", "2022-04-01", "quarter"),
        ("It stopped last year.", "last year", "2021-01-01", "year"),
        ("Troops came in January.", "January", "2022-01-01", "month"),
        ("Troops came in November.", "November", "2021-11-01", "month"),
        ("Troops came in May.", "May", "2022-05-01", "month"),
        ("Troops came in January 2019.", "January 2019", "2019-01-01", "month"),
        ("Troops came in late June.", "late June", "2022-06-01", "month"),
        ("Troops came in early 2022.", "early 2022", "2022-01-01", "quarter"),
        ("Troops came in late 2021.", "late 2021", "2021-10-01", "quarter"),
        ("In the first quarter of 2022.", "the first quarter of 2022", "2022-01-01", "quarter"),
        ("They came in the spring of 1940.", "the spring of 1940", "1940-03-01", "quarter"),
        ("They came last summer.", "last summer", "2021-06-01", "quarter"),
        ("It was founded in 2014.", "2014", "2014-01-01", "year"),
        ("It must end by 2030.", "2030", "2030-01-01", "year"),
        ("It was shut three weeks ago.", "three weeks ago", "2022-06-13", "week"),
        ("It was shut two days ago.", "two days ago", "2022-07-05", "day"),
        ("It was shut a year ago.", "a year ago", "2021-01-01", "year"),
        ("On the eve of 24 May 2022.", "the eve of 24 May 2022", "2022-05-23", "day"),
    ],
)  # fmt: skip
def test_a_date_in_words(text: str, words: str, day: str, precision: str) -> None:
    (mention,) = find_dates(text, DAY)
    assert text[mention.start : mention.end] == words
    assert str(mention.date) == day
    assert mention.precision == precision


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("It began on 05/06/2022, not on 06/16/2022.", "2022-05-06", "day"),
        ("It began on 05/06/2022, not on 16/06/2022.", "2022-06-05", "day"),
        ("From 05/06/2022 over 16/06/2022 to 06/16/2022.", "2022-01-01", "year"),
        ("It began on 05/06/2022, file 31/12/20221.", "2022-01-01", "year"),
    ],
)
def test_the_text_tells_whether_days_come_first(text: str, day: str, precision: str) -> None:
    mention = find_dates(text, DAY)[0]
    assert (str(mention.date), mention.precision) == (day, precision)
    assert bool(mention.doubt) == (precision == "year")


@pytest.mark.parametrize(
    "text",
    [
        "He may go, and they march on.",
        "It has 1,700 rail cars and 2000 men.",
        "2015 — 2023 ©. All rights reserved.",
        "The fall of the city was near.",
        "The second quarter of the town burnt.",
        "On 31 February 2022.",
        "Mark the sun and august men.",
        "Call 2022-99-99 or 12.2019.2.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [m for m in find_dates(text, None) if m.date] == []


def test_a_story_counts_from_the_last_date_told() -> None:
    text = (
        "On 5 January 2022 prices rose. The next day crowds came. Two days later troops came. "
        "The same day the airport fell. A week earlier nobody had heard of it."
    )
    days = [str(m.date) for m in find_dates(text, None)]
    assert days == ["2022-01-05", "2022-01-06", "2022-01-08", "2022-01-08", "2021-12-27"]


def test_a_year_told_holds_for_the_paragraph() -> None:
    text = "On 16 March 2014 they voted. On 18 March the treaty was signed.\nOn 18 March it rained."
    assert [str(m.date) for m in find_dates(text, DAY)] == [
        "2014-03-16",
        "2014-03-18",
        "2022-03-18",
    ]


def test_without_the_article_s_day_a_relative_date_is_unknown() -> None:
    text = "It stopped yesterday, on Tuesday, two days later, on the eve of the forum, in June."
    mentions = find_dates(text, None)
    assert [m.date for m in mentions] == [None] * 5
    assert all(m.relative and m.precision == "unknown" for m in mentions)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 July 2022", DAY),
        ("Thursday, July 7, 2022, 10:00 GMT", DAY),
        ("2022-07-07T10:00:00Z", DAY),
        ("July 2022", None),
        ("7 July", None),
        ("On 7 July 2022 the ships of the port came back", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_day(text: str, day: date | None) -> None:
    assert parse_day(text) == day


PIECES = [
    "on 31 ", "June", " 2022", "the eve of ", "last ", "May", " Tuesday", " two ", "days ", "later",
    "9999", "early ", "the same day", " ago", "next year", "12.12.2012", "-", ",", "\n", "€",
    "third quarter", "summer ", " many", "weeks earlier", "999 years ago",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12),
    st.dates() | st.none(),
)
def test_any_text_gives_dates_in_order_within_it(pieces: list[str], day: date | None) -> None:
    text = "".join(pieces)
    mentions = find_dates(text, day)
    ends = [0, *(m.end for m in mentions)]
    assert all(end <= m.start < m.end <= len(text) for end, m in zip(ends, mentions, strict=False))
    assert all((m.date is None) == (m.precision == "unknown") for m in mentions)
