"""Write the page of worked stand-offs: what the model says of each, and what happened.

python training/worked_page.py   # solves all; writes docs/reference/worked-stand-offs.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from countermove.answering import answer
from countermove.answering.prospects import find_rate
from countermove.catalog.worked import (
    Afterwards,
    Happening,
    chances_of,
    list_worked,
    load_afterwards,
    load_worked,
)
from countermove.forecasting import history
from countermove.records.answers import Answer
from countermove.records.chances import clip
from countermove.records.writing import write_text
from countermove.stressing import stress

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "worked-stand-offs.md"
DRAWS, SEED = 64, 7
LARGE = "kazakhstan-2022"
"""It takes some minutes, and is answered by its demonstration instead."""
INTRO = f"""\
# Worked stand-offs

Made by `python training/worked_page.py` ({DRAWS} draws, seed {SEED}) from the files in
`src/countermove/catalog/worked/`.

    countermove demo --list
    countermove demo --model lithuania-2021

Each has an article of our own prose that ends on a day, a model of that day written by hand with
its sources, questions with days that were fixed before the model was solved, and what happened.

**They are illustrations and no measure of accuracy.** We chose them, knowing how they ended; the
numbers in the models are mostly assumed by people who knew it too; twelve are few; and several
questions of one case hang together. They show how a model is made and read. How the program's
chances have done on cases drawn by seed is on [another page](../explanation/record.md), which is
not flattering.
"""
MODELS = """\
## What the models say

The advice is the model's headline on its day. What was done is the course of the model that comes
nearest to what the side did.

| case | as of | who, under what pressure | advice | what was done |
|---|---|---|---|---|
"""
QUESTIONS = """\
## What came later

The chances are the model's under the course that was taken. Beside them stands the share of past
cases in which the event had come about by then, with their number, where such cases are counted and
the years are whole; they may hold the case they stand beside.

| case | question | past cases | model | happened |
|---|---|---|---|---|
"""
LACKS = """\
## What they leave out

- When they were first solved, the models let pressers give up far too soon: in the first year more
  readily than past cases did, and than it came to pass but in Finland. They gave Belarus one chance
  in a hundred of signing what it signed, and saw too little of Russia's stop of gas to Moldova.
  Moves that cannot be undone and gain little, as leaving a pact, came about too readily.
  Nothing was changed afterwards to make them look better.
- Sides change course: Georgia in 2008 took up one that its row does not.
- Questions that end with "no" are many, since few things happen in a year: a forecaster who always
  says no does well here.
- Facts are of the press and of histories, some of them by way of secondary sites. Each source is
  named in the case's file, and is later than its day only where it tells of what stood then.
"""


def main() -> int:
    models, questions = [], []
    for case in list_worked():
        if case == LARGE:
            models.append(row_of_large(case))
            continue
        told, found = load_afterwards(case), solve_case(case)
        models.append(row_of_model(case, told, found))
        questions += rows_of_questions(case, told, found)
        print(models[-1], *questions[-len(told.happenings) :], sep="\n", flush=True)
    tables = [MODELS + "\n".join(models) + "\n", QUESTIONS + "\n".join(questions) + "\n"]
    write_text(PAGE, "\n".join([INTRO, *tables, LACKS]))
    return 0


def solve_case(case: str) -> Answer:
    """The answer to a case, from few draws."""
    return answer(stress(load_worked(case), draws=DRAWS, seed=SEED, workers=1))


def row_of_large(case: str) -> str:
    """Where the advice of the larger case and its questions are found."""
    title, cutoff = load_worked(case).title, load_afterwards(case).cutoff
    where = f"larger: `countermove demo --model {case}` tells it with its six questions"
    return f"| {case} | {cutoff} | {title} | {where} | — |"


def row_of_model(case: str, told: Afterwards, found: Answer) -> str:
    """What a model advises, beside what was done."""
    title = found.stress.standoff.title
    return f"| {case} | {told.cutoff} | {title} | {found.headline} | {told.taken or '—'} |"


def rows_of_questions(case: str, told: Afterwards, found: Answer) -> Iterator[str]:
    """The chance of each question, and what came of it."""
    course = told.taken or found.course
    labels = {outcome.name: outcome.label for outcome in found.stress.standoff.outcomes}
    chances = chances_of(told, found.stress.paths, course)
    for happening, chance in zip(told.happenings, chances, strict=True):
        when = "by" if happening.ever else "on"
        question = f"{labels[happening.outcome]}, {when} {happening.on}"
        past = say_past(told, happening, found)
        came = "yes" if happening.happened else "no"
        yield f"| {case} | {question} | {past} | {clip(chance):.0%} | {came}: {happening.why} |"


def say_past(told: Afterwards, happening: Happening, found: Answer) -> str:
    """The share of past cases with their number, or nothing."""
    standoff = found.stress.standoff
    counts = next(o.counts_as for o in standoff.outcomes if o.name == happening.outcome)
    years = told.years(happening)
    if not (happening.ever and counts and abs(years - round(years)) < 0.01):
        return ""
    past = find_rate(history(standoff), counts, round(years))
    return "" if past is None else f"{clip(past[1].rate):.0%} of {past[0].n:,}"


if __name__ == "__main__":
    sys.exit(main())
