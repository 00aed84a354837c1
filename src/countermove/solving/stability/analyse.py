"""One snapshot of a stand-off, analysed and put into words: what `solve` shows of stability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np

from countermove.phrasing.lists import join
from countermove.records.errors import TooLargeError
from countermove.records.progress import Progress, silent
from countermove.records.stability import CONCEPTS, Concept, Refinement, Removal, Stability
from countermove.records.standoffs import Standoff
from countermove.solving.stability.concepts.coalitions import acting_groups, judged_in_options
from countermove.solving.stability.estimate import Meter
from countermove.solving.stability.explaining.analysis import (
    MOST_LISTED,
    Analysis,
    list_equilibria,
    rank_equilibria,
)
from countermove.solving.stability.explaining.breaches import find_breaches
from countermove.solving.stability.explaining.explainer import Explainer
from countermove.solving.stability.explaining.option_words import OptionWords
from countermove.solving.stability.explaining.refinements import (
    describe_refinements,
    sum_refinements,
)
from countermove.solving.stability.explaining.removals import describe_removal
from countermove.solving.stability.explaining.routes import describe_routes
from countermove.solving.stability.explaining.wishes import describe_wishes
from countermove.solving.stability.explaining.words import list_states
from countermove.solving.stability.judge import Treatment, equilibria, judge
from countermove.solving.stability.models.doubts import find_doubts
from countermove.solving.stability.models.models import OptionModel, Verdicts
from countermove.solving.stability.models.snapshots import OneOff, When, take_snapshot
from countermove.solving.stability.questions.negotiation import remove_options

__all__ = ["DEFAULT_CONCEPTS", "analyse", "describe_difference"]

DEFAULT_CONCEPTS: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")
NO_LONGER = "No longer stable when the clock has run out"
ONLY_THEN = "Stable only then"
MOST_FIRM = 1000
MOST_NAMED = 4
MOST_COALITION_STATES = 1 << 14
MOST_REMOVAL_OPTIONS = 16


def analyse(
    standoff: Standoff,
    snapshot: When,
    concepts: Sequence[Concept] = DEFAULT_CONCEPTS,
    *,
    progress: Progress = silent,
    horizon: int = 3,
    wanted: Sequence[Sequence[str]] = (),
    once: OneOff = "spread",
    most_listed: int = MOST_LISTED,
) -> Stability:
    """What is stable in one snapshot of a stand-off, and why.

    `wanted` are states (sets of options in force) to answer the inverse question for; by
    default the subject's best state. `horizon` is that of LMH. `once`: see `take_snapshot`.
    `progress` is told how far it is once two seconds have passed.

    Raises:
        StandoffError: no state is feasible, or today's state breaks a rule.
        TooLargeError: it will not fit in memory.
    """
    meter = Meter(progress, 9)
    shot = take_snapshot(standoff, snapshot, once=once)
    verdicts, unjudged = judge_all(shot.model, concepts, horizon, meter.within(4))
    words = OptionWords(standoff, shot)
    players = shot.model.players
    analysis = Analysis(
        words=words,
        explainers=(Explainer(words, horizon),) * len(players),
        verdicts={(Treatment(), c): v for c, v in verdicts.items()},
        subject=shot.subject,
        today=shot.today,
        order=[players.index(p.id) for p in standoff.players],
    )
    found, total = rank_equilibria(analysis, most_listed)
    meter.step("reasons and coalitions")
    groups = acting_groups(shot.model) if found else []
    together, too_long = divide_concepts(analysis, groups)
    breaches = find_breaches(analysis, groups, found, together)
    listed = list_equilibria(analysis, found, breaches)
    meter.step("the inverse question")
    wishes = describe_wishes(words, wanted_states(words, wanted), analysis.concepts)
    meter.step("options off the table")
    removals = list_removals(analysis, words)
    meter.step("routes from today")
    routes = describe_routes(analysis, found)
    meter.step("strength, unknown comparisons and unseen states")
    refinements, doubtful = list_refinements(standoff, words, analysis.concepts)
    firm = analysis.firm()
    sentence = f"{sum_up(analysis, words, found, len(firm))} {sum_refinements(words, refinements)}"
    today = words.number(shot.today)
    today_reasons = analysis.today_reasons()
    return Stability(
        snapshot=snapshot,
        players=tuple(p.id for p in standoff.players),
        subject=standoff.subject,
        concepts=analysis.concepts,
        feasible=int(np.count_nonzero(shot.model.feasible)),
        states=words.records(),
        today=today,
        today_reasons=today_reasons,
        counts={c: len(equilibria(shot.model, v)) for c, v in verdicts.items()},
        equilibria=listed,
        unlisted=total - len(found),
        firm=list_firm(words, firm),
        firm_count=len(firm),
        routes=routes,
        wishes=wishes,
        removals=removals,
        refinements=refinements,
        left_out=(
            *list_barred(words),
            *unjudged,
            *list_unasked(shot.model, too_long),
            *doubtful,
        ),
        sentence=sentence.rstrip(),
    )


def divide_concepts(
    analysis: Analysis, groups: Sequence[tuple[int, ...]]
) -> tuple[list[Concept], list[Concept]]:
    """The concepts under which coalitions are judged, and those that would take too long.

    What needs a list of all moves is judged up to some number of states.
    """
    count = len(analysis.model.players)
    few = len(analysis.model.states()) <= MOST_COALITION_STATES
    asked: list[Concept] = [c for c in analysis.concepts if c != "FH"]
    quick: list[Concept] = [
        c for c in asked if few or all(judged_in_options(c, g, count) for g in groups)
    ]
    return quick, [c for c in asked if c not in quick]


def list_barred(words: OptionWords) -> list[str]:
    """The chances that the rules keep as they are today, though they would have changed."""
    labels = {c.name: c.label for c in words.standoff.chance}
    return [
        f"“{labels[name]}” stays as it is today: the rules do not let it change, or not beside "
        "what changes sooner"
        for name in words.shot.barred
    ]


def list_unasked(model: OptionModel, too_long: Sequence[Concept]) -> list[str]:
    """The questions that are not asked of the snapshot, and why."""
    coalitions = f"coalitions under {join(too_long)}: too many states; ask about single groups"
    removals = f"taking options off the table: more than {MOST_REMOVAL_OPTIONS} options"
    notes = [coalitions] * bool(too_long)
    return notes + [removals] * (len(model.options) > MOST_REMOVAL_OPTIONS)


def wanted_states(words: OptionWords, wanted: Sequence[Sequence[str]]) -> list[int]:
    """The states asked for, or the subject's best: of several, the one with fewest changes."""
    rank = words.model.rank[words.shot.subject]
    best = np.flatnonzero(rank == rank.max()).tolist()
    named = [words.model.pattern(names) for names in wanted]
    return named or [words.nearest(words.shot.today, best)]


def list_removals(analysis: Analysis, words: OptionWords) -> tuple[Removal, ...]:
    """The negotiation question, by sequential stability, where options are few enough."""
    model = words.model
    if len(model.options) > MOST_REMOVAL_OPTIONS:
        return ()
    found = {model.options[r.option]: r for r in remove_options(model, words.shot.today)}
    return tuple(
        describe_removal(analysis, o.name, o.label, player, found[o.name])
        for player, o in words.standoff.options()
    )


def list_refinements(
    standoff: Standoff, words: OptionWords, concepts: Sequence[Concept]
) -> tuple[tuple[Refinement, ...], tuple[str, ...]]:
    """The refinements that the stand-off calls for, and why they are left out if they are."""
    if not any(p.much or p.unknown or p.unseen for p in standoff.players):
        return (), ()
    try:
        doubts = find_doubts(standoff, words.shot)
    except TooLargeError as error:
        return (), (error.message,)
    return describe_refinements(words, doubts, concepts), ()


def judge_all(
    model: OptionModel,
    concepts: Sequence[Concept],
    horizon: int,
    progress: Progress,
) -> tuple[dict[Concept, Verdicts], tuple[str, ...]]:
    """Verdicts under every concept asked for, and why one is left out that would take too long."""
    quick: list[Concept] = [c for c in concepts if c not in ("SIM", "FH", "LMH", "NM")]
    meter = Meter(progress, len(concepts))
    left_out = []
    result = judge(model, quick, progress=meter.within(len(quick)))
    for concept in concepts:
        if concept not in result:
            try:
                result |= judge(model, [concept], horizon=horizon, progress=meter.within(1))
            except TooLargeError as error:
                left_out.append(f"{concept}: {error.message}")
    return {c: result[c] for c in concepts if c in result}, tuple(left_out)


def list_firm(words: OptionWords, firm: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The firm equilibria by their options, where they are not too many to list."""
    few = firm if len(firm) <= MOST_FIRM else []
    return tuple(words.sort(words.model.in_force(s)) for s in few)


def sum_up(analysis: Analysis, words: OptionWords, found: Sequence[int], firm: int) -> str:
    """The snapshot in a sentence or two: what holds today, and the `firm` equilibria.

    Of those, which hold in the Nash or sequential sense, the first few of `found` are named.
    """
    when = "Now" if words.shot.when == "now" else "When the clock has run out"
    held = analysis.held(words.shot.today)
    kind = f"stable ({join([CONCEPTS[c] for c in held])})"
    today = f"today's state is {kind if held else 'not stable under any concept used'}"
    if not firm:
        return f"{when}, {today}; no state is stable in the Nash or sequential sense."
    named = [s for s in found if {"NASH", "SEQ"} & analysis.held(s).keys()]
    listed = list_states(words, named, 3, firm)
    return f"{when}, {today}. Stable in the Nash or sequential sense: {listed}."


def describe_difference(now: Stability, later: Stability) -> str:
    """What changes between the two snapshots, in words."""
    if any(shot.firm_count > len(shot.firm) for shot in (now, later)):
        return (
            f"{now.firm_count:,} states are stable in the Nash or sequential sense now, "
            f"{later.firm_count:,} when the clock has run out: too many to compare one by one."
        )
    before, after = (set(map(frozenset, shot.firm)) for shot in (now, later))
    if before == after:
        return "The same states are stable now and later."
    labels = {frozenset(v.options): v.short for shot in (later, now) for v in shot.states}
    parts = (
        name_some(before - after, labels, NO_LONGER),
        name_some(after - before, labels, ONLY_THEN),
    )
    return " ".join(filter(None, parts))


def name_some(states: Set[frozenset[str]], labels: Mapping[frozenset[str], str], text: str) -> str:
    """A few of the states after a text, and how many more there are; nothing where none."""
    named = sorted(labels[s] for s in states if s in labels)[:MOST_NAMED]
    rest = len(states) - len(named)
    more = (
        [f"{rest} more"] if rest and named else [f"{rest} states that are not listed"] * bool(rest)
    )
    return f"{text}: {'; '.join([*named, *more])}." if states else ""
