"""Readings of each player after all observed moves, and the answer under each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from countermove.phrasing.numbers import fine_per_cent
from countermove.records.number_table import load_numbers
from countermove.records.results import Diagnosis, ReadingUpdate
from countermove.records.standoffs import Move, Reading, Standoff
from countermove.solving.diagnosing.likelihoods import likelihood_of
from countermove.solving.diagnosing.matrix import fill_matrix
from countermove.solving.diagnosing.readings import adopt
from countermove.solving.play.draws import solve_draws
from countermove.solving.play.game import compile_game

__all__ = ["diagnose", "update"]

LEAST_RATIO = load_numbers("solving/data/telling.tsv")["least_ratio"]
"""A move whose greatest likelihood is not this many times the least teaches nothing."""


def diagnose(standoff: Standoff) -> tuple[Diagnosis, ...]:
    """One diagnosis for each player of whom there are rival readings, in the file's order.

    Raises:
        StandoffError: an observed move could not have been made.
    """
    players = [p.id for p in standoff.players]
    return tuple(
        diagnose_player(standoff, id, readings)
        for id in players
        if len(readings := tuple(r for r in standoff.readings if r.player == id)) > 1
    )


def diagnose_player(standoff: Standoff, player: str, readings: tuple[Reading, ...]) -> Diagnosis:
    """The readings of one player updated by each of its observed moves in turn."""
    prior = normalise({r.name: r.prior for r in readings})
    belief, updates, evidence = prior, [], {}
    moves = [m for m in standoff.moves if m.player == player]
    for number, move in enumerate(moves, start=1):
        likelihoods = {r.name: found for r, found in expect(standoff, readings, move)}
        title = f"{number}. {describe(standoff, move)}"
        belief = update(belief, likelihoods)
        updates.append(record(standoff, readings, move, likelihoods, belief))
        evidence[title] = likelihoods
    return Diagnosis(
        player=player,
        labels={r.name: r.label for r in readings},
        prior=prior,
        posterior=belief,
        updates=tuple(updates),
        matrix=fill_matrix([r.name for r in readings], evidence) if evidence else None,
        answers=dict(answer_all(standoff, readings)),
    )


def expect(
    standoff: Standoff, readings: tuple[Reading, ...], move: Move
) -> Iterator[tuple[Reading, float]]:
    """How likely a move is under each reading; each is a game of its own, on its own thread.

    Chances put in by hand stand as they are.
    """
    if move.chances:
        yield from ((r, move.chances[r.name]) for r in readings)
        return
    with ThreadPoolExecutor() as pool:
        yield from zip(
            readings, pool.map(lambda r: likelihood_of(standoff, r, move), readings), strict=True
        )


def answer_all(standoff: Standoff, readings: tuple[Reading, ...]) -> Iterator[tuple[str, str]]:
    """The subject's best course under each reading."""
    with ThreadPoolExecutor() as pool:
        names = [r.name for r in readings]
        yield from zip(names, pool.map(partial(answer_under, standoff), readings), strict=True)


def update(belief: dict[str, float], likelihoods: dict[str, float]) -> dict[str, float]:
    """Bayes's rule; where every reading rules the move out, the belief stays as it was."""
    joint = {name: p * likelihoods[name] for name, p in belief.items()}
    return normalise(joint) if sum(joint.values()) > 0 else belief


def normalise(weights: dict[str, float]) -> dict[str, float]:
    """Weights as shares of 1; equal ones where all are 0."""
    total = sum(weights.values())
    if total == 0:
        return dict.fromkeys(weights, 1 / len(weights))
    return {name: weight / total for name, weight in weights.items()}


def record(
    standoff: Standoff,
    readings: tuple[Reading, ...],
    move: Move,
    likelihoods: dict[str, float],
    posterior: dict[str, float],
) -> ReadingUpdate:
    """What one move says, in numbers and words."""
    greatest, least = max(likelihoods.values()), min(likelihoods.values())
    ratio = greatest / least if least > 0 else float(np.finfo(np.float64).max)
    return ReadingUpdate(
        player=move.player,
        move=describe(standoff, move),
        event=move.event,
        likelihoods=likelihoods,
        posterior=posterior,
        ratio=ratio,
        teaches=ratio >= LEAST_RATIO,
        sentence=explain(readings, likelihoods, ratio),
    )


def explain(readings: tuple[Reading, ...], likelihoods: dict[str, float], ratio: float) -> str:
    """Which reading expected the move and which did not, or that it teaches nothing."""
    labels = {r.name: r.label for r in readings}
    order = sorted(likelihoods, key=lambda name: (-likelihoods[name], name))
    most, least = order[0], order[-1]
    if ratio < LEAST_RATIO:
        return (
            "Every reading expects this move about equally "
            f"({fine_per_cent(likelihoods[least])} to {fine_per_cent(likelihoods[most])}): "
            "it teaches nothing."
        )
    times = f"{ratio:.3g} times" if ratio < 1e6 else "more than a million times"
    return (
        f"{times} as likely if “{labels[most]}” ({fine_per_cent(likelihoods[most])}) "
        f"as if “{labels[least]}” ({fine_per_cent(likelihoods[least])})."
    )


def describe(standoff: Standoff, move: Move) -> str:
    """A piece of evidence in words."""
    if not move.option:
        return move.why
    name = standoff.player(move.player).name
    label = standoff.labels()[move.option]
    return f"{name} {'began' if move.on else 'ended'}: {label}"


def answer_under(standoff: Standoff, reading: Reading) -> str:
    """The subject's best course to take up now if a reading is right."""
    game = compile_game(adopt(standoff, reading), kept=False)
    draws = solve_draws(game, kept=False)
    return game.courses[int(np.argmax(draws.now[0, :, 0]))].name
