"""What becomes of a snapshot's equilibria under strength, unknown comparisons, misperception.

The main verdicts take every ranking as complete and every state as seen. Where a player has
`much`, `unknown` or `unseen`, the same snapshot is judged again with them: once for each
extension to unknown comparisons (`concepts/unknown.py`), for strong stability
(`concepts/strength.py`), and with every player judging in its own view (`hypergames.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal

from countermove.phrasing.letters import capital
from countermove.records.stability import CONCEPTS, Concept, Refinement
from countermove.solving.stability.explaining.option_words import OptionWords
from countermove.solving.stability.explaining.words import list_states
from countermove.solving.stability.judge import Strength, Treatment, list_treatments
from countermove.solving.stability.models.doubts import Doubts, build_views
from countermove.solving.stability.models.models import GraphModel
from countermove.solving.stability.questions.hypergames import judge_hypergame

__all__ = ["describe_refinements", "sum_refinements"]

JUDGED: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")
LEAVES = {
    "a": "each leaves for what it cannot compare, and only what is known to be no better deters",
    "b": "each stays unless the gain is known, and only what is known to be no better deters",
    "c": "each leaves for what it cannot compare, and is deterred by it too",
    "d": "each stays unless the gain is known, and is deterred by what it cannot compare",
}


def describe_refinements(
    words: OptionWords, doubts: Doubts, concepts: Sequence[Concept]
) -> tuple[Refinement, ...]:
    """The equilibria under every refinement that the doubts call for; none where none."""
    strengths: list[Strength] = ["any"] * (doubts.unknown or doubts.unlike)
    strengths += ["strong"] * doubts.strong
    if not strengths:
        return ()
    views = build_views(words.shot, doubts)
    return tuple(
        refine(words, views, concept, treatment, doubts.unlike)
        for treatment, concept in product(list_treatments(doubts.unknown, strengths), concepts)
        if concept in JUDGED
    )


def refine(
    words: OptionWords,
    views: Sequence[GraphModel],
    concept: Concept,
    treatment: Treatment,
    perceived: bool,
) -> Refinement:
    """One concept under one treatment, everybody judging in its own view."""
    extension, strength = treatment
    found = judge_hypergame(views, concept, unknown=extension, strength=strength).equilibria
    state = dict(pair for view in views for pair in view.named_patterns())
    states = words.best_first(words.shot.subject, [state[label] for label in found])
    kind: Literal["", "strong"] = "strong" if strength == "strong" else ""
    return Refinement(
        concept=concept,
        extension=extension or "",
        strength=kind,
        perceived=perceived,
        states=tuple(words.number(s) for s in states),
        sentence=word_refinement(words, states, concept, treatment, perceived),
    )


def word_refinement(
    words: OptionWords,
    states: Sequence[int],
    concept: Concept,
    treatment: Treatment,
    perceived: bool,
) -> str:
    """A refinement in a sentence."""
    leads = ["as every side sees it"] if perceived else []
    leads += [f"where {LEAVES[treatment.extension]}"] if treatment.extension else []
    kind = word_kind(concept, treatment.strength == "strong")
    what = f"{kind}: {list_states(words, states)}" if states else f"no state is {kind}"
    return capital(", ".join([*leads, what])) + "."


def word_kind(concept: Concept, strong: bool) -> str:
    """What a state is under a concept, in words."""
    return f"{'strongly ' if strong else ''}stable ({CONCEPTS[concept]})"


def sum_refinements(words: OptionWords, found: Sequence[Refinement]) -> str:
    """What the refinements come to, in sentences: by SEQ, or the first concept used."""
    concepts = [r.concept for r in found]
    if not concepts:
        return ""
    concept = "SEQ" if "SEQ" in concepts else concepts[0]
    asked = [r for r in found if r.concept == concept]
    told = [r.sentence for r in asked if not r.extension]
    for strong in (False, True):
        extended = [r for r in asked if r.extension and bool(r.strength) == strong]
        if extended:
            told.append(word_extensions(words, extended))
    return " ".join(told)


def word_extensions(words: OptionWords, found: Sequence[Refinement]) -> str:
    """What holds under all four extensions to unknown comparisons, and what under some."""
    state = {number: state for state, number in words.positions.items()}
    sets = [set(r.states) for r in found]
    always, ever = set.intersection(*sets), set.union(*sets)
    kind = word_kind(found[0].concept, bool(found[0].strength))
    seen = ", as every side sees it" if found[0].perceived else ""

    def listed(numbers: set[int]) -> str:
        return list_states(words, words.best_first(words.shot.subject, [state[n] for n in numbers]))

    text = f"However what cannot be compared is treated (a to d){seen}, "
    text += f"{kind}: {listed(always)}." if always else f"no state is {kind}."
    return text + (f" In some of the four ways only: {listed(ever - always)}." * (ever != always))
