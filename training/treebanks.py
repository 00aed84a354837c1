"""Read the UD treebanks in `../shared/ud` into spaCy training documents.

Six sentences make a document, so that the parser learns sentence breaks. Names come
from Universal NER over EWT (Mayhew et al. 2024) and, as silver, from GUM's entity
layer (Zeldes 2017): the runs of proper nouns inside its person, place and
organization spans.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

SENTENCES_PER_DOCUMENT = 6
GUM_LABELS = {"person": "PER", "place": "LOC", "organization": "ORG"}


@dataclass(frozen=True)
class Token:
    """One syntactic word of a treebank sentence; `head` is an index or -1 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool
    entity: str


@dataclass(frozen=True)
class Sentence:
    """A sentence with the document it stands in and IOB name tags, one a token."""

    sent_id: str
    document: str
    tokens: tuple[Token, ...]
    names: tuple[str, ...]


def read_sentences(conllu: Path, names: dict[str, list[str]] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order.

    `names` maps a sentence id to IOB tags (from `read_names`); without it the tags are
    taken from the file's own `Entity=` layer.
    """
    document = ""
    for block in conllu.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
        tokens = parse_tokens(lines)
        if not tokens:
            continue
        sent_id = next((x.split("=", 1)[1].strip() for x in lines if x.startswith("# sent_id")), "")
        tags = (names or {}).get(sent_id, [])
        if len(tags) != len(tokens):
            tags = silver_names(tokens) if names is None else ["O"] * len(tokens)
        yield Sentence(sent_id, document, tuple(tokens), tuple(tags))


def parse_tokens(lines: list[str]) -> list[Token]:
    """The words of one CoNLL-U block, with the white space of multiword tokens set right."""
    surface: dict[int, tuple[str, bool]] = {}
    rows: list[list[str]] = []
    span_end = 0
    for line in lines:
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            space = "SpaceAfter=No" not in cells[9]
            pieces = split_surface(cells[1], lines, first, last)
            for i, piece in zip(range(first, last + 1), pieces, strict=True):
                surface[i] = (piece, space if i == last else False)
            span_end = last
            continue
        rows.append(cells)
    assert span_end <= len(rows)
    return [make_token(cells, surface) for cells in rows]


def split_surface(surface: str, lines: list[str], first: int, last: int) -> list[str]:
    """Cut a multiword token's letters as its words suggest ("don't" → "do", "n't")."""
    forms = {
        int(line.split("\t")[0]): line.split("\t")[1] for line in lines if re.match(r"\d+\t", line)
    }
    words = [forms[i] for i in range(first, last + 1)]
    if sum(map(len, words)) != len(surface):
        return words
    ends = list(itertools.accumulate(map(len, words)))
    return [surface[end - len(word) : end] for word, end in zip(words, ends, strict=True)]


def make_token(cells: list[str], surface: dict[int, tuple[str, bool]]) -> Token:
    form, space = surface.get(int(cells[0]), (cells[1], "SpaceAfter=No" not in cells[9]))
    entity = next((x[7:] for x in cells[9].split("|") if x.startswith("Entity=")), "")
    head = int(cells[6]) - 1
    deprel = "ROOT" if cells[7] == "root" else cells[7]
    feats = "" if cells[5] == "_" else cells[5]
    return Token(form, cells[2], cells[3], cells[4], feats, head, deprel, space, entity)


def read_names(iob2: Path) -> dict[str, list[str]]:
    """IOB tags by sentence id from a Universal NER file (OTH and others count as outside)."""
    found: dict[str, list[str]] = {}
    for block in iob2.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        sent_id = next((x.split("=", 1)[1].strip() for x in lines if x.startswith("# sent_id")), "")
        rows = [x.split("\t") for x in lines if x and not x.startswith("#")]
        found[sent_id] = [row[2] if row[2][2:] in ("PER", "LOC", "ORG") else "O" for row in rows]
    return found


def silver_names(tokens: list[Token]) -> list[str]:
    """IOB tags from GUM's entity spans: the proper nouns of persons, places, organizations."""
    tags = ["O"] * len(tokens)
    for kind, start, end in entity_spans(tokens):
        label = GUM_LABELS.get(kind)
        inside = [i for i in range(start, end) if tokens[i].upos == "PROPN"]
        if label is None or not inside or not is_name(tokens, start, end):
            continue
        first = inside[0]
        last = first
        while last + 1 in inside:
            last += 1
        tags[first] = f"B-{label}"
        for i in range(first + 1, last + 1):
            tags[i] = f"I-{label}"
    return tags


def is_name(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the word that heads the span is a proper noun."""
    heads = [i for i in range(start, end) if not start <= tokens[i].head < end]
    return bool(heads) and tokens[heads[0]].upos == "PROPN"


def entity_spans(tokens: list[Token]) -> Iterator[tuple[str, int, int]]:
    """Spans (kind, start, end) of the bracketed `Entity=` layer, outermost first."""
    open_spans: dict[str, list[tuple[str, int]]] = {}
    spans: list[tuple[str, int, int]] = []
    for i, token in enumerate(tokens):
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", token.entity):
            key = mark.strip("()").split("-")[0].split("[")[0]
            if mark.startswith("("):
                parts = mark.strip("()").split("-")
                kind = parts[1] if len(parts) > 1 else ""
                open_spans.setdefault(key, []).append((kind, i))
            if mark.endswith(")") and open_spans.get(key):
                kind, start = open_spans[key].pop()
                spans.append((kind, start, i + 1))
    yield from sorted(spans, key=lambda x: (x[1], -x[2]))


def make_documents(sentences: Iterator[Sentence], vocab: Vocab) -> Iterator[Doc]:
    """Documents of six sentences that follow one another in the same source text."""
    for _, group in itertools.groupby(sentences, key=lambda s: s.document):
        members = list(group)
        for i in range(0, len(members), SENTENCES_PER_DOCUMENT):
            yield make_document(members[i : i + SENTENCES_PER_DOCUMENT], vocab)


def make_document(sentences: list[Sentence], vocab: Vocab) -> Doc:
    """One spaCy document with every annotation the pipeline learns."""
    tokens = [t for s in sentences for t in s.tokens]
    offsets = list(itertools.accumulate((len(s.tokens) for s in sentences), initial=0))
    heads = []
    for sentence, offset in zip(sentences, offsets[:-1], strict=True):
        for i, token in enumerate(sentence.tokens):
            heads.append(offset + (i if token.head < 0 else token.head))
    starts = set(offsets[:-1])
    doc = Doc(
        vocab,
        words=[t.form for t in tokens],
        spaces=[t.space for t in tokens],
        tags=[t.xpos for t in tokens],
        pos=[t.upos for t in tokens],
        morphs=[t.feats for t in tokens],
        lemmas=[t.lemma for t in tokens],
        heads=heads,
        deps=[t.deprel for t in tokens],
        sent_starts=[i in starts for i in range(len(tokens))],
    )
    doc.set_ents(spans_of([tag for s in sentences for tag in s.names], doc), default="outside")
    return doc


def spans_of(tags: list[str], doc: Doc) -> list[Span]:
    """Turn IOB tags into spans."""
    spans: list[Span] = []
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            spans.append(Span(doc, start, i, label=tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    return spans
