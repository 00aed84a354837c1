"""Documents of every kind: read as what they are, or refused by kind in one line."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.factories import make_event

from countermove.filing import Case
from countermove.reading.loading import kinds, load, load_all
from countermove.records.errors import ArticleError
from countermove.records.events import load_events, save_events

SAID = "The council of Norland’s port met on Tuesday. It said “no” to the ferries of Sudmark."
MORE = "Nobody of the café spoke, and the tide went out."
WORDS = f"{SAID}\n\n{MORE}"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def pack(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def make_docx(body: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    return pack({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{rel}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    })  # fmt: skip


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def make_odt(body: str) -> bytes:
    names = f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"'
    return pack({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "meta.xml": f'<office:document-meta {names} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<office:meta><dc:title>The port</dc:title></office:meta></office:document-meta>",
    })  # fmt: skip


def make_epub(*pages: str) -> bytes:
    items = "".join(f'<item id="p{n}" href="p%20{n}.xhtml"/>' for n in range(len(pages)))
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    return pack({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The port</dc:title>'
        f"<dc:date>2022-07-06</dc:date></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
        **{
            f"OPS/p {n}.xhtml": '<?xml version="1.0"?><html><head><title>x</title></head><body>'
            f"<p>{page}</p></body></html>"
            for n, page in enumerate(pages)
        },
    })  # fmt: skip


def make_mail(**headers: str) -> bytes:
    message = EmailMessage()
    defaults = {"From": "Jan Horvik <jan@news.example>", "To": "you@x.example",
                "Subject": "The port", "Date": "Thu, 07 Jul 2022 23:30:00 +0200",
                "Message-ID": "<1@x>"}  # fmt: skip
    for name, value in (defaults | headers).items():
        message[name] = value
    message.set_content(WORDS + "\n", cte="quoted-printable")
    message.add_alternative(f"<html><p>{SAID}</p><p>{MORE}</p></html>", subtype="html")
    message.add_attachment(b"Attached words.", maintype="text", subtype="plain", filename="a.txt")
    return message.as_bytes()


def make_mhtml() -> bytes:
    paragraphs = "".join(f"<p>{SAID} {n}</p>" for n in range(8))
    page = f"<html><head><title>Port</title></head><body><article>{paragraphs}</article></body>"
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://news.example/2022/port"
    message["Subject"] = "Port"
    message["Date"] = "Fri, 1 Mar 2024 10:00:00 -0000"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Secret}}\f0 "
    r"The council of Norland\'92s port met on Tuesday. It said \'93no\'94 to the ferries of "
    r"Sudmark.\par Nobody of the caf\u233? spoke, and the tide went out.\par}"
)
ODT_BODY = (
    f"<text:h>{SAID}</text:h><text:tracked-changes><text:p>Gone</text:p></text:tracked-changes>"
    "<text:p>Nobody<text:s/>of the <text:span>café</text:span> spoke,<text:note><text:note-body>"
    "<text:p>A note</text:p></text:note-body></text:note> and the<text:s text:c='1'/>tide went "
    "out.</text:p>"
)
WORD_BODY = (
    paragraph(SAID[:20], SAID[20:]) + "<w:del><w:r><w:delText>Gone</w:delText></w:r></w:del>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Nobody of the </w:t></w:r><w:ins><w:r><w:t>café</w:t></w:r>"
    "</w:ins><w:r><w:t> spoke, and the tide went out.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", make_docx(WORD_BODY)),
        ("a.odt", make_odt(ODT_BODY)),
        ("a.epub", make_epub(SAID, MORE)),
        ("a.rtf", RTF.encode("latin-1")),
        ("a.eml", make_mail()),
    ],
)
@pytest.mark.parametrize("renamed", [False, True])
def test_a_document_is_read_as_what_it_is(
    tmp_path: Path, name: str, data: bytes, *, renamed: bool
) -> None:
    path = tmp_path / ("a.txt" if renamed else name)
    path.write_bytes(data)
    (article,) = load(tmp_path)
    assert article.text.strip() == WORDS
    assert article.title in {"The port", ""}


def test_a_saved_page_is_read_as_a_page_and_not_dated_by_its_saving(tmp_path: Path) -> None:
    (tmp_path / "port.mhtml").write_bytes(make_mhtml())
    (article,) = load(tmp_path)
    assert article.text.startswith(SAID)
    assert "<p>" not in article.text
    assert "=" not in article.text
    assert (article.title, article.url) == ("Port", "https://news.example/2022/port")
    assert article.published is None


@pytest.mark.parametrize(
    ("name", "data", "day", "found"),
    [
        ("a.eml", make_mail(), date(2022, 7, 7), "the mail's Date"),
        ("a.eml", make_mail(Date="no day at all"), None, ""),
        ("a.epub", make_epub(SAID), date(2022, 7, 6), "the book's date"),
        ("a.docx", make_docx(paragraph("7 July 2022") + WORD_BODY), date(2022, 7, 7),
         "the text's head"),
        ("a.odt", make_odt(ODT_BODY), None, ""),
    ],
)  # fmt: skip
def test_the_day_of_a_document_and_where_it_was_found(
    tmp_path: Path, name: str, data: bytes, day: date | None, found: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (article,) = load(tmp_path)
    assert (article.published, article.dated) == (day, found)
    (given,) = load(tmp_path, published=date(2020, 1, 2))
    assert (given.published, given.dated) == (date(2020, 1, 2), "given")


FEED = "<channel><item><title>One</title><link>https://x.example/1</link></item></channel>"
SHEET: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.rss", f"<?xml version='1.0'?><!-- c -->\n<rss version='2.0'>{FEED}</rss>", "a feed"),
        ("a.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>", "a feed"),
        ("a.txt", f"<?xml version='1.0'?><?xml-stylesheet x?><rdf:RDF>{FEED}</rdf:RDF>", "a feed"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        ("a.txt", pack(SHEET), "an Excel workbook"),
        ("a.txt", pack({"ppt/presentation.xml": "<x/>"}), "a PowerPoint file"),
        ("a.txt", pack({"a.txt": WORDS}), "a ZIP file that holds no document"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(99), "a gzip file"),
        ("a.docx", make_docx(WORD_BODY).replace(b"word/document.xml", b"word/documend.xml"),
         "holds no document"),
        ("a.docx", make_docx(""), "a Word document without words"),
        ("a.docx", make_docx("<w:p>")[:-30], "binary"),
        ("a.docx", make_docx("<w:p><w:r>"), "damaged, as a Word document"),
        ("a.odt", make_odt("<text:p>"), "damaged, as an OpenDocument text"),
        ("a.epub", pack({"mimetype": "application/epub+zip"}), "damaged, as an EPUB book"),
        ("a.eml", b"From: a@x\nMessage-ID: <1>\nMIME-Version: 1.0\n\n", "a mail without text"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_in_one_line(
    tmp_path: Path, name: str, data: str | bytes, says: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data.encode() if isinstance(data, str) else data)
    good = tmp_path / "good.md"
    good.write_text(WORDS, encoding="utf-8")
    loaded = load_all(tmp_path)
    assert [a.id for a in loaded.articles] == ["good"]
    (problem,) = loaded.problems
    assert says in str(problem)
    assert name in str(problem)
    assert "\n" not in str(problem)


def test_a_locked_or_swollen_document_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    data = bytearray(make_docx(WORD_BODY))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ArticleError, match="locked with a password"):
        load(path)
    bomb = pack({"word/document.xml": b" " * 3_000_000, "mimetype": "x"})
    assert len(bomb) < 10_000
    path.write_bytes(bomb)
    monkeypatch.setattr(kinds, "MOST_UNPACKED", 2_000_000)
    with pytest.raises(ArticleError, match="unpacks to more than"):
        load(path)


@pytest.mark.parametrize(
    ("letters", "read"),
    [(r"\u-10179?\u-8542?", "🚢"), (r"\u-10179?", "\ufffd"), (r"\u-8542?", "\ufffd"),
     (r"\u0?", "\x00"), (r"\u-1?", "\uffff")],
)  # fmt: skip
def test_halves_of_letters_are_joined_and_what_is_read_can_be_read_again(
    tmp_path: Path, letters: str, read: str
) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(RTF.replace("Tuesday", f"Tuesday{letters}"), encoding="latin-1")
    (article,) = load(path)
    assert f"Tuesday{read}." in article.text
    case = Case(tmp_path / "case")
    case.save_articles((article,))
    save_events([make_event(article, f"Tuesday{read}")], case.events)
    assert case.load_articles() == (article,)
    assert load_events(case.events)[0].quotes[0].text == f"Tuesday{read}"


def test_a_page_of_a_book_is_read_once_however_often_it_is_listed(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make_epub(SAID, MORE))) as packed:
        members: dict[str, str | bytes] = {n: packed.read(n) for n in packed.namelist()}
    listed = b'<itemref idref="p0"/>'
    opf = bytes(members["OPS/book.opf"])  # type: ignore[arg-type]
    assert listed in opf
    members["OPS/book.opf"] = opf.replace(listed, listed * 20_000)
    (tmp_path / "a.epub").write_bytes(pack(members))
    (article,) = load(tmp_path)
    assert article.text.strip() == WORDS


def spoil_zip(data: bytes, at: int, value: int) -> bytes:
    """The same with a byte changed in every entry of the directory at a ZIP file's end."""
    spoilt, place = bytearray(data), data.find(b"PK\x01\x02")
    while place >= 0:
        spoilt[place + at] = value
        place = spoilt.find(b"PK\x01\x02", place + 4)
    return bytes(spoilt)


@pytest.mark.parametrize("document", [make_docx(WORD_BODY), make_odt(ODT_BODY), make_epub(SAID)])
@pytest.mark.parametrize(
    ("at", "value"),
    [(4, 255), (6, 255), (10, 99), (10, 14), (16, 7), (24, 1), (28, 200), (30, 255), (42, 9)],
)
def test_a_packed_document_with_an_odd_directory_is_read_or_refused(
    tmp_path: Path, document: bytes, at: int, value: int
) -> None:
    """Version, packing, sums, sizes, lengths of names and the place of each member."""
    (tmp_path / "a.odt").write_bytes(spoil_zip(document, at, value))
    loaded = load_all(tmp_path / "a.odt")
    assert len(loaded.articles) + len(loaded.problems) == 1
    assert all("\n" not in str(problem) for problem in loaded.problems)


def test_entities_of_a_document_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    odt = make_odt(f"<text:p>{SAID} &x;</text:p>")
    with zipfile.ZipFile(io.BytesIO(odt)) as packed:
        members: dict[str, str | bytes] = {n: packed.read(n) for n in packed.namelist()}
    members["content.xml"] = entity.encode() + bytes(members["content.xml"])  # type: ignore[arg-type]
    (tmp_path / "a.odt").write_bytes(pack(members))
    (article,) = load(tmp_path / "a.odt")
    assert article.text.strip() == SAID


@pytest.mark.parametrize(
    "header",
    [
        f"Content-Type: text/plain{'; a=b' * 20_000}",
        "Content-Type: text/plain" + "".join(f"; a*{n}=b" for n in range(20_000)),
        "Content-Type: text/plain; charset*0=utf; charset*1=-8",
        "Content-Type: text/",
        "Content-Transfer-Encoding: no such",
        f"Subject: {'=?utf-8?Q?a?= ' * 20_000}",
        f"Sender: {'(' * 5000}",
        f"From: {'a@b, ' * 20_000}",
        f"Date: {'( ' * 20_000}",
        "X: y\n" * 20_000 + "X: y",
    ],
    ids=lambda header: header[:24],
)
def test_an_odd_header_of_a_mail_takes_no_time_and_loses_no_word(
    tmp_path: Path, header: str
) -> None:
    head = "From: a@x\nMIME-Version: 1.0\nMessage-ID: <1>\n"
    (tmp_path / "a.eml").write_text(f"{head}{header}\n\n{WORDS}\n", encoding="utf-8")
    before = time.process_time()
    loaded = load_all(tmp_path)
    assert time.process_time() - before < 5  # parsed whole, the time grows with its square
    assert all(article.text.rstrip().endswith(WORDS) for article in loaded.articles)
    assert len(loaded.articles) + len(loaded.problems) == 1


def test_many_parts_of_a_mail_are_read_in_time(tmp_path: Path) -> None:
    head = "From: a@x\nMIME-Version: 1.0\nMessage-ID: <1>\n"
    part = f"--x\nContent-Type: image/png{'; a=b' * 400}\n\nhi\n"
    body = f"Content-Type: multipart/mixed; boundary=x\n\n{part * 1500}--x\n\n{WORDS}\n--x--\n"
    (tmp_path / "a.eml").write_text(head + body, encoding="utf-8")
    before = time.process_time()
    (article,) = load(tmp_path)
    assert time.process_time() - before < 10  # each part's header was parsed six times
    assert article.text.strip() == WORDS


def test_a_letter_about_mail_is_no_mail(tmp_path: Path) -> None:
    text = f"From: the port\nTo: the town\nSubject: ferries\n\n{WORDS}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert load(tmp_path)[0].text == text


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "striprtf.striprtf", None)
    (tmp_path / "a.rtf").write_text(RTF, encoding="latin-1")
    with pytest.raises(ArticleError, match=r"pip install 'countermove\[documents\]'"):
        load(tmp_path)
