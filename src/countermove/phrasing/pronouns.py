"""The personal pronouns of English in all their forms, in small letters."""

from __future__ import annotations

__all__ = ["HE", "IT", "PERSONS", "SHE", "THEY", "THIRD", "WE"]

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
PERSONS = HE | SHE
"""What stands for one human being, and for no body or land."""
THIRD = HE | SHE | IT | THEY
