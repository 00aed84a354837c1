"""A small stand-off that is nobody's: an island port and the mainland that supplies it."""

from __future__ import annotations

import pytest

from countermove.records.standoffs import Standoff

PORT = {
    "title": "The island and the mainland",
    "question": "What should the island do now?",
    "subject": "ISL",
    "as_of": "2020-01-01",
    "settings": {
        "step": "6 months",
        "horizon": "5 years",
        "discount": [0.03, 0.05, 0.08],
        "precision": [0.5, 1.0, 2.0],
    },
    "players": [
        {
            "id": "ISL",
            "name": "the island",
            "options": [
                {
                    "name": "store",
                    "label": "Build a store of fuel",
                    "takes": ["1 year", "2 years", "3 years"],
                },
                {"name": "yield_dues", "label": "Give up the harbour dues."},
            ],
            "payoffs": [
                {"when": "cut and not done(store)", "per_year": [-30, -20, -8]},
                {"when": "cut and done(store)", "per_year": [-8, -4, -1]},
                {"when": "yield_dues", "per_year": [-12, -8, -5], "basis": "sourced"},
                {"when": "store", "per_year": [-3, -2, -1]},
            ],
        },
        {
            "id": "MNL",
            "name": "the mainland",
            "options": [{"name": "cut", "label": "Cut off the fuel", "today": True}],
            "payoffs": [
                {"when": "yield_dues", "per_year": [4, 6, 10]},
                {"when": "cut and not yield_dues and not done(store)", "per_year": [-1, 2, 4]},
                {"when": "cut and yield_dues", "per_year": [-8, -4, -2]},
                {"when": "cut and done(store)", "per_year": [-4, -2, 0]},
                {"when": "cut and busy", "per_year": [-4, -2, -1]},
            ],
        },
    ],
    "chance": [
        {
            "name": "busy",
            "label": "The mainland has an election to win",
            "today": True,
            "ends_after": ["6 months", "1 year", "2 years"],
        }
    ],
    "outcomes": [{"name": "dark", "label": "the island is without fuel", "when": "cut"}],
    "courses": {"hold": [], "build": ["store"], "give in": ["yield_dues"]},
    "rules": ["not (store and yield_dues)"],
}


@pytest.fixture(scope="session")
def port() -> Standoff:
    return Standoff.model_validate(PORT)
