"""`analyse_conflict`: a conflict file in full, as `analyse` does a snapshot of a stand-off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.phrasing.lists import join
from countermove.records.conflict_solutions import ConflictSolution
from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError
from countermove.records.progress import Progress, silent
from countermove.records.stability import Concept, Removal, StateView
from countermove.solving.stability.concepts.coalitions import acting_groups
from countermove.solving.stability.conflicts.conflict_models import ConflictModels
from countermove.solving.stability.conflicts.judge_conflict import judge_conflict, list_judgements
from countermove.solving.stability.conflicts.remove_from_conflict import remove_from_conflict
from countermove.solving.stability.conflicts.solve_conflict import check_concept
from countermove.solving.stability.estimate import Meter
from countermove.solving.stability.explaining.analysis import (
    MOST_LISTED,
    Analysis,
    list_equilibria,
    rank_equilibria,
)
from countermove.solving.stability.explaining.breaches import find_breaches
from countermove.solving.stability.explaining.explainer import Explainer
from countermove.solving.stability.explaining.removals import describe_removal
from countermove.solving.stability.explaining.routes import describe_routes
from countermove.solving.stability.explaining.wishes import describe_wishes

__all__ = ["analyse_conflict"]

ALL_CONCEPTS: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR", "FH", "LMH", "NM")
MOST_MOVES = 100_000
MOST_FORESEEN = 1000


def analyse_conflict(
    conflict: Conflict,
    concepts: Sequence[Concept] | None = None,
    *,
    subject: str | None = None,
    horizon: int = 3,
    wanted: Sequence[str] = (),
    progress: Progress = silent,
) -> ConflictSolution:
    """Everything about a conflict: who is held where, why, and what would move it.

    `concepts` are all by default, without NM where there are more than a thousand states.
    `subject` is the player whose part in it is told (the first by default), `wanted` names
    states to answer the inverse question for (the subject's best by default), `horizon` is
    that of LMH. `progress` is told how far it is once two seconds have passed.

    Raises:
        InputError: a player has no preferences, or there is no such player or state.
        SettingsError: there is no such concept.
    """
    check_names(conflict, concepts or (), subject, wanted)
    models = ConflictModels(conflict)
    chosen = concepts or usual_concepts(conflict)
    meter = Meter(progress, len(chosen) + 4)
    verdicts, unjudged = judge_conflict(models, chosen, horizon, meter)
    players = models.graph.players
    analysis = Analysis(
        words=models.words,
        explainers=explainers_of(models, horizon),
        verdicts=verdicts,
        subject=players.index(subject) if subject else 0,
        today=[*conflict.states].index(conflict.today) if conflict.today else 0,
        order=range(len(players)),
    )
    too_long = len(models.graph.targets) > MOST_MOVES
    meter.step("reasons and coalitions")
    found, total = rank_equilibria(analysis, MOST_LISTED)
    groups = [] if models.perceived or too_long else sorted(acting_groups(models.graph))
    together = [c for c in analysis.concepts if c != "FH"]
    breaches = find_breaches(analysis, groups, found, together)
    equilibria = list_equilibria(analysis, found, breaches)
    today_reasons = analysis.today_reasons()
    meter.step("routes from today")
    routes = () if too_long else describe_routes(analysis, found)
    meter.step("the inverse question")
    words = models.view_words[0]
    states = [words.located[s] for s in wanted_states(analysis, wanted)] if models.plain else []
    wishes = describe_wishes(words, states, analysis.concepts)
    meter.step("options off the table")
    removals = list_removals(models, analysis, too_long)
    return ConflictSolution(
        title=conflict.title,
        source=conflict.source,
        players={p.id: p.name or p.id for p in conflict.players},
        subject=players[analysis.subject],
        concepts=analysis.concepts,
        horizon=horizon,
        perceived=models.perceived,
        states=view_states(models),
        today=analysis.today,
        judgements=list_judgements(models, verdicts),
        equilibria=equilibria,
        unlisted=total - len(found),
        today_reasons=today_reasons,
        routes=routes,
        wishes=wishes,
        removals=removals,
        left_out=(
            *list_skipped(concepts, conflict),
            *unjudged,
            *list_unasked(models, too_long),
        ),
        sentence=sum_up(analysis),
    )


def explainers_of(models: ConflictModels, horizon: int) -> tuple[Explainer, ...]:
    """By player: what explains its verdicts; one for all who see the same."""
    made = {id(words): Explainer(words, horizon) for words in models.view_words}
    return tuple(made[id(words)] for words in models.view_words)


def usual_concepts(conflict: Conflict) -> tuple[Concept, ...]:
    """All concepts that do not take too long."""
    few = len(conflict.states) <= MOST_FORESEEN
    return tuple(c for c in ALL_CONCEPTS if few or c != "NM")


def list_skipped(concepts: Sequence[Concept] | None, conflict: Conflict) -> list[str]:
    """What is said of concepts that are not judged unless asked for."""
    if concepts or usual_concepts(conflict) == ALL_CONCEPTS:
        return []
    return [f"NM: more than {MOST_FORESEEN} states; it is judged if asked for"]


def list_unasked(models: ConflictModels, too_long: bool) -> list[str]:
    """The questions that are not asked of the conflict, and why."""
    many = f"more than {MOST_MOVES} moves"
    notes = []
    if models.perceived:
        notes.append("coalitions: not judged where players see different states")
    elif too_long:
        notes.append(f"coalitions: {many}")
    if not models.conflict.today:
        notes.append("the status quo: the file names none, so its first state is taken")
    if too_long:
        notes.append(f"routes: {many}")
    if not models.plain:
        notes.append("the inverse question: it needs complete rankings of states that all see")
    if can_remove(models) and too_long and models.options is None:
        notes.append(f"options off the table: {many}")
    return notes


def check_names(
    conflict: Conflict, concepts: Sequence[Concept], subject: str | None, wanted: Sequence[str]
) -> None:
    """Refuse names of nothing."""
    for concept in concepts:
        check_concept(concept)
    ids = [p.id for p in conflict.players]
    if subject is not None and subject not in ids:
        raise InputError(f"there is no player {subject!r}; there are {', '.join(ids)}")
    for name in wanted:
        if name not in conflict.states:
            raise InputError(
                f"there is no state {name!r}; there are {', '.join(list(conflict.states)[:30])}"
            )


def view_states(models: ConflictModels) -> tuple[StateView, ...]:
    """Every state, in the order of the file, with its place in the rankings of who sees it."""
    words, rank = models.words, models.graph.relations.rank
    places = rank.max(axis=1)[:, None] - rank + 1
    seen = [words.located for words in models.view_words]
    return tuple(
        StateView(
            options=words.options(s) or (),
            label=words.label(s),
            short=name,
            places={
                p: int(places[i, s]) for i, p in enumerate(models.graph.players) if s in seen[i]
            },
        )
        for s, name in enumerate(models.graph.labels)
    )


def wanted_states(analysis: Analysis, wanted: Sequence[str]) -> list[int]:
    """The states asked for, or the subject's best: today's if it is among them."""
    rank = analysis.graph.relations.rank[analysis.subject]
    named = [analysis.graph.labels.index(name) for name in wanted]
    best = np.flatnonzero(rank == rank.max()).tolist()
    return named or [analysis.words.nearest(analysis.today, best)]


def can_remove(models: ConflictModels) -> bool:
    """Whether the negotiation question makes sense: states are made of options."""
    return bool(models.conflict.options) and not models.conflict.moves and models.plain


def list_removals(
    models: ConflictModels, analysis: Analysis, too_long: bool
) -> tuple[Removal, ...]:
    """The negotiation question, by sequential stability."""
    if not can_remove(models) or (too_long and models.options is None):
        return ()
    found = remove_from_conflict(models, analysis.today)
    return tuple(
        describe_removal(analysis, o.name, o.label or o.name, o.player, removed)
        for o, removed in zip(models.conflict.options, found, strict=True)
    )


def sum_up(analysis: Analysis) -> str:
    """What is stable, in a sentence."""
    ranked, _ = rank_equilibria(analysis, analysis.graph.size)
    firm = set(analysis.firm())
    named = [analysis.graph.labels[s] for s in ranked if s in firm]
    if not named:
        return "No state is stable for everybody in the Nash or sequential sense."
    which = "state" if len(named) == 1 else "states"
    rest = len(named) - MOST_LISTED
    listed = [*named[:MOST_LISTED], f"{rest} more"] if rest > 0 else named
    return f"Stable for everybody in the Nash or sequential sense: {which} {join(listed)}."
