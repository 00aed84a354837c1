"""From events to a draft stand-off a person can edit, and a check of what is in one."""

from __future__ import annotations

from countermove.framing.check import check
from countermove.framing.frame import frame
from countermove.framing.playbook import Entry, Playbook, load_playbook
from countermove.framing.sides import is_sure, list_guesses

__all__ = ["Entry", "Playbook", "check", "frame", "is_sure", "list_guesses", "load_playbook"]
