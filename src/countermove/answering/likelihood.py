"""How likely the outcomes are under the recommended course: word and number side by side."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.answering.prospects import Row, rows_of
from countermove.answering.scales import Scale, word_chance
from countermove.phrasing.commands import clean
from countermove.phrasing.letters import capital
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Judgement
from countermove.records.histories import Prospect
from countermove.records.stresses import Stress

__all__ = ["judge_outcomes"]


def judge_outcomes(
    stress: Stress, course: str, prospects: Sequence[Prospect], scale: Scale
) -> tuple[Judgement, ...]:
    """One judgement for each named outcome at the horizon, with its chance two years on.

    What past cases count is said as *has happened by*, from history and model together; the rest
    as *holds at*, from the model. Nothing is said here about how sure the answer is: that is a
    sentence of its own (ICD 203).
    """
    rows = list(rows_of(stress.outcome_bands, course))
    last = max((float(row[3] or 0) for row in rows), default=0.0)
    pooled = {p.outcome: p for p in prospects if p.years == last and p.history is not None}
    early = {p.outcome: p for p in prospects if p.years == 2.0 != last}
    found = []
    for row in rows:
        if row[3] != last:
            continue
        if row[0] in pooled:
            found.append(judge_both(pooled[str(row[0])], early.get(str(row[0])), scale))
            continue
        sooner = next((r for r in rows if r[0] == row[0] and r[3] == 2.0 != last), None)
        found.append(judge(row, sooner, scale))
    return tuple(found)


def judge_both(prospect: Prospect, sooner: Prospect | None, scale: Scale) -> Judgement:
    """The judgement of an event that past cases count."""
    worded = word_chance(prospect.together, scale)
    earlier = f", {per_cent(sooner.together)} within two" if sooner is not None else ""
    past = f"{per_cent(prospect.history or 0)} of {prospect.n:,} such cases"
    return Judgement(
        outcome=prospect.outcome,
        chance=prospect.together,
        band=worded.band,
        word=worded.word,
        sentence=(
            f"{capital(clean(prospect.label))}: {worded.word} ({worded.per_cent} %) within "
            f"{prospect.years:.3g} years{earlier}; history {past}, model "
            f"{per_cent(prospect.model)}."
        ),
    )


def judge(row: Row, sooner: Row | None, scale: Scale) -> Judgement:
    """The judgement of one row of the table of outcomes."""
    name, label, _, years, mean, low, high = row
    chance = float(mean or 0)
    worded = word_chance(chance, scale)
    earlier = ""
    if sooner is not None:
        earlier = f", {word_chance(float(sooner[4] or 0), scale).per_cent} % in two"
    return Judgement(
        outcome=str(name),
        chance=chance,
        band=worded.band,
        word=worded.word,
        sentence=(
            f"{capital(clean(str(label)))}: {worded.word} ({worded.per_cent} %) in "
            f"{float(years or 0):.3g} years{earlier}; "
            f"{say_spread(float(low or 0), float(high or 0))}."
        ),
    )


def say_spread(low: float, high: float) -> str:
    """Where nine draws in ten lie."""
    ends = [per_cent(low), per_cent(high)]
    if ends[0] == ends[1]:
        return f"in nine draws in ten it is {ends[0]}"
    return f"nine draws in ten lie between {ends[0]} and {ends[1]}"
