"""How likely the outcomes are under the recommended course: word and number side by side."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.answering.prospects import Row, forecasts
from countermove.answering.scales import Scale, word_chance
from countermove.phrasing.commands import clean
from countermove.phrasing.letters import capital
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Judgement
from countermove.records.chances import clip
from countermove.records.histories import Prospect
from countermove.records.stresses import Stress

__all__ = ["judge_outcomes"]


def judge_outcomes(
    stress: Stress, course: str, prospects: Sequence[Prospect], scale: Scale
) -> tuple[Judgement, ...]:
    """One judgement for each named outcome at the horizon, with its chance two years on.

    What past cases count is said as *has happened by* at their rate, with the model and both
    together beside it; the rest as *holds at*, from the model. What the course does itself is no
    judgement. How sure the answer is is a sentence of its own (ICD 203).
    """
    rows = list(forecasts(stress, stress.outcome_bands, course))
    last = max((float(row[3] or 0) for row in rows), default=0.0)
    counted = {p.outcome: p for p in prospects if p.years == last and p.counted}
    early = {p.outcome: p for p in prospects if p.years == 2.0 != last}
    found = []
    for row in rows:
        if row[3] != last:
            continue
        if row[0] in counted:
            found.append(judge_both(counted[str(row[0])], early.get(str(row[0])), scale))
            continue
        sooner = next((r for r in rows if r[0] == row[0] and r[3] == 2.0 != last), None)
        found.append(judge(row, sooner, scale))
    return tuple(found)


def judge_both(prospect: Prospect, sooner: Prospect | None, scale: Scale) -> Judgement:
    """The judgement of an event that past cases count."""
    worded = word_chance(prospect.chance, scale)
    earlier = f", {per_cent(sooner.chance)} within two" if sooner is not None else ""
    span = " to ".join(
        f"{100 * (end or 0):.0f}" for end in (prospect.history_low, prospect.history_high)
    )
    return Judgement(
        outcome=prospect.outcome,
        chance=prospect.chance,
        band=worded.band,
        word=worded.word,
        n=prospect.n,
        sentence=(
            f"{capital(clean(prospect.label))}: {worded.word} ({worded.per_cent} %) within "
            f"{prospect.years:.3g} years{earlier}, as in {prospect.n:,} past cases (nine chances "
            f"in ten that the rate is {span} %); model {per_cent(prospect.model)}, both together "
            f"{per_cent(prospect.together)}."
        ),
    )


def judge(row: Row, sooner: Row | None, scale: Scale) -> Judgement:
    """The judgement of one row of the table of outcomes."""
    name, label, _, years, mean, low, high = row
    chance = clip(float(mean or 0))
    worded = word_chance(chance, scale)
    earlier = ""
    if sooner is not None:
        earlier = f", {per_cent(clip(float(sooner[4] or 0)))} in two"
    return Judgement(
        outcome=str(name),
        chance=chance,
        band=worded.band,
        word=worded.word,
        sentence=(
            f"{capital(clean(str(label)))}: {worded.word} ({worded.per_cent} %) in "
            f"{float(years or 0):.3g} years{earlier}, by the model, no past cases counted; "
            f"{say_spread(float(low or 0), float(high or 0))}."
        ),
    )


def say_spread(low: float, high: float) -> str:
    """Where nine draws in ten lie."""
    ends = [per_cent(clip(low)), per_cent(clip(high))]
    if ends[0] == ends[1]:
        return f"in nine draws in ten it is {ends[0]}"
    return f"nine draws in ten lie between {ends[0]} and {ends[1]}"
