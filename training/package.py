"""Turn a trained pipeline into the file that ships: lemmas, scores, 16-bit weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Doc
from spacy.training import Example

from countermove.reading.parsing.pipeline import MODEL, load_shipped, pack_pipeline
from treebanks import make_documents, read_names, read_sentences

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
LEARNT_POS = ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PART")
KEPT_COMPONENTS = ("tok2vec", "tagger", "morphologizer", "parser", "ner")


def package(nlp: Language, ud: Path, target: Path = MODEL) -> dict[str, Any]:
    """Add the lemmatizer, write `target`, score what is read back, and keep the scores."""
    nlp = strip_training(nlp)
    lookups = make_lookups(ud)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.get_pipe("lemmatizer").initialize(lookups=lookups)
    target.parent.mkdir(parents=True, exist_ok=True)
    pack_pipeline(nlp, lookups, target)
    load_shipped.cache_clear()
    scores = score(load_shipped(target), ud)
    nlp.meta.update(describe(scores))
    pack_pipeline(nlp, lookups, target)
    print_scores(scores, target)
    return scores


def strip_training(nlp: Language) -> Language:
    """The same components without the training half of the configuration."""
    clean = spacy.blank("en")
    for name in KEPT_COMPONENTS:
        clean.add_pipe(name, source=nlp)
    return clean


def describe(scores: dict[str, Any]) -> dict[str, Any]:
    """What `meta.json` says of where the model comes from and how good it is."""
    return {
        "name": "countermove_english",
        "version": "0.1.0",
        "description": "Small English parser of the Countermove project, CPU only.",
        "license": "CC BY-SA 4.0",
        "sources": [
            {"name": "UD English EWT (Silveira et al. 2014)", "license": "CC BY-SA 4.0"},
            {"name": "UD English GUM, free genres (Zeldes 2017)", "license": "CC BY-SA 4.0"},
            {"name": "Universal NER EWT (Mayhew et al. 2024)", "license": "CC BY-SA 4.0"},
            {"name": "spacy-lookups-data lemma tables (MIT)", "license": "MIT"},
        ],
        "performance": scores,
    }


def make_lookups(ud: Path) -> Lookups:
    """spaCy's lemma tables with the exceptions that the training half teaches.

    A form is an exception where the treebanks give one lemma at least twice and nine
    times in ten, and the rules give another.
    """
    found = load_lookups("en", list(TABLES))
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=found)
    learnt = learn_exceptions(nlp, lemmatizer, ud)
    table = found.get_table("lemma_exc")
    for pos, forms in learnt.items():
        table[pos] = {**table.get(pos, {}), **forms}
    result = Lookups()
    for name in TABLES:
        result.add_table(name, dict(found.get_table(name)))
    return result


def learn_exceptions(nlp: Language, lemmatizer: Any, ud: Path) -> dict[str, dict[str, list[str]]]:
    """Exceptions by part of speech: form → [lemma]."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for half in ("en_ewt-train", "en_gum_open-train"):
        for sentence in read_sentences(ud / f"{half}.conllu"):
            for t in sentence.tokens:
                if t.upos in LEARNT_POS and len(t.form) > 1:
                    counts[t.upos, t.form.lower()][t.lemma, t.feats] += 1
    learnt: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (pos, form), readings in sorted(counts.items()):
        lemmas: Counter[str] = Counter()
        for (lemma, _), times in readings.items():
            lemmas[lemma] += times
        lemma, times = lemmas.most_common(1)[0]
        if times < 2 or times < 0.9 * sum(lemmas.values()) or not lemma.islower():
            continue
        feats = [f for (x, f), _ in readings.items() if x == lemma]
        docs = [Doc(nlp.vocab, words=[form], pos=[pos], morphs=[f]) for f in feats]
        if any(lemmatizer.lemmatize(doc[0])[0] != lemma for doc in docs):
            learnt[pos.lower()][form] = [lemma]
    return learnt


def score(nlp: Language, ud: Path) -> dict[str, Any]:
    """Accuracy on the test halves, from raw text, punctuation left out of LAS and UAS."""
    scores: dict[str, Any] = {}
    for bank in ("en_ewt", "en_gum_open"):
        names = read_names(ud / "uner_ewt-test.iob2") if bank == "en_ewt" else None
        gold = list(make_documents(read_sentences(ud / f"{bank}-test.conllu", names), nlp.vocab))
        examples = [Example(nlp(doc.text), doc) for doc in gold]
        found = nlp.evaluate([Example(nlp.make_doc(x.text), x.reference) for x in examples])
        keys = ("dep_uas", "dep_las", "tag_acc", "pos_acc", "lemma_acc", "sents_f", "ents_f")
        scores[bank] = {key: round(found[key], 4) for key in keys if found.get(key) is not None}
    return scores


def print_scores(scores: dict[str, Any], target: Path) -> None:
    for bank, values in scores.items():
        print(bank, " ".join(f"{k} {100 * v:.1f}" for k, v in values.items()))
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB")
