"""A page as text for a terminal, as Markdown with footnotes, as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import typer

from kelisim.presentations.account.pages import Page, Quote, Row, Section
from kelisim.presentations.headings import heading, phrase
from kelisim.presentations.rows import cell, to_json
from kelisim.presentations.tables import clean, console, folded, print_utf8, text_table

_NARROW = 40  # columns: nothing is folded narrower


def print_page(page: Page, form: str, lang: str) -> None:
    """Print on standard output: ``table``, ``json``, ``csv`` or ``markdown``."""
    if form == "table":
        _print_text(page, lang)
    else:
        print_utf8(_AS[form](page, lang))


def _print_text(page: Page, lang: str) -> None:
    out = console()
    width = max(out.width, _NARROW)

    def say(lines: Iterable[str]) -> None:
        typer.echo("\n".join(lines))

    say(folded(page.title, width, ""))
    for note in page.notes:
        say(folded(note, width, ""))
    if not any(section.rows for section in page.sections):
        say(["", phrase("nothing", lang)])
    for section in page.sections:
        if section.rows or section.notes:
            say([""])
            count = f" ({max(section.total, len(section.rows))})" if section.rows else ""
            say(folded(section.heading + count, width, ""))
        if section.rows and section.rows[0].cells:
            out.print(text_table(_columns(section), lang))
        elif section.rows:
            say(_list_lines(section, width, lang))
        if section.most and section.total > section.most:
            say([f"  {_rest(section.total - section.most, section.rest, lang)}"])
        for note in section.notes:
            say(folded(note, width, "  "))


def _columns(section: Section) -> dict[str, list[str]]:
    return {name: [row.cells[name] for row in section.rows[: section.most]] for name in section.rows[0].cells}


def _rest(count: int, how: str, lang: str) -> str:
    """What is not shown, and how to see it."""
    return f"… {count} {phrase('rest', lang)} ({how})"


def _list_lines(section: Section, width: int, lang: str) -> Iterator[str]:
    for row in section.rows[: section.most]:
        yield from folded(clean(row.title), width, "  ")
        for line in row.lines[: row.most]:
            yield from folded(line, width, "      ")
        if len(row.lines) + row.lines_more > row.most:
            yield f"      {_rest(len(row.lines) + row.lines_more - row.most, section.rest, lang)}"
        if section.shows_quotes:
            for told in row.quotes:
                yield from folded(told.line(), width, "      ")


class Footnotes:
    """Numbers for quotes in the order in which they are first named; each statement has one."""

    def __init__(self) -> None:
        self.quotes: list[Quote] = []
        self._numbers: dict[str, int] = {}

    def number(self, told: Quote) -> int:
        """The number of a quote, counted from one."""
        if told.id not in self._numbers:
            self.quotes.append(told)
            self._numbers[told.id] = len(self.quotes)
        return self._numbers[told.id]


def as_markdown(page: Page, lang: str) -> str:
    """Headings, lists and tables, each row with footnotes that quote its words."""
    notes = Footnotes()
    lines = [f"# {_escaped(page.title)}", "", *(f"{_escaped(note)}\n" for note in page.notes)]
    for section in page.sections:
        if section.rows or section.notes:
            lines += [f"## {_escaped(section.heading)}", ""]
            table = bool(section.rows and section.rows[0].cells)
            lines += _markdown_table(section, notes, lang) if table else _markdown_list(section, notes)
            lines += ["", *(f"{_escaped(note)}\n" for note in section.notes)]
    lines += [f"[^{number}]: {_escaped(told.line())}" for number, told in enumerate(notes.quotes, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _markdown_table(section: Section, notes: Footnotes, lang: str) -> Iterator[str]:
    names = list(section.rows[0].cells)
    yield f"| {' | '.join(heading(name, lang) for name in names)} |"
    yield "|" + "---|" * len(names)
    for row in section.rows:
        cells = [_escaped(clean(row.cells[name])).replace("|", "\\|") for name in names]
        cells[-1] += _marks(row, notes)
        yield f"| {' | '.join(cells)} |"


def _markdown_list(section: Section, notes: Footnotes) -> Iterator[str]:
    for row in section.rows:
        yield f"- **{_escaped(clean(row.title))}**{_marks(row, notes)}"
        for line in row.lines:
            yield f"  - {_escaped(clean(line))}"


def _marks(row: Row, notes: Footnotes) -> str:
    return "".join(f"[^{notes.number(told)}]" for told in row.quotes)


def _escaped(text: str) -> str:
    """Press text is no markup: what Markdown would obey is escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in text)


def as_json(page: Page, _lang: str) -> str:
    """The facts of the page, and the records of each section under its name."""
    sections = {
        section.name: list(_records(section))
        for section in page.sections
        if not section.rows or any(row.records for row in section.rows)
    }
    return to_json(page.facts | sections) + "\n"


def as_csv(page: Page, lang: str) -> str:
    """A row for each record with its plain values; where there are several sections, their names before them."""
    filled = [section for section in page.sections if any(row.records for row in section.rows)]
    records = [
        ({"section": section.name} if len(filled) > 1 else {}) | record
        for section in filled
        for record in _records(section)
    ]
    for record in records:
        told = record.get("told") or record.get("events") or [{}]
        record |= {name: told[0].get(name) for name in ("head", "sentence", "source", "published_latest")}
    names = list(dict.fromkeys(name for record in records for name in record if name not in _NESTED))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading(name, lang) for name in names)
    for record in records:
        writer.writerow(cell(_flat(record.get(name))) for name in names)
    return out.getvalue()


# Lists of records, also where one is empty; the first quote has columns of its own.
_NESTED = {
    *("told", "events", "legal_events", "denied", "vintages", "contradictions", "restated", "outcomes"),
    *("latest_told", "so_far_told", "baseline_told"),
}


def _flat(value: Any) -> object:  # noqa: ANN401 - a value of a record
    return tuple(value) if isinstance(value, list) else value


def _records(section: Section) -> Iterator[dict[str, Any]]:
    for row in section.rows:
        yield from row.records


_AS: dict[str, Callable[[Page, str], str]] = {"markdown": as_markdown, "json": as_json, "csv": as_csv}
