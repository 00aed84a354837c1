"""Spans of a text that may be mentions, before anything is bound to anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from countermove.reading.actors.agency import is_bare, is_byname_of, is_private, is_stance
from countermove.reading.actors.credibility import choose_credible
from countermove.reading.actors.guessing import mend_state
from countermove.reading.actors.lands import name_lands
from countermove.reading.actors.matching import Found, is_backer, match_names, match_nouns
from countermove.reading.actors.naming import Run, name_runs, short_names
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.things import is_christened, lies_in_thing, names_thing
from countermove.reading.actors.tokens import MODIFIERS, NOUN, NOUNISH, PEOPLE, SUBJECTS, Text
from countermove.records.number_table import load_counts

__all__ = ["Draft", "acts", "draft_mentions", "name_of"]

REACHES = load_counts("reading/actors/data/reaches.tsv")
REACH = REACHES["adjective"]
"""Words that may stand between an adjective and its noun: "Russia's newly formed army"."""
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "-"})
ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
HOLDING = frozenset({"held", "occupied", "controlled"})
"""What is held is attacked for the sake of who holds it: "rebel-held towns"."""
JOINING = POSSESSIVES | {"led"}


ACTING = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "LAB", "BUS", "OPP", "REB", "PTY", "SPY"})
FILED = REACHES["dateline"]
"""Words of a dateline at most behind a name in it."""
DASHES = frozenset({"-", "--", "–", "—"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A span with what it says of itself: a sense, a noun, or both.

    `run` marks a proper name of no table, `titled` one behind a title; `owned` is where the
    owner's name ends in "Ruritania's president".
    """

    start: int
    end: int
    sense: Sense | None = None
    noun: Noun | None = None
    run: bool = False
    titled: bool = False
    owned: int | None = None


def draft_mentions(text: Text, table: ActorTable, on: date | None) -> list[Draft]:
    """Names, nouns and unknown proper names, put together where they are one phrase."""
    names = list(match_names(text.words, table))
    drafts = choose_credible(text, names, on)
    named = [Found(start, end) for start, end, _ in drafts]
    runs = name_runs(text, table, named)
    lands, runs = name_lands(text, table, named, runs, short_names(text, runs))
    drafts = [*drafts, *lands]
    named = [Found(start, end) for start, end, _ in drafts]
    taken = sorted([*named, *(Found(r.start, r.end) for r in runs)], key=lambda f: f.start)
    nouns = (n for n in match_nouns(text.words, table, taken) if text.pos[n.end - 1] in NOUNISH)
    nouns = (n for n in nouns if n.noun is None or not is_stance(text, n.end, n.noun))
    units = [Draft(start, end, sense=sense) for start, end, sense in drafts]
    units += [draft_run(text, table, run) for run in runs]
    units += [Draft(noun.start, noun.end, noun=noun.noun) for noun in nouns]
    units.sort(key=lambda unit: unit.start)
    units = join_towns(text, units)
    joined = join_titles(text, join_of(text, join_nouns(text, units)))
    kept = [unit for unit in joined if not is_only_backer(text, unit) and not is_filed(text, unit)]
    acting = {name_of(text, unit) for unit in kept if unit.run and acts(text, unit)}
    return [unit for unit in kept if not is_no_side(text, table, unit, acting)]


def draft_run(text: Text, table: ActorTable, run: Run) -> Draft:
    """The draft of a name of no table, or of the state whose name it misspells: "Ethopia"."""
    plain = run.noun is None and run.end == run.start + 1
    if plain and text.entity[run.start] not in PEOPLE and not beside_name(text, run):
        state = mend_state(text.words.texts[run.start], table)
        if state is not None:
            return Draft(run.start, run.end, sense=state)
    return Draft(run.start, run.end, noun=run.noun, run=True)


def beside_name(text: Text, run: Run) -> bool:
    """Whether a word with a capital stands right before or behind within a sentence."""
    ends = (run.start - 1, run.end)
    inside = [i for i in ends if 0 <= i < len(text.pos) and not differs(text, run.start, i)]
    return any(text.words.capitals[i] > 0 for i in inside)


def join_towns(text: Text, units: list[Draft]) -> list[Draft]:
    """Joins a town and the name it begins: "Epping Forest District Council", "Lyon Foods"."""
    joined: list[Draft] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last is not None and is_wares(text, last, unit):
            joined[-1] = replace(last, end=unit.end)
            continue
        town = last is not None and last.sense is not None and last.sense.kind == "place"
        if (
            town
            and last is not None
            and unit.run
            and unit.start == last.end
            and text.words.texts[max(last.start - 1, 0)] != "of"  # "University of Texas System"
        ):
            joined[-1] = replace(unit, start=last.start)
        else:
            joined.append(unit)
    return joined


def is_wares(text: Text, first: Draft, second: Draft) -> bool:
    """Whether a name of no table behind a firm's is what it makes: "Google Cloud"."""
    firm = first.sense is not None and first.sense.sector == "BUS" and first.sense.kind == "name"
    beside = second.run and second.noun is None and first.end == second.start
    return firm and beside and text.entity[second.end - 1] not in PEOPLE


def name_of(text: Text, unit: Draft) -> str:
    """The words of a unit."""
    return " ".join(text.words.texts[unit.start : unit.end])


def acts(text: Text, unit: Draft) -> bool:
    """Whether a unit is a subject."""
    return any(text.dep[i] in SUBJECTS for i in range(unit.start, unit.end))


def modifies(text: Text, table: ActorTable, unit: Draft) -> bool:
    """Whether a noun only tells of what kind a thing behind it is: "the church attack".

    What a government, a union or an army has acts for it ("a government crackdown").
    """
    if unit.noun is None or unit.noun.sector in ACTING or unit.end >= len(text.pos):
        return False
    behind = text.words.texts[unit.end].casefold()
    beside = text.dep[unit.end - 1] == "compound" and text.pos[unit.end] == NOUN
    return beside and behind not in table.nouns


def is_no_side(text: Text, table: ActorTable, unit: Draft, acting: set[str]) -> bool:
    """Whether a unit names a thing or lies in the name of one.

    A name of no table that ends in a thing is a side where the text lets it act ("Golden Tide").
    """
    if unit.sense is None and unit.noun is not None and not unit.run:
        no_side = is_bare(text, unit.start, unit.end, unit.noun)
        no_side = no_side or is_byname_of(text, unit.end, unit.noun)
        return no_side or modifies(text, table, unit)
    if not unit.run:
        return unit.noun is None and lies_in_thing(text, table, unit.start, unit.end)
    if is_christened(text, unit.start):
        return True
    thing = unit.noun is None and names_thing(text, table, unit.start, unit.end)
    return thing and name_of(text, unit) not in acting


def is_filed(text: Text, unit: Draft) -> bool:
    """Whether a unit only says where or by whom a report was filed: "MIAMI (AP) --"."""
    sentence, end = text.sentence[unit.start], unit.end
    while end < len(text.sentence) and text.sentence[end] == sentence:
        end += 1
        if end - unit.end > FILED:
            return False
    return end > unit.end and text.words.texts[end - 1] in DASHES


def join_nouns(text: Text, units: list[Draft]) -> list[Draft]:
    """Joins a state and the nouns behind it: "Russia's armed forces", "Afghan President"."""
    joined: list[Draft] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last is not None and (can_join(text, last, unit) or is_compound(text, last, unit)):
            owned = last.end if last.run and last.owned is None else last.owned
            joined[-1] = replace(last, end=unit.end, noun=unit.noun, owned=owned)
        else:
            joined.append(unit)
    return joined


def can_join(text: Text, first: Draft, second: Draft) -> bool:
    """Whether a noun follows a name within one noun phrase, as its last noun."""
    if (first.sense is None and not first.run) or second.noun is None or second.run:
        return False
    if has_fighters(text, first, second):
        return True
    weak = first.sense is None or first.sense.kind in ("person", "group")
    if first.owned is None and weak and not is_owner(text, first):
        return names_rule(first, second)
    if not are_modifiers(text, first.end, second.start) or is_backer(text.words, span_of(first)):
        return False
    return second.end >= len(text.pos) or not goes_on(text, second.end)


def is_only_backer(text: Text, unit: Draft) -> bool:
    """Whether a side is named only as who helped or made something: "UN-brokered talks"."""
    texts = text.words.texts
    if unit.noun is not None or unit.sense is None:
        return False
    before = [word.casefold() for word in texts[max(unit.start - 2, 0) : unit.start]]
    behind = [word.casefold() for word in texts[unit.end : unit.end + 2]]
    favours = before in (["pro", "-"], ["anti", "-"])
    helps = behind[:1] == ["-"] and behind[1:] != [] and behind[1] in read_words("backed")
    return favours or (helps and behind[1] not in HOLDING)


def has_fighters(text: Text, first: Draft, second: Draft) -> bool:
    """Whether armed people stand right behind a name that is no person's: "FHF fighters"."""
    armed = second.noun is not None and second.noun.sector in ARMED and second.noun.plural
    beside = first.run and first.noun is None and first.end == second.start
    return armed and beside and text.entity[first.end - 1] not in PEOPLE


def span_of(draft: Draft) -> Found:
    """The tokens of a draft."""
    return Found(draft.start, draft.end)


def is_owner(text: Text, unit: Draft) -> bool:
    """Whether a possessive mark stands behind a unit."""
    return unit.end < len(text.pos) and text.words.texts[unit.end] in POSSESSIVES


def names_rule(first: Draft, second: Draft) -> bool:
    """Whether a ruler's name stands before a body: "the Trump administration"."""
    person = first.sense is not None and first.sense.kind == "person" and first.noun is None
    body = second.noun is not None and second.noun.kind == "body"
    return person and body and first.end == second.start


def are_modifiers(text: Text, start: int, end: int) -> bool:
    """Whether tokens [start, end) can stand between an adjective and its noun."""
    if end - start > REACH or start > end or (end > start and differs(text, start - 1, end)):
        return False
    return all(
        text.words.texts[i] in JOINING or text.pos[i] in MODIFIERS for i in range(start, end)
    )


def differs(text: Text, first: int, second: int) -> bool:
    """Whether two tokens are in different sentences."""
    return text.sentence[first] != text.sentence[second]


def goes_on(text: Text, index: int) -> bool:
    """Whether the noun phrase has a further noun, which is then its head: "army base"."""
    return bool(text.pos[index]) and text.pos[index] in NOUNISH and text.words.capitals[index] == 0


def is_compound(text: Text, first: Draft, second: Draft) -> bool:
    """Whether a second noun takes over as the head: "army chief", "the country's army"."""
    if first.noun is None or second.noun is None or first.run or second.run:
        return False
    if differs(text, first.start, second.start):
        return False
    marks = POSSESSIVES if first.noun.kind == "land" else {"'", "’"}
    beside = first.end + 1 == second.start and text.words.texts[first.end] in marks
    return beside or first.end == second.start


def join_of(text: Text, units: list[Draft]) -> list[Draft]:
    """Joins an office or body and the side behind "of": "the government of Iraq"."""
    joined: list[Draft] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last is not None and names_institution(text, last) and can_own(text, last, unit):
            joined[-1] = Draft(last.start, unit.end, noun=last.noun, run=True)
        elif (
            last is not None
            and not last.run
            and unit.sense is not None
            and can_own(text, last, unit)
        ):
            joined[-1] = Draft(last.start, unit.end, sense=unit.sense, noun=unit.noun or last.noun)
            if unit.noun is None:
                joined[-1] = replace(joined[-1], noun=last.noun)
        else:
            joined.append(unit)
    return joined


def names_institution(text: Text, unit: Draft) -> bool:
    """Whether a noun with a capital heads a name of its own: "University of California"."""
    capital = text.words.capitals[unit.end - 1] > 0
    return capital and unit.noun is not None and is_private(unit.noun)


def can_own(text: Text, first: Draft, second: Draft) -> bool:
    """Whether "of" or "of the" alone stands between a noun and a name that is no person.

    Of names in their own right only a college's goes on so: "City University of New York".
    """
    if first.sense is not None or first.noun is None or second.noun is not None:
        return False
    if first.run and text.words.texts[first.end - 1].casefold() not in read_words("house"):
        return False
    if second.sense is None or second.sense.kind in ("person", "adjective"):
        return False
    if begins_body(text, second.end, second.start):
        return False  # "president of the [New Zealand] Association of Scientists"
    between = [text.words.texts[i].casefold() for i in range(first.end, second.start)]
    if (
        len(between) > 1
        and text.words.capitals[second.start - 1]
        and text.words.capitals[second.start]
    ):
        between.pop()  # "the government of Great Sengwe"
    return between in (["of"], ["of", "the"])


def begins_body(text: Text, end: int, start: int) -> bool:
    """Whether a name goes on, behind the state it begins with, to that of a body of its own."""
    inside, civic = end < len(text.pos) and not differs(text, start, end), read_words("civic")
    return inside and text.words.capitals[end] > 0 and text.words.texts[end].casefold() in civic


def join_titles(text: Text, units: list[Draft]) -> list[Draft]:
    """Joins a title and the name behind it: "Israeli President Reuven Rivlin"."""
    joined: list[Draft] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last is not None and is_title(text, last, unit):
            sense = unit.sense if is_nearer(last, unit) else last.sense
            joined[-1] = replace(unit, start=last.start, sense=sense, noun=last.noun, titled=True)
        else:
            joined.append(unit)
    return joined


def is_title(text: Text, first: Draft, second: Draft) -> bool:
    """Whether an office stands directly before a person's name."""
    person = second.run or (second.sense is not None and second.sense.kind == "person")
    office = first.noun is not None and first.noun.kind in ("office", "group")
    return (
        person
        and office
        and not (first.noun is not None and first.noun.plural)
        and not first.run
        and first.end == second.start
        and text.words.capitals[second.start] > 0
        and not differs(text, first.start, second.start)
    )


def is_nearer(title: Draft, name: Draft) -> bool:
    """Whether the name says better than its title whose the person is.

    "Kurdish leader Abdullah Ocalan" is the PKK's; "European Council President Donald Tusk" is
    the EU's, whatever he was before.
    """
    if title.sense is None or name.sense is None:
        return title.sense is None
    return not title.sense.home or title.sense.side in (name.sense.side, name.sense.home)
