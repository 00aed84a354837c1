"""What kind of stand-off a text tells of: instrument, demand, pressers."""

from __future__ import annotations

import pytest
from tests.factories import read_text

from countermove.framing import frame


@pytest.mark.parametrize(
    ("text", "instrument", "demand"),
    [
        (
            "Russia demanded that Moldova withdraw its request for missiles. Moldova refused. "
            "Russia cut off gas supplies to Moldova on Monday.",
            "supply cut",
            "security",
        ),
        (
            "China demanded that Lithuania lower its tariffs. Lithuania rejected the demand. "
            "China threatened to impose sanctions on Lithuania.",
            "sanctions threatened",
            "trade",
        ),
        (
            "China demanded that Vietnam leave the islands. Vietnam rejected the demand. "
            "China sent warships towards Vietnam.",
            "military display",
            "territory",
        ),
        (
            "The United States imposed sanctions on Iran. Iran accused the United States of "
            "bullying.",
            "sanctions imposed",
            "policy",
        ),
        # What others say may come is no threat that its doer made.
        (
            "China imposed sanctions on Lithuania. Lithuania rejected the demand to close the "
            "office. One day China could invade Lithuania.",
            "sanctions imposed",
            "policy",
        ),
        (
            "Russia demanded that Georgia drop its law on the press. Georgia refused. Russia will "
            "impose sanctions on Georgia next month.",
            "sanctions threatened",
            "policy",
        ),
        (
            "Russia demanded that Georgia drop its law on the press. Georgia refused. Russia could "
            "invade Georgia, analysts say.",
            "words",
            "policy",
        ),
    ],
)
def test_the_gravest_act_names_the_instrument_and_the_demands_the_issue(
    text: str, instrument: str, demand: str
) -> None:
    standoff = frame(read_text(text))
    told = standoff.circumstances
    assert told is not None
    assert (told.instrument, told.demand) == (instrument, demand)
    assert all(text[q.start : q.end] == q.text for q in told.quotes)
