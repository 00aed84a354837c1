"""The commonest verbs and act nouns of English, and which of them the lexicon tells of.

    python training/lemmas.py            # the coverage figures
    python training/lemmas.py --missing  # the lemmas nobody has reviewed, by WordNet class

Verbs and nouns come from WordNet 3.0 with its sense counts (``apt-get install wordnet-base``),
their frequency from `wordfreq` and, where a form may be another part of speech, from the
Universal Dependencies treebanks in ``../shared/ud``. All three are needed only here.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from wordfreq import word_frequency

from countermove.reading.coding.lexicon import DATA, load_lexicon, read_rows

WORDNET = Path("/usr/share/wordnet")
TREEBANKS = Path(__file__).parents[2] / "shared" / "ud"
MOST = {"verb": 5000, "noun": 3000}
CLASSES = {
    "04": "act", "10": "communication", "11": "event", "22": "process", "26": "state",
    "29": "body", "30": "change", "31": "cognition", "32": "communication", "33": "competition",
    "34": "consumption", "35": "contact", "36": "creation", "37": "emotion", "38": "motion",
    "39": "perception", "40": "possession", "41": "social", "42": "stative", "43": "weather",
}  # fmt: skip
"""Lexicographer files of WordNet (lexnames(5WN)) by number."""
ACT_NOUNS = ("04", "11")
"""Lexicographer files whose nouns are acts and events."""
SPEECH_NOUNS = "10"
"""Nouns of communication: acts only where one of their senses is more than a thing written."""


def read_classes(part: str) -> dict[str, Counter[str]]:
    """The lexicographer files of each single-word lemma, with how often each sense was seen."""
    seen = read_counts()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (WORDNET / f"data.{part}").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        cells = line.split()
        for place in range(int(cells[3], 16)):
            word, sense = cells[4 + 2 * place].lower(), int(cells[5 + 2 * place], 16)
            if word.isalpha():
                key = f"{word}%{cells[1]}:{sense:02d}"
                found[word][cells[1]] += 1 + seen.get(key, 0)
    return found


def read_counts() -> Counter[str]:
    """How often each sense stands in WordNet's tagged texts, by lemma, file and sense."""
    counts: Counter[str] = Counter()
    for line in (WORDNET / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        _, lexname, sense, *_ = rest.split(":")
        counts[f"{lemma}%{lexname}:{sense}"] += int(count)
    return counts


def read_tags() -> dict[str, Counter[str]]:
    """How often each word form is a verb, a noun or else in the treebanks."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(TREEBANKS.glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                found[cells[1].lower()][cells[3]] += 1
    return found


def list_forms(lemma: str, part: str) -> Iterator[str]:
    """The regular forms of a lemma."""
    yield lemma
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    if part == "noun":
        yield stem + "ies" if lemma.endswith("y") else lemma + "s"
        return
    yield stem + "ies" if lemma.endswith("y") else lemma + "s"
    yield stem + "ied" if lemma.endswith("y") else stem + "ed"
    yield lemma + "ing" if lemma.endswith("y") else stem + "ing"


def rank_lemmas(part: str) -> list[tuple[str, Counter[str]]]:
    """The lemmas with their classes, commonest first.

    The frequency of a form counts by the share of its uses that are of this part of speech,
    as the treebanks and WordNet's counts of both parts tell.
    """
    here = read_classes(part)
    other = read_classes("noun" if part == "verb" else "verb")
    tags, wanted = read_tags(), part.upper()

    def frequency(lemma: str) -> float:
        own, against = sum(here[lemma].values()), sum(other.get(lemma, {}).values())
        total = 0.0
        for form in list_forms(lemma, part):
            told = tags.get(form, Counter())
            prior = own / (own + against) if form == lemma or form.endswith("s") else 0.9
            share = (told[wanted] + 2 * prior) / (told.total() + 2)
            total += word_frequency(form, "en") * share
        return total

    lemmas = [w for w in here if part == "verb" or set(here[w]) & {*ACT_NOUNS, SPEECH_NOUNS}]
    if part == "noun":
        lemmas = [w for w in lemmas if is_act_noun(here[w])]
    ranked = sorted(lemmas, key=lambda lemma: (-frequency(lemma), lemma))
    return [(lemma, here[lemma]) for lemma in ranked]


def is_act_noun(classes: Counter[str]) -> bool:
    """Whether at least a fifth of a noun's uses are an act, an event or speech."""
    acts = sum(classes[c] for c in (*ACT_NOUNS, SPEECH_NOUNS))
    return acts >= 0.2 * sum(classes.values())


def read_known() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The lemmas with frames, and those reviewed as no acts, by part of speech."""
    lexicon = load_lexicon()
    light = lexicon.lists["light"] | lexicon.lists["say"]
    acts = {"verb": set(lexicon.verbs) | light, "noun": set(lexicon.nouns)}
    none: dict[str, set[str]] = {"verb": set(), "noun": set()}
    for _, cells in read_rows(DATA / "nonacts.tsv"):
        none[cells[1]].add(cells[0])
    return acts, none


def main() -> None:
    """Print the coverage, or what is missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    acts, none = read_known()
    for part, most in MOST.items():
        ranked = rank_lemmas(part)[:most]
        missing: dict[str, list[str]] = defaultdict(list)
        for lemma, classes in ranked:
            if lemma not in acts[part] | none[part]:
                missing[CLASSES.get(classes.most_common(1)[0][0], "other")].append(lemma)
        in_lexicon = sum(lemma in acts[part] for lemma, _ in ranked)
        count = sum(map(len, missing.values()))
        reviewed = f"{len(ranked) - in_lexicon - count} reviewed as no acts, {count} not reviewed"
        print(f"{part}s: {len(ranked)} commonest; {in_lexicon} with frames, {reviewed}")
        if options.missing:
            for name, lemmas in sorted(missing.items()):
                print(f"## {name}: {' '.join(lemmas)}")


if __name__ == "__main__":
    main()
