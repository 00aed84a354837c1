"""Whether a predicate is told as done, alleged, denied, planned, possible or advised."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.reading.coding.duties import is_foretold
from countermove.reading.coding.supposed_acts import suppose
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.events import Standing
from countermove.records.number_table import load_counts

__all__ = ["Fact", "is_imperative", "standing_of"]

STEPS = load_counts("reading/coding/data/reaches.tsv")["governors"]
"""How many governing predicates are looked at."""
FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "wilt", "gonna"})
CLIMB = ("xcomp", "ccomp", "conj", "advcl", "acl", "csubj", "parataxis", "obj", "obl", "nmod")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})


@dataclass(frozen=True, slots=True)
class Fact:
    """How a predicate stands; `negated` where the words say that it did not come about."""

    standing: Standing = "done"
    negated: bool = False


def standing_of(words: Words, place: int, begin: int, end: int, lists: Lists) -> Fact:
    """How the predicate at token `place` of the sentence `begin` to `end` stands.

    Looks, in this order, at what covers the sentence ("according to some reports", a
    question), at the predicate's own auxiliaries and negation, at conditionals, and at the
    predicates above it ("denied that", "plans to", "failed to").
    """
    fact = intended_fact(words, place, lists)
    supposed = suppose(words, place)
    if fact is None and supposed:
        fact = Fact("possible") if supposed == "possible" else Fact(negated=True)
    if fact is None:
        own = own_fact(words, place, begin, lists)
        above = inherited_fact(words, place, begin, lists)
        fact = combine(own, above)
    if fact.standing == "done" and covered(words, place, begin, end, lists):
        return Fact("alleged", fact.negated)
    if fact.standing == "done" and is_question(words, place, begin, end):
        return Fact("possible", fact.negated)
    return fact


def intended_fact(words: Words, place: int, lists: Lists) -> Fact | None:
    """How stands what somebody has the intention of, or None: "has no intention of yielding"."""
    noun = place - 2
    if noun < 0 or words.lower[place - 1] != "of" or not is_gerund_form(words, place):
        return None
    if words.lemma[noun] not in lists["prospect"]:
        return None
    return Fact("planned", any(words.lower[k] in lists["negation"] for k in words.kids[noun]))


def combine(own: Fact, above: Fact) -> Fact:
    """The weaker standing of two, and negation from either one."""
    negated = own.negated != above.negated
    if own.standing == "done" or (own.standing == "planned" and above.standing == "possible"):
        return Fact(above.standing, negated)
    return Fact(own.standing, negated)


def own_fact(words: Words, place: int, begin: int, lists: Lists) -> Fact:
    """Standing from the auxiliaries, adverbs and negation that stand at the predicate."""
    standing: Standing = "done"
    negated = False
    for helper in helpers_of(words, place, begin):
        word = words.lower[helper]
        if word in lists["negation"]:
            negated = True
        elif word in FUTURE:
            standing = "planned"
        elif word in lists["advice"]:
            standing = "advised"
        elif word in lists["possible"] and words.tag[helper] == "MD":
            standing = stand_modal(words, place, word, lists)
        elif word in lists["alleged"]:
            standing = "alleged"
        elif word in lists["possibly"] and standing == "done":
            standing = "possible"
        elif word in lists["planned"] and words.tag[place][:1] == "N":
            standing = "planned"
        elif standing in ("done", "planned") and opens_unreal(words, place, helper, lists):
            standing = "possible"
    if standing == "done" and is_imperative(words, place, begin):
        standing = "advised"
    if standing in ("done", "planned") and near_chance(words, place, lists):
        standing = "possible"
    return Fact(standing, negated)


def stand_modal(words: Words, place: int, word: str, lists: Lists) -> Standing:
    """What "would", "may" or "could" makes of a predicate."""
    if is_told_would(words, place, word, lists):
        return "planned"
    polite = word in ("would", "'d", "’d") and words.lemma[place] in lists["polite"]
    return "done" if polite else "possible"


def opens_unreal(words: Words, place: int, helper: int, lists: Lists) -> bool:
    """Whether "if", or "when" with the present tense, opens the predicate's clause."""
    if words.lemma[helper] in lists["conditional"]:
        return True
    return words.lower[helper] in lists["temporal"] and is_ahead(words, place)


def is_told_would(words: Words, place: int, word: str, lists: Lists) -> bool:
    """Whether "would" is the future in reported speech ("said it would")."""
    if word not in ("would", "'d", "’d"):
        return False
    here = place
    for _ in range(3):
        above = words.head[here]
        if above == here:
            return False
        if words.lemma[above] in lists["say"] and words.tag[above] in ("VBD", "VBN", "VBG"):
            return words.dep[here] in ("ccomp", "conj", "xcomp", "parataxis")
        here = above
    return False


def helpers_of(words: Words, place: int, begin: int) -> list[int]:
    """Auxiliaries, adverbs, marks and modifiers of a predicate, by parse and by adjacency."""
    found = {
        kid
        for kid in words.kids[place]
        if words.dep[kid].startswith(("aux", "advmod", "mark", "cop", "amod", "det"))
    }
    for earlier in range(place - 1, max(begin, place - 6) - 1, -1):
        tag = words.tag[earlier]
        if tag == "MD" or tag in ADVERBS or words.lemma[earlier] in ("be", "have", "do"):
            found.add(earlier)
        else:
            break
    return sorted(found)


def is_ahead(words: Words, place: int) -> bool:
    """Whether a "when" or "after" clause is in the present: then it has not come about."""
    if words.tag[place] in ("VBZ", "VBP"):
        return True
    helpers = [kid for kid in words.kids[place] if words.dep[kid].startswith(("aux", "cop"))]
    return (
        bool(helpers)
        and words.tag[helpers[0]] in ("VBZ", "VBP")
        and (words.lemma[helpers[0]] != "have")
    )


def is_imperative(words: Words, place: int, begin: int) -> bool:
    """A bare verb without a subject: a piece of advice; also one coordinated with such a verb."""
    if words.tag[place] not in ("VB", "VBP") or words.lemma[place] == "thank":
        return False
    if any(
        words.dep[kid].startswith(("nsubj", "csubj", "aux", "mark")) for kid in words.kids[place]
    ):
        return False
    if words.dep[place] == "conj" and words.head[place] < place:
        return is_imperative(words, words.head[place], begin)
    if place > begin and words.tag[place - 1] in ("TO", "MD"):
        return False
    return words.dep[place] in ("ROOT", "parataxis", "ccomp")


def inherited_fact(words: Words, place: int, begin: int, lists: Lists) -> Fact:
    """Standing that comes from the predicates above."""
    fact = Fact()
    here = place
    for _ in range(STEPS):
        above, dep = words.head[here], words.dep[here]
        if above == here or not dep.startswith(CLIMB) or dep == "acl:relcl":
            break
        step = governed(words, here, above, dep, lists)
        if step is None:
            break
        fact = combine(fact, step)
        if fact.standing != "done":
            break
        participle = dep == "advcl" and words.tag[here] == "VBG"
        here = above
        own = own_fact(words, here, begin, lists)
        if participle:
            own = Fact(own.standing, False)
        if dep == "advcl" and not participle:
            break
        gerund = dep == "nmod" or words.lower[place - 1 : place] == ["of"]
        gerund = gerund and is_gerund_form(words, place)
        if gerund or not (dep in ("parataxis", "obl", "nmod") or dep.startswith("obl")):
            if words.dep[place] == "conj" and own.negated and has_subject(words, place):
                own = Fact(own.standing, False)
            fact = combine(fact, own)
    return fact


def is_gerund_form(words: Words, place: int) -> bool:
    """Whether a word is a verb in -ing, by its tag or, of a seeming noun, by its form."""
    return words.tag[place] == "VBG" or (
        words.tag[place] == "NN" and words.lower[place].endswith("ing")
    )


def has_subject(words: Words, place: int) -> bool:
    """Whether the predicate has a subject of its own."""
    return any(words.dep[kid].startswith("nsubj") for kid in words.kids[place])


def governed(words: Words, here: int, above: int, dep: str, lists: Lists) -> Fact | None:
    """What the predicate above does to the one here; None where it says nothing further up."""
    lemma = words.lemma[above]
    to = has_to(words, here)
    if dep == "conj":
        shares = words.tag[here] == words.tag[above] and not has_subject(words, here)
        return Fact() if shares else None
    if lemma == "deny":
        return Fact("denied", False)
    if dep == "ccomp" and lemma in lists["factive"] and words.tag[here] in FINITE:
        return None
    if lemma in lists["negative"] and dep in ("xcomp", "ccomp", "obl", "advcl", "obj", "acl"):
        return Fact("done", True)
    if to:
        fact = infinitive_fact(words, above, dep, lists)
        if fact is not None:
            return fact
    if not to and lemma in lists["uncertain"]:
        return Fact("possible", False)
    of = dep == "acl" and words.lower[here - 1 : here] == ["of"]
    if (dep == "nmod" or of) and is_gerund_form(words, here) and words.tag[above][:1] == "N":
        return Fact()  # "no sign of yielding": what stands at the noun is looked at next
    if dep in ("obj", "obl", "nmod", "nsubj:pass"):
        return noun_governed(words, above, lists)
    return clause_fact(words, here, above, dep, lists)


def infinitive_fact(words: Words, above: int, dep: str, lists: Lists) -> Fact | None:
    """What a predicate does to its infinitive: "managed to", "has to", "plans to"."""
    lemma, lower = words.lemma[above], words.lower[above]
    if dep == "xcomp" and (lemma in lists["implicative"] or lower == "able"):
        return Fact()
    if lemma in ("have", "need", "ought") and dep == "xcomp":
        if is_foretold(words, above):
            return Fact("possible", False)
        return Fact() if lower == "had" else Fact("advised", False)
    if lemma in lists["duty"]:
        return Fact("advised", False)
    if lemma in lists["trying"]:
        return Fact()
    if lemma in lists["prospective"] or lower in lists["prospect"] or lemma == "be":
        return Fact("planned", False)
    if dep in ("advcl", "xcomp") and is_past(words, above):
        return Fact()  # "flew to Oslo to sign": what is told of the past came about
    return Fact("possible", False) if dep.startswith(("advcl", "acl", "xcomp")) else None


def is_past(words: Words, place: int) -> bool:
    """Whether a verb is in the simple past, which the tagger at times takes for a participle."""
    tag = words.tag[place]
    alone = not any(words.dep[kid].startswith("aux") for kid in words.kids[place])
    return tag == "VBD" or (tag == "VBN" and words.dep[place] == "ROOT" and alone)


def clause_fact(words: Words, here: int, above: int, dep: str, lists: Lists) -> Fact | None:
    """What a predicate does to its clause: "claims that", "hopes that", "demanded that"."""
    lemma = words.lemma[above]
    if dep in ("ccomp", "csubj") and lemma in lists["alleging"]:
        return Fact("alleged", False)
    if dep == "ccomp" and lemma in lists["believing"]:
        return Fact("possible", False)
    if dep == "ccomp" and lemma in lists["prospective"] and words.tag[here] == "VB":
        return Fact("planned", False)
    if dep == "advcl" and words.tag[here] == "VBG" and not has_subject(words, here):
        return Fact()
    return Fact() if dep in ("xcomp", "ccomp") and not has_to(words, here) else None


def near_chance(words: Words, here: int, lists: Lists) -> bool:
    """Whether "chances (there are) that" opens the clause of the predicate."""
    for kid in words.kids[here]:
        if words.lower[kid] == "that" and words.dep[kid] == "mark":
            return any(words.lemma[k] in lists["uncertain"] for k in range(max(kid - 3, 0), kid))
    return False


def noun_governed(words: Words, above: int, lists: Lists) -> Fact | None:
    """What a verb does to the act its object names ("threatened an invasion")."""
    lemma = words.lemma[above]
    if lemma in lists["negative"] or lemma in ("lack", "oppose"):
        return Fact("done", True)
    if lemma in lists["prospective"] and lemma not in ("order", "schedule", "discuss"):
        return Fact("planned", False)
    return Fact() if words.tag[above][:1] == "V" else None


def has_to(words: Words, place: int) -> bool:
    """Whether the predicate is an infinitive with "to"."""
    if place and words.lower[place - 1] == "to":
        return True
    return any(words.lower[kid] == "to" and words.dep[kid] == "mark" for kid in words.kids[place])


def covered(words: Words, place: int, begin: int, end: int, lists: Lists) -> bool:
    """Whether "reportedly" or "according to some reports" covers the predicate."""
    for here in range(begin, end):
        word = words.lower[here]
        if word in lists["alleged"] and words.tag[here] in ADVERBS and abs(here - place) <= 12:
            return True
        if word == "according" and HEARSAY & set(words.lower[here + 2 : min(here + 8, end)]):
            return True
    return False


HEARSAY = frozenset({"reports", "rumors", "rumours", "report", "unconfirmed", "accounts", "gossip"})


def is_question(words: Words, place: int, begin: int, end: int) -> bool:
    """Whether the predicate is asked about by a yes-or-no question."""
    if words.lower[end - 1] != "?" or words.dep[place] not in ("ROOT", "conj"):
        return False
    if words.tag[begin][:1] == "W":
        return False  # "why did they leave?" takes for granted that they left
    if words.lemma[begin] in ("be", "do", "have") or words.tag[begin] == "MD":
        return True
    return words.tag[place] in ("VB", "VBP", "VBZ", "VBG")
