"""The page as Markdown: the same order, with tables in place of charts."""

from __future__ import annotations

import re

from countermove.reporting.environment import page_environment
from countermove.reporting.page import Page

__all__ = ["escape_markdown", "render_markdown"]

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escape_markdown(text: object) -> str:
    """Text on one line that no Markdown reader takes for markup or HTML."""
    line = " ".join(str(text).split())
    line = SPECIAL.sub(r"\\\1", line)
    return STARTS.sub(lambda m: f"{m[1]}\\{m[2]}", line)


def render_markdown(page: Page) -> str:
    """The whole page; charts become their captions and tables."""
    environment = page_environment()
    environment.autoescape = False
    environment.filters["md"] = escape_markdown
    text = environment.get_template("page.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
