"""The version that stands in every result and decides whether a step is up to date."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
