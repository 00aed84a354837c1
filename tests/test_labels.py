"""No label shown anywhere is a fragment: the rules, and a second parse of the label itself.

The texts are other people's and stay outside the repository; the test says so when it skips.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import countermove as cm
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.records.errors import CountermoveError
from countermove.records.labels import find_faults

SHARED = Path(__file__).parents[2] / "shared"
BUNDLED = Path(cm.__file__).parent / "catalog" / "articles"
OWN = [*sorted(BUNDLED.glob("*.md")), *sorted((Path(__file__).parent / "framing").rglob("*.txt"))]


def texts() -> Iterator[Path]:
    for folder in ("articles", "essays"):
        yield from sorted((SHARED / folder).glob("*.txt"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def is_verb_phrase(nlp: Language, label: str) -> bool:
    """Whether a label reads as what somebody will do.

    Its first word is then the verb of the sentence, and no second verb tells another.
    """
    first = label.split(":", maxsplit=1)[0]
    told = f"They will {first[:1].lower()}{first[1:]}."
    doc = nlp(told)
    verb = next((t for t in doc[2:] if t.lower_ not in ("not", "no", "longer")), doc[2])
    if verb.tag_[:2] != "VB" or verb.tag_ in ("VBZ", "VBD"):
        return False
    top = next(t for t in doc if t.dep_ == "ROOT")
    inner = ("acl:relcl", "ccomp", "advcl")
    second = [t for t in doc[3:] if t.tag_ in ("VBZ", "VBD") and t.dep_ not in inner]
    return top.i == verb.i and not second


def fragments(nlp: Language, path: Path) -> list[str]:
    """The labels of a text's draft that are no phrases."""
    articles = cm.load(str(path))
    try:
        standoff = cm.frame(cm.read(articles), articles=articles)
    except CountermoveError:
        return []  # no two sides: nothing is shown
    labels = [option.label for _, option in standoff.options()]
    assert len({label.casefold() for label in labels}) == len(labels)
    folded = [label for _, option in standoff.options() for label in option.folded]
    broken = [label for label in folded if find_faults(label.split(":")[-1].strip())]
    return broken + [
        label
        for label in labels
        if find_faults(label.split(":")[-1].strip()) or not is_verb_phrase(nlp, label)
    ]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_labels_of_our_own_prose_parse(nlp: Language, path: Path) -> None:
    assert fragments(nlp, path) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the texts is not here")
@pytest.mark.parametrize("path", list(texts()), ids=lambda path: path.stem)
def test_labels_of_real_texts_parse(nlp: Language, path: Path) -> None:
    assert fragments(nlp, path) == []


@pytest.mark.parametrize(
    "label",
    [
        "Pay in full what it",
        "Brace for what economists",
        "Threat",
        "Build on storage and",
        "Call the two “republics”",
        "She removed the pictures",
        "Say … that",
        "Ban goods (from Norway",
        "Ban from the mainland",
        "Force Norland",
        "Refuse to allow Norland",
        "Bar Norland",
        "Deny much",
        "Give Norland",
        "Turn down",
        "Take seriously",
        "Sign it",
        "Destroy the paper and take our money",
        "Remove rules from of its services",
        "Refuse to try to do",
        "Block anyone from sharing or viewing",
        "Reject as interference",
        "Attack 24 hours",
        "Refuse border",
        "Refuse rights",
        "Be unwilling",
        "Ask Norland",
        "Prove Norland",
        "Put more than $1 billion in federal funding for the college",
        "Remove them from the fair",
        "Block anyone in the ports",
        "Bail out of a $3bn",
        "Exclude schools from all trade agreements in order",
        "Call on the ministry to step up and take",
        "Reconsider your position",
    ],
)
def test_fragments_have_faults(label: str) -> None:
    assert find_faults(label)


@pytest.mark.parametrize(
    "label",
    [
        "Give in",
        "Cut off the pipeline",
        "Recall the envoy from Bern",
        "Take over the two mines",
        "Force Norland to pay",
        "Ban Norland from the mainland",
        "Bar Norland from the ports",
        "Give Norland a deadline",
        "Suspend approvals of almost all types of visas",
        "Move US troops",
        "Refuse talks",
        "Refuse entry",
        "Put the loan on hold",
        "Put pressure on the board",
        "Keep anyone under age from working",
        "Force anyone to leave",
    ],
)
def test_phrases_have_none(label: str) -> None:
    assert find_faults(label) == ()
