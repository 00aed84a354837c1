"""The same page as Markdown, Word and PDF, charts as files, records in a notebook."""

from __future__ import annotations

import importlib
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from countermove.records.errors import CaseError, SettingsError
from countermove.reporting import annex_path, pdf, report, save_charts
from countermove.reporting.markdown import escape_markdown, render_markdown
from countermove.reporting.notebook import show

if TYPE_CHECKING:
    from tests.reporting.conftest import Case


def test_an_unknown_format_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="docx, html, md, pdf"):
        report(tmp_path / "page.rtf", case.answer, case.events)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("target", ["", ".", "folder", "folder/", ".."])
def test_a_report_that_names_a_folder_is_refused(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match="is a folder; name the file"):
        report(target, case.answer, case.events)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_markdown_has_the_sentence_the_words_and_the_tables(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path / "page.md", case.answer, case.events, case.articles)
    text = path.read_text("utf-8")
    assert text.startswith("# What should Selva do now?\n\n**Selva should settle")
    for event in case.events:
        assert escape_markdown(event.quote.text) in text
    for figure in case.page().all_figures():
        if figure.name not in {"chronology", "moves-now", "moves-later"}:
            assert escape_markdown(figure.caption) in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.rstrip().endswith("|")


def test_markdown_tables_are_regular(case: Case) -> None:
    blocks = re.findall(r"(?:^\|.*\n)+", render_markdown(case.page()), flags=re.MULTILINE)
    assert len(blocks) >= 6
    for block in blocks:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block


def test_hostile_text_stays_text_in_markdown(hostile_case: Case) -> None:
    lines = render_markdown(hostile_case.page()).splitlines()
    code = [line for line in lines if line.startswith("    ")]
    assert len(code) == 1
    text = "\n".join(line for line in lines if line not in code)
    assert not re.search(r"(?<!\\)<(script|img)", text)


def test_a_word_file_holds_text_and_pictures_and_repeats(case: Case, tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="NOT RUN: python-docx is absent")
    docx = importlib.import_module("docx")
    first = report(tmp_path / "a.docx", case.answer, case.events, case.articles)
    again = report(tmp_path / "b.docx", case.answer, case.events, case.articles)
    assert first.read_bytes() == again.read_bytes()
    text = "\n".join(p.text for p in docx.Document(str(first)).paragraphs)
    assert case.answer.sentence in text
    assert case.events[0].quote.text in text
    pictures = [n for n in zipfile.ZipFile(first).namelist() if n.startswith("word/media/")]
    assert len(pictures) >= 9


def test_a_word_file_takes_letters_that_xml_cannot_hold(case: Case, tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="NOT RUN: python-docx is absent")
    odd = case.answer.model_copy(update={"sentence": "Selva\x00 should\ud800 wait\x0b."})
    assert report(tmp_path / "a.docx", odd, ()).stat().st_size > 1000


def test_without_python_docx_the_message_says_what_to_install(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(SettingsError, match=r"pip install 'countermove\[docx\]'"):
        report(tmp_path / "a.docx", case.answer, case.events)


def test_without_chromium_the_message_says_what_to_do(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="print it from any browser"):
        report(tmp_path / "a.pdf", case.answer, case.events)


def test_a_browser_that_fails_is_reported(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(SettingsError, match="could not print"):
        pdf.print_pdf("<p>x", str(broken))


def test_a_pdf_loses_its_hour_and_keeps_its_length() -> None:
    made = b"<< /CreationDate (D:20261123235959+00'00') /ModDate (D:20261123235959Z) >>"
    other = b"<< /CreationDate (D:20200101000001+00'00') /ModDate (D:20200101000001Z) >>"
    assert pdf.undated(made) == pdf.undated(other)
    assert len(pdf.undated(made)) == len(made)


def test_charts_are_written_as_svg_and_png(case: Case, tmp_path: Path) -> None:
    written = save_charts(tmp_path / "charts", case.answer, case.events)
    names = {p.name for p in written}
    assert {"chronology.svg", "chronology.png", "flip-map.svg", "clock.png"} <= names
    for path in written:
        head = path.read_bytes()[:8]
        assert head.startswith(b"<svg" if path.suffix == ".svg" else b"\x89PNG\r\n\x1a\n")


def test_charts_in_an_unknown_format_are_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="svg or png"):
        save_charts(tmp_path, case.answer, formats=["gif"])


def test_a_notebook_shows_words_and_charts(case: Case) -> None:
    stress = case.answer.stress
    assert str(escape(case.answer.sentence)) in show(case.answer)
    assert "What waiting costs" in show(case.answer)
    assert "Where the answer flips" in show(stress)
    assert "Settle with the river towns" in show(stress.standoff)
    assert "Who moved, and who answered" in show(case.events)
    assert "“Norvik shut the Long Canal" in show(case.events[0])
    assert show(stress.numbers[0]).startswith("<pre>{")


def test_a_record_shows_itself_in_a_notebook(case: Case) -> None:
    event = case.events[0]
    assert event._repr_html_() == show(event)


def test_a_notebook_escapes_hostile_text(hostile_case: Case) -> None:
    for record in (hostile_case.answer, hostile_case.events, hostile_case.articles[0]):
        text = show(record)
        assert "<script" not in text
        assert "<img" not in text


def test_the_parts_of_a_pdf_are_counted_from_one() -> None:
    from countermove.reporting.pdf import renumbered

    first = b"/ID (node00000258)>> /ID (node00000261)>> (node00000258)"
    other = b"/ID (node00000248)>> /ID (node00000251)>> (node00000248)"
    assert renumbered(first) == renumbered(other)
    assert renumbered(first) == b"/ID (node00000001)>> /ID (node00000002)>> (node00000001)"


def test_the_brief_alone_has_no_argument_and_no_annex(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path / "brief.html", case.answer, case.events, case.articles, brief=True)
    text = path.read_text("utf-8")
    assert 'id="brief"' in text
    assert 'id="argument"' not in text
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_brief_alone_is_a_page_or_paper(case: Case, tmp_path: Path, kind: str) -> None:
    with pytest.raises(SettingsError, match="html or pdf"):
        report(tmp_path / "brief", case.answer, case.events, format=kind, brief=True)
    assert list(tmp_path.iterdir()) == []


def test_the_annex_stands_beside_the_page_and_each_leads_to_the_other(
    case: Case, tmp_path: Path
) -> None:
    path = report(tmp_path / "my page.html", case.answer, case.events, case.articles)
    annex = annex_path(path)
    assert 'href="my%20page-annex.html"' in path.read_text("utf-8")
    assert 'href="my%20page.html"' in annex.read_text("utf-8")
