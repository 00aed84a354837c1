"""The short phrases acts are known by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from countermove.records.events import Event

Read = Callable[..., tuple[Event, ...]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "[Sudria] told [Norland] on stage that it would not recognise the two republics.",
            "refuse to recognise two republics",
        ),
        (
            "[Norland] warned [Sudria] on Monday that it would close the border.",
            "warn that it would close border",
        ),
        (
            "[Norland] threatened [Sudria] with an all-out embargo.",
            "threaten Sudria with all-out embargo",
        ),
        (
            "[Norland] suspended approvals of almost all types of visas for [Sudria].",
            "suspend approvals of almost all types of visas for Sudria",
        ),
        ("[Norland] was reluctant to sell grain to [Sudria].", "refuse to sell grain to Sudria"),
        ("[Norland] imposed last week new tariffs on [Sudria].", "impose new tariffs on Sudria"),
    ],
)
def test_an_act_is_called_by_what_it_is_about(read_marked: Read, text: str, label: str) -> None:
    assert label in [event.label for event in read_marked(text)]
