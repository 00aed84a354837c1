"""How equilibria come about from today's state, as records and in words."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.stability import Route
from countermove.solving.stability.explaining.analysis import Analysis
from countermove.solving.stability.explaining.words import Words, possessive
from countermove.solving.stability.models.models import Move
from countermove.solving.stability.questions.evolution import Evolution, trace
from countermove.solving.stability.questions.reasons import compare_states

__all__ = ["describe_routes"]


def describe_routes(analysis: Analysis, states: Sequence[int]) -> tuple[Route, ...]:
    """A route to every state: who moves, whether willingly, and the subject's part in it."""
    found = trace(analysis.model, analysis.subject, analysis.today, states)
    pairs = zip(states, found, strict=True)
    return tuple(describe_route(analysis, state, evolution) for state, evolution in pairs)


def describe_route(analysis: Analysis, state: int, found: Evolution) -> Route:
    """The route to one state."""
    words = analysis.words
    return Route(
        to=words.number(state),
        reachable=found.path is not None,
        willing=found.willing,
        steps=words.steps(found.path or ()),
        alone=found.alone,
        brought_about=None if found.brought is None else words.steps(found.brought),
        blocked_by=None if found.blocked is None else words.steps(found.blocked),
        sentence=word_evolution(words, analysis.subject, state, found),
    )


def word_evolution(words: Words, subject: int, state: int, found: Evolution) -> str:
    """How a state comes about, and what the subject has in hand."""
    if found.path == ():
        return "It is today's state."
    what = words.quoted(state)
    if found.path is None:
        return f"{capital(what)} cannot be reached from today's state."
    told = f"To {what}: {words.moves(found.path)}{word_willing(words, found)}."
    return f"{told} {word_hand(words, subject, found)}"


def word_willing(words: Words, found: Evolution) -> str:
    """Whether everybody on the path gains by its own move, and who does not."""
    if found.willing:
        return "; each mover gains by its own move"
    path = found.path or ()
    against = [m for m in path if compare_states(words.model, m.player, m.end, m.start) <= 0]
    names = sorted({words.player(m.player) for m in against})
    whose = "its" if len(names) == 1 else "their"
    return f"; but {join(names)} would have to move against {whose} interest"


def word_hand(words: Words, subject: int, found: Evolution) -> str:
    """Whether the subject can bring the state about, and whether it can block it."""
    who = capital(words.player(subject))
    bringing = f"{who} can do that alone" if found.alone else word_bringing(words, subject, found)
    if found.blocked is None:
        return f"{bringing}; it cannot block it."
    if not found.blocked:
        return f"{bringing}; it does not come about against {possessive(who)} will."
    return f"{bringing}; to block it, it would have to {deed(words, found.blocked[0])}."


def word_bringing(words: Words, subject: int, found: Evolution) -> str:
    """Whether others go on willingly from a move of the subject, or from its staying put."""
    who, brought = capital(words.player(subject)), found.brought
    if brought is None:
        return f"{who} cannot bring it about with what others would do willingly"
    if not brought or brought[0].player != subject:
        return f"It comes about if {who} stays as it is"
    if found.path and found.path[0] == brought[0]:
        return f"{who} can begin this, and others would go on willingly"
    return f"{who} can bring it about: it would have to {deed(words, brought[0])} first"


def deed(words: Words, move: Move) -> str:
    """What one move does."""
    return words.deed(move.start, move.end)
