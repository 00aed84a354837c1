"""An article in, an answer out: the whole way, on real files, as a person runs it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.catalog.articles import find_article
from countermove.cli.app import run
from countermove.records.events import Event, load_events
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The case folder of a bundled article or a file, answered once a session."""
    done: dict[str, Path] = {}

    def answer(name: str) -> Path:
        if name not in done:
            folder = tmp_path_factory.mktemp("case") / "case"
            source = Path(name) if "/" in name else find_article(name)
            status = run_argv(["answer", str(source), "--case", str(folder), "--draws", "256"])
            assert status == 0
            done[name] = folder
        return done[name]

    return answer


def run_argv(arguments: list[str]) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["countermove", *arguments])
        try:
            run()
        except SystemExit as stop:
            return int(stop.code or 0)
    return 0


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line; its exit status, standard output and standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = run_argv([str(a) for a in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def events_of(folder: Path) -> tuple[Event, ...]:
    return load_events(folder / "events.jsonl")


def standoff_of(folder: Path) -> Standoff:
    return load_standoff(folder / "standoff.yaml")


def digests(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def has(events: tuple[Event, ...], actor: str, word: str, *, target: str | None = None) -> bool:
    return any(
        e.actor is not None
        and e.actor.side == actor
        and word in e.quote.text.lower()
        and word in (e.label + " " + (e.trigger.text if e.trigger else "")).lower()
        and (target is None or (e.target is not None and e.target.side == target))
        for e in events
    )


@pytest.mark.parametrize(
    ("article", "subject", "other"),
    [
        ("kazakhstan-2022", "KAZ", "RUS"),
        ("gas-valve", "MDA", "RUS"),
        ("emirate-blockade", "QAT", "SAU"),
    ],
)
def test_the_sides_are_found(
    answered: Callable[[str], Path], article: str, subject: str, other: str
) -> None:
    standoff = standoff_of(answered(article))
    assert standoff.subject == subject
    assert other in [p.id for p in standoff.others]
    assert all(p.options for p in standoff.players)


def test_a_union_is_a_side_too(answered: Callable[[str], Path]) -> None:
    standoff = standoff_of(answered("harbour-strike"))
    assert "union" in standoff.subject
    assert "northsea" in standoff.others[0].id


def test_the_answer_is_a_course_of_the_subject(answered: Callable[[str], Path]) -> None:
    for article in ("kazakhstan-2022", "gas-valve", "emirate-blockade", "harbour-strike"):
        folder = answered(article)
        stress = json.loads((folder / "stress.json").read_text())
        standoff = standoff_of(folder)
        own = {o.name for o in standoff.player(standoff.subject).options}
        assert stress["best_course"] in standoff.courses
        assert set(standoff.courses[stress["best_course"]]) <= own


def test_what_to_make_of_threats_is_kept_and_told_in_the_annex(
    answered: Callable[[str], Path],
) -> None:
    folder = answered("kazakhstan-2022")
    signals = json.loads((folder / "signals.json").read_text(encoding="utf-8"))
    stress = json.loads((folder / "stress.json").read_text(encoding="utf-8"))
    assert signals["standoff_sha256"] == stress["standoff_sha256"]
    assert signals["threats"]
    assert "What to make of a threat" in (folder / "report-annex.html").read_text(encoding="utf-8")


def test_every_quote_is_its_span(answered: Callable[[str], Path]) -> None:
    folder = answered("kazakhstan-2022")
    text = (folder / "articles" / "kazakhstan-2022.txt").read_text(encoding="utf-8")
    for event in events_of(folder):
        for quote in event.quotes:
            assert text[quote.start : quote.end] == quote.text


def test_two_runs_give_the_same_bytes(
    answered: Callable[[str], Path], tmp_path: Path, command: Command
) -> None:
    first = answered("harbour-strike")
    second = tmp_path / "again" / "case"
    status, _, _ = command(
        "answer", find_article("harbour-strike"), "--case", second, "--draws", "256"
    )
    assert status == 0
    assert digests(first) == digests(second)


def test_a_second_run_changes_nothing_and_runs_nothing(
    answered: Callable[[str], Path], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = answered("harbour-strike")
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    for stage in ("reading.read", "framing.frame", "solving.solve", "stressing.stress"):
        monkeypatch.setattr(f"countermove.{stage}", None)
    status, out, _ = command("answer", "--case", folder, "--draws", "256")
    assert status == 0
    assert "The page:" in out
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before


def test_an_edited_payoff_can_change_the_answer(
    answered: Callable[[str], Path], tmp_path: Path, command: Command
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(answered("gas-valve"), folder)
    before = json.loads((folder / "stress.json").read_text())["best_course"]
    edited = standoff_of(folder)
    give_in = next(n for n in edited.courses if "give in" in n)
    assert before != give_in
    option = edited.courses[give_in][0]
    richer = edited.with_payoff(edited.subject, when=option, per_year=(300, 400, 500))
    from countermove.records.standoff_file import save_standoff

    save_standoff(richer, folder / "standoff.yaml")
    status, _, err = command("answer", "--case", folder, "--draws", "256")
    assert status == 0
    assert "edited by hand" in err
    assert json.loads((folder / "stress.json").read_text())["best_course"] == give_in


def test_every_verb_works_alone_on_the_files_between(
    answered: Callable[[str], Path], tmp_path: Path, command: Command
) -> None:
    article = find_article("gas-valve")
    events, model = tmp_path / "events.jsonl", tmp_path / "standoff.yaml"
    solution, stress = tmp_path / "solution.json", tmp_path / "stress.json"
    assert command("read", article, "-o", events)[0] == 0
    assert command("frame", events, "-o", model)[0] == 0
    status, out, _ = command("check", model)
    assert (status, "assumed" in out) == (0, True)
    assert command("solve", model, "-o", solution)[0] == 0
    assert command("stress", model, "-o", stress, "--draws", "256")[0] == 0
    folder = answered("gas-valve")
    assert events.read_bytes() == (folder / "events.jsonl").read_bytes()
    assert model.read_bytes() == (folder / "standoff.yaml").read_bytes()
    assert solution.read_bytes() == (folder / "solution.json").read_bytes()
    assert stress.read_bytes() == (folder / "stress.json").read_bytes()
    page = tmp_path / "report.html"
    assert command("report", folder, "-o", page)[0] == 0
    assert page.read_bytes() == (folder / "report.html").read_bytes()
    for name, begins in (("a.md", b"# "), ("a.docx", b"PK")):
        assert command("report", folder, "-o", tmp_path / name)[0] == 0
        assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.fixture(scope="session")
def essay(shared: Path, answered: Callable[[str], Path]) -> Path:
    return answered(str(shared / "essays" / "tokayev.txt"))


@pytest.mark.parametrize(
    ("words", "actor", "target", "standing"),
    [
        ("mispronouncing", "RUS", "KAZ", "alleged"),
        ("quasi-states", "KAZ", "RUS", "done"),
        ("journalists", "KAZ", "RUS", "done"),
        ("refused to accept", "KAZ", "RUS", "done"),
        ("suspended shipments", "RUS", "KAZ", "done"),
        ("1,700 rail cars", "KAZ", "RUS", "done"),
        ("called for russian troops", "KAZ", "RUS", "done"),
        ("can go far beyond", "RUS", "KAZ", "possible"),
        ("interfere in kazakhstan", "RUS", "KAZ", "possible"),
    ],
)
def test_the_essay_is_read(essay: Path, words: str, actor: str, target: str, standing: str) -> None:
    found = [e for e in events_of(essay) if words in e.quote.text.lower()]
    assert any(
        (e.actor and e.actor.side) == actor
        and (e.target and e.target.side) == target
        and e.standing == standing
        for e in found
    ), [(e.actor and e.actor.side, e.target and e.target.side, e.standing, e.label) for e in found]


def test_the_essay_counts_the_coal(essay: Path) -> None:
    coal = [e for e in events_of(essay) if e.object and e.object.amount == 1700]
    assert [e.object.unit for e in coal if e.object] == ["rail cars"]


def test_the_essay_becomes_a_standoff(essay: Path) -> None:
    standoff = standoff_of(essay)
    assert standoff.subject == "KAZ"
    assert [p.id for p in standoff.others] == ["RUS"]
    own = " ".join(o.label for o in standoff.player("KAZ").options).lower()
    theirs = " ".join(o.label for o in standoff.player("RUS").options).lower()
    chance = " ".join(c.label for c in standoff.chance).lower()
    assert "consolidate" in own
    assert "beyond" in theirs
    assert "interfere" in theirs
    assert "tied up" in chance
