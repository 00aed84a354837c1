"""Rich's console for words that are not ours; apart, since Rich takes time to import."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from countermove.cli.terminal import plain

__all__ = ["PlainConsole"]


class PlainConsole(Console):
    """A console that shows no control character of what it is given."""

    def render_str(self, text: str, **styles: Any) -> Text:
        """The text, cleaned, as Rich lays it out."""
        return super().render_str(plain(text), **styles)
