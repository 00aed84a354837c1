"""One snapshot of a stand-off, analysed and put into words: what `solve` shows of stability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from countermove.records.errors import TooLargeError
from countermove.records.stability import (
    Breach,
    Concept,
    Equilibrium,
    Reason,
    Removal,
    Stability,
    Wish,
)
from countermove.records.standoffs import Standoff
from countermove.solving.stability.concepts.coalitions import every_group
from countermove.solving.stability.estimate import Meter, Progress
from countermove.solving.stability.explaining.doubts import describe_refinements, sum_refinements
from countermove.solving.stability.explaining.option_routes import describe_routes
from countermove.solving.stability.explaining.state_records import Views
from countermove.solving.stability.explaining.summaries import (
    describe_removals,
    describe_wish,
    sum_up,
)
from countermove.solving.stability.explaining.verdict_records import STRICTEST, Teller
from countermove.solving.stability.judge import equilibria as find_equilibria
from countermove.solving.stability.judge import judge, judge_groups
from countermove.solving.stability.models.models import OptionModel, Verdicts
from countermove.solving.stability.models.snapshots import OneOff, Snapshot, When, take_snapshot

__all__ = ["DEFAULT_CONCEPTS", "analyse", "describe_difference"]

DEFAULT_CONCEPTS: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR")
Found = tuple[int, tuple[Concept, ...]]
"""An equilibrium and the concepts under which it is one."""
NO_LONGER = "No longer stable when the clock has run out"
ONLY_THEN = "Stable only then"
MOST_LISTED = 24
MOST_FIRM = 1000
MOST_NAMED = 4
MOST_COALITION_STATES = 1 << 14
MOST_REMOVAL_OPTIONS = 16


def analyse(
    standoff: Standoff,
    snapshot: When,
    concepts: Sequence[Concept] = DEFAULT_CONCEPTS,
    *,
    progress: Progress | None = None,
    horizon: int = 3,
    wanted: Sequence[Sequence[str]] = (),
    once: OneOff = "spread",
    most_listed: int = MOST_LISTED,
) -> Stability:
    """What is stable in one snapshot of a stand-off, and why.

    `wanted` are states (sets of options in force) to answer the inverse question for; by
    default the subject's best state. `horizon` is that of LMH. `once`: see `take_snapshot`.
    `progress` is called with the share done and a word once two seconds have passed.

    Raises:
        StandoffError: no state is feasible, or today's state breaks a rule.
        TooLargeError: it will not fit in memory.
    """
    meter = Meter(progress, 9)
    shot = take_snapshot(standoff, snapshot, once=once)
    left_out: list[str] = []
    verdicts = judge_all(shot.model, concepts, horizon, meter.within(4), left_out)
    work = Work(shot.model, Views(standoff, shot), tuple(verdicts), verdicts, horizon)
    views = work.views
    found, total = rank_equilibria(work, most_listed)
    meter.step("reasons and coalitions")
    equilibria = list_equilibria(work, found, left_out)
    meter.step("the inverse question")
    wishes = list_wishes(work, shot, wanted)
    meter.step("options off the table")
    removals = list_removals(work, shot, left_out)
    meter.step("routes from today")
    routes = describe_routes(shot, views, [s for s, _ in found])
    meter.step("strength, unknown comparisons and unseen states")
    refinements = describe_refinements(standoff, views, work.concepts, left_out)
    firm = find_firm(work)
    words = sum_up(views, work.held(shot.today), found, len(firm))
    today = views.add(shot.today)
    today_reasons = tuple(work.today(shot.today))
    return Stability(
        snapshot=snapshot,
        players=tuple(p.id for p in standoff.players),
        subject=standoff.subject,
        concepts=tuple(verdicts),
        feasible=int(np.count_nonzero(shot.model.feasible)),
        states=views.records(),
        today=today,
        today_reasons=today_reasons,
        counts={c: len(find_equilibria(shot.model, v)) for c, v in verdicts.items()},
        equilibria=equilibria,
        unlisted=total - len(found),
        firm=list_firm(work, firm),
        firm_count=len(firm),
        routes=routes,
        wishes=wishes,
        removals=removals,
        refinements=refinements,
        left_out=tuple(left_out),
        sentence=f"{words} {sum_refinements(views, refinements)}".rstrip(),
    )


def list_equilibria(
    work: Work, found: Sequence[Found], left_out: list[str]
) -> tuple[Equilibrium, ...]:
    """The equilibria to show, with reasons and the coalitions that would leave them."""
    broken = find_breaches(work, found, left_out)
    return tuple(
        Equilibrium(
            state=work.views.add(s),
            concepts=held,
            reasons=tuple(work.reasons(s, held)),
            breaches=tuple(broken.get(s, ())),
        )
        for s, held in found
    )


def list_wishes(work: Work, shot: Snapshot, wanted: Sequence[Sequence[str]]) -> tuple[Wish, ...]:
    """The inverse question for the wanted states, or for the subject's best one."""
    model = shot.model
    states = [model.pattern(names) for names in wanted] or [best_state(shot)]
    asked: list[Concept] = [c for c in work.concepts if c in ("NASH", "SEQ")]
    return tuple(describe_wish(work.views, model, s, c) for s in states for c in asked)


def list_removals(work: Work, shot: Snapshot, left_out: list[str]) -> tuple[Removal, ...]:
    """The negotiation question, by sequential stability, where options are few enough."""
    if len(shot.model.options) > MOST_REMOVAL_OPTIONS:
        left_out.append(f"taking options off the table: more than {MOST_REMOVAL_OPTIONS} options")
        return ()
    return describe_removals(shot, work.views, "SEQ")


def judge_all(
    model: OptionModel,
    concepts: Sequence[Concept],
    horizon: int,
    progress: Progress | None,
    left_out: list[str],
) -> dict[Concept, Verdicts]:
    """Verdicts under every concept asked for; one that would take too long is left out."""
    quick: list[Concept] = [c for c in concepts if c not in ("SIM", "FH", "LMH", "NM")]
    meter = Meter(progress, len(concepts))
    result = judge(model, quick, progress=meter.within(len(quick)))
    for concept in concepts:
        if concept not in result:
            try:
                result |= judge(model, [concept], horizon=horizon, progress=meter.within(1))
            except TooLargeError as error:
                left_out.append(f"{concept}: {error.message}")
    return {c: result[c] for c in concepts if c in result}


@dataclass(eq=False)
class Work:
    """What an analysis has at hand while it makes its records."""

    model: OptionModel
    views: Views
    concepts: tuple[Concept, ...]
    verdicts: dict[Concept, Verdicts]
    horizon: int

    def held(self, state: int) -> tuple[Concept, ...]:
        """The concepts under which a state is an equilibrium."""
        return tuple(c for c, v in self.verdicts.items() if v[:, state].all())

    @cached_property
    def teller(self) -> Teller:
        """Makes records of verdicts."""
        return Teller(self.model, self.views.words, self.horizon, self.views.step)

    def reasons(self, state: int, held: Sequence[Concept]) -> list[Reason]:
        """One reason per player, under the strictest concept that holds."""
        concept = next((c for c in STRICTEST if c in held), held[0])
        return [self.teller.reason(concept, (i,), state, True) for i in self.views.players]

    def today(self, state: int) -> list[Reason]:
        """Every verdict on today's state."""
        return [
            self.teller.reason(c, (i,), state, bool(self.verdicts[c][i, state]))
            for i in self.views.players
            for c in self.concepts
        ]


def rank_equilibria(work: Work, most: int) -> tuple[list[Found], int]:
    """The best supported equilibria with the concepts that hold, and how many there are.

    Sorted by whether NASH, SEQ, … hold, by how many concepts do, by the subject's ranking.
    """
    model, states = work.model, work.model.states()
    holds = {c: np.asarray(v[:, states].all(axis=0)) for c, v in work.verdicts.items()}
    count = np.sum(list(holds.values()), axis=0) if holds else np.zeros(len(states), np.int64)
    some = np.flatnonzero(count)
    keys = [model.canonical[states], -model.rank[work.views.subject, states], -count]
    keys += [~holds[c] for c in reversed(STRICTEST) if c in holds]
    order = some[np.lexsort([key[some] for key in keys])][:most]
    found = [(int(states[x]), tuple(c for c in holds if holds[c][x])) for x in order]
    return found, len(some)


def find_firm(work: Work) -> list[int]:
    """The states that are equilibria under Nash or sequential stability."""
    firm = [v.all(axis=0) for c, v in work.verdicts.items() if c in ("NASH", "SEQ")]
    return np.flatnonzero(np.any(firm, axis=0) & work.model.feasible).tolist() if firm else []


def list_firm(work: Work, firm: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The firm equilibria by their options, where they are not too many to list."""
    if len(firm) > MOST_FIRM:
        return ()
    return tuple(work.views.sort(work.model.in_force(s)) for s in firm)


def best_state(shot: Snapshot) -> int:
    """The subject's best feasible state; of several, the one with the fewest changes."""
    rank = shot.model.rank[shot.subject]
    best = np.flatnonzero(rank == rank.max())
    changes = np.bitwise_count(best ^ shot.today)
    nearest = [int(s) for s in best[changes == changes.min()]]
    return min(nearest, key=lambda s: sorted(shot.model.in_force(s)))


def find_breaches(
    work: Work, found: Sequence[Found], left_out: list[str]
) -> dict[int, list[Breach]]:
    """For every listed equilibrium, the coalitions of two or more that would leave it."""
    acting = {i for i in range(len(work.model.players)) if work.model.mask(i)}
    groups = [g for g in every_group(len(work.model.players), 2) if set(g) <= acting]
    if not found or not groups:
        return {}
    if work.model.feasible.sum() > MOST_COALITION_STATES:
        left_out.append("coalitions: too many states; ask about single groups instead")
        return {}
    places = np.searchsorted(work.model.states(), [s for s, _ in found])
    broken: dict[int, list[Breach]] = {}
    asked = [c for c in work.concepts if c != "FH"]
    graph = work.teller.graph
    stays = {c: judge_groups(graph, c, groups, places, horizon=work.horizon) for c in asked}
    for number, group in enumerate(groups):
        for place, (s, held) in enumerate(found):
            open_to = tuple(c for c in held if c in stays and not stays[c][number][place])
            if open_to:
                broken.setdefault(s, []).append(work.teller.breach(group, s, open_to))
    return broken


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
