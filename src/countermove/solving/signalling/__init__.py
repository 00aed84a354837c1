"""Threats that may or may not be meant: crisis bargaining and unilateral deterrence."""

from __future__ import annotations

from countermove.solving.signalling.signal import signal

__all__ = ["signal"]
