"""A small stand-off that is nobody's, solved and stressed once."""

from __future__ import annotations

import pytest

from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.stressing import stress

PASS = {
    "title": "The valley and the plain",
    "question": "What should the valley do now?",
    "subject": "VAL",
    "settings": {
        "step": "6 months",
        "horizon": "4 years",
        "discount": 0.05,
        "precision": [0.5, 1.0, 2.0],
    },
    "players": [
        {
            "id": "VAL",
            "name": "the valley",
            "options": [
                {
                    "name": "road",
                    "label": "Build a road of its own",
                    "takes": ["1 year", "3 years"],
                },
                {"name": "tribute", "label": "Pay tribute."},
                {"name": "flag", "label": "Fly its own flag", "today": True},
            ],
            "payoffs": [
                {"when": "close and not done(road)", "per_year": [-30, -20, -8]},
                {"when": "tribute", "per_year": [-12, -8, -5], "basis": "sourced"},
                {"when": "road", "per_year": [-3, -2, -1]},
                {"when": "flag", "per_year": [1, 2, 3], "confirmed": True},
            ],
        },
        {
            "id": "PLN",
            "name": "the plain",
            "options": [{"name": "close", "label": "Close the pass", "today": True}],
            "payoffs": [
                {"when": "tribute", "per_year": [4, 6, 10]},
                {"when": "close and not tribute and not done(road)", "per_year": [-1, 2, 4]},
                {"when": "close and tribute", "per_year": [-8, -4, -2]},
                {"when": "close and done(road)", "per_year": [-4, -2, 0]},
            ],
        },
    ],
    "outcomes": [{"name": "shut", "label": "the pass is shut", "when": "close"}],
    "courses": {
        "hold": ["flag"],
        "build": ["flag", "road"],
        "give in": ["tribute"],
    },
    "rules": ["not (road and tribute)"],
}


@pytest.fixture(scope="session")
def valley() -> Standoff:
    return Standoff.model_validate(PASS)


@pytest.fixture(scope="session")
def stressed(valley: Standoff) -> Stress:
    return stress(valley, draws=64, seed=7)
