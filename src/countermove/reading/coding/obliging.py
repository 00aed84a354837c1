"""What somebody should, must, needs to or has to do, and what is needed."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.reading.coding.counsels import (
    EXPLETIVE,
    GERUNDS,
    MODALS,
    Counsel,
    cleft_subject,
    gives_reason,
    has_to,
    infinitive_kid,
    is_aside,
    is_denied,
    is_passive,
    is_there,
    subject_kid,
)
from countermove.reading.coding.duties import read_duty
from countermove.reading.coding.policies import is_course
from countermove.reading.coding.roles import Scene, subject_of
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["from_modals", "from_needs"]

REACHES = load_counts("reading/coding/data/reaches.tsv")
NEAR = REACHES["urged_to"]
LEADING = frozenset({"need", "have", "ought", "deserve"})
ENDS = frozenset({"consequence", "result", "outcome", "end"})
PRESSING = frozenset({"imperative", "overdue", "urgent"})
CONDITIONS = frozenset({"condition", "pre-condition", "precondition", "part", "goal", "aim"})


def from_modals(scene: Scene, lists: Lists) -> Iterator[Counsel]:
    """What "should", "must" and "ought to" advise; "could just" and "could simply" propose."""
    words = scene.words
    for cue in range(scene.begin, scene.end):
        lower = words.lower[cue]
        offers = lower == "could" and words.lower[cue + 1 : cue + 2] in (["just"], ["simply"])
        if words.tag[cue] != "MD" or not (lower in MODALS or offers):
            continue
        if offers and words.dep[words.head[cue]] != "ROOT":
            continue
        if words.tag[cue - 1][:1] == "W" and words.dep[words.head[cue]] != "acl:relcl":
            continue  # "to say what must be done"
        predicate = words.head[cue]
        if words.dep[cue] != "aux" or predicate < cue:
            predicate = next_predicate(words, cue, scene.end)
        if subject_kid(words, predicate) > cue and not is_there(words, predicate):
            continue  # "should Oslo yield, …" supposes
        if predicate > cue and asks_why_not(words, cue, predicate):
            yield Counsel(predicate, subject_kid(words, predicate), "act")
        elif predicate > cue and read_duty(words, cue, predicate, lists) == "advice":
            yield from bind(scene, predicate, lists)


def asks_why_not(words: Words, cue: int, predicate: int) -> bool:
    """Whether a clause asks for a reason against it, which is to be for it: "one may ask why the
    council should not hold a vote"."""
    asks = [k for k in words.kids[predicate] if words.lower[k] == "why"]
    asked = any(not gives_reason(words, k) for k in asks)
    return asked and words.lower[cue] == "should" and is_denied(words, predicate)


def from_needs(scene: Scene, lists: Lists) -> Iterator[Counsel]:
    """What somebody "needs to" or "has to" do; what "is needed", and what somebody needs."""
    words = scene.words
    for cue in range(scene.begin, scene.end):
        lemma, tag = words.lemma[cue], words.tag[cue]
        leads = lemma in LEADING and tag in ("VB", "VBP", "VBZ")
        if (leads or has_got(words, cue)) and not is_aside(words, cue, lists):
            yield from led_by(scene, cue, lists)
        elif words.lower[cue] in lists["lacking"] | PRESSING and tag in ("VBN", "JJ"):
            yield from lacked(scene, cue, lists)


def has_got(words: Words, place: int) -> bool:
    """Whether "got" stands with "have" for having to: "you've got to keep it"."""
    return words.lower[place] == "got" and any(words.lemma[k] == "have" for k in words.kids[place])


def led_by(scene: Scene, cue: int, lists: Lists) -> Iterator[Counsel]:
    """What a "need" or "have" in the present leads on to: an infinitive, or what is needed."""
    words = scene.words
    helpers = [k for k in words.kids[cue] if words.dep[k] == "aux" and words.lemma[k] != "have"]
    only = words.lower[cue - 1 : cue] == ["only"]
    if only or any(words.lower[k] not in MODALS for k in helpers) or is_denied(words, cue):
        return  # "need not", "did have to", "would need to" advise nothing
    for kid in words.kids[cue]:
        if words.dep[kid] == "xcomp" and has_to(words, kid) and kid - cue < NEAR + 2:
            yield from bind(scene, kid, lists, above=cue)
            return
    thing = next((k for k in words.kids[cue] if words.dep[k] == "obj" and k > cue), -1)
    full = thing >= 0 and any(words.dep[k] in ("amod", "compound") for k in words.kids[thing])
    subject = subject_kid(words, cue)
    asked = subject >= 0 and words.tag[subject][:1] == "W"
    main = words.dep[cue] in ("ROOT", "conj", "parataxis")
    # Not "so that it never again needs troops", which the parse may join on as another clause.
    main = main and lists["negation"].isdisjoint(words.lower[max(cue - NEAR, scene.begin) : cue])
    if words.lemma[cue] in ("need", "deserve") and full and main and not asked:
        yield Counsel(thing, subject, "thing")


def lacked(scene: Scene, cue: int, lists: Lists) -> Iterator[Counsel]:
    """What "is (urgently) needed" or "is overdue": the noun that it is said of."""
    words = scene.words
    beside = [k for k in words.kids[cue] if words.lemma[k] == "be"]
    present = any(words.tag[k] in ("VBZ", "VBP") for k in beside)
    subject = subject_kid(words, cue)
    if not present or subject < 0 or is_aside(words, cue, lists) or is_denied(words, cue):
        return
    if (
        infinitive_kid(words, cue) >= 0
        and words.tag[cue] == "VBN"
        and words.lower[cue] == "required"
    ):
        return  # "members are required to pay" tells a rule
    if words.tag[subject][:2] == "NN":
        yield Counsel(subject, -1, "thing")


def bind(scene: Scene, predicate: int, lists: Lists, above: int = -1) -> Iterator[Counsel]:
    """The counsel of a predicate: a verb, a passive, or a noun or adjective behind "be"."""
    words = scene.words
    against = is_denied(words, predicate) or (above >= 0 and is_denied(words, above))
    subject = subject_kid(words, predicate)
    if words.lemma[predicate] == "be" and is_there(words, predicate):
        if subject > predicate:  # "there should be an inquiry"
            yield Counsel(subject, -1, "thing", against)
        return
    if subject < 0 and above >= 0:
        subject = subject_kid(words, above)
    if subject < 0:
        subject = subject_of(words, above if above >= 0 else predicate, scene.controls)
    told = cleft_subject(words, predicate)
    subject = told if told >= 0 else subject
    if subject >= 0 and is_no_agent(words, subject, predicate):
        return
    if subject >= 0 and words.lemma[subject] in lists["step"] and words.tag[predicate] in GERUNDS:
        subject = -1  # "the first priority must be putting people to work"
    if is_passive(words, predicate):
        if words.lemma[predicate] in lists["noticing"] | {"ask"}:
            return  # "it must be noted", "the question has to be asked"
        yield Counsel(predicate, subject, "passive", against)
    elif words.tag[predicate][:1] == "V":
        if is_course(scene, predicate, lists) and words.lemma[predicate] != "be":
            yield Counsel(predicate, subject, "act", against)
    else:
        yield from said_of(scene, predicate, subject, against=against, lists=lists)


def is_no_agent(words: Words, subject: int, predicate: int) -> bool:
    """Whether nobody is told to do it: "what must be done", "it must work"."""
    asked = words.tag[subject][:1] == "W"
    active = words.tag[predicate][:1] == "V" and not is_passive(words, predicate)
    return asked or (words.lower[subject] in EXPLETIVE and active)


def said_of(
    scene: Scene, predicate: int, subject: int, *, against: bool, lists: Lists
) -> Iterator[Counsel]:
    """What a noun or adjective behind "should be" asks for."""
    words = scene.words
    if words.tag[predicate][:2] == "JJ":
        inner = infinitive_kid(words, predicate)
        if subject >= 0 and words.lower[subject] in EXPLETIVE:
            if inner >= 0 and words.lower[predicate] in lists["wise"]:
                yield Counsel(inner, -1, "act", against)
        elif inner >= 0 and words.lower[predicate] in lists["bearing-of"] | {"able"}:
            yield Counsel(inner, subject, "act", against)
        elif words.lower[predicate] in lists["bearing-of"] and subject >= 0:
            yield Counsel(predicate, subject, "act", against)
        return
    being = max((k for k in words.kids[predicate] if words.dep[k] == "cop"), default=-1)
    placed = any(words.dep[k] == "case" and k > being for k in words.kids[predicate])
    if words.tag[predicate][:2] != "NN" or subject < 0 or placed:
        return
    if words.lower[subject] == "there" or words.lemma[subject] in lists["step"] | ENDS:
        yield Counsel(predicate, -1, "thing", against)
    elif words.lemma[predicate] in lists["step"] | CONDITIONS and words.tag[subject][:2] == "NN":
        yield Counsel(subject, -1, "thing", against)


def next_predicate(words: Words, cue: int, end: int) -> int:
    """The next verb behind a modal that the parse hangs on something else, or -1."""
    for later in range(cue + 1, min(cue + NEAR, end)):
        if words.tag[later] in ("VB", "VBN") and words.lemma[later] != "be":
            return later
    return -1
