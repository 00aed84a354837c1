"""Name swapping: a training augmentation that keeps the parser from leaning on known names."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

SYLLABLES = tuple(
    """
    ka ro ti zhan bek mur sul tan ash gab or vel din ya ko vich mo ha med kar im ov sky ber
    lin dra gor man del sa ri qas ym zo lo ta ge rez al ibn ush ku la fen gra pel tor na vi
    shi ne po wen xi da mar ques ol iv en bra ul eke chi ny am be su rah wa ti ga
    """.split()
)


@spacy.registry.augmenters("countermove.swap_names.v1")
def create_name_swapper(
    share: float,
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter that swaps every proper noun in `share` of the documents."""
    rng = random.Random(7)

    def swap(nlp: Language, example: Example) -> Iterator[Example]:
        if rng.random() >= share:
            yield example
            return
        yield swap_names(nlp, example, rng)

    return swap


def swap_names(nlp: Language, example: Example, rng: random.Random) -> Example:
    """The same document with invented proper nouns: alike in capitals, not in letters."""
    old = example.reference
    invented: dict[str, str] = {}
    words = []
    for token in old:
        if token.pos_ == "PROPN" and token.text.isalpha() and len(token.text) > 2:
            words.append(invented.setdefault(token.text, invent_name(token.text, rng)))
        else:
            words.append(token.text)
    attributes = example.to_dict()
    attributes["token_annotation"]["ORTH"] = words
    attributes["token_annotation"]["LEMMA"] = [
        word if word != token.text else token.lemma_ for word, token in zip(words, old, strict=True)
    ]
    text = "".join(w + t.whitespace_ for w, t in zip(words, old, strict=True))
    return Example.from_dict(nlp.make_doc(text), attributes)


def invent_name(model: str, rng: random.Random) -> str:
    """A name of about the same length and the same capitals as `model`."""
    letters = ""
    while len(letters) < len(model) - 1:
        letters += rng.choice(SYLLABLES)
    name = letters[: max(3, len(model) + rng.choice((-1, 0, 1)))]
    if model.isupper():
        return name.upper()
    return name.capitalize() if model[0].isupper() else name


def is_parsed(doc: Doc) -> bool:
    """Whether a document carries a parse (for tests of the augmentation)."""
    return bool(doc.has_annotation("DEP"))
