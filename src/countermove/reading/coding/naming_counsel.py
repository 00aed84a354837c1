"""The advised course in its own words, and who is to take it."""

from __future__ import annotations

from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.counsels import Counsel
from countermove.reading.coding.phrases import LONGEST, following
from countermove.reading.coding.policies import drop_joints
from countermove.reading.coding.roles import Scene

__all__ = ["name_counsel"]

OWN = frozenset({"we", "us", "our", "let", "you", "i", "your"})
PEOPLE = frozenset({"they", "he", "she", "them", "everyone"})
PRONOUNS = frozenset(
    {"they", "he", "she", "it", "them", "him", "her", "this", "that", "who", "one"}
)
MARKS = frozenset('"“”«»')
MEMBERS = ("amod", "compound", "nummod", "nmod:poss", "flat", "det")
"""What stands before a noun and belongs to it."""


def name_counsel(scene: Scene, counsel: Counsel) -> Clause | None:
    """The counsel as advice to a side; None where it cannot be told what is to be done by whom.

    Where nobody is named, or "we" are and stand for no side, who reads it is meant. Whoever else is
    named and is no side is to be got to do it, and a passive is to be had done: that is advice to
    nobody named.
    """
    label = name_act(scene, counsel)
    if counsel.form != "act":
        return clause(counsel, -1, label, against=counsel.against and counsel.form != "thing")
    agent = counsel.agent
    if agent < 0 or scene.words.lower[agent] in OWN:
        return clause(counsel, scene.at(agent) if agent >= 0 else -1, label, is_open=True)
    source = scene.at(agent)
    if source >= 0:
        return clause(counsel, source, label)
    who = spell_noun(scene, agent)
    if not who and scene.words.lower[agent] not in PEOPLE:
        return None
    if not who:
        return clause(counsel, -1, "")
    wish = "not to " if counsel.against else "to "
    return clause(counsel, -1, f"get {who} {wish}{label}", against=False)


def clause(
    counsel: Counsel,
    source: int,
    label: str,
    *,
    is_open: bool = False,
    against: bool | None = None,
) -> Clause:
    """The advice as a clause of the mode that says how it was found."""
    negated = counsel.against if against is None else against
    label = f"not {label}" if negated else label
    place = counsel.place
    return Clause(place, place, source, "POLICY", "urged", "advised", negated, label, open=is_open)


def name_act(scene: Scene, counsel: Counsel) -> str:
    """What is to be done, as a phrase of a verb."""
    words, place = scene.words, counsel.place
    if counsel.form == "thing":
        thing = spell_noun(scene, place)
        course = "avoid" if counsel.against else "bring about"
        return f"{course} {thing}" if thing else ""
    rest = following(scene, place + 1)
    if counsel.form == "passive":
        done = " ".join([words.lower[place], *rest][:LONGEST])
        thing = spell_noun(scene, counsel.agent)
        return f"have {thing} {done}" if thing else ""
    if words.tag[place][:2] == "JJ" and any(words.dep[k] == "cop" for k in words.kids[place]):
        return " ".join(drop_joints(["be", words.lower[place], *rest][: LONGEST + 1]))
    lets = place > scene.begin and words.lemma[place - 1] == "let"
    # A verb tagged as a name keeps its capital in its lemma.
    verb = words.lemma[place] if words.tag[place][:1] == "V" else words.lower[place]
    told = ["let", verb] if lets else [verb]
    return " ".join(drop_joints([*told, *rest][: LONGEST + 1]))


def spell_noun(scene: Scene, head: int) -> str:
    """A noun with what belongs to it as written; of a pronoun the side it stands for, or ""."""
    words = scene.words
    if head < 0:
        return ""
    number = scene.at(head)
    if words.lower[head] in PRONOUNS or words.tag[head][:3] in ("PRP", "WP", "DT"):
        return scene.sides[number].party.name if number >= 0 else ""
    first = head
    for kid in words.kids[head]:
        if words.dep[kid].startswith(MEMBERS) and 0 < head - kid <= LONGEST // 2:
            first = min(first, kid)
    last = head
    for kid in words.kids[head]:
        behind = words.dep[kid] in ("nmod", "flat", "compound", "conj") and kid > head
        if behind and "not" in words.lower[kid - 1 : kid]:
            break  # "the states, not the owners"
        if behind and kid - head <= LONGEST // 2:
            last = max(last, kid, *(k for k in words.kids[kid] if k - head <= LONGEST // 2))
    text = words.text[words.start[first] : words.end[last]]
    named = scene.at(first) >= 0 or words.tag[first][:3] == "NNP"
    opens = not any(words.lower[k].strip() for k in range(scene.begin, first))
    if (opens or words.tag[first] == "DT") and not named and not text[1:2].isupper():
        text = text[:1].lower() + text[1:]
    parts = "".join(sign for sign in text if sign not in MARKS).rstrip(" ,").split()
    return " ".join(parts) if len(parts) <= LONGEST else ""
