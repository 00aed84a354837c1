"""Word, OpenDocument, EPUB and RTF documents: their words, a line a paragraph.

Sources: ECMA-376 part 1 (WordprocessingML), OpenDocument 1.3 part 3, EPUB 3.3.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from countermove.reading.loading.dating import parse_stamp
from countermove.reading.loading.decoding import declared_charset, decode_declared
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.html import list_shown
from countermove.reading.loading.kinds import Kind
from countermove.reading.loading.plain import date_of, first_heading
from countermove.records.errors import ArticleError

__all__ = ["DOCUMENTS", "open_document"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
UNTITLED = "Word Document"  # what python-docx says of a document that gives no title
NAMES: dict[Kind, str] = {
    "docx": "a Word document", "odt": "an OpenDocument text", "epub": "an EPUB book",
    "rtf": "an RTF document",
}  # fmt: skip


def open_document(data: bytes, kind: Kind, stem: str, path: str) -> Draft:
    """The words of a document, and the title and day that it gives.

    Raises:
        ArticleError: the file is damaged, holds no words, or needs a package that is missing.
    """
    try:
        draft = DOCUMENTS[kind](data, stem)
    except ImportError as error:
        raise ArticleError(
            f"is {NAMES[kind]}; to read it: pip install 'countermove[documents]'", path=path
        ) from error
    except ArticleError:
        raise
    except Exception as error:  # damaged files fail in the libraries in ways that cannot be listed
        problem = f"is damaged, as {NAMES[kind]}: {type(error).__name__}"
        raise ArticleError(problem, path=path) from error
    if not any(c.isalpha() for c in draft.text):
        raise ArticleError(f"is {NAMES[kind]} without words", path=path)
    return draft


def open_word(data: bytes, stem: str) -> Draft:
    """A Word document: what stands in it now, with tables and insertions, without deletions."""
    import docx  # noqa: PLC0415  # an extra

    document = docx.Document(io.BytesIO(data))
    lines = list_lines(document.element.body, WORD + "p", say_word)
    title = document.core_properties.title
    return from_lines(lines, stem, "" if title == UNTITLED else title)


def say_word(node: Any) -> str | None:
    """What a node of WordprocessingML says: None where its children are to be asked."""
    if node.tag == WORD + "t":
        return node.text or ""
    if node.tag in {WORD + "tab", WORD + "br", WORD + "cr", WORD + "noBreakHyphen"}:
        return {"tab": "\t", "noBreakHyphen": "\u2011"}.get(node.tag[len(WORD) :], "\n")
    dropped = {WORD + "del", WORD + "moveFrom", WORD + "instrText", CHOICE + "Fallback"}
    return "" if node.tag in dropped else None


def open_odt(data: bytes, stem: str) -> Draft:
    """An OpenDocument text, without notes, comments and tracked deletions."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = parse_xml(packed.read("content.xml")).find(f"{OFFICE}body/{OFFICE}text")
        meta = parse_xml(packed.read("meta.xml")) if "meta.xml" in packed.namelist() else None
    lines = list_lines(body, TEXT + "p", say_odt)
    title = meta.findtext(f".//{DC}title") if meta is not None else ""
    return from_lines(lines, stem, title or "")


def say_odt(node: Any) -> str | None:
    """What a node of OpenDocument says: None where its children are to be asked."""
    if node.tag == TEXT + "s":
        return " " * min(int(node.get(TEXT + "c", "1")), 80)
    if node.tag in {TEXT + "tab", TEXT + "line-break"}:
        return "\t" if node.tag == TEXT + "tab" else "\n"
    dropped = {TEXT + "note", OFFICE + "annotation", TEXT + "tracked-changes"}
    return "" if node.tag in dropped else None


def list_lines(body: Any, paragraph: str, say: Callable[[Any], str | None]) -> Iterator[str]:
    """The text of a document's tree, a line a paragraph or heading, in order.

    Walked without recursion, so that depth costs nothing.
    """
    ends = {paragraph, paragraph[:-1] + "h"}
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(body, True)]
    while stack:
        node, opening = stack.pop()
        if not opening:
            if node.tag in ends:
                yield "".join(parts).strip()
                parts.clear()
            parts.append(tail_of(node, body))
            continue
        if not isinstance(node.tag, str):  # a comment or an instruction
            parts.append(tail_of(node, body))
            continue
        said = say(node)
        if said is not None:
            parts.append(said + tail_of(node, body))
            continue
        if node.tag in ends:
            yield "".join(parts).strip()
            parts.clear()
        parts.append((node.text or "") if is_spoken(node) else "")
        stack.append((node, False))
        stack.extend((child, True) for child in reversed(node))
    yield "".join(parts).strip()


def is_spoken(node: Any) -> bool:
    """Whether the text straight inside a node is the document's: so in OpenDocument only."""
    return bool(node.tag.startswith(TEXT))


def tail_of(node: Any, body: Any) -> str:
    """The text after a node, where the node around it speaks."""
    parent = node.getparent()
    return (node.tail or "") if node is not body and is_spoken(parent) else ""


def open_epub(data: bytes, stem: str) -> Draft:
    """A book: the words of its pages in reading order, each once however often it is listed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        container = parse_xml(packed.read("META-INF/container.xml"))
        opf = container.find(".//{*}rootfile").get("full-path")
        package = parse_xml(packed.read(opf))
        places = {x.get("id"): x.get("href") for x in package.iterfind(".//{*}manifest/{*}item")}
        listed = [places[x.get("idref")] for x in package.iterfind(".//{*}spine/{*}itemref")]
        spine = dict.fromkeys(listed)
        folder = posixpath.dirname(opf)
        pages = [packed.read(posixpath.normpath(posixpath.join(folder, unquote(x)))) for x in spine]
    text = "\n\n".join(shown for page in pages if (shown := show_page(page)))
    day = parse_stamp(package.findtext(f".//{DC}date") or "")
    return Draft(
        stem=stem,
        text=text,
        title=(package.findtext(f".//{DC}title") or "").strip()[:200],
        publisher=(package.findtext(f".//{DC}publisher") or "").strip()[:200],
        published=day or date_of(text),
        dated="the book's date" if day else "the text's head" if date_of(text) else "",
    )


def show_page(page: bytes) -> str:
    """The words of one page of a book, which is XHTML in UTF-8 unless it says otherwise."""
    markup = decode_declared(page, declared_charset(page) or "utf-8")
    return list_shown(markup if markup is not None else page.decode("utf-8", "replace"))


def open_rtf(data: bytes, stem: str) -> Draft:
    """An RTF document."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  # an extra

    source = data.decode("latin-1").lstrip("\xef\xbb\xbf")
    said = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    text = re.sub(r"\n{3,}", "\n\n", said)
    return from_lines(iter(text.strip().split("\n")), stem, "")


def from_lines(lines: Iterator[str], stem: str, title: str) -> Draft:
    """A draft of the lines that hold something, a blank line after each."""
    text = "\n\n".join(line for line in lines if line.strip())
    day = date_of(text)
    heading = first_heading(text)
    return Draft(
        stem=stem,
        text=text,
        title=title.strip()[:200] or ("" if heading.endswith((".", "!", "?")) else heading),
        published=day,
        dated="the text's head" if day else "",
    )


def parse_xml(data: bytes) -> Any:
    """A tree of XML, with no entity and no address of it followed."""
    from lxml import etree  # noqa: PLC0415  # heavy, and rarely needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


DOCUMENTS: dict[Kind, Callable[[bytes, str], Draft]] = {
    "docx": open_word, "odt": open_odt, "epub": open_epub, "rtf": open_rtf,
}  # fmt: skip
