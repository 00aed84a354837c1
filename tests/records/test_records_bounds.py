"""A stand-off out of all bounds is refused at once, with its line and column."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import countermove
from countermove.records.errors import InputError
from countermove.records.standoff_file import parse_standoff

MODEL = Path(countermove.__file__).parent / "catalog/worked/kazakhstan-2022/standoff.yaml"
RANGE = "[-45, -25, -10]"
WHEN = "when: arm,"
FURTHER = "".join(f"      extra{i}:\n        label: Do thing {i}\n" for i in range(22))
BAD = {
    "huge range": (RANGE, "[-1e308, 0, 1e308]", "too large"),
    "huge point": (RANGE, "1e308", "too large"),
    "infinite": (RANGE, "[-1e400, 0, 1e400]", "finite"),
    "not a number": (RANGE, ".nan", "takes a number"),
    "endless": (RANGE, ".inf", "takes a number"),
    "brackets": (WHEN, f'when: "{"(" * 10_000}arm{")" * 10_000}",', "characters; the most"),
    "denials": (WHEN, f'when: "{"not " * 10_000}arm",', "characters; the most"),
    "ands": (WHEN, f'when: "{" and ".join(["arm"] * 10_000)}",', "characters; the most"),
    "fewer brackets": (WHEN, f'when: "{"(" * 900}arm{")" * 900}",', "too long or too deep"),
    "fewer denials": (WHEN, f'when: "{"not " * 900}arm",', "too long or too deep"),
    "lists": (WHEN, f"when: {'[' * 10_000}arm{']' * 10_000},", "nested too deep"),
    "options": ("      hold_back_transit:\n", f"{FURTHER}      hold_back_transit:\n", "too many"),
    "label": ("Build forces", "B" * 1_800_000, "characters; the most"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_out_of_bounds_is_refused_at_its_place(kind: str) -> None:
    old, new, said = BAD[kind]
    text = MODEL.read_text(encoding="utf-8")
    assert old in text
    before = time.process_time()
    with pytest.raises(InputError, match=said) as caught:
        parse_standoff(text.replace(old, new, 1), MODEL)
    assert time.process_time() - before < 5
    assert caught.value.line is not None
    assert caught.value.column is not None


def test_a_file_of_five_megabytes_is_refused() -> None:
    text = MODEL.read_text(encoding="utf-8").replace("Build forces", "B" * 5_000_000, 1)
    with pytest.raises(InputError, match="enormous"):
        parse_standoff(text, MODEL)
