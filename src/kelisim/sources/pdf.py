"""PDF: the text layer of a printed report, in reading order; an extra (pypdfium2). Nothing in the file is executed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.folders import PassedOver
from kelisim.sources.given import Given, Raw, report_of
from kelisim.sources.page_layout import Piece, paragraphs
from kelisim.sources.streams import Stream, whole

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MAGIC = b"%PDF-"
_PASSWORD = "password"  # noqa: S105 - a word in a message
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-"})
_LEAST_KNOWN = 0.8


def read_pdf(stream: Stream, given: Given) -> Iterator[Report | BadReport]:
    """The one report of a PDF, then as `PassedOver` which of its pages hold no text.

    Raises `BadReport` where pypdfium2 is missing, and for a file that is damaged, locked or scanned.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise BadReport(f"{stream.source}: PDF needs an extra: pip install 'kelisim[pdf]'") from error
    data = whole(stream, limits.LARGEST_PDF)
    if _MAGIC not in data[:1024]:
        raise BadReport(f"{stream.source}: this is no PDF; end its name as what it is")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise BadReport(f"{stream.source}: locked with a password; save it without one") from error
        raise BadReport(f"{stream.source}: the PDF is damaged ({error}); get it again") from error
    try:
        pages = _pages(document, stream.source)
    except pypdfium2.PdfiumError as error:
        raise BadReport(f"{stream.source}: the PDF is damaged ({error}); get it again") from error
    finally:
        document.close()
    text = "\n\n".join(paragraphs(pages)) + "\n"
    _check(text, stream.source)
    yield report_of(Raw(stream.source, data, text), given)
    empty = [number for number, (_, pieces) in enumerate(pages, 1) if not pieces]
    if empty:
        numbers = ", ".join(map(str, empty[:20])) + (" …" if len(empty) > 20 else "")
        yield PassedOver(f"{stream.source}: no text on page {numbers}: empty, or pictures", len(empty))


def _check(text: str, source: str) -> None:
    if len(text) > limits.LARGEST_TEXT:
        raise BadReport(f"{source}: more than {limits.LARGEST_TEXT:,} characters, which no report has; split it")
    letters = [char for char in text if not char.isspace()]
    if not letters:
        raise BadReport(f"{source}: the PDF has no text, only pictures, as from a scanner; run OCR over it first")
    known = sum(unicodedata.category(char)[0] != "C" and char != "\ufffd" for char in letters)
    if known < len(letters) * _LEAST_KNOWN:
        raise BadReport(f"{source}: the PDF does not say which letters it shows; run OCR over it, or save its text")


def _pages(document: PdfDocument, source: str) -> list[tuple[float, list[Piece]]]:
    count = len(document)
    if count > limits.MOST_PAGES:
        raise BadReport(f"{source}: {count:,} pages are more than {limits.MOST_PAGES:,}; split it")
    pages = []
    pieces_left = limits.MOST_PIECES
    for number in range(count):
        page = document[number]
        pieces = _pieces(page, f"{source}, page {number + 1}", min(pieces_left, limits.MOST_PIECES_OF_A_PAGE))
        pieces_left -= len(pieces)
        pages.append((page.get_height(), pieces))
        page.close()
    return pages


def _pieces(page: PdfPage, place: str, most: int) -> list[Piece]:
    text = page.get_textpage()
    try:
        count = text.count_rects()
        if count > most:
            raise BadReport(f"{place}: more pieces of text than any report has; save its text as .txt")
        return [piece for number in range(count) if (piece := _piece(text, number)) is not None]
    finally:
        text.close()


def _piece(page: PdfTextPage, number: int) -> Piece | None:
    left, bottom, right, top = page.get_rect(number)
    text = page.get_text_bounded(left, bottom, right, top).translate(_HYPHENS)
    text = " ".join(unicodedata.normalize("NFC", _without_ligatures(text)).split())
    if not text:
        return None
    at = page.get_index(left + 0.1, (bottom + top) / 2, 2, 2)
    base, height = bottom, top - bottom
    if at is not None:
        _, base, _, ceiling = page.get_charbox(at, loose=True)
        height = ceiling - base
    return Piece(left=left, right=right, top=top, bottom=bottom, base=base, size=max(height, 1.0), text=text)


def _without_ligatures(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char for char in text)
