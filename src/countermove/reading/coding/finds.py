"""Triggers with their sides: what one sentence tells, before it becomes events."""

from __future__ import annotations

from dataclasses import replace

from countermove.reading.coding.assigning import assign_sides
from countermove.reading.coding.completing import TOWARDS, own_up, turn
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import ANSWER, Lexicon, Pattern
from countermove.reading.coding.polarity import turn_negated
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.triggers import Trigger, find_triggers, reach_of
from countermove.reading.coding.weighing import is_political, weigh
from countermove.reading.coding.word_lists import ListName
from countermove.reading.parsing.words import Words
from countermove.records.events import Party

__all__ = ["find_acts", "list_acts"]

DOWN = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "amod", "compound", "conj", "iobj", "nmod:poss"}
)
COMPLEMENT_MARKS = frozenset({"of", "for", "from", "against", "to", "with", "over", "about"})
ALONE = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "COERCE", "AGREE", "REJECT", "CONCEDE"})
"""Types that PLOVER codes without a recipient, where the pattern also allows it."""
ON_OTHERS = TOWARDS | {"RETREAT", "CONCEDE", "MOBILIZE"}
"""Types that two sides who agree on them do to a third."""
FIGURES = frozenset({"war", "wage", "battle", "fight", "combat", "clash", "wrestle", "duel"})
"""Words of fighting that are as often said of courts, firms and campaigns."""
ARMED = frozenset({"MIL", "REB", "COP", "UAF", "CRM", "SPY", "OPP", "PRM"})
ENCLOSING = frozenset({"CONSULT", "SUPPORT", "AGREE"})
"""Types whose object is only what is talked of: "signed a pact to withdraw"."""
SPOKEN_TO = frozenset({"REQUEST", "THREATEN", "AGREE", "ACCUSE"})
"""Types that are said to somebody, who may answer."""
INNER_MODES = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
THREAT_MODES = {
    "SANCTION": "relations",
    "CONSULT": "relations",
    "COERCE": "restrict",
    "PROTEST": "restrict",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "RETREAT": "relations",
}


def find_acts(scene: Scene, lexicon: Lexicon) -> list[Find]:
    """The acts of one sentence in the order told, each pair and type once."""
    finds = [kept for find in list_acts(scene, lexicon) if (kept := weed(scene, find))]
    return drop_repeats(scene, sorted(finds, key=lambda find: find.place))


def list_acts(scene: Scene, lexicon: Lexicon) -> list[Find]:
    """The acts of one sentence, whoever is in them: of politics or of daily life."""
    triggers = find_triggers(scene.words, scene.begin, scene.end, lexicon)
    triggers = [
        trigger
        for trigger in triggers
        if not is_named(scene, trigger) and not qualifies(scene.words, trigger, lexicon)
    ]
    light = lexicon.lists["light"] | lexicon.lists["bearing"]
    finds = [find for trigger in triggers if (find := settle(scene, trigger, light))]
    finds = [turn_negated(scene, find, lexicon.lists) for find in absorb(scene, finds)]
    finds = [turn(scene, own_up(scene, find)) for find in finds]
    finds = [one for find in finds for one in spread(scene, find)]
    finds = [find for find in finds if not is_purpose(scene.words, find, lexicon)]
    return [find for find in finds if not is_listed(scene, find, finds)]


def is_named(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun is but part of a name: "Warsaw Pact", "UN Support Mission"."""
    words, place = scene.words, trigger.place
    if (
        trigger.kind != "noun"
        or place == scene.begin
        or not words.text[words.start[place]].isupper()
    ):
        return False
    beside = words.text[words.start[place - 1]].isupper()
    return beside and words.text[words.start[place] : words.end[place]].istitle()


def qualifies(words: Words, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether an act noun only says what sort another noun is of: "opposition leaders"."""
    place, above = trigger.place, words.head[trigger.place]
    if trigger.kind != "noun" or words.dep[place] != "compound" or above < place:
        return False
    return words.lemma[above] not in lexicon.nouns


def settle(scene: Scene, trigger: Trigger, light: frozenset[str]) -> Find | None:
    """The trigger with its first pattern whose sides fit."""
    for match in trigger.matches:
        sides = assign_sides(scene, trigger, match, light)
        if sides is not None and fits(scene, match.pattern, *sides):
            pattern = match.pattern
            return Find(trigger, pattern, match.last, *sides, pattern.action, pattern.mode)
    return None


def fits(scene: Scene, pattern: Pattern, source: int, target: int) -> bool:
    """Whether the sides are what the pattern asks for: a told target, an actor of a sector."""
    if "target" in pattern.options and target < 0:
        return False
    return not pattern.sectors or (
        source >= 0 and scene.sides[source].party.sector in pattern.sectors
    )


def absorb(scene: Scene, finds: list[Find]) -> list[Find]:
    """Let "refused to lift" take over "lift": the inner act gives the mode and goes."""
    outer = [f for f in finds if "op" in f.pattern.options or f.action in ENCLOSING]
    gone: set[int] = set()
    inner: dict[int, Find] = {}
    for find in finds:
        owner = next((o for o in outer if contains(scene.words, o, find, scene.end)), None)
        if owner is not None:
            gone.add(find.place)
            inner.setdefault(owner.place, find)
    kept = [
        take_over(scene, find, inner.get(find.place)) for find in finds if find.place not in gone
    ]
    heard = [(find, inner[find.place]) for find in outer if find.place in inner]
    return kept + [replace(i, target=o.source) for o, i in heard if is_answered(scene, o, i)]


def is_answered(scene: Scene, outer: Find, inner: Find) -> bool:
    """Whether an act answers what the other of the sides that a text is about is told to have said.

    "Bern rejected a demand by Oslo" tells the demand as well.
    """
    spoken = inner.trigger.kind == "noun" and inner.action in SPOKEN_TO
    answers = outer.action in ("REJECT", "AGREE", "CONCEDE") and scene.is_main(outer.source)
    another = scene.is_main(inner.source) and not scene.same(inner.source, outer.source)
    return spoken and answers and another


def contains(words: Words, outer: Find, find: Find, end: int) -> bool:
    """Whether `find` stands in the complement or object of `outer`."""
    if find.place == outer.place:
        return False
    here = find.place
    for _ in range(7):
        above = words.head[here]
        if above == here or not passes(words, here):
            break
        if words.dep[here] == "conj" and (
            above == outer.place or words.tag[here] != words.tag[above]
        ):
            return False
        if above in (outer.place, outer.last):
            return True
        here = above
    return follows_closely(words, outer, find, end)


def passes(words: Words, here: int) -> bool:
    """Whether a token's link upward is one of complement or object."""
    dep = words.dep[here]
    if dep in DOWN or dep.startswith("obl:") or dep.startswith("nmod:"):
        return True
    if dep == "advcl":
        return any(
            words.dep[kid] in ("mark", "case") and words.lower[kid] in COMPLEMENT_MARKS
            for kid in words.kids[here]
        )
    return False


def follows_closely(words: Words, outer: Find, find: Find, end: int) -> bool:
    """The same by word order: in the same clause after it, not finite, no comma between."""
    if find.place < outer.place or words.tag[find.place] in ("VBD", "VBZ", "VBP"):
        return False
    if find.place not in reach_of(words, outer.place, end):
        return False
    return all(words.lower[k] not in (",", "and", "but") for k in range(outer.place, find.place))


def take_over(scene: Scene, find: Find, inner: Find | None) -> Find:
    """The outer act with the mode its complement gives."""
    if inner is None:
        return find if find.action != ANSWER else replace(find, action="COERCE", mode="")
    action, mode = find.action, find.mode
    if action == ANSWER:
        action, mode = inner.action, inner.mode
    elif action == inner.action == "REJECT" and scene.words.lemma[inner.place] == "rule":
        action, mode = "THREATEN", ""  # "refused to rule out": it may still come
    elif action in ("REQUEST", "REJECT") and not mode:
        mode = INNER_MODES.get(inner.action, "change")
    elif action == "THREATEN" and not mode:
        mode = threat_mode(inner)
    if names_third(scene, find, inner):
        pattern = replace(find.pattern, options=find.pattern.options - {"both"})
        find = replace(find, pattern=pattern, target=inner.target)
    target = find.target if find.target >= 0 else inner.target
    if find.action == ANSWER and "against" not in find.pattern.rest:
        target = -1
    target = -1 if scene.same(target, find.source) else target
    return replace(find, action=action, mode=mode, target=target)


def names_third(scene: Scene, find: Find, inner: Find) -> bool:
    """Whether two sides act together on a third: "A and B agreed to lift their ban on C"."""
    if "both" not in find.pattern.options or find.target < 0 or inner.target < 0:
        return False
    pair = (find.source, find.target)
    if inner.action not in ON_OTHERS or weigh(scene.sides[inner.target].party) < 2:
        return False
    joined = find.target in scene.partners(find.source)
    return joined and not any(scene.same(inner.target, number) for number in pair)


def is_listed(scene: Scene, find: Find, finds: list[Find]) -> bool:
    """Whether an act is only one of those asked for behind a colon: "demands: close the port"."""
    words = scene.words
    if words.tag[find.place] != "VB" or ":" not in words.lower[scene.begin : find.place]:
        return False
    colon = words.lower.index(":", scene.begin)
    return any(o.place < colon and o.action in ("REQUEST", "THREATEN") for o in finds)


def spread(scene: Scene, find: Find) -> list[Find]:
    """One act for each coordinated side: "A, B and C cut ties with D and E"."""
    if "both" in find.pattern.options:
        return [find]
    sources = scene.partners(find.source)
    targets = scene.partners(find.target)
    if len(sources) == len(targets) == 1 and find.target < 0:
        return [find]
    return [
        replace(find, source=source, target=target)
        for source in sources
        for target in targets
        if target < 0 or not scene.same(source, target)
    ]


def name_of(scene: Scene, number: int) -> str:
    """The side and sector of a mention, or ""."""
    if number < 0:
        return ""
    party = scene.sides[number].party
    return f"{party.side}/{party.sector}"


def threat_mode(inner: Find) -> str:
    """The mode of a threat from the act that is threatened."""
    if inner.mode in ("arrest", "expel"):
        return inner.mode
    return "territory" if inner.mode == "seize" else THREAT_MODES.get(inner.action, "")


def is_one_worker(scene: Scene, number: int) -> bool:
    """Whether a mention is a single working person: "a driver" is no side, a union is."""
    side = scene.sides[number]
    noun = scene.words.lower[side.head]
    singular = scene.words.tag[side.head] == "NN" and noun.endswith(("er", "or", "ist", "man"))
    return side.party.sector == "LAB" and singular


def weed(scene: Scene, find: Find) -> Find | None:
    """The act if its sides are enough for its type, with a target only if that is one.

    PLOVER asks for two sides, or one where the type makes sense alone.
    """
    if find.source < 0 or is_one_worker(scene, find.source):
        return None
    if is_figure(scene, find):
        if find.trigger.kind == "noun" or find.target < 0:
            return None
        find = replace(find, action="REJECT", mode="")
    source = scene.sides[find.source].party
    if find.target >= 0:
        target = scene.sides[find.target].party
        if source.sector == "COP" and source.side == target.side and is_person(scene, find.target):
            return None
        known = scene.are_rivals(find.source, find.target) or is_of_text(scene, find)
        if known or is_political(source, target, find.action, find.mode):
            return find
        if weigh(target) >= 1:
            return None
    alone = "self" in find.pattern.options and find.action in ALONE
    strong = weigh(source) >= 3 or scene.is_main(find.source)
    return replace(find, target=-1) if alone and strong else None


def is_figure(scene: Scene, find: Find) -> bool:
    """Whether a war or a fight is one of words or in court: "waged war on the firm".

    Who is told to fight so, resists.
    """
    if find.action != "ASSAULT" or scene.words.lemma[find.place] not in FIGURES:
        return False
    pair = [scene.sides[n].party for n in (find.source, find.target) if n >= 0]
    return any(p.sector not in ARMED and not (p.side.isupper() and p.sector != "JUD") for p in pair)


def is_of_text(scene: Scene, find: Find) -> bool:
    """Whether an act passes between one that the text is about and another, both no mere people.

    What a school or a paper does to one of the two main sides belongs to the stand-off.
    """
    if scene.same(find.source, find.target):
        return False
    pair = (find.source, find.target)
    known = [scene.is_main(number) or scene.is_rival(number) for number in pair]
    return any(known) and all(
        one or not is_unnamed(scene.sides[number].party)
        for number, one in zip(pair, known, strict=True)
    )


def is_unnamed(party: Party) -> bool:
    """Whether a party is just people without a name: "customers", "a witness"."""
    return party.sector == "CVL" and party.name.islower()


def is_person(scene: Scene, number: int) -> bool:
    """Whether a mention is a single private person: "a local man"."""
    side = scene.sides[number]
    return side.party.sector in ("CVL", "CRM", "") and scene.words.tag[side.head] == "NN"


def is_purpose(words: Words, find: Find, lexicon: Lexicon) -> bool:
    """Whether the verb only says what for: "flew to Oslo to discuss …"."""
    place = find.place
    if find.trigger.kind != "verb" or words.dep[place] not in ("advcl", "acl"):
        return False
    above = words.head[place]
    is_to = place > 0 and words.lower[place - 1] == "to"
    lists = lexicon.lists
    if not is_to or words.lower[above] in lists["prospect"]:
        return False
    steers: tuple[ListName, ...] = ("prospective", "implicative", "trying", "negative")
    return not any(words.lemma[above] in lists[name] for name in steers)


def drop_repeats(scene: Scene, finds: list[Find]) -> list[Find]:
    """Each source, target, type and mode once, the first telling kept."""
    seen: set[tuple[str, str, str, str]] = set()
    kept = []
    for find in finds:
        sides = name_of(scene, find.source), name_of(scene, find.target)
        key = (*sides, find.action, find.mode)
        if key not in seen:
            seen.add(key)
            kept.append(find)
    return kept
