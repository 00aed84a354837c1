"""Edits go to plain files, can be undone, and do not overwrite another tab's."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import threading
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from countermove.filing import Case
from countermove.records.events import load_events
from countermove.records.standoff_file import load_standoff
from countermove.workbench import Keys, make_bench
from countermove.workbench.bench import Bench
from countermove.workbench.downloads import download_as
from countermove.workbench.kept_runs import keep_run, list_runs, write_note
from countermove.workbench.undoing import ConflictError, History

Server = tuple[str, Bench]


def reviews(folder: Path) -> dict[str, str]:
    return {e.id: e.review for e in load_events(folder / "events.jsonl")}


def judge(client: httpx.Client, bench: Bench, verdict: str, **more: str) -> httpx.Response:
    seen = bench.history.version("events.jsonl")
    form = {"verdict": verdict, "seen": seen, "article": "ferry", **more}
    return client.post("/events/E002", data=form)


def test_rejecting_an_event_and_undoing_it(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = bench.case.events.read_bytes()
    assert judge(client, bench, "rejected").status_code == 200
    assert reviews(folder) == {"E001": "", "E002": "rejected"}
    client.post("/undo")
    assert bench.case.events.read_bytes() == before


def test_a_verdict_is_taken_back(client: httpx.Client, bench: Bench, folder: Path) -> None:
    judge(client, bench, "rejected")
    assert judge(client, bench, "").status_code == 200
    assert reviews(folder) == {"E001": "", "E002": ""}


def test_a_first_model_is_kept_where_there_was_none(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    text = bench.case.standoff.read_text(encoding="utf-8")
    bench.case.standoff.unlink()
    form = {"text": text, "seen": bench.history.version("standoff.yaml")}
    assert client.post("/standoff", data=form).status_code == 200
    assert bench.case.standoff.read_text(encoding="utf-8") == text


def test_an_emptied_model_is_told_and_not_kept(client: httpx.Client, bench: Bench) -> None:
    before = bench.case.standoff.read_bytes()
    form = {"text": "", "seen": bench.history.version("standoff.yaml")}
    answer = client.post("/standoff", data=form)
    assert answer.status_code == 400
    assert "Field required" not in answer.text
    assert bench.case.standoff.read_bytes() == before


def test_undo_does_not_lose_what_was_changed_by_hand_since(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    judge(client, bench, "rejected")
    by_hand = bench.case.events.read_bytes() + b"\n"
    bench.case.events.write_bytes(by_hand)
    answer = client.post("/undo")
    assert answer.status_code == 409
    assert "by hand" in answer.text
    assert bench.case.events.read_bytes() == by_hand


@pytest.mark.parametrize(
    ("referer", "place"),
    [
        ("/articles/ferry", "/articles/ferry"),
        ("/chronology", "/"),
        ("/articles/ferry/../../etc", "/"),
        ("", "/"),
    ],
)
def test_undo_stays_on_the_article(
    client: httpx.Client, bench: Bench, referer: str, place: str
) -> None:
    judge(client, bench, "rejected")
    headers = {"referer": f"{client.base_url}".rstrip("/") + referer} if referer else {}
    answer = client.post("/undo", headers=headers, follow_redirects=False)
    assert answer.headers["location"] == place


def correct(client: httpx.Client, bench: Bench, id: str = "E002", **fields: str) -> httpx.Response:
    """Send an event's form, its fields as given."""
    seen = bench.history.version("events.jsonl")
    form = {"who": "EBB", "did": "SANCTION", "what": "stop selling", "standing": "done"} | fields
    return client.post(f"/events/{id}/edit", data={"seen": seen, **form})


def test_correcting_an_event(client: httpx.Client, bench: Bench, folder: Path) -> None:
    correct(client, bench, did="THREATEN", standing="alleged", who="EBB", whom="")
    event = load_events(folder / "events.jsonl")[1]
    assert (event.action, event.standing, event.target) == ("THREATEN", "alleged", None)
    assert event.quote.text in (folder / "articles" / "ferry.txt").read_text()


def test_a_wrong_action_is_refused(client: httpx.Client, bench: Bench, folder: Path) -> None:
    assert correct(client, bench, did="EXPLODE").status_code == 400
    assert reviews(folder) == {"E001": "", "E002": ""}


def test_every_field_can_be_corrected_and_undone_to_the_byte(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = bench.case.events.read_bytes()
    correct(
        client,
        bench,
        who="the Ebbland railway",
        whom="HAR",
        when="June 2030",
        said_by="an aide",
        answers="E001",
        thing="electricity",
        amount="1,700",
        unit="MW",
        denied="on",
        motive="out of spite",
    )
    event = load_events(folder / "events.jsonl")[1]
    assert event.actor is not None
    assert event.target is not None
    assert (event.actor.name, event.actor.text) == ("Ebbland", "the Ebbland railway")
    assert event.target.side == "HAR"
    assert (event.date, event.precision) == (date(2030, 6, 1), "month")
    assert (event.voice.kind, event.voice.name) == ("speaker", "an aide")
    assert [link.event_id for link in event.answers] == ["E001"]
    assert event.object is not None
    assert (event.object.what, event.object.amount, event.object.unit) == (
        "electricity",
        1700,
        "MW",
    )
    assert (event.negated, event.motive, event.review) == (True, "out of spite", "corrected")
    client.post("/undo")
    assert bench.case.events.read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("when", "the day the moon fell", "is no date"),
        ("amount", "a lot", "is no number"),
        ("answers", "E777", "choose an event of this case"),
        ("answers", "E002", "choose an event of this case"),
        ("who", "", "name who did it"),
        ("whom", "EBB", "the same side as who did it"),
        ("what", "x" * 300, "at most 200 letters"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(
    client: httpx.Client, bench: Bench, folder: Path, field: str, value: str, told: str
) -> None:
    before = bench.case.events.read_bytes()
    answer = correct(client, bench, motive="typed and kept", **{field: value})
    assert answer.status_code == 400
    assert told in answer.text
    assert "typed and kept" in answer.text
    assert bench.case.events.read_bytes() == before


def test_selected_words_become_an_event_with_the_reader_s_guess(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    words = "Ebbland should build a port of its own"
    start = (folder / "articles" / "ferry.txt").read_text().index(words)
    form = client.get("/articles/ferry/new", params={"start": start, "words": words})
    assert form.status_code == 200
    assert 'name="who" value="Ebbland"' in form.text
    assert '<option value="advised" selected>' in form.text
    sent = {"who": "EBB", "did": "POLICY", "what": "build a port", "standing": "advised"}
    place = f"/articles/ferry/new?start={start}&end={start + len(words)}"
    seen = bench.history.version("events.jsonl")
    before = bench.case.events.read_bytes()
    assert client.post(place, data={"seen": seen, **sent}).status_code == 200
    added = load_events(folder / "events.jsonl")[-1]
    assert (added.id, added.readers, added.quote.text) == ("P001", ("person",), words)
    assert added.standing == "advised"
    client.post("/undo")
    assert bench.case.events.read_bytes() == before


def test_words_that_are_not_in_the_article_are_told(client: httpx.Client) -> None:
    answer = client.get("/articles/ferry/new", params={"words": "the moon is made of cheese"})
    assert answer.status_code == 400
    assert "not in the article" in answer.text


def test_two_tabs_do_not_overwrite_each_other(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    old = bench.history.version("events.jsonl")
    judge(client, bench, "accepted")
    form = {"verdict": "rejected", "seen": old, "article": "ferry"}
    answer = client.post("/events/E001", data=form)
    assert answer.status_code == 409
    assert "another tab" in answer.text
    assert reviews(folder) == {"E001": "", "E002": "accepted"}


def test_only_the_two_editable_files_can_be_edited(bench: Bench) -> None:
    with pytest.raises(Exception, match="cannot be edited here"):
        bench.history.edit("stress.json", b"", "")
    with pytest.raises(ConflictError):
        bench.history.edit("standoff.yaml", b"", "0" * 16)


def test_a_model_is_checked_while_it_is_typed(client: httpx.Client, folder: Path) -> None:
    text = (folder / "standoff.yaml").read_text().replace("when: give_in", "when: give_inn")
    answer = client.post("/standoff/check", data={"text": text})
    assert "give_inn" in answer.text
    assert "give_in&#39;?" in answer.text


def test_a_wrong_model_is_not_kept(client: httpx.Client, bench: Bench, folder: Path) -> None:
    before = (folder / "standoff.yaml").read_bytes()
    form = {"text": "title: x", "seen": bench.history.version("standoff.yaml")}
    assert client.post("/standoff", data=form).status_code == 400
    assert (folder / "standoff.yaml").read_bytes() == before


def test_an_edited_model_is_solved_and_can_be_compared(
    server: Server, client: httpx.Client, folder: Path
) -> None:
    bench = server[1]
    bench.worker.start()
    bench.worker.wait(240)
    first = bench.answer()
    assert first is not None
    text = (folder / "standoff.yaml").read_text()
    dearer = text.replace("[-30, -12, -2]", "[30, 40, 50]")
    form = {"text": dearer, "seen": bench.history.version("standoff.yaml")}
    assert client.post("/standoff", data=form).status_code == 200
    bench.worker.wait(240)
    second = bench.answer()
    assert second is not None
    assert (first.course, second.course) == ("build", "give in")
    runs = client.get("/runs")
    assert runs.status_code == 200
    assert "0001" in runs.text


def test_dragging_a_number_changes_the_answer(client: httpx.Client, folder: Path) -> None:
    standoff = load_standoff(folder / "standoff.yaml")
    key = "players.EBB.payoffs[own_port].per_year"
    assert standoff is not None
    for path in ("/whatif", "/whatif/full"):
        cheap = client.post(path, data={key: "-1"})
        dear = client.post(path, data={key: "-5000"})
        assert 'data-best="build"' in cheap.text, cheap.text
        assert 'data-best="build"' not in dear.text
        assert "flips" in dear.text


def test_a_slider_that_is_no_number_is_refused(client: httpx.Client) -> None:
    assert client.post("/whatif", data={"x": "abc"}).status_code == 400


def test_everything_can_be_downloaded(client: httpx.Client) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/download").content)) as archive:
        names = archive.namelist()
        assert "standoff.yaml" in names
        assert json.loads(archive.read("articles/ferry.json"))["id"] == "ferry"
    assert not any(name.startswith(".") for name in names)


def set_value(client: httpx.Client, bench: Bench, place: str, **form: str) -> httpx.Response:
    seen = bench.history.version("standoff.yaml")
    return client.post("/standoff/value", data={"place": place, "seen": seen, **form})


def test_a_form_changes_one_value_and_keeps_every_comment(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    path = folder / "standoff.yaml"
    path.write_text("# mine\n" + path.read_text())
    place = "players.EBB.payoffs[1].per_year"
    form = {"low": "-9", "likely": "-8", "high": "-7", "confirmed": "on"}
    assert set_value(client, bench, place, **form).status_code == 200
    text = path.read_text()
    assert text.startswith("# mine\n")
    payoff = load_standoff(path).player("EBB").payoffs[1]
    assert payoff.per_year is not None
    assert (payoff.per_year.low, payoff.per_year.high, payoff.confirmed) == (-9, -7, True)
    place = "players.EBB.options.own_port.takes"
    set_value(client, bench, place, low="1", likely="1.5", high="2")
    takes = load_standoff(path).player("EBB").options[1].takes
    assert takes is not None
    assert takes.likely == 1.5
    set_value(client, bench, "players.EBB.options.give_in.today", on="on")
    assert load_standoff(path).player("EBB").options[0].today


@pytest.mark.parametrize(
    ("place", "form", "status"),
    [
        ("players.EBB.payoffs[1].per_year", {"low": "3", "likely": "2", "high": "1"}, 400),
        ("players.EBB.payoffs[1].per_year", {"low": "x", "likely": "2", "high": "3"}, 400),
        ("players.EBB.payoffs[9].per_year", {"low": "1", "likely": "2", "high": "3"}, 404),
        ("title", {"on": "on"}, 404),
    ],
)
def test_a_wrong_value_changes_nothing(
    client: httpx.Client,
    bench: Bench,
    folder: Path,
    place: str,
    form: dict[str, str],
    status: int,
) -> None:
    before = (folder / "standoff.yaml").read_bytes()
    assert set_value(client, bench, place, **form).status_code == status
    assert (folder / "standoff.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "start", "kept"),
    [
        ("brief", b"%PDF", "countermove.pdf"),
        ("pdf", b"PK", "countermove-pdf.zip"),
        ("html", b"PK", "countermove-html.zip"),
        ("docx", b"PK", "countermove.docx"),
        ("md", b"", "countermove.md"),
        ("csv", b"id,", "countermove.csv"),
    ],
)
def test_the_answer_is_taken_away_in_every_format(
    solved: Path, tmp_path: Path, name: str, start: bytes, kept: str
) -> None:
    folder = Path(shutil.copytree(solved, tmp_path / "ferry"))
    bench = make_bench(folder, Keys(frozenset({"testserver"})))
    answer = download_as(bench, name)
    assert bytes(answer.body).startswith(start)
    assert kept in answer.headers["content-disposition"]
    if kept.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(bytes(answer.body))) as archive:
            assert archive.namelist() == [f"countermove-annex.{name}", f"countermove.{name}"]


def test_a_run_carries_its_day_its_answer_and_a_note(solved: Path, tmp_path: Path) -> None:
    case = Case(Path(shutil.copytree(solved, tmp_path / "ferry")))
    keep_run(case)
    [run] = list_runs(case)
    assert re.match(r"0001 · \d{4}-\d\d-\d\d \d\d:\d\d · build$", run.title)
    write_note(run, "before  the <b>storm</b>")
    [run] = list_runs(case)
    assert run.title.endswith("before the <b>storm</b>")
    keep_run(case)
    assert len(list_runs(case)) == 1


def add(client: httpx.Client, bench: Bench, what: str, **fields: str | list[str]) -> httpx.Response:
    seen = bench.history.version("standoff.yaml")
    return client.post(f"/standoff/add/{what}", data={"seen": seen, **fields})


def test_options_worths_rules_and_courses_are_added_by_form_and_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = bench.case.standoff.read_bytes()
    add(client, bench, "option", label="Sue Harland", player="EBB", low="1", likely="2", high="3")
    numbers = {"low": "-4", "likely": "−2", "high": "-1"}
    add(client, bench, "worth", when="sue_harland", player="HAR", kind="once", **numbers)
    add(client, bench, "rule", rule="at most one of (sue_harland, give_in)")
    add(client, bench, "course", name="sue and build", options=["sue_harland", "own_port"])
    standoff = load_standoff(folder / "standoff.yaml")
    [sue] = [o for _, o in standoff.options() if o.name == "sue_harland"]
    assert (sue.label, sue.today) == ("Sue Harland", False)
    assert sue.takes is not None
    assert standoff.player("HAR").payoffs[-1].once is not None
    assert standoff.rules[-1] == "at most one of (sue_harland, give_in)"
    assert dict(standoff.courses)["sue and build"] == ("sue_harland", "own_port")
    for _ in range(4):
        client.post("/undo")
    assert bench.case.standoff.read_bytes() == before


@pytest.mark.case("solved")
@pytest.mark.parametrize("odd", ["\x01\x0b", "\ufffe\uffff", "\x00\x1b[2J"])
def test_no_character_in_a_form_ends_the_workbench(
    client: httpx.Client, bench: Bench, folder: Path, odd: str
) -> None:
    answer = add(client, bench, "option", label=f"Sue{odd}Harland", player="EBB")
    assert answer.status_code in (200, 400)
    bench.worker.wait(120)
    assert client.get("/").status_code == 200
    assert client.get("/standoff").status_code == 200
    assert client.get("/download/html").content.startswith(b"PK")
    load_standoff(folder / "standoff.yaml")


@pytest.mark.parametrize(
    ("what", "fields", "told"),
    [
        ("option", {"player": "EBB", "label": " "}, "say what the option is"),
        ("worth", {"player": "EBB", "when": "give_inn", "low": "1", "likely": "2", "high": "3"},
         "give_in"),
        ("worth", {"player": "EBB", "when": "give_in", "low": "3", "likely": "2", "high": "1"},
         "upside down"),
        ("worth", {"player": "EBB", "when": "give_in", "low": "much", "likely": "2", "high": "1"},
         "low takes a number"),
        ("rule", {"rule": "at most one off"}, ""),
        ("course", {"name": "a: b"}, "letters, digits and blanks"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_told_beside_its_form(
    client: httpx.Client, bench: Bench, what: str, fields: dict[str, str], told: str
) -> None:
    before = bench.case.standoff.read_bytes()
    answer = add(client, bench, what, **fields)
    assert answer.status_code == 400
    beside = answer.text.split(f'id="add-{what}"')[1].split("</form>")[0]
    assert 'class="fault"' in beside
    assert told in beside.replace("&#39;", "'")
    assert all(v in beside for v in fields.values() if v.strip())
    assert bench.case.standoff.read_bytes() == before


def test_a_range_upside_down_is_told_beside_it_and_stays_as_typed(
    client: httpx.Client, bench: Bench
) -> None:
    place = "players.EBB.payoffs[1].per_year"
    seen = bench.history.version("standoff.yaml")
    form = {"place": place, "seen": seen, "low": "5", "likely": "nonsense", "high": "1"}
    answer = client.post("/standoff/value", data=form)
    assert answer.status_code == 400
    row = answer.text.split(f'id="{place}"')[1].split("</form>")[0]
    assert "likely takes a number" in row
    assert 'value="nonsense"' in row


def test_of_edits_at_once_one_is_taken_and_the_others_are_told(bench: Bench) -> None:
    history, taken, told = bench.history, [], []
    seen = history.version("standoff.yaml")
    go = threading.Barrier(16)

    def edit(number: int) -> None:
        go.wait()
        try:
            history.edit("standoff.yaml", f"# {number}".encode(), seen)
            taken.append(number)
        except ConflictError:
            told.append(number)

    threads = [threading.Thread(target=edit, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), len(told)) == (1, 15)
    assert bench.case.standoff.read_text() == f"# {taken[0]}"
    assert len(history.copies()) == 1


@pytest.mark.parametrize("written", [0, 1, 2])
def test_an_edit_that_was_cut_off_is_put_back_whole(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    case = bench.case
    done: list[str] = []
    files: dict[str, bytes | None] = {"standoff.yaml": b"# new", "articles/new.txt": b"new"}
    before = case.standoff.read_text()
    put = History.put

    def die(self: History, name: str, data: bytes | None) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(name)
        put(self, name, data)

    with monkeypatch.context() as patched:
        patched.setattr(History, "put", die)
        if written < 2:
            with pytest.raises(KeyboardInterrupt):
                bench.history.change(files, "adding")
        else:
            bench.history.change(files, "adding")
    again = make_bench(case.folder, Keys(frozenset())).history
    whole = written == 2
    assert case.standoff.read_text() == ("# new" if whole else before)
    assert (case.articles / "new.txt").exists() == whole
    assert len(again.copies()) == whole
    if whole:
        again.undo()
        assert case.standoff.read_text() == before


def test_a_file_changed_by_hand_after_an_edit_is_left_as_it_is(bench: Bench) -> None:
    bench.history.edit("standoff.yaml", b"# one", bench.history.version("standoff.yaml"))
    bench.case.standoff.write_text("# by hand")
    again = make_bench(bench.case.folder, Keys(frozenset())).history
    assert bench.case.standoff.read_text() == "# by hand"
    assert len(again.copies()) == 1


def test_halves_that_a_kill_left_are_swept_away_and_new_ones_are_not(folder: Path) -> None:
    old, new = folder / ".events.jsonl.abc.part", folder / "articles" / ".ferry.txt.def.part"
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (1, 1))
    make_bench(folder, Keys(frozenset()))
    assert (old.exists(), new.exists()) == (False, True)


def test_pages_of_an_earlier_answer_say_so_until_there_is_a_new_one(
    client: httpx.Client, server: Server, solved: Path, folder: Path
) -> None:
    bench = server[1]
    shutil.copytree(solved, folder, dirs_exist_ok=True)
    assert "The case has changed since" not in client.get("/either-or").text
    text = (folder / "standoff.yaml").read_text()
    (folder / "standoff.yaml").write_text(text.replace("[-20, -10, -5]", "[-20, -11, -5]"))
    assert "there is no answer to it as it is now" in client.get("/either-or").text
    bench.worker.start()
    assert "until the new answer is worked out" in client.get("/either-or").text
    bench.worker.wait(240)
    assert "The case has changed since" not in client.get("/either-or").text
    page = client.get("/runs").text
    assert "The case has changed since" not in page
    (folder / "standoff.yaml").write_text(text)
    assert "The case has changed since" in client.get("/runs").text


def test_the_next_stage_is_told_when_it_comes_and_assets_are_kept(
    client: httpx.Client, server: Server
) -> None:
    bench = server[1]
    stage = bench.worker.status.stage
    began = time.monotonic()
    assert "Up to date" in client.get("/status", params={"seen": stage}).text
    assert time.monotonic() - began > 0.5  # nothing new: told after a moment anyhow
    bench.worker.status = replace(bench.worker.status, rounds=9)
    began = time.monotonic()
    client.get("/status", params={"seen": stage})
    assert time.monotonic() - began < 0.5
    [style] = re.findall(r'"(/assets/workbench.css[^"]*)"', client.get("/").text)
    assert "max-age" in client.get(style).headers["cache-control"]
    assert client.get("/assets/workbench.css").headers["cache-control"] == "no-store"
