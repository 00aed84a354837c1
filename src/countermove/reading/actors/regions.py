"""Parts of a state that act for themselves beside it: "Kansas sued the federal government"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from countermove.reading.actors.drafting import Draft, acts, name_of
from countermove.reading.actors.folding import slug
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.tokens import POSSESSIVES, Text
from countermove.records.number_table import load_counts

__all__ = ["raise_regions"]

RULING = frozenset({"GOV", "LEG", "JUD"})
INSIDE = frozenset({"in", "at", "near", "from", "across", "outside", "inside", "around", "to"})
HELD = frozenset({"state", "province", "city", "commonwealth", "territory", "county", "canton"})
ACTS = load_counts("reading/actors/data/reaches.tsv")["region_acts"]
"""Times that a region must be a subject, where none of its officers is told of."""


def raise_regions(text: Text, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with regions and cities that act for themselves as sides of their own.

    1. A region acts where a governor, court or assembly of its own is told of, or where it is
       the subject of two clauses.
    2. It is raised where its state is told of as well: else it stands for the state abroad.
    3. What only lies in it ("in Kansas") stays a place of the state.
    """
    names = {
        place_words(text, d): d.sense.side
        for d in drafts
        if d.sense is not None and d.sense.kind == "place"
    }
    names.pop("", None)
    if not names:
        return list(drafts)
    nations = {d.sense.side for d in drafts if d.sense is not None and is_nation(text, d, names)}
    acting = count_acts(text, drafts, names)
    raised = {name: side for name, side in names.items() if acting[name] >= ACTS}
    raised = {name: side for name, side in raised.items() if side in nations}
    if not raised:
        return list(drafts)
    people = people_of(text, drafts, raised)
    return [raise_one(text, draft, raised, people) for draft in drafts]


def is_place(draft: Draft) -> bool:
    """Whether a draft is the bare name of a town or region."""
    return draft.sense is not None and draft.sense.kind == "place" and draft.noun is None


def place_words(text: Text, draft: Draft) -> str:
    """The region's own words: "Ohio" of "Ohio Gov. Ann Reyes", "Texas" of "governor of Texas"."""
    words = text.words.texts[draft.start : draft.end]
    if draft.noun is None:
        return " ".join(words)
    if "of" in words:
        return " ".join(words[words.index("of") + 1 :]).removeprefix("the ")
    first = draft.noun.lemma.split()[0]
    at = next((i for i, w in enumerate(words) if w.casefold().rstrip(".") == first), len(words))
    return " ".join(w for w in words[:at] if w not in POSSESSIVES)


def region_in(text: Text, draft: Draft, names: Mapping[str, str]) -> str:
    """The region named among the words of a draft, or ""."""
    words = name_of(text, draft)
    found = (name for name in names if f" {name} " in f" {words} ")
    return max(found, key=len, default="")


def is_nation(text: Text, draft: Draft, names: Mapping[str, str]) -> bool:
    """Whether a draft names a whole state or who rules it."""
    if draft.sense is None or draft.sense.kind == "place":
        return False
    return not region_in(text, draft, names)


def count_acts(text: Text, drafts: Sequence[Draft], names: Mapping[str, str]) -> Counter[str]:
    """How often each region acts; an officer of its own counts as enough."""
    acting: Counter[str] = Counter()
    for draft in drafts:
        name = region_in(text, draft, names)
        if not name:
            continue
        ruled = draft.noun is not None and draft.noun.sector in RULING
        if ruled or is_held(text, draft):
            acting[name] += ACTS
        elif acts(text, draft):
            acting[name] += 1
    return acting


def is_held(text: Text, draft: Draft) -> bool:
    """Whether "the state of" or the like stands before a name."""
    before = [word.casefold() for word in text.words.texts[max(draft.start - 2, 0) : draft.start]]
    return len(before) == 2 and before[1] == "of" and before[0] in HELD


def people_of(text: Text, drafts: Sequence[Draft], raised: Mapping[str, str]) -> dict[str, str]:
    """By the person the region whose officer he or she is told to be."""
    found = {}
    for draft in drafts:
        name = region_in(text, draft, raised)
        if name and draft.titled and draft.sense is not None and draft.sense.who:
            found[draft.sense.who] = name
    return found


def raise_one(
    text: Text, draft: Draft, raised: Mapping[str, str], people: Mapping[str, str]
) -> Draft:
    """The draft as its region's, where it is one's."""
    sense = draft.sense
    if sense is None:
        return draft
    name = region_in(text, draft, raised) or people.get(sense.who, "")
    before = text.words.texts[max(draft.start - 1, 0)].casefold()
    if not name or (is_place(draft) and before in INSIDE and draft.start):
        return draft
    kind = sense.kind if sense.kind == "person" else "name"
    own = Sense(slug(name), name, "GOV", kind, sense.home, who=sense.who, female=sense.female)
    return replace(draft, sense=own)
