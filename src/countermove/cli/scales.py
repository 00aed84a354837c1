"""The `--scale` option's two values."""

from __future__ import annotations

from typing import Literal, cast

from countermove.records.errors import SettingsError

__all__ = ["parse_scale"]

Scale = Literal["icd203", "phia"]


def parse_scale(text: str) -> Scale:
    """The scale of likelihood words.

    Raises:
        SettingsError: there is no such scale.
    """
    if text not in ("icd203", "phia"):
        raise SettingsError(f"--scale takes icd203 or phia, not {text!r}")
    return cast(Scale, text)
