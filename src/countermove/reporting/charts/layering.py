"""Putting Altair charts on or beside each other as plain Vega-Lite.

Altair copies every chart beneath at each step of its own layering, which took most of the
time a page needs; here each chart becomes plain Vega-Lite once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

__all__ = ["Layer", "Spec", "beside", "layered", "plain"]

Spec = dict[str, Any]
Layer = alt.Chart | Spec


def plain(chart: alt.Chart | Mapping[str, Any]) -> Spec:
    """One chart as Vega-Lite with its data inside."""
    if isinstance(chart, Mapping):
        return dict(chart)
    spec: Spec = chart.to_dict(validate=False)
    sets = spec.pop("datasets", {})
    for extra in ("$schema", "config"):
        spec.pop(extra, None)
    data = spec.get("data", {})
    if "name" in data:
        name = data.pop("name")
        data["values"] = sets[name]
    return spec


def layered(*charts: alt.Chart | Mapping[str, Any], **properties: Any) -> Spec:
    """Charts on top of each other, the first one lowest."""
    return {"layer": [plain(chart) for chart in charts], **properties}


def beside(*charts: Mapping[str, Any], columns: int, spacing: int) -> Spec:
    """Charts in rows of so many columns."""
    return {"concat": [dict(chart) for chart in charts], "columns": columns, "spacing": spacing}
