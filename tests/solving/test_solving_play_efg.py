"""The exported tree gives the same values, by Gambit where installed and by our own reading."""

from __future__ import annotations

import html
import importlib.util
import io
import math
import re
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_player, make_standoff

from countermove.records.errors import TooLargeError
from countermove.records.standoffs import Standoff
from countermove.solving.play import compile_game
from countermove.solving.play.efg import write_efg
from countermove.solving.play.gambit_labels import clean_labels, spell_out
from countermove.solving.play.stages import solve_stages
from countermove.solving.play.tree_size import count_nodes


def small(
    seed: int, horizon: float = 1.0, chance: bool = True, lasting: bool | None = None
) -> Standoff:
    rng = np.random.default_rng(seed)

    def payoffs() -> list[dict[str, Any]]:
        whens = ("a", "b", "a and b", "b and done(a)", "not a and x" if chance else "not a")
        found: list[dict[str, Any]] = [
            {"when": w, "per_year": float(np.round(rng.normal() * 3, 2))} for w in whens
        ]
        found.append({"when": "b and not a", "once": float(np.round(rng.normal() * 2, 2))})
        return found

    a = {"name": "a", "label": "A", "takes": 1.5}
    b = {"name": "b", "label": "B", "lasting": bool(seed % 2) if lasting is None else lasting}
    return make_standoff(
        make_player("S", [a], payoffs(), name="Small"),
        make_player("O", [b], payoffs(), name="Other"),
        title='a "small" game',
        settings={
            "step": 0.5,
            "horizon": horizon,
            "look_ahead": 1.0,
            "precision": 0.8,
            "lasting_precision": 0.3,
            "decisions": 1.5,
            "discount": 0.1,
        },
        chance=[{"name": "x", "label": "X", "today": True, "ends_after": 2.0}] if chance else [],
    )


def tokens(text: str) -> Iterator[str]:
    for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|([{}])|([^\s{},"]+)', text):
        yield match[0]


class Reader:
    """Backward induction over the text of an .efg file, knowing only Gambit's format."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        assert self.tokens[:3] == ["EFG", "2", "R"]
        self.at = 4
        self.players = len(self.group())
        self.at += 1
        self.personal = 0

    def group(self) -> list[str]:
        assert self.tokens[self.at] == "{"
        end = self.tokens.index("}", self.at)
        found = self.tokens[self.at + 1 : end]
        self.at = end + 1
        return found

    def solve(self, weigh: Any) -> np.ndarray:
        kind, name = self.tokens[self.at], self.tokens[self.at + 1]
        if kind == "t":
            self.at += 4
            return np.array([float(x) for x in self.group()])
        if kind == "c":
            self.at += 4
            chances = [float(x) for x in self.group()[1::2]]
            self.at += 1
            assert math.isclose(sum(chances), 1.0)
            return sum((p * self.solve(weigh) for p in chances), np.zeros(self.players))
        assert kind == "p"
        self.personal += 1
        player = int(self.tokens[self.at + 2]) - 1
        self.at += 5
        actions = self.group()
        self.at += 1
        values = np.array([self.solve(weigh) for _ in actions])
        result: np.ndarray = weigh(name.strip('"'), actions, values[:, player]) @ values
        return result


@pytest.mark.parametrize("seed", range(6))
def test_backward_induction_over_the_file_gives_the_same_values(seed: int) -> None:
    game = compile_game(small(seed))
    stages = solve_stages(game)
    text = write_efg(game)
    reader = Reader(text)

    def weigh(node: str, actions: list[str], worth: np.ndarray) -> np.ndarray:
        """Logit; b, where it is lasting and not yet in force, with the hazard of such moves."""
        t = int(node.partition(":")[0])
        later = math.exp(stages.rate * stages.years * t)
        if seed % 2 and set(actions) == {'"nothing"', '"b"'}:
            new = actions.index('"b"')
            odds = math.exp(0.3 * stages.rate * later * (worth[new] - worth[1 - new]))
            stays = math.exp(-1.5 * 0.5 * odds / (1 + odds))
            return np.array([1 - stays, stays] if new == 0 else [stays, 1 - stays])
        weights = np.exp(stages.replies[t].scale * later * (worth - worth.max()))
        found: np.ndarray = weights / weights.sum()
        return found

    values = reader.solve(weigh)
    assert reader.at == len(reader.tokens)
    assert reader.personal > 3
    np.testing.assert_allclose(values, stages.today[game.start], rtol=1e-10)


def test_a_tree_too_large_to_read_is_refused() -> None:
    with pytest.raises(TooLargeError, match="shorten the horizon"):
        write_efg(compile_game(small(0, horizon=4.0)), most_nodes=500)


@pytest.mark.parametrize("seed", range(3))
def test_no_two_nodes_bear_one_label(seed: int) -> None:
    """Gambit refuses a file in which a label comes twice."""
    labels = re.findall(r'^p ("(?:[^"\\]|\\.)*")', write_efg(compile_game(small(seed))), re.M)
    assert len(labels) > 10
    assert len(set(labels)) == len(labels)


def test_chances_sum_to_one_exactly_as_written() -> None:
    """Gambit reads them as exact fractions and refuses anything else."""
    found = re.findall(r'"stays" (\S+) "switches" (\S+)', write_efg(compile_game(small(0))))
    assert found
    assert all(Fraction(a) + Fraction(b) == 1 for a, b in found)


def read_by_gambit(text: str) -> Any:
    """The tree as Gambit itself reads it; skips loudly where it is not installed."""
    if importlib.util.find_spec("pygambit") is None:
        pytest.skip("NOT RUN: pygambit is not installed, so Gambit did not check the trees")
    import pygambit

    return pygambit, pygambit.read_efg(io.StringIO(text))


def payoffs_of(profile: Any, players: Any) -> list[float]:
    """What a profile is worth to each player, by pygambit 16 or 17."""
    if hasattr(profile, "payoff"):
        return [float(profile.payoff(player)) for player in players]
    found = profile.payoffs() if callable(profile.payoffs) else profile.payoffs
    return [float(found[player]) for player in players]


@pytest.mark.parametrize("seed", range(3))
def test_gambit_agrees_on_a_one_step_game(seed: int) -> None:
    game = compile_game(small(seed, horizon=0.5, lasting=False))
    stages = solve_stages(game)
    pygambit, tree = read_by_gambit(write_efg(game))
    profile = pygambit.qre.logit_solve_lambda(tree, float(stages.replies[0].scale))[0].profile
    theirs = payoffs_of(profile, tree.players)
    np.testing.assert_allclose(theirs, stages.today[game.start], rtol=1e-5)


def test_gambit_reads_a_game_of_several_steps() -> None:
    _, tree = read_by_gambit(write_efg(compile_game(small(1))))
    assert len(list(tree.players)) == 2


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("horizon", [0.5, 1.0, 1.5])
def test_the_size_is_known_before_the_tree_is_built(seed: int, horizon: float) -> None:
    game = compile_game(small(seed, horizon=horizon, chance=bool(seed % 2)))
    lines = [x for x in write_efg(game).splitlines() if x[:2] in {"p ", "c ", "t "}]
    assert count_nodes(game) == len(lines)


def test_a_tree_far_too_large_is_refused_at_once() -> None:
    game = compile_game(small(0, horizon=300.0))
    start = time.monotonic()
    with pytest.raises(TooLargeError, match=r"would have (countless|\d.*e\+\d+) nodes"):
        write_efg(game)
    assert time.monotonic() - start < 5


NAMES = [
    "Côte d’Ivoire", 'the "Front"', "a\\b", "Северная", " two  gaps ", "line\nend", "Łódź & Søn",
    "中国", "x\u200by", "é" * 400,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_gambit_reads_every_name_and_the_real_one_can_be_had_back(name: str) -> None:
    standoff = small(1, horizon=0.5)
    players = tuple(p.model_copy(update={"name": name}) for p in standoff.players)
    changed = standoff.model_copy(update={"players": players, "title": name, "question": name})
    text = write_efg(compile_game(changed))
    assert text.isascii()
    comment = text.splitlines()[1]
    assert f"= {name}" in html.unescape(comment)
    _, tree = read_by_gambit(text)
    assert len({str(player) for player in tree.players}) == 2


@given(st.lists(st.text(max_size=300), max_size=5))
def test_labels_are_ascii_and_no_two_alike(texts: list[str]) -> None:
    labels = clean_labels(texts, "player")
    assert len(set(labels)) == len(labels) == len(texts)
    for label in labels:
        assert label.isascii()
        assert label.isprintable()
        assert label == " ".join(label.split()) != ""
        assert not set(label) & {'"', "\\"}
    assert spell_out(labels, labels) == ""
