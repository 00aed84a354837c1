"""What the sides might settle on, and what the expected-utility school would forecast."""

from __future__ import annotations

from countermove.solving.bargaining.bargain import bargain

__all__ = ["bargain"]
