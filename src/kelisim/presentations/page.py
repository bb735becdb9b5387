"""What reports say as one page: the text with the words of every statement marked, and the statements beside it.

The page is one file without script; its policy forbids every request. Marked words show all fields under the pointer
and when they are reached with the keyboard, and lead to the row of their statement; the row leads back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template
from typing import Any

from msgspec import Struct

from kelisim.ledger.query import Entry
from kelisim.model import Document, Reading, Statement, is_sure
from kelisim.presentations.cells import COLUMNS, published_text
from kelisim.presentations.headings import heading, name_of, phrase
from kelisim.presentations.marked_text import Marked, marked_text, safe
from kelisim.presentations.tables import clean
from kelisim.presentations.views import ViewName

_LINKED = ("http://", "https://")
_NO_COLUMNS = ("id", "source")  # the number leads to the words, and the report is the one beside
# How a cell may be broken: words of the text anywhere, amounts and days not at all, codes between words.
_BREAKS = dict.fromkeys(("indicator", "title", "place", "participants"), "free")
_BREAKS |= dict.fromkeys(("value", "date", "deadline"), "whole")


class _Report(Struct, frozen=True):
    """A reading with its number on the page and the statements as they are named there."""

    number: int
    reading: Reading
    marked: tuple[Marked, ...]


def page(readings: Iterable[Reading], lang: str) -> str:
    """The page of ``readings``, with headings and amounts in ``lang`` (de, en)."""
    reports = [_report(number, reading, lang) for number, reading in enumerate(readings, 1)]
    folder = Path(__file__).parent
    return Template((folder / "page.html").read_text(encoding="utf-8")).substitute(
        lang=lang,
        title=safe(phrase("page_title", lang)),
        style=(folder / "page.css").read_text(encoding="utf-8").strip(),
        legend="".join(_legend(lang)),
        hint=safe(phrase("page_hint", lang)),
        contents="\n".join(_contents(reports, lang)),
        reports="\n".join(_article(report, lang) for report in reports),
        footer=safe(phrase("page_footer", lang)),
    )


def _report(number: int, reading: Reading, lang: str) -> _Report:
    marked = [
        Marked(
            view=view,
            statement=statement,
            label=f"{name_of(statement.statement, lang)[0].upper()}{place}",
            anchor=f"r{number}-{statement.statement[0]}{place}",
        )
        for view, statements in _by_view(reading)
        for place, statement in enumerate(statements, 1)
    ]
    return _Report(number, reading, tuple(marked))


def _by_view(reading: Reading) -> tuple[tuple[ViewName, tuple[Statement, ...]], ...]:
    return ("figures", reading.figures), ("undertakings", reading.undertakings), ("meetings", reading.meetings)


def _legend(lang: str) -> Iterator[str]:
    for view in ("figures", "undertakings", "meetings"):
        yield f'<span><span class="words {view} on-{view}">{safe(heading(view, lang))}</span></span>'


def _contents(reports: list[_Report], lang: str) -> Iterator[str]:
    """Links to the reports, where there is more than one."""
    if len(reports) < 2:
        return
    yield f'<nav aria-label="{safe(heading("reports", lang))}"><ol>'
    for report in reports:
        count = len(report.marked)
        yield f'<li><a href="#r{report.number}">{safe(_title(report.reading.document))}</a> ({count})</li>'
    yield "</ol></nav>"


def _article(report: _Report, lang: str) -> str:
    document = report.reading.document
    text = marked_text(report.reading.text, report.marked, lang)
    tables = "\n".join(_tables(report, lang)) or f'<p class="none">{safe(phrase("no_statements", lang))}</p>'
    return "\n".join(
        [
            f'<article id="r{report.number}">',
            f"<h2>{safe(_title(document))}</h2>",
            f'<p class="about">{_about(document, lang)}</p>',
            '<div class="both">',
            f'<div class="text" lang="{safe(document.language or "de")}" dir="ltr">{text}</div>',
            f'<div class="statements">\n{tables}\n</div>',
            "</div>\n</article>",
        ]
    )


def _title(document: Document) -> str:
    return document.title or document.source


def _about(document: Document, lang: str) -> str:
    said = (document.outlet, document.author, published_text(document.published, lang), document.source)
    return " · ".join([*(safe(part) for part in said if part), *_address(document.url)])


def _address(url: str | None) -> Iterator[str]:
    """A link for what a browser fetches from the web; anything else an address may hold stays mere words."""
    if url and url.lower().startswith(_LINKED):
        yield f'<a href="{safe(url)}" rel="noreferrer noopener">{safe(url)}</a>'
    elif url:
        yield safe(url)


def _tables(report: _Report, lang: str) -> Iterator[str]:
    for view, statements in _by_view(report.reading):
        if statements:
            yield _table(view, [marked for marked in report.marked if marked.view == view], report.reading.text, lang)


def _table(view: ViewName, rows: list[Marked], text: str, lang: str) -> str:
    """A row for each statement; a column that is empty in all of them is left out."""
    cells = {name: of for name, of in COLUMNS[view].items() if name not in _NO_COLUMNS}
    cells["confidence"] = _confidence
    entries = [_entry(row.statement, text) for row in rows]
    said = {name: [clean(of(entry, lang)) for entry in entries] for name, of in cells.items()}
    said = {name: values for name, values in said.items() if any(values)}
    head = "".join(f'<th scope="col">{safe(heading(name, lang))}</th>' for name in said)
    body = "\n".join(
        _row(row, {name: values[at] for name, values in said.items()}, lang) for at, row in enumerate(rows)
    )
    return (
        f'<table class="on-{view}">\n<caption>{safe(heading(view, lang))}</caption>\n'
        f'<thead><tr><th scope="col"></th>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'
    )


def _row(row: Marked, values: dict[str, str], lang: str) -> str:
    cells = "".join(_cell(name, value, lang) for name, value in values.items())
    link = f'<a href="#{row.anchor}-words" title="{safe(phrase("to_words", lang))}">{row.label}</a>'
    unsure = "" if is_sure(row.statement) else ' class="unsure"'
    return f'<tr id="{row.anchor}"{unsure}><th scope="row">{link}</th>{cells}</tr>'


def _cell(name: str, value: str, lang: str) -> str:
    kind = f' class="{_BREAKS[name]}"' if name in _BREAKS else ""
    return f'<td{kind} data-heading="{safe(heading(name, lang))}">{safe(value)}</td>'


def _entry(statement: Statement, text: str) -> Entry[Any]:
    evidence = statement.evidence
    return Entry(
        statement=statement, sentence=evidence.sentence.quote(text), head=evidence.head.quote(text), sources=()
    )


def _confidence(entry: Entry[Any], _lang: str) -> str:
    return f"{entry.statement.confidence:g}"
