"""The three judgements that matter most: claim, because, likelihood; confidence apart."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from countermove.phrasing.letters import lower_first
from countermove.records.answers import Answer, CourseChance, Judgement
from countermove.records.articles import Quote
from countermove.records.events import Event
from countermove.records.histories import Prospect, ReferenceClass
from countermove.records.number_table import load_numbers
from countermove.records.standoffs import Standoff
from countermove.reporting.briefing.either_or import is_own_deed
from countermove.reporting.briefing.plain import about, clause, in_future, within
from countermove.reporting.briefing.standing import WIDE
from countermove.reporting.charts.courses_shown import short_labels
from countermove.reporting.claims import quotes_of

__all__ = ["KeyJudgement", "pick_judgements"]

MOST = 3
BARS = load_numbers("reporting/data/shown.tsv")
ALIKE = BARS["told_apart"]
NARROW = BARS["narrow"]
FAR = BARS["far"]
APART = BARS["apart"]
"""History and model are told to disagree where they are this factor and this much apart."""
PAIRS = "years of pairs"
EVEN = 0.5
"""Below it, what makes a thing less likely is a reason for the claim; above it, what makes it more
likely."""


@dataclass(frozen=True)
class KeyJudgement:
    """A claim with its likelihood, the reason, and, apart from both, how sure it is.

    `claim` has no full stop: `because` goes on with the sentence, behind a comma.
    """

    claim: str
    because: str
    confidence: str
    quotes: tuple[Quote, ...] = ()


def pick_judgements(answer: Answer, events: Sequence[Event]) -> tuple[KeyJudgement, ...]:
    """Three judgements: those beside which past cases stand first, then the best known."""
    last = max((p.years for p in answer.prospects), default=0.0)
    beside = {p.outcome: p for p in answer.prospects if p.years == last and p.counted}
    own = {c.outcome: c for c in answer.chances if c.course == answer.course}
    own_acts = {o.name for o in answer.stress.standoff.outcomes if is_own_deed(o)}

    def rank(j: Judgement) -> tuple[bool, bool, float]:
        chance = own.get(j.outcome)
        width = chance.high - chance.low if chance else 1.0
        return (j.outcome not in beside, j.outcome in own_acts, width)

    found: list[KeyJudgement] = []
    told: set[str] = set()
    for j in sorted(answer.judgements, key=rank)[:MOST]:
        prospect = beside.get(j.outcome)
        found.append(
            KeyJudgement(
                claim=say_claim(answer, j, happened=prospect is not None),
                because=say_because(answer, j, prospect, told),
                confidence=say_confidence(answer, prospect, own.get(j.outcome)),
                quotes=quotes_behind(answer.stress.standoff, j.outcome, events),
            )
        )
        if prospect is not None and (past := find_class(answer, prospect.key)):
            told.add(past.says)
    return tuple(found)


def say_claim(answer: Answer, judgement: Judgement, *, happened: bool) -> str:
    """How likely the outcome is, the number beside the word."""
    names = tuple(p.name for p in answer.stress.standoff.players)
    years = within(answer.stress.solution.play.horizon)
    label = judgement.about
    when = f"within {years}" if happened else f"{years} from now"
    likely = f"{judgement.word} ({about(judgement.chance)})"
    told = clause(label, names)
    if not told or not judgement.word:
        return f"{label.replace('“', '').replace('”', '')}, {when}: {likely}"
    there = "There is" if "chance" in judgement.word or "possib" in judgement.word else "It is"
    if happened:
        return f"{there} {likely} that {in_future(told)} {when}"
    return f"{there} {likely} that {when} {in_future(told, by_then=True)}"


def say_because(
    answer: Answer, judgement: Judgement, prospect: Prospect | None, told: Set[str]
) -> str:
    """What the likelihood rests on: past cases and the model, or what the courses do to it.

    A class of cases that is in `told` is not described again.
    """
    if prospect is None or prospect.history is None:
        return say_difference(answer, judgement)
    past = find_class(answer, prospect.key)
    cases = f"{prospect.n:,} such cases"
    if past is not None and PAIRS in past.of:
        cases = "such pairs"
    if past is not None and past.says not in told:
        cases = say_class(past)
    return (
        f"because it came to that in {about(prospect.history)} of {cases}; "
        f"our model gives {about(prospect.model)}, both together {about(prospect.together)}."
    )


def say_class(past: ReferenceClass) -> str:
    """The past cases with their number; of pairs of states, whose years are counted, without."""
    if PAIRS in past.of:
        return f"pairs of states {past.of.split(PAIRS, maxsplit=1)[1].strip()} {past.says}"
    return f"the {past.n:,} {past.of} {past.says}"


def find_class(answer: Answer, key: str) -> ReferenceClass | None:
    """The class of past cases with this key."""
    past = answer.history
    found = [c for c in (past.ends, past.force) if c and c.key == key] if past else []
    return found[0] if found else None


def say_difference(answer: Answer, judgement: Judgement) -> str:
    """What the course does to the chance, against the course that is farthest from it."""
    rest = [
        c for c in answer.chances if c.outcome == judgement.outcome and c.course != answer.course
    ]
    if not rest:
        return "because the model, with the numbers assumed in it, comes to this on average."
    far = max(rest, key=lambda c: (abs(c.chance - judgement.chance), c.course))
    if abs(far.chance - judgement.chance) < ALIKE:
        return "whatever course is taken. No past cases count this; only the model speaks to it."
    name = lower_first(short_labels(answer.stress)[far.course])
    less = far.chance > judgement.chance
    joint = "because" if less == (judgement.chance < EVEN) else "though"
    return (
        f"{joint} the course makes it {'less' if less else 'more'} likely: with “{name}” it would "
        f"be {about(far.chance)}. No past cases count this; only the model speaks to it."
    )


def say_confidence(answer: Answer, prospect: Prospect | None, chance: CourseChance | None) -> str:
    """How sure the judgement is, in a sentence of its own."""
    width = chance.high - chance.low if chance else 1.0
    spread = f"from {about(chance.low)} to {about(chance.high)}" if chance else "anything"
    allow = f"the guesses in the model allow anything {spread}"
    if prospect is not None and prospect.history is not None:
        apart = are_apart(prospect.history, prospect.model)
        if not apart and width <= WIDE:
            return f"Confidence is moderate: history and model agree, though {allow}."
        why = "history and model are far apart" if apart else allow
        return f"Confidence is low: {why}."
    if width > WIDE:
        return f"Confidence is low: {allow}."
    if width > NARROW:
        return f"Confidence is low: {allow}, and no past cases stand beside it."
    if answer.confidence == "low":
        return (
            f"Confidence is low: though {allow.replace('anything', 'no more than')}, the whole "
            "answer rests on guesses, and no past cases stand beside it."
        )
    return f"Confidence is moderate: {allow}, and no past cases stand beside it."


def are_apart(first: float, second: float) -> bool:
    """Whether two chances disagree."""
    return max(first, second) > FAR * min(first, second) and abs(first - second) >= APART


def quotes_behind(standoff: Standoff, outcome: str, events: Sequence[Event]) -> tuple[Quote, ...]:
    """The words that the options in an outcome's condition were read from."""
    told = next((o for o in standoff.outcomes if o.name == outcome), None)
    if told is None:
        return ()
    known = {e.id: e for e in events}
    names = told.condition.names()
    found = [
        quote
        for _, option in standoff.options()
        if option.name in names
        for quote in quotes_of(option.quotes, option.events, known)
    ]
    return tuple(dict.fromkeys(found))
