"""Tables for people, in German or English: an answer of the ledger, or what one report says.

Press text may hold anything, also what a terminal would obey; it is printed without control characters and never
read as markup.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Reading, Statement
from kelisim.presentations.cells import COLUMNS, Cells, published_text
from kelisim.presentations.headings import heading, phrase
from kelisim.presentations.rows import as_records, to_csv, to_json
from kelisim.presentations.views import Answer, ViewName

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_WIDE = 160  # columns where no terminal says how many there are
_ROOM_FOR_WORDS = 100  # columns from which on the words of a statement fit beside it
_NUMBERS = ("value", "amount", "figures", "undertakings", "meetings")
_WHOLE = ("grades", "id", "period", "date", "deadline", "parties", "value", "amount", "kind")
# In this order, where the terminal is too narrow for all columns.
_LEFT_OUT = ("words", "source", "outlet", "place", "counted", "grades")
# Characters: running text is not folded narrower than that while there is another way, titles than the longest word.
_READABLE, _READABLE_TITLE = 16, 24
_GAP = 2
_NARROWEST = 9  # characters: what is folded narrower than that nobody reads
_FOLDED_LAST = ("parties", "amount", "value", "kind", "period", "date", "deadline")


def print_answer(answer: Answer, form: str, lang: str) -> None:
    """Print an answer as ``table``, ``json`` or ``csv`` on standard output."""
    if form == "json":
        print_utf8(to_json(as_records(answer)) + "\n")
    elif form == "csv":
        print_utf8(to_csv(answer, lang))
    elif answer.entries:
        console().print(answer_table(answer, lang))
        if answer.more:
            console().print(f"… {answer.more} {phrase('rest', lang)} (--format csv)")
    else:
        console().print(phrase("nothing", lang))


def print_reading(reading: Reading, lang: str) -> None:
    """Print what one report says: a title line, and a table for each kind of statement there is."""
    out = console()
    document = reading.document
    parts = [document.source, document.title, document.outlet, published_text(document.published, lang)]
    out.print(clean(" · ".join(part for part in parts if part)), style="bold", markup=False)
    if not reading.statements:
        out.print(phrase("no_statements", lang), end="\n\n")
    for view, found in _by_view(reading):
        if found:
            out.print(statement_table(view, found, reading.text, lang))
            out.print()


def answer_table(answer: Answer, lang: str) -> Table:
    """The entries as a table: the columns that people compare, the rest is in `show`."""
    return _entry_table(COLUMNS[answer.view], answer.entries, lang)


def statement_table(view: ViewName, found: Iterable[Statement], text: str, lang: str) -> Table:
    """Statements that are in no ledger yet, with their words where there is room and no title says them."""
    cells = {name: of for name, of in COLUMNS[view].items() if name != "source"}
    if view != "undertakings" and console().width >= _ROOM_FOR_WORDS:
        cells["words"] = lambda entry, _lang: entry.head
    return _entry_table(cells, [_unkept(statement, text) for statement in found], lang)


def _unkept(statement: Statement, text: str) -> Entry[Any]:
    evidence = statement.evidence
    head, sentence = evidence.head.quote(text), evidence.sentence.quote(text)
    return Entry(statement=statement, sentence=sentence, head=head, sources=())


def _entry_table(cells: Mapping[str, Cells], entries: Iterable[Entry[Any] | ReportEntry], lang: str) -> Table:
    """A row for each entry."""
    return text_table({name: [of(entry, lang) for entry in entries] for name, of in cells.items()}, lang)


def text_table(columns: Mapping[str, Iterable[str]], lang: str) -> Table:
    """A table of columns; one that is empty in all rows is left out, and so is what finds no room."""
    said = {name: [clean(text) for text in column] for name, column in columns.items()}
    said = {name: column for name, column in said.items() if any(column)}
    needs = {name: _width_of(name, column, lang) for name, column in said.items()}
    room = console().width
    for name in _LEFT_OUT:
        if _taken(needs) > room:
            needs.pop(name, None)
    whole = {name: max(map(len, (heading(name, lang), *said[name]))) for name in needs}
    table = new_table(needs, lang)
    for column, width in zip(table.columns, _fitted(needs, whole, room).values(), strict=True):
        column.width = width
    for row in zip(*(said[name] for name in needs), strict=True):
        table.add_row(*map(_text, row))
    return table


def _taken(needs: Mapping[str, int]) -> int:
    return sum(needs.values()) + _GAP * (len(needs) - 1)


def _fitted(needs: Mapping[str, int], whole: Mapping[str, int], room: int) -> dict[str, int]:
    """The widths of columns: what they need, more where there is room, and less of running text where there is none.

    The widest column of running text gives way first; codes and amounts only after it, and an id never: one copies it.
    """
    fitted = dict(needs)
    for names, least in (([name for name in needs if name not in _WHOLE], _NARROWEST), (_FOLDED_LAST, 1)):
        while _taken(fitted) > room:
            widest = max((name for name in names if name in fitted), key=lambda name: fitted[name], default=None)
            if widest is None or fitted[widest] <= least:
                break
            fitted[widest] -= 1
    while _taken(fitted) < room:
        short = [name for name in fitted if fitted[name] < whole[name]]
        if not short:
            break
        fitted[min(short, key=lambda name: fitted[name] / whole[name])] += 1
    return fitted


def _width_of(name: str, column: list[str], lang: str) -> int:
    """The characters that a column needs: for its longest cell where that stays whole, else for its longest word."""
    title = heading(name, lang)
    if name in _WHOLE:
        return max(map(len, (title, *column)))
    longest_word = max(len(word) for cell in (title, *column) for word in cell.split())
    return min(_READABLE_TITLE if name == "title" else _READABLE, longest_word)


def new_table(names: Iterable[str], lang: str) -> Table:
    """An empty table with headings. Codes and amounts stay whole, running text is folded where it is narrow."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name in names:
        justify: Literal["left", "right"] = "right" if name in _NUMBERS else "left"
        table.add_column(heading(name, lang), justify=justify, no_wrap=name in _WHOLE, overflow="fold")
    return table


def console() -> Console:
    """Standard output for tables; wide where it is no terminal, as nobody could widen a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDE
    return Console(width=width, highlight=False, soft_wrap=False)


def print_utf8(text: str) -> None:
    """Write data: UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def folded(line: str, width: int, indent: str) -> list[str]:
    """The line without control characters, folded to the width; what is folded stands two deeper."""
    printable = "".join(char if char.isprintable() else " " for char in line)
    deeper = indent + "  " if indent else ""
    return wrap(printable, width, initial_indent=indent, subsequent_indent=deeper, break_on_hyphens=False) or [""]


def clean(text: str) -> str:
    """The text on one line without control characters, which a terminal would obey."""
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in text)
    return " ".join(spaced.split())


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(clean(text))


def _by_view(reading: Reading) -> tuple[tuple[ViewName, tuple[Statement, ...]], ...]:
    return ("figures", reading.figures), ("undertakings", reading.undertakings), ("meetings", reading.meetings)
