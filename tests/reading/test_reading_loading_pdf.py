"""PDF: the words, or one clear line why there are none."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from countermove.reading.loading import load, load_all
from countermove.reading.loading.pdf import join_lines
from countermove.records.errors import ArticleError

LINES = ["The council of the port met on", "Tuesday. It said that the ships", "would wait."]


def make_pdf(lines: list[str], title: str = "") -> bytes:
    """A PDF of one page, written by hand, with each line set below the last."""
    words = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    return make_page(f"BT /F1 12 Tf 50 700 Td {words} ET".encode(), title)


def make_page(stream: bytes, title: str = "") -> bytes:
    """A PDF of one page with a stream of drawing operators."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
        b">> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Title (%s) >>" % title.encode(),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def test_words_of_a_pdf_are_read_with_lines_joined(tmp_path: Path) -> None:
    (tmp_path / "port.pdf").write_bytes(make_pdf(LINES, "Harbour"))
    (article,) = load(tmp_path)
    assert article.text == " ".join(LINES)
    assert article.title == "Harbour"


def test_pdf_is_known_by_what_it_begins_with(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_bytes(make_pdf(LINES))
    assert load(tmp_path)[0].text == " ".join(LINES)


def test_pdf_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(make_pdf([]))
    with pytest.raises(ArticleError, match=r"scan\.pdf: is a PDF without text"):
        load(tmp_path)


def test_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(ArticleError, match=r"locked\.pdf: is an encrypted PDF"):
        load(tmp_path)


def test_pdf_cut_short_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    data = make_pdf(LINES)
    for size in range(9, len(data), 60):
        path = tmp_path / f"cut{size}.pdf"
        path.write_bytes(data[:size])
        loaded = load_all(path)
        assert len(loaded.articles) + len(loaded.problems) == 1
        for problem in loaded.problems:
            assert "\n" not in str(problem)
            assert path.name in str(problem)


def test_lines_join_within_a_paragraph_only() -> None:
    text = "The ship-\nping of oil\nwas stopped.\nThen it\nbegan.\n\nNext"
    assert join_lines(text) == "The shipping of oil was stopped.\nThen it began.\n\nNext"


LEFT = [
    "The council of the port met in the",
    "old town on Tuesday. It said that",
    "the ships would wait until the tide",
    "had turned, and that the gates of",
    "the harbour were to be opened.",
]
RIGHT = [
    "The ferries of Sudmark lay outside",
    "of it for days, and no one of their",
    "crews came to the town before the",
    "evening of the last day, when a",
    "storm drove them into the bay.",
]
CELLS = [("Port", "Ships"), ("Northport", "12"), ("Sudport", "7"), ("Eastport", "9"),
         ("Westport", "3"), ("Oldport", "1")]  # fmt: skip


def place(pieces: list[tuple[int, int, str]], how: str) -> bytes:
    """Pieces of text, each at its place by a matrix of its own or moved to from the last."""
    said = []
    at = (0, 0)
    for x, y, text in pieces:
        move = f"1 0 0 1 {x} {y} Tm" if how == "Tm" else f"{x - at[0]} {y - at[1]} Td"
        said.append(f"{move} ({text}) Tj")
        at = (x, y)
    return make_page(f"BT /F1 12 Tf {' '.join(said)} ET".encode())


@pytest.mark.parametrize("how", ["Tm", "Td"])
@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, how: str, across: bool) -> None:
    left = [(50, 700 - 15 * n, line) for n, line in enumerate(LEFT)]
    right = [(320, 700 - 15 * n, line) for n, line in enumerate(RIGHT)]
    rows = [x for pair in zip(left, right, strict=True) for x in pair]
    (tmp_path / "a.pdf").write_bytes(place(rows if across else [*left, *right], how))
    text = " ".join(load(tmp_path)[0].text.split())
    assert text == " ".join([*LEFT, *RIGHT])


def test_a_heading_over_two_columns_stays_above_them(tmp_path: Path) -> None:
    heading = "The port of Norland stays shut, and the ferries of Sudmark wait outside of it"
    rows = [(50, 730, heading)]
    for n, (a, b) in enumerate(zip(LEFT, RIGHT, strict=True)):
        rows += [(50, 700 - 15 * n, a), (320, 700 - 15 * n, b)]
    (tmp_path / "a.pdf").write_bytes(place(rows, "Tm"))
    text = " ".join(load(tmp_path)[0].text.split())
    assert text == " ".join([heading, *LEFT, *RIGHT])


def test_a_table_is_still_read_row_by_row(tmp_path: Path) -> None:
    rows = []
    for n, (a, b) in enumerate(CELLS):
        rows += [(50, 700 - 15 * n, a), (320, 700 - 15 * n, b)]
    (tmp_path / "a.pdf").write_bytes(place(rows, "Tm"))
    words = load(tmp_path)[0].text.split()
    assert words == [cell for row in CELLS for cell in row]
