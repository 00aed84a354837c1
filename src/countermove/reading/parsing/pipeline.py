"""The English parser: the one that ships with the package, or any installed spaCy pipeline.

The shipped weights are stored in 16 bits and widened on load; that changes no label
(`docs/explanation/parser.md`). They are one zip file, so that the package stays small.
"""

from __future__ import annotations

import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
from spacy.language import Language
from spacy.lookups import Lookups
from thinc.api import NumpyOps, set_current_ops

from countermove.reading.parsing.sentences import bar_starts
from countermove.records.errors import SettingsError

__all__ = ["load_pipeline", "pack_pipeline"]

MODEL = Path(__file__).parent.parent / "model" / "english.zip"


def load_pipeline(name: str | None = None) -> Language:
    """The shipped English pipeline, or the installed spaCy pipeline called `name`.

    Raises:
        SettingsError: no such pipeline is installed.
    """
    # OpenBLAS instead of thinc's default: parsing is 2 to 3 times faster on one core.
    set_current_ops(NumpyOps(use_blis=False))
    if name is None:
        return load_shipped(MODEL)
    try:
        return guide(spacy.load(name))
    except OSError as error:
        raise SettingsError(
            f"no spaCy pipeline {name!r} is installed; install it, or leave --pipeline out "
            "to use the one that ships with countermove"
        ) from error


@cache
def load_shipped(path: Path) -> Language:
    """Read a pipeline that `pack_pipeline` wrote."""
    with zipfile.ZipFile(path) as archive:
        config = json.loads(archive.read("config.json"))
        nlp = spacy.util.load_model_from_config(config, meta=json.loads(archive.read("meta.json")))
        nlp.vocab.strings.from_bytes(archive.read("strings"))
        for pipe_name, pipe in nlp.pipeline:
            member = f"pipes/{pipe_name}"
            if member in archive.namelist():
                pipe.from_bytes(widen(archive.read(member)))  # type: ignore[attr-defined]
        if "lemmas" in archive.namelist():
            lookups = Lookups().from_bytes(archive.read("lemmas"))
            nlp.get_pipe("lemmatizer").initialize(lookups=lookups)  # type: ignore[attr-defined]
    return guide(nlp)


def guide(nlp: Language) -> Language:
    """The pipeline with the step that tells the parser where no sentence begins."""
    nlp.add_pipe(bar_starts.__name__, first=True)
    return nlp


def pack_pipeline(nlp: Language, lemmas: Lookups, path: Path) -> None:
    """Write a pipeline as one zip file with weights in 16 bits, without the lemmatizer's tables."""
    members = {
        "config.json": json.dumps(nlp.config.interpolate(), sort_keys=True).encode(),
        "meta.json": json.dumps(nlp.meta, sort_keys=True, indent=1).encode(),
        "strings": nlp.vocab.strings.to_bytes(),
        "lemmas": lemmas.to_bytes(),
    }
    for name, pipe in nlp.pipeline:
        if name != "lemmatizer":
            members[f"pipes/{name}"] = narrow(pipe.to_bytes(exclude=["vocab"]))  # type: ignore[attr-defined]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name])


def narrow(data: bytes) -> bytes:
    """A component's bytes with 32-bit weights rounded to 16 bits."""
    return convert(data, np.dtype(np.float32), np.dtype(np.float16))


def widen(data: bytes) -> bytes:
    """The reverse of `narrow`."""
    return convert(data, np.dtype(np.float16), np.dtype(np.float32))


def convert(data: bytes, old: np.dtype[Any], new: np.dtype[Any]) -> bytes:
    """A component's bytes with every weight of one type turned into another."""
    component = srsly.msgpack_loads(data)
    if "model" in component:
        model = srsly.msgpack_loads(component["model"])
        model["params"] = [
            {key: cast(value, old, new) for key, value in params.items()}
            for params in model["params"]
        ]
        component["model"] = srsly.msgpack_dumps(model)
    return bytes(srsly.msgpack_dumps(component))


def cast(value: Any, old: np.dtype[Any], new: np.dtype[Any]) -> Any:
    """An array of the old type as the new type; anything else unchanged."""
    is_old = isinstance(value, np.ndarray) and value.dtype == old
    return value.astype(new) if is_old else value
