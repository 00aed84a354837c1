"""The JSON Schema of the stand-off file, made from the record types.

``standoff.schema.json`` beside this file is its published text; a test keeps them equal.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from countermove.records.standoff_form import KEYED
from countermove.records.standoffs import Settings, Standoff

__all__ = ["build_schema", "load_schema", "write_schema"]

NUMBER = {"type": "number"}
PERCENT = {"type": "string", "pattern": r"^[-+]?[0-9]+(\.[0-9]+)?\s*%$"}
DURATION = {
    "type": "string",
    "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*([Dd]ay|[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear)s?\s*$",
}


def some_of(*kinds: dict[str, Any]) -> dict[str, Any]:
    """One number or a list of up to three, each of one of the kinds."""
    one = {"anyOf": list(kinds)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "maxItems": 3}]}


WRITTEN: dict[str, dict[str, Any]] = {
    "Range": some_of(NUMBER, PERCENT)
    | {"description": "[low, likely, high], [low, high] or one number"},
    "Duration": some_of(DURATION, NUMBER)
    | {"description": "time with a unit, or years; a range as for numbers"},
    "Quote": {
        "description": "[article, start, end, text]",
        "type": "array",
        "prefixItems": [
            {"type": "string"},
            {"type": "integer", "minimum": 0},
            {"type": "integer", "minimum": 0},
            {"type": "string"},
        ],
        "minItems": 4,
        "maxItems": 4,
    },
}
"""Types the file writes in a form of its own."""


def build_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a stand-off file."""
    raw = Standoff.model_json_schema(mode="validation")
    kinds = {name: WRITTEN.get(name) or key_maps(kind) for name, kind in raw.pop("$defs").items()}
    settings = Settings.model_json_schema(mode="validation")["properties"]
    root = key_maps(raw)
    properties = dict(root["properties"])
    properties.pop("settings")
    kinds.pop("Settings", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Countermove stand-off file",
    }
    root["properties"] = properties | {k: reference(v) for k, v in settings.items()}
    schema = head | {k: v for k, v in root.items() if k != "title"} | {"$defs": kinds}
    for key in KEYED:
        drop_key_field(schema, key)
    return schema


def reference(field: dict[str, Any]) -> dict[str, Any]:
    """A field of the settings without its default, which is not in the file's form."""
    return {k: v for k, v in field.items() if k != "default"}


def key_maps(kind: dict[str, Any]) -> dict[str, Any]:
    """A record type's schema with keyed lists as maps, defaults left out."""
    properties = {}
    for name, field in kind.get("properties", {}).items():
        written = reference(field)
        if name in KEYED and "items" in written:
            entry = {"anyOf": [written["items"], {"type": "null"}]}
            written = {"type": "object", "additionalProperties": entry}
        properties[name] = {"anyOf": [written, {"type": "null"}]}
    return kind | {"properties": properties}


def write_schema() -> str:
    """The published text of the schema."""
    return json.dumps(build_schema(), indent=1, ensure_ascii=False) + "\n"


def drop_key_field(schema: dict[str, Any], key: str) -> None:
    """Remove the field that is written as the key from the type a keyed map holds."""
    holders = [schema, *schema["$defs"].values()]
    for holder in holders:
        field = holder.get("properties", {}).get(key, {})
        for kind in field.get("anyOf", ()):
            if "additionalProperties" in kind:
                name = kind["additionalProperties"]["anyOf"][0]["$ref"].rsplit("/", 1)[-1]
                drop_field(schema["$defs"][name], KEYED[key])


def drop_field(kind: dict[str, Any], field: str) -> None:
    """Remove one field from a type."""
    kind["properties"].pop(field, None)
    kind["required"] = [name for name in kind.get("required", ()) if name != field]


@cache
def load_schema() -> dict[str, Any]:
    """The published schema, as it is shipped."""
    text = files("countermove.records").joinpath("standoff.schema.json").read_text("utf-8")
    return dict(json.loads(text))
