"""Signals of a stand-off: worth of what is held, what a threat asks, and what is told."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from tests.factories import make_player, make_standoff

from countermove.records.errors import SettingsError
from countermove.records.signals import Signals
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff
from countermove.solving import signal
from countermove.solving.signalling.crisis import CrisisGame
from countermove.solving.signalling.holding import draw_rows, hold_ready
from countermove.solving.signalling.kinds import split_kinds
from countermove.solving.signalling.threats import list_aims, set_game


def ferry(fight: Any = (-6.0, -3.0, 0.0), hurt: Any = (-9.0, -6.0, -3.0)) -> Standoff:
    """A port that could close to a ferry line which keeps its own fares; chance ends a feast."""
    return Standoff.model_validate(
        {
            "title": "Fares",
            "question": "What should the ferry line do?",
            "subject": "F",
            "settings": {"step": 0.5, "horizon": 8.0, "discount": 0.1, "precision": 1.0},
            "players": [
                {
                    "id": "F",
                    "name": "The ferry line",
                    "options": [
                        {"name": "own_fares", "label": "Keep its own fares", "today": True},
                        {"name": "bow", "label": "Fly the flag of the port"},
                    ],
                    "payoffs": [
                        {"when": "own_fares", "per_year": 4.0},
                        {"when": "bow", "per_year": -1.0},
                        {"when": "closed", "per_year": hurt},
                    ],
                },
                {
                    "id": "P",
                    "name": "The port",
                    "options": [{"name": "closed", "label": "Close to the ferries"}],
                    "payoffs": [
                        {"when": "not own_fares", "per_year": 3.0},
                        {"when": "bow", "per_year": 1.0},
                        {"when": "closed", "per_year": fight},
                        {"when": "feast", "per_year": 8.0},
                        {"when": "closed", "once": -0.5},
                    ],
                },
            ],
            "chance": [{"name": "feast", "label": "A feast", "today": True, "ends_after": 2.0}],
        }
    )


def test_what_is_held_is_worth_its_payoffs_and_what_switches_by_itself() -> None:
    """Against a sum over steps written down by hand."""
    holding = hold_ready(ferry())
    closed = holding.layout.today | holding.layout.on["closed"]
    found = holding.worth(closed, holding.likely[None, :])[0]
    rate, step, steps = math.log1p(0.1), 0.5, 16
    stays, keep = math.exp(-step / 2.0), math.exp(-rate * step)
    # What switches by itself in a step does so before the step's payoffs accrue.
    feast = sum(keep**k * stays ** (k + 1) * (1 - keep) for k in range(steps))
    feast += keep**steps * stays**steps
    assert found[1] == pytest.approx(-3.0 - 0.5 * rate + 8.0 * feast, rel=1e-12)
    assert found[0] == pytest.approx(4.0 - 6.0, rel=1e-12)


def test_a_threat_asks_what_is_worth_most_to_its_maker_and_less_bad_than_itself() -> None:
    holding = hold_ready(ferry())
    (aim,) = list_aims(holding)
    assert (aim.maker, aim.target, aim.option) == (1, 0, "closed")
    assert holding.layout.in_force(aim.conceded) == ("feast",)
    mild = hold_ready(ferry(hurt=(-3.0, -2.0, -1.0)))
    (aim,) = list_aims(mild)  # giving up the fares now costs more than the closing does
    assert mild.layout.in_force(aim.conceded) == ("bow", "own_fares", "feast")


def draw_standoff(rng: np.random.Generator) -> Standoff:
    """Four sides with three options each, every option worth a number to every side."""
    names = [[f"s{i}o{k}" for k in range(3)] for i in range(4)]
    players = [
        make_player(
            f"S{i}",
            [{"name": n, "label": n, "today": bool(rng.random() < 0.4)} for n in names[i]],
            [{"when": n, "per_year": float(rng.normal(0, 8))} for own in names for n in own],
            name=f"Side {i}",
        )
        for i in range(4)
    ]
    return make_standoff(*players, title="Four")


def test_between_four_sides_every_threat_with_something_to_ask_is_found() -> None:
    """Where worth adds up over options, what a threat may ask can be read off the numbers."""
    rng, count = np.random.default_rng(4), 0
    for _ in range(6):
        standoff = draw_standoff(rng)
        worth = {
            p.id: {q.when: q.per_year.likely for q in p.payoffs if q.per_year}
            for p in standoff.players
        }
        expected = {
            (a, b, threat.name)
            for a, maker in enumerate(standoff.players)
            for b, target in enumerate(standoff.players)
            for threat in maker.options
            for asked in target.options
            if a != b and not threat.today
            for sign in (-1 if asked.today else 1,)
            if sign * worth[maker.id][asked.name] > 0
            and worth[target.id][threat.name] < sign * worth[target.id][asked.name] < 0
        }
        found = {(a.maker, a.target, a.option) for a in list_aims(hold_ready(standoff))}
        assert found == expected
        count += len(found)
    assert count > 10


def test_the_game_is_measured_from_today_and_from_giving_in() -> None:
    standoff = ferry(fight=(-6.0, 0.0), hurt=(-9.0, -3.0))
    holding = hold_ready(standoff)
    (aim,) = list_aims(holding)
    rows = draw_rows(standoff, 4096, np.random.default_rng(1))
    game = set_game(aim, lambda code: holding.worth(code, rows), holding.layout.today, 0.5)
    assert game is not None
    assert (game.conceded, game.kept) == pytest.approx((3.0, 4.0))
    assert game.caught == pytest.approx(-1.5)
    rate = math.log1p(0.1)
    # Uniform ranges: mean in the middle, deviation width / sqrt(12).
    assert game.fight == pytest.approx(-3.0 - 0.5 * rate, abs=0.1)
    assert game.fought == pytest.approx(-6.0 + 4.0, abs=0.1)
    assert game.doubt_fight == pytest.approx(6 / math.sqrt(12), rel=0.03)
    assert game.doubt_caught == pytest.approx(0.75)


def test_where_nothing_can_be_asked_nothing_is_told() -> None:
    found = signal(ferry(hurt=-0.5))
    assert found.threats == ()
    with pytest.raises(SettingsError, match="cost of being caught"):
        signal(ferry(), caught=-1.0)


def test_all_is_told_and_the_same_every_time() -> None:
    found = signal(ferry(), draws=64, seed=3)
    assert found == signal(ferry(), draws=64, seed=3)
    assert Signals.model_validate_json(found.dump()) == found
    (threat,) = found.threats
    assert threat.sentences[0].startswith("The port could threaten The ferry line")
    for word in ("A threat:", "Silence:", "A show of force", "Bluffing:"):
        assert any(s.startswith(word) for s in threat.sentences), word
    assert threat.resist_below == pytest.approx(
        threat.numbers["kept"] / (threat.numbers["kept"] - threat.numbers["fought"])
    )


def test_several_ways_of_play_are_all_told() -> None:
    """Where being caught costs more than carrying it out, and both much: play has three ways."""
    found = signal(ferry(fight=(-5.2, -2.2), hurt=(-20.8, -15.2)), draws=64, caught=1.63)
    (threat,) = found.threats
    assert len(threat.plays) == 3
    assert [p.steady for p in threat.plays] == [True, False, True]
    assert threat.sentences[1].startswith("The same numbers allow 3 ways of play")
    assert [s[:3] for s in threat.sentences[2:5]] == ["(1)", "(2)", "(3)"]
    assert "so give in or resist" in threat.sentences[5]


def test_a_dearer_show_is_believed_no_less_where_only_the_resolved_can_afford_it() -> None:
    game = CrisisGame(0, 4, -1.0, -3.0, 0, 4, -4.0, 2.0, 0.2, 1.0)
    kinds = split_kinds(game)
    assert kinds is not None
    assert 0 < kinds.hard_challenger < 1
    mean = kinds.hard_challenger * kinds.fight_hard
    mean += (1 - kinds.hard_challenger) * kinds.fight_soft
    assert mean == pytest.approx(game.fight)


def test_the_bundled_model_has_its_threats_told() -> None:
    path = files("countermove.catalog.worked") / "kazakhstan-2022" / "standoff.yaml"
    found = signal(load_standoff(str(path)), draws=16)
    assert {t.maker for t in found.threats} == {"RUS"}
    assert all(t.plays and t.sentences for t in found.threats)
