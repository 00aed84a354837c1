"""What a draft is doubted for is told when it is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.factories import make_article, make_event

from countermove.filing import Case, Choices, Run, frame_case
from countermove.records.events import Party, dump_events
from countermove.records.standoff_file import load_standoff

PARTIES = {"KAZ": Party(side="KAZ", name="Kazakhstan"), "RUS": Party(side="RUS", name="Russia")}
DOUBT = "the text tells of nothing that Russia does: check that it is the side that presses"


@pytest.mark.parametrize(("presser", "told"), [("KAZ", [DOUBT]), ("RUS", [])])
def test_a_presser_of_whom_no_act_is_told_is_told_of(
    tmp_path: Path, presser: str, told: list[str]
) -> None:
    other = {"KAZ": "RUS", "RUS": "KAZ"}[presser]
    case, said = Case(tmp_path), list[str]()
    article = make_article("They stopped the oil.")
    event = make_event(article, actor=PARTIES[presser], target=PARTIES[other], mode="discontinue")
    case.events.write_text(dump_events([event]), encoding="utf-8")
    frame_case(Run(case, Choices(subject="KAZ", other="RUS"), tell=said.append))
    assert [line for line in said if "tells of nothing" in line] == told
    assert [note for note in load_standoff(case.standoff).notes if note == DOUBT] == told
