"""The stake that a player's numbers are said against."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories import make_player, make_standoff

from countermove.records.stakes import stake_of

ISLE = make_player(
    "A",
    [{"name": "pay", "label": "Pay up."}, {"name": "flee", "label": "Flee", "today": True}],
    name="The isle",
)
KING = make_player("B", [{"name": "tax", "label": "Tax"}], name="The king")

ROWS = [
    ([{"when": "pay", "per_year": -30}, {"when": "tax", "per_year": -9}], "a year of ‘Pay up’", 30),
    (
        [{"when": "not flee", "per_year": -3}, {"when": "pay", "once": 90}],
        "a year without ‘Flee’",
        3,
    ),
    ([{"when": "pay", "once": [-4, -2, 0]}], "‘Pay up’", 2),
    ([{"when": "pay and tax", "per_year": -7}], "the weightiest of what happens to The isle", 7),
    ([], "all that it has at stake", 1),
]


@pytest.mark.parametrize(("payoffs", "label", "worth"), ROWS)
def test_a_stake_is_found_among_the_payoffs(
    payoffs: list[dict[str, Any]], label: str, worth: float
) -> None:
    found = stake_of(make_standoff(ISLE | {"payoffs": payoffs}, KING), "A")
    assert (found.label, found.worth) == (label, worth)


def test_the_stake_of_the_file_comes_first() -> None:
    told = {"label": "a year of siege", "worth": 12.0}
    isle = ISLE | {"payoffs": [{"when": "pay", "per_year": -30}], "stake": told}
    found = stake_of(make_standoff(isle, KING), "A")
    assert found.model_dump() == told
