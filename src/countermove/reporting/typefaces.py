"""The two typefaces of the page, carried inside it so that it looks the same everywhere.

Source Sans 3 and Source Serif 4 (Adobe, SIL Open Font License 1.1), the Latin part of each as
one variable font. Letters they lack, as Cyrillic ones in an article, come from the reader's
own system.
"""

from __future__ import annotations

import base64
from functools import cache
from importlib import resources

__all__ = ["face_css"]

FACES = (
    ("Countermove Sans", "source-sans-3.woff2", "200 900"),
    ("Countermove Serif", "source-serif-4.woff2", "200 900"),
)
"""Family, file and range of weights."""


@cache
def face_css() -> str:
    """The ``@font-face`` rules, each with its font as a data address."""
    return "".join(face(*row) for row in FACES)


def face(family: str, name: str, weights: str) -> str:
    """One rule."""
    held = resources.files("countermove.reporting").joinpath("assets", name).read_bytes()
    data = base64.b64encode(held).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weights};font-display:swap;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )
