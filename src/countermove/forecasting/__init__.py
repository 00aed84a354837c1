"""The outside view: how stand-offs of this kind have gone, and history and model together."""

from countermove.forecasting.history import history
from countermove.forecasting.pool import pool

__all__ = ["history", "pool"]
