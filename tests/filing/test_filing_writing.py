"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.filing import write_bytes, write_text
from countermove.records.errors import CaseError


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file.txt"
    write_text(target, "one\r\ntwo\n\ud800")
    assert target.read_bytes().decode("utf-8", "surrogatepass") == "one\r\ntwo\n\ud800"


@given(data=st.binary(max_size=200))
def test_bytes_round_trip(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    target = tmp_path_factory.mktemp("round") / "x"
    write_bytes(target, data)
    assert target.read_bytes() == data


def test_a_failing_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file.txt"
    write_text(target, "old")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseError, match="No space left"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_an_unwritable_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CaseError, match="cannot be written"):
        write_text(tmp_path / "file" / "below", "x")
