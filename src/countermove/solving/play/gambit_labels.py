"""Labels as every version of Gambit reads them: ASCII, no line ends, no blank twice, none twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["clean_label", "clean_labels", "quote", "spell_out"]

LONGEST = 200
PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": "'", "”": "'", "«": "'", "»": "'", '"': "'", "\\": "/",
     "–": "-", "—": "-", "−": "-", "…": "...", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O",
     "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th",
     "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip


def clean_label(text: str, fallback: str = "nameless") -> str:
    """The text in ASCII without quotation marks, back slashes, control characters and wide gaps."""
    plain = unicodedata.normalize("NFKD", text.translate(PLAIN)).translate(PLAIN)
    spaced = "".join(c if c.isprintable() else " " for c in plain)
    label = " ".join(spaced.encode("ascii", "ignore").decode("ascii").split())[:LONGEST].strip()
    return label if any(c.isalnum() for c in label) else fallback


def clean_labels(texts: Sequence[str], kind: str) -> list[str]:
    """The labels of some texts, a number after one that another bears already."""
    found: list[str] = []
    for number, text in enumerate(texts, start=1):
        label = stem = clean_label(text, f"{kind} {number}")
        again = 1
        while label in found:
            again += 1
            label = f"{stem} {again}"
        found.append(label)
    return found


def spell_out(texts: Sequence[str], labels: Sequence[str]) -> str:
    """What the labels that were changed stand for, letters beyond ASCII as ``&#233;``."""
    changed = [(x, y) for x, y in zip(labels, texts, strict=True) if x != y]
    return "; ".join(f"{label} = {escape(text)}" for label, text in changed)


def escape(text: str) -> str:
    """A text in ASCII from which it can be had back, as HTML writes it."""
    safe = text.replace("&", "&amp;").replace('"', "&quot;").replace("\\", "&#92;")
    marked = "".join(c if c.isprintable() else f"&#{ord(c)};" for c in safe)
    return marked.encode("ascii", "xmlcharrefreplace").decode("ascii")


def quote(text: str) -> str:
    """A string as Gambit reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
