"""`analyse_conflict`: a conflict file in full, as `analyse` does a snapshot of a stand-off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from countermove.phrasing.lists import join
from countermove.records.conflict_solutions import ConflictSolution
from countermove.records.conflicts import Conflict
from countermove.records.errors import InputError, SettingsError
from countermove.records.stability import (
    CONCEPTS,
    Breach,
    Concept,
    Equilibrium,
    Reason,
    Removal,
    Route,
    StateView,
    Step,
    Wish,
)
from countermove.solving.stability.algorithms.searches import Rules
from countermove.solving.stability.concepts.coalitions import every_group
from countermove.solving.stability.conflicts.ask_conflict import Inquirer, list_removals
from countermove.solving.stability.conflicts.judge_conflict import PLAIN_ONLY, Court, Way
from countermove.solving.stability.estimate import Meter, Progress
from countermove.solving.stability.explaining.graph_routes import Traveller
from countermove.solving.stability.explaining.state_words import StateWords
from countermove.solving.stability.explaining.verdict_records import STRICTEST, Teller
from countermove.solving.stability.judge import judge_groups, rules_of
from countermove.solving.stability.models.models import Verdicts
from countermove.solving.stability.models.moves import Move

__all__ = ["analyse_conflict"]

ALL_CONCEPTS: tuple[Concept, ...] = ("NASH", "SEQ", "SIM", "SMR", "GMR", "FH", "LMH", "NM")
MOST_LISTED = 24
MOST_MOVES = 100_000
MOST_FORESEEN = 1000


def analyse_conflict(
    conflict: Conflict,
    concepts: Sequence[Concept] | None = None,
    *,
    subject: str | None = None,
    horizon: int = 3,
    wanted: Sequence[str] = (),
    progress: Progress | None = None,
) -> ConflictSolution:
    """Everything about a conflict: who is held where, why, and what would move it.

    `concepts` are all by default, without NM where there are more than a thousand states.
    `subject` is the player whose part in it is told (the first by default), `wanted` names
    states to answer the inverse question for (the subject's best by default), `horizon` is
    that of LMH. `progress` is called with the share done and a word once two seconds have passed.

    Raises:
        InputError: a player has no preferences, or there is no such player or state.
        SettingsError: there is no such concept.
    """
    check_names(conflict, concepts or (), subject, wanted)
    left_out: list[str] = []
    court = Court(conflict, horizon)
    concepts = concepts or usual_concepts(court, left_out)
    meter = Meter(progress, len(concepts) + 4)
    study = Study(court, court.hear(concepts, left_out, meter), left_out, subject)
    meter.step("reasons and coalitions")
    equilibria = study.equilibria()
    today_reasons = study.today_reasons()
    meter.step("routes from today")
    routes = study.routes([e.state for e in equilibria])
    meter.step("the inverse question")
    wishes = study.wishes(wanted)
    meter.step("options off the table")
    removals = study.removals()
    return ConflictSolution(
        title=conflict.title,
        source=conflict.source,
        players={p.id: p.name or p.id for p in conflict.players},
        subject=court.model.players[study.subject],
        concepts=tuple(dict.fromkeys(concept for _, concept in study.verdicts)),
        horizon=horizon,
        perceived=court.perceived,
        states=study.state_views(),
        today=study.today,
        judgements=court.records(study.verdicts),
        equilibria=equilibria,
        unlisted=len(study.ranked) - len(equilibria),
        today_reasons=today_reasons,
        routes=routes,
        wishes=wishes,
        removals=removals,
        left_out=tuple(left_out),
        sentence=study.sentence(),
    )


def usual_concepts(court: Court, left_out: list[str]) -> tuple[Concept, ...]:
    """All concepts that do not take too long."""
    if len(court.conflict.states) <= MOST_FORESEEN:
        return ALL_CONCEPTS
    left_out.append(f"NM: more than {MOST_FORESEEN} states; it is judged if asked for")
    return tuple(c for c in ALL_CONCEPTS if c != "NM")


def check_names(
    conflict: Conflict, concepts: Sequence[Concept], subject: str | None, wanted: Sequence[str]
) -> None:
    """Refuse names of nothing."""
    for concept in concepts:
        if concept not in CONCEPTS:
            raise SettingsError(f"there is no concept {concept!r}; there are {', '.join(CONCEPTS)}")
    ids = [p.id for p in conflict.players]
    if subject is not None and subject not in ids:
        raise InputError(f"there is no player {subject!r}; there are {', '.join(ids)}")
    for name in wanted:
        if name not in conflict.states:
            raise InputError(
                f"there is no state {name!r}; there are {', '.join(list(conflict.states)[:30])}"
            )


@dataclass(eq=False)
class Study:
    """A judged conflict while its records are made."""

    court: Court
    verdicts: dict[tuple[Way, Concept], Verdicts]
    left_out: list[str]
    chosen: str | None

    @cached_property
    def words(self) -> StateWords:
        """Sentences about the conflict."""
        model = self.court.model
        return StateWords(model, self.court.conflict, dict(enumerate(model.labels)))

    @cached_property
    def subject(self) -> int:
        """The player whose part is told."""
        return self.court.model.players.index(self.chosen) if self.chosen else 0

    @property
    def today(self) -> int:
        """Today's state; the first where the file does not say."""
        named = self.court.conflict.today
        if not named:
            self.note("the status quo: the file names none, so its first state is taken")
        return self.court.model.labels.index(named) if named else 0

    @cached_property
    def tellers(self) -> tuple[Teller, ...]:
        """By player: what tells of verdicts in its view."""
        made = []
        for seat, place in zip(self.court.seats, self.court.places, strict=True):
            back = {own: s for s, own in place.items()}

            def step(move: Move, back: dict[int, int] = back) -> Step:
                return self.step(Move(move.player, back[move.start], back[move.end]))

            names = {own: self.court.model.labels[s] for s, own in place.items()}
            words = StateWords(seat, self.court.conflict, names)
            made.append(Teller(seat, words, self.court.horizon, step))
        return tuple(made)

    def step(self, move: Move) -> Step:
        """A move as a record."""
        before, after = (set(self.words.options(s) or ()) for s in (move.start, move.end))
        order = [o.name for o in self.court.conflict.options]
        return Step(
            player=self.court.model.players[move.player],
            on=tuple(sorted(after - before, key=order.index)),
            off=tuple(sorted(before - after, key=order.index)),
            state=move.end,
            improves=self.court.model.better(move.player, move.end, move.start),
        )

    def state_views(self) -> tuple[StateView, ...]:
        """Every state, in the order of the file."""
        model, rank = self.court.model, self.court.model.relations.rank
        tops = rank.max(axis=1)
        return tuple(
            StateView(
                options=self.words.options(s) or (),
                label=self.words.label(s),
                short=name,
                places={
                    p: int(tops[i] - rank[i, s]) + 1
                    for i, p in enumerate(model.players)
                    if s in self.court.places[i]
                },
            )
            for s, name in enumerate(model.labels)
        )

    def held(self, state: int) -> dict[Concept, Way]:
        """The concepts under which a state is an equilibrium, with the first way it is."""
        return self.everything_held[state]

    @cached_property
    def everything_held(self) -> list[dict[Concept, Way]]:
        """`held` for every state."""
        found: list[dict[Concept, Way]] = [{} for _ in self.court.model.labels]
        for (way, concept), rows in self.verdicts.items():
            if way.strength == "any":
                for s in np.flatnonzero(rows.all(axis=0)).tolist():
                    found[s].setdefault(concept, way)
        return found

    @cached_property
    def ranked(self) -> list[int]:
        """Every equilibrium, the best supported first."""
        liking = self.court.model.relations.rank[self.subject]
        held = self.everything_held

        def key(s: int) -> tuple[object, ...]:
            firm = tuple(c not in held[s] for c in STRICTEST)
            return firm, -len(held[s]), -int(liking[s]), int(self.court.model.canonical[s])

        return sorted((s for s, found in enumerate(held) if found), key=key)

    def equilibria(self) -> tuple[Equilibrium, ...]:
        """The equilibria with the reasons and the coalitions that would leave them."""
        listed = self.ranked[:MOST_LISTED]
        broken = self.breaches(listed)
        return tuple(
            Equilibrium(
                state=s,
                concepts=tuple(self.held(s)),
                reasons=self.reasons(s),
                breaches=tuple(broken.get(s, ())),
            )
            for s in listed
        )

    def reasons(self, state: int) -> tuple[Reason, ...]:
        """One reason for each player, under the strictest concept that holds."""
        held = self.held(state)
        concept = next(c for c in (*STRICTEST, *held) if c in held)
        return tuple(
            self.reason(concept, held[concept], i, state) for i in range(len(self.tellers))
        )

    def reason(self, concept: Concept, way: Way, player: int, state: int) -> Reason:
        """Why a state is stable for a player or not."""
        stable = bool(self.verdicts[way, concept][player, state])
        place = self.court.places[player].get(state)
        if place is None:
            return Reason(
                players=(self.court.model.players[player],),
                concept=concept,
                stable=True,
                sentence=f"{self.words.player(player)} does not know of this state.",
            )
        return self.tellers[player].reason(concept, (player,), place, stable, self.rules(way))

    def rules(self, way: Way) -> Rules:
        """What tempts and deters in a way of judging."""
        return rules_of(self.court.model, way.extension, way.strength)

    def today_reasons(self) -> tuple[Reason, ...]:
        """Every verdict on today's state; once where it is the same in every way of judging."""
        asked: dict[Concept, list[Way]] = {}
        for way, concept in self.verdicts:
            if way.strength == "any":
                asked.setdefault(concept, []).append(way)
        return tuple(
            reason
            for i in range(len(self.tellers))
            for concept, ways in asked.items()
            for reason in merge_ways({w: self.reason(concept, w, i, self.today) for w in ways})
        )

    def breaches(self, states: Sequence[int]) -> dict[int, list[Breach]]:
        """The coalitions of two or more that would leave the states together."""
        model = self.court.model
        if self.court.perceived:
            self.note("coalitions: not judged where players see different states")
            return {}
        if len(model.targets) > MOST_MOVES:
            self.note(f"coalitions: more than {MOST_MOVES} moves")
            return {}
        acting = {i for i in range(len(model.players)) if np.ptp(model.starts[i])}
        groups = [g for g in every_group(len(model.players), 2) if set(g) <= acting]
        found: dict[int, list[Breach]] = {}
        for (group, s), concepts in self.left_by(groups, states).items():
            found.setdefault(s, []).append(self.breach(group, s, tuple(concepts)))
        return found

    def left_by(
        self, groups: Sequence[tuple[int, ...]], states: Sequence[int]
    ) -> dict[tuple[tuple[int, ...], int], list[Concept]]:
        """Which coalition would leave which state, with the concepts under which it would."""
        places = np.array(states, np.int64)
        left: dict[tuple[tuple[int, ...], int], list[Concept]] = {}
        for way, concept in self.verdicts:
            asked = {s for s in states if self.held(s).get(concept) == way and concept != "FH"}
            rows = judge_groups(
                self.court.model,
                concept,
                groups if asked else [],
                places,
                horizon=self.court.horizon,
                unknown=None if concept in PLAIN_ONLY else way.extension,
            )
            for group, stays in zip(groups, rows, strict=False):
                for s, stable in zip(states, stays.tolist(), strict=True):
                    if s in asked and not stable:
                        left.setdefault((group, s), []).append(concept)
        return {key: left[key] for key in sorted(left)}

    def breach(self, group: tuple[int, ...], state: int, concepts: tuple[Concept, ...]) -> Breach:
        """One coalition that would leave a state, and why."""
        rules = self.rules(self.held(state)[concepts[-1]])
        place = self.court.places[0][state]
        return self.tellers[0].breach(group, place, concepts, rules)

    def routes(self, states: Sequence[int]) -> tuple[Route, ...]:
        """How the states come about from today's."""
        model = self.court.model
        if len(model.targets) > MOST_MOVES:
            self.note(f"routes: more than {MOST_MOVES} moves")
            return ()
        return Traveller(model, self.words, self.step, self.subject, self.today).routes(states)

    def wishes(self, wanted: Sequence[str]) -> tuple[Wish, ...]:
        """The inverse question for the wanted states, or for the subject's best."""
        if not self.plain:
            self.note("the inverse question: it needs complete rankings of states that all see")
            return ()
        asked = [c for c in dict.fromkeys(c for _, c in self.verdicts) if c in ("NASH", "SEQ")]
        labels = self.court.model.labels
        states = [labels.index(name) for name in wanted] or [self.best()]
        place = self.court.places[0]
        inquirer = Inquirer(self.tellers[0].words, {own: s for s, own in place.items()})
        return tuple(inquirer.wish(place[s], c) for s in states for c in asked)

    def best(self) -> int:
        """The subject's best state: today's if it is among them, else the first by name."""
        rank, number = self.court.model.relations.rank[self.subject], self.court.model.canonical
        best = np.flatnonzero(rank == rank.max()).tolist()
        return min(best, key=lambda s: (s != self.today, int(number[s])))

    def removals(self) -> tuple[Removal, ...]:
        """The negotiation question, where states are made of options."""
        conflict = self.court.conflict
        if not conflict.options or conflict.moves or not self.plain:
            return ()
        if self.court.options is None and len(self.court.model.targets) > MOST_MOVES:
            self.note(f"options off the table: more than {MOST_MOVES} moves")
            return ()
        return list_removals(self.court, self.words, self.subject, self.today)

    @property
    def plain(self) -> bool:
        """Whether rankings say everything and every player sees every state."""
        return not self.court.perceived and self.court.model.relations.complete

    def note(self, text: str) -> None:
        """Say once what was left out."""
        if text not in self.left_out:
            self.left_out.append(text)

    def sentence(self) -> str:
        """What is stable, in a sentence."""
        firm = [s for s in self.ranked if {"NASH", "SEQ"} & set(self.held(s))]
        named = [self.court.model.labels[s] for s in firm]
        if not named:
            return "No state is stable for everybody in the Nash or sequential sense."
        which = "state" if len(named) == 1 else "states"
        return f"Stable for everybody in the Nash or sequential sense: {which} {join(named)}."


def merge_ways(reasons: Mapping[Way, Reason]) -> list[Reason]:
    """Reasons that are the same in several ways of judging as one that names the ways."""
    under: dict[str, list[str]] = {}
    for way, reason in reasons.items():
        under.setdefault(reason.sentence, []).append(way.extension or "")
    if len(under) == 1:
        return [*reasons.values()][:1]
    first = {r.sentence: r for r in reversed([*reasons.values()])}
    return [
        first[text].model_copy(
            update={"sentence": f"{text} That is so if unknown is treated as in {join(ways)}."}
        )
        for text, ways in under.items()
    ]
