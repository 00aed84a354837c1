"""An interview that starts from the draws of a stress test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.eliciting.drawn import draw_standoff

from countermove.eliciting import load_draws, open_interview
from countermove.eliciting.kept_draws import hash_free, keep_draws
from countermove.records.standoffs import Standoff
from countermove.stressing import stress


def judged(standoff: Standoff) -> Standoff:
    """The stand-off with a comparison that somebody made."""
    data = standoff.model_dump(mode="python", round_trip=True)
    data["players"][0]["matters_more"] = [{"this": "press", "than": "build", "by": "AB"}]
    return Standoff.model_validate(data)


def test_the_draws_of_a_stress_test_are_those_of_the_interview(tmp_path: Path) -> None:
    standoff, path = draw_standoff(np.random.default_rng(3)), tmp_path / "kept.npz"
    found = stress(standoff, draws=64, seed=5, keep=keep_draws(standoff, 64, 5, path))
    kept = load_draws(path, hash_free(standoff, 64, 5))
    assert kept is not None
    shares = dict(zip(kept.courses, open_interview(standoff, kept).shares, strict=True))
    assert shares == pytest.approx({c.name: c.share_best for c in found.courses})
    assert load_draws(path, hash_free(judged(standoff), 64, 5)) is not None
    assert load_draws(path, hash_free(standoff, 65, 5)) is None


def test_draws_that_comparisons_bind_are_not_kept(tmp_path: Path) -> None:
    standoff = judged(draw_standoff(np.random.default_rng(3)))
    path = tmp_path / "kept.npz"
    stress(standoff, draws=64, seed=5, keep=keep_draws(standoff, 64, 5, path))
    assert not path.exists()
