"""What terminal, page, annex and workbench say of an answer, taken apart into named facts.

A fact is a name (a course, an outcome), what is said of it, and how: every place tells it in its
own form, and all have to tell the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout

import lxml.html
import pytest

from countermove.cli.showing import show_answer, show_brief
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Answer
from countermove.reporting.briefing.plain import about, clause, in_future
from countermove.reporting.charts.courses_shown import short_labels

Facts = dict[tuple[str, str], set[str]]
"""What is said of a name under a heading: one value, where nothing contradicts."""

CHANCE = r"(?:about |under |over |less than )?\d+(?:\.\d+)? %"
BANNED = "style|script|title|desc"


def plain(text: str) -> str:
    """In single spaces, without signs that only a browser shows."""
    return " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split())


def page_text(source: str) -> str:
    """What a reader sees of a page."""
    source = re.sub(rf"<({BANNED})\b.*?</\1>", " ", source, flags=re.DOTALL)
    return plain(lxml.html.document_fromstring(source).text_content())


def terminal_text(answer: Answer) -> str:
    """All that the terminal prints of an answer, on lines as long as they need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "400")
        out = io.StringIO()
        with redirect_stdout(out):
            show_brief(answer)
            show_answer(answer)
    return "\n".join(plain(line) for line in out.getvalue().splitlines())


def note(facts: Facts, kind: str, name: str, value: str) -> None:
    facts.setdefault((kind, name), set()).add(value)


def likelihoods(text: str, answer: Answer) -> Iterator[tuple[str, str]]:
    """Each outcome with the word and the chance behind a colon."""
    for judgement in answer.judgements:
        name = plain(judgement.about)
        for word, chance in re.findall(rf"{re.escape(name)}: ([a-z ]+) \(({CHANCE})", text):
            yield name, f"{word} ({chance})"


def from_terminal(text: str, answer: Answer) -> Facts:
    """Shares from the table of courses, chances from sentences and from their table."""
    facts: Facts = {}
    for course in answer.stress.courses:
        for share in re.findall(rf"^{re.escape(plain(course.label))} ({CHANCE}) ", text, re.M):
            note(facts, "first in", plain(course.label), share)
    for name, told in likelihoods(text, answer):
        note(facts, "likelihood", name, told)
    for judgement in answer.judgements:
        name = plain(judgement.about)
        row = rf"^{re.escape(name)} ({CHANCE}) (.+?) to (\d+ %) ([a-z ]+)$"
        for chance, low, high, word in re.findall(row, text, re.M):
            note(facts, "likelihood", name, f"{word} ({chance})")
            note(facts, "nine in ten", name, f"{low} to {high}")
    facts |= history(text, answer)
    note(facts, "headline", "", plain(answer.headline) if plain(answer.headline) in plain(text)
         else "another")  # fmt: skip
    return facts


def history(text: str, answer: Answer) -> Facts:
    """Past cases by outcome and time, as the tables of terminal and annex have them."""
    facts: Facts = {}
    for p in answer.prospects:
        years = "1 year" if p.years == 1 else f"{p.years:g} years"
        row = rf"{re.escape(plain(p.label))} {years} (\d+ %) of (\d+) \((\d+)(?: to |–)(\d+) %\) ({CHANCE}) ({CHANCE})"  # noqa: E501
        for found in re.findall(row, text):
            note(facts, "past cases", f"{plain(p.label)}, {years}", " ".join(found))
    return facts


def from_workbench(source: str, answer: Answer) -> Facts:
    """Shares from the table beside the sliders, chances from the list, the headline on top."""
    facts: Facts = {}
    tree = lxml.html.document_fromstring(source)
    for row in tree.xpath('//*[@id="whatif"]//tbody/tr'):
        cells = [plain(c.text_content()) for c in row.xpath("./th|./td")]
        note(facts, "first in", cells[0].removesuffix(" best"), cells[3])
    for name, told in likelihoods(page_text(source), answer):
        note(facts, "likelihood", name, told)
    [title] = tree.xpath("//h1")
    note(facts, "headline", "", plain(title.text_content()))
    return facts


def from_annex(source: str, answer: Answer) -> Facts:
    """Chances from the key judgements, past cases from their table."""
    facts: Facts = {}
    text = page_text(source)
    for name, told in likelihoods(text, answer):
        note(facts, "likelihood", name, told)
    return facts | history(text, answer)


def from_record(answer: Answer) -> Facts:
    """The answer's own numbers."""
    facts: Facts = {}
    note(facts, "headline", "", plain(answer.headline))
    for course in answer.stress.courses:
        note(facts, "first in", plain(course.label), per_cent(course.share_best))
    for j in answer.judgements:
        note(facts, "likelihood", plain(j.about), f"{j.word} ({per_cent(j.chance)})")
    for c in answer.chances:
        chance = c.chance if c.model is None else c.model
        note(facts, "bar", f"{head_of(c.label)} / {c.course}", plain(about(chance)))
    return facts


def head_of(label: str) -> str:
    """An outcome's label as a bar has it: without quotation marks and what explains it."""
    label = plain(label).replace("“", "").replace("”", "")
    return label.split(":", maxsplit=1)[0].partition(" (by the model")[0]


def from_page(source: str, answer: Answer) -> Facts:
    """The headline, the chances of the claims by what they claim, and the bars by course."""
    facts: Facts = {}
    tree = lxml.html.document_fromstring(source)
    [title] = tree.xpath('//p[@class="headline"]')
    note(facts, "headline", "", plain(title.text_content()))
    for claim in tree.xpath('//strong[@class="claim"]'):
        note_claim(facts, plain(claim.text_content()), answer)
    names = {plain(short): name for name, short in short_labels(answer.stress).items()}
    for row in tree.xpath('//ul[@class="outcomes"]/li'):
        outcome = head_of(row.xpath('./p[@class="outcome"]')[0].text_content())
        for bar in row.xpath('.//ul[@class="bars"]/li'):
            course, chance = (
                plain(bar.xpath(f'./span[starts-with(@class, "{c}")]')[0].text_content())
                for c in ("bar-name", "bar-told")
            )
            note(facts, "bar", f"{outcome} / {names[course]}", chance)
    return facts


def note_claim(facts: Facts, claim: str, answer: Answer) -> None:
    """The likelihood that a claim gives to what it claims."""
    names = tuple(p.name for p in answer.stress.standoff.players)
    told = re.search(rf"([a-z][a-z ]*) \(({CHANCE})\)", claim)
    assert told is not None, claim
    word = re.sub(r"^(it is|there is|is) ", "", told[1])
    for j in answer.judgements:
        told_so = clause(j.about, names)
        later = (in_future(told_so), in_future(told_so, by_then=True))
        about_it = (*map(plain, later), plain(j.about).replace("“", "").replace("”", ""))
        if any(words and words in claim for words in about_it):
            same = told[2] in (plain(per_cent(j.chance)), plain(about(j.chance)))
            chance = per_cent(j.chance) if same else told[2]
            note(facts, "likelihood", plain(j.about), f"{word} ({chance})")


def contradictions(places: Mapping[str, Facts]) -> list[str]:
    """The facts that are told in more than one way, with the places that tell them."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for place, facts in places.items():
        for fact, values in facts.items():
            for value in values:
                found.setdefault(fact, {}).setdefault(value, set()).add(place)
    return [
        f"{kind} {name}: " + "; ".join(f"{v} ({', '.join(sorted(p))})" for v, p in told.items())
        for (kind, name), told in sorted(found.items())
        if len(told) > 1
    ]
