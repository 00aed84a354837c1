"""A route from today's state in words: how it goes, and what the subject has in hand."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.solving.stability.explaining.words import Words, possessive
from countermove.solving.stability.models.moves import Move
from countermove.solving.stability.questions.reasons import compare_states

__all__ = ["word_hand", "word_route"]


def word_route(words: Words, state: int, path: Sequence[Move], *, willing: bool) -> str:
    """How the state comes about by a path; an empty path leads nowhere."""
    what = words.quoted(state)
    if not path:
        return f"{capital(what)} cannot be reached from today's state."
    how = f"To {what}: {words.moves(path)}"
    if willing:
        return f"{how}; each mover gains by its own move."
    against = [m for m in path if compare_states(words.model, m.player, m.end, m.start) <= 0]
    names = sorted({words.player(m.player) for m in against})
    whose = "its" if len(names) == 1 else "their"
    return f"{how}; but {join(names)} would have to move against {whose} interest."


def word_hand(
    words: Words,
    subject: int,
    path: Sequence[Move],
    brought: Sequence[Move] | None,
    blocked: Sequence[Move] | None,
    *,
    alone: bool,
) -> str:
    """Whether the subject can bring the state about (by a path), and whether it can block it."""
    who = capital(words.player(subject))
    bringing = f"{who} can do that alone" if alone else word_bringing(words, subject, path, brought)
    if blocked is None:
        return f"{bringing}; it cannot block it."
    if not blocked:
        return f"{bringing}; it does not come about against {possessive(who)} will."
    return f"{bringing}; to block it, it would have to {deed(words, blocked[0])}."


def word_bringing(
    words: Words, subject: int, path: Sequence[Move], brought: Sequence[Move] | None
) -> str:
    """Whether others go on willingly from a move of the subject, or from its staying put."""
    who = capital(words.player(subject))
    if brought is None:
        return f"{who} cannot bring it about with what others would do willingly"
    if not brought or brought[0].player != subject:
        return f"It comes about if {who} stays as it is"
    if path and path[0] == brought[0]:
        return f"{who} can begin this, and others would go on willingly"
    return f"{who} can bring it about: it would have to {deed(words, brought[0])} first"


def deed(words: Words, move: Move) -> str:
    """What one move does."""
    return words.deed(move.start, move.end)
