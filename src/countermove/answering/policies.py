"""A course as a policy: what the subject does first, and how it goes on from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.answering.bottom_line import leave_off
from countermove.phrasing.agreement import agree, inside
from countermove.phrasing.commands import command
from countermove.phrasing.letters import capital, gist
from countermove.phrasing.lists import join
from countermove.phrasing.times import say_wait
from countermove.records.results import PlayStep
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress

__all__ = ["Policy", "Turn", "say_policy", "trace_policy"]

MOST_ACTS = 2
MOST_TURNS = 2


@dataclass(frozen=True)
class Turn:
    """What the subject takes up and drops later on, and which moves of others came before."""

    time: float
    begun: tuple[str, ...]
    ended: tuple[str, ...]
    after: tuple[PlayStep, ...] = ()


@dataclass(frozen=True)
class Policy:
    """A course with the likeliest play that follows it, at likely values.

    `now`: the subject's own options in force after its first turn; `end`: those in force where
    the line of play ends; `state`: everything in force there.
    """

    course: str
    now: frozenset[str]
    end: frozenset[str]
    state: frozenset[str]
    turns: tuple[Turn, ...] = ()

    @property
    def left(self) -> frozenset[str]:
        """What is in force at first and not where the line ends: no part of the policy's end."""
        return self.now - self.end

    def settles(self, option: str) -> float:
        """Years until an option is for good as it is where the line ends."""
        return max((t.time for t in self.turns if option in (*t.begun, *t.ended)), default=0.0)


def trace_policy(stress: Stress, course: str) -> Policy:
    """The policy that a course is; without a line of play, what it has the subject do at once.

    The last step before the horizon is left out: what is done there only looks to the end.
    """
    standoff = stress.standoff
    own = standoff.player(standoff.subject).options
    lasting = {o.name for o in own if o.lasting and o.today}
    options = next(c.options for c in stress.solution.play.courses if c.name == course)
    now = frozenset(options) | lasting
    play = stress.solution.play
    line = [s for s in play.lines.get(course, ()) if s.time < play.horizon - play.step - 1e-9]
    if not line:
        others = standoff.today() - {o.name for o in own}
        return Policy(course, now, now, now | others)
    state = frozenset(line[-1].in_force)
    end = state & {o.name for o in own}
    return Policy(course, now, end, state, tuple(find_turns(line, standoff.subject)))


def find_turns(line: Sequence[PlayStep], subject: str) -> list[Turn]:
    """Every later turn on which the subject changes something, with what came before it."""
    found: list[Turn] = []
    before: list[PlayStep] = []
    first = True
    for step in line:
        if step.player != subject:
            before += [step] if step.switched_on or step.switched_off else []
            continue
        if not first and (step.switched_on or step.switched_off):
            found.append(Turn(step.time, step.switched_on, step.switched_off, tuple(before)))
            before = []
        first = False
    return found


def say_policy(stress: Stress, course: str) -> str:
    """What the subject would change for good after its first turn, in up to two sentences.

    What it takes up and drops again on the way is left out. Empty where nothing is left.
    """
    standoff = stress.standoff
    policy = trace_policy(stress, course)
    told = [say_turn(standoff, turn) for turn in lasting_turns(policy)[:MOST_TURNS]]
    return " ".join(told)


def lasting_turns(policy: Policy) -> list[Turn]:
    """The turns with only those changes that are not taken back on the same line."""
    found: list[Turn] = []
    settled: set[str] = set()
    for turn in reversed(policy.turns):
        begun = [n for n in turn.begun if n not in settled and n in policy.end - policy.now]
        ended = [n for n in turn.ended if n not in settled and n in policy.now - policy.end]
        settled |= {*turn.begun, *turn.ended}
        if begun or ended:
            found.append(Turn(turn.time, tuple(begun), tuple(ended), turn.after))
    return found[::-1]


def say_turn(standoff: Standoff, turn: Turn) -> str:
    """One later turn: "Once the plain ceases to close the pass, the valley would …"."""
    labels, today = standoff.labels(), standoff.today()
    begun = [f"{command(gist(labels[n]))}{' again' * (n in today)}" for n in turn.begun]
    ended = [leave_off(gist(labels[n])) for n in turn.ended]
    acts = join([*begun, *ended][:MOST_ACTS])
    moves = [m for step in turn.after if (m := say_move(standoff, step))][-MOST_ACTS:]
    when = f"once {join(moves)}" if moves else f"after {say_wait(turn.time)}"
    return f"{capital(when)}, {inside(standoff.player(standoff.subject).name)} would {acts}."


def say_move(standoff: Standoff, step: PlayStep) -> str:
    """What another side did, as far as it is one act; empty for what switches by itself."""
    labels = standoff.labels()
    name = next((p.name for p in standoff.others if p.id == step.player), "")
    ceases, begins = agree(name, "ceases", "cease"), agree(name, "begins", "begin")
    acts = [f"{ceases} to {command(gist(labels[n]))}" for n in step.switched_off]
    acts += [f"{begins} to {command(gist(labels[n]))}" for n in step.switched_on]
    return f"{inside(name)} {join(acts[:MOST_ACTS])}" if name and acts else ""
