"""A page as a brief to hand on: Markdown, or a Word document with real footnotes.

python-docx writes the document; footnotes are a part of their own that it does not make, so it is made here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from kelisim.errors import UsageError
from kelisim.presentations.account.pages import Page, Quote, Row, Section
from kelisim.presentations.account.printing import Footnotes, as_markdown
from kelisim.presentations.headings import heading
from kelisim.presentations.tables import clean, print_utf8

if TYPE_CHECKING:
    from docx.document import Document

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FIRST = 1  # numbers of footnotes; -1 and 0 are the lines that part them from the text


def write_markdown(page: Page, output: Path | None, lang: str) -> None:
    """Write Markdown into a file, or print it. Raises `UsageError` for a file that cannot be written."""
    text = as_markdown(page, lang)
    if output is None:
        print_utf8(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error


def write_docx(page: Page, output: Path | None, lang: str) -> None:
    """Write a Word document into a file.

    Raises `UsageError` without a file, for one that cannot be written, and where python-docx is not installed.
    """
    if output is None:
        raise UsageError("--to docx: name a file with --output, as in --output brief.docx")
    try:
        import docx
    except ImportError as error:
        raise UsageError("--to docx needs python-docx; install it with: pip install 'kelisim[docx]'") from error
    made = docx.Document()
    notes = Footnotes()
    made.add_heading(_plain(page.title), 0)
    for note in page.notes:
        made.add_paragraph(_plain(note))
    for section in page.sections:
        if section.rows or section.notes:
            _write_section(made, section, notes, lang)
    _attach(made, notes.quotes)
    made.core_properties.title = _plain(page.title)
    try:
        made.save(str(output))
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error


def _write_section(made: Document, section: Section, notes: Footnotes, lang: str) -> None:
    made.add_heading(_plain(section.heading), 1)
    if section.rows and section.rows[0].cells:
        _write_table(made, section, notes, lang)
    else:
        # by its id: for its name python-docx looks through all styles, each time
        item, line_of_it = (made.styles[name].style_id for name in ("List Bullet", "List Bullet 2"))
        for row in section.rows:
            paragraph = made.add_paragraph()
            paragraph._p.style = item
            paragraph.add_run(_plain(row.title)).bold = True
            _mark(paragraph, row, notes)
            for line in row.lines:
                made.add_paragraph(_plain(line))._p.style = line_of_it
    for note in section.notes:
        made.add_paragraph(_plain(note))


def _write_table(made: Document, section: Section, notes: Footnotes, lang: str) -> None:
    names = list(section.rows[0].cells)
    table = made.add_table(rows=1, cols=len(names), style="Light Grid")
    for place, name in zip(table.rows[0].cells, names, strict=True):
        place.text = heading(name, lang)
    for row in section.rows:
        places = table.add_row().cells
        for place, name in zip(places, names, strict=True):
            place.text = _plain(row.cells[name])
        _mark(places[-1].paragraphs[0], row, notes)


def _mark(paragraph: Any, row: Row, notes: Footnotes) -> None:  # noqa: ANN401 - a paragraph of python-docx
    """The raised numbers of a row's footnotes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for told in row.quotes:
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(notes.number(told) - 1 + _FIRST))
        run._r.append(reference)  # python-docx has no footnotes of its own


def _attach(made: Document, quotes: list[Quote]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = _footnotes(quotes).encode()
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, made.part.package)
    made.part.relate_to(part, _RELATION)


def _footnotes(quotes: list[Quote]) -> str:
    """The part with all footnotes; the first two are the lines above them, which the format asks for."""
    lines = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{mark}<w:r><w:t xml:space="preserve"> {escape(_plain(told.line()))}</w:t>'
        "</w:r></w:p></w:footnote>"
        for number, told in enumerate(quotes, _FIRST)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:footnotes xmlns:w="{_WORDS}">{lines}{notes}</w:footnotes>'


def _plain(text: str) -> str:
    """Press text on one line, without the characters that XML does not take."""
    return "".join(char for char in clean(text) if char.isprintable() or char == " ")
