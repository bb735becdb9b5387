"""How a report becomes statements: the stages of text, language and statements in their order.

In: a `Report`. Out: a `Reading`, the line that `kelisim extract --format jsonl` prints. `explain` gives the same with
everything it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from msgspec import Struct

from kelisim.errors import BadReport, KelisimError
from kelisim.language.marks import Marks, mark
from kelisim.language.publication import published
from kelisim.language.relevance import relevant
from kelisim.language.sport import is_about_sport
from kelisim.model import Document, Figure, Meeting, Reading, Report, Statement, Undertaking
from kelisim.records import report_id, text_hash
from kelisim.statements.context import Context, context, may_tell_of_two
from kelisim.statements.figures import figures
from kelisim.statements.identity import identified
from kelisim.statements.lender_of_text import with_the_borrower
from kelisim.statements.line_of_text import with_the_line
from kelisim.statements.links import linked, settled
from kelisim.statements.meetings import meetings
from kelisim.statements.passage import passages
from kelisim.statements.undertakings import undertakings
from kelisim.statements.verifier import objections
from kelisim.text.headlines import headline
from kelisim.text.letters import is_read, spoken

ENGINE = "1"
"""The generation of the rules; readings of another generation are kept beside each other in the ledger."""

_HOME = Path(__file__).parent
_NOT_OF_THE_TEXT = (KelisimError, MemoryError, OSError, ImportError)  # the next text would fare no better

S = TypeVar("S", Figure, Undertaking, Meeting)


class Explanation(Struct, frozen=True, kw_only=True):
    """A reading with what it rests on: the marks, the context, and what the verifier refused and why."""

    reading: Reading
    marks: Marks
    context: Context
    refused: tuple[tuple[Statement, str], ...]


def read(report: Report) -> Reading:
    """Read one report: what is not understood yields no statement. Raises `BadReport` where a rule breaks down."""
    with _confined(report):
        marks = _marks(report)
        document = _document(report, marks)
        if not is_read(document.language) or not relevant(report.text) or not may_tell_of_two(marks):
            return Reading(document=document, text=report.text)
        return _explained(document, marks, told=True).reading


def explain(report: Report) -> Explanation:
    """Read one report and keep everything the statements rest on. Raises `BadReport` where a rule breaks down."""
    with _confined(report):
        marks = _marks(report)
        document = _document(report, marks)
        return _explained(document, marks, told=is_read(document.language) and not is_about_sport(marks.text))


@contextmanager
def _confined(report: Report) -> Iterator[None]:
    """A rule that breaks down on a text costs that text and no more: it is refused like one that cannot be opened."""
    try:
        yield
    except _NOT_OF_THE_TEXT:
        raise
    except Exception as error:
        raise BadReport(
            f"{report.source}: the rules broke down ({type(error).__name__}, {_place(error)}); please report it"
        ) from error


def _place(error: Exception) -> str:
    """File and line of the rule, also where it is a library that gave up under it."""
    frames = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    ours = [(path.relative_to(_HOME), line) for path, line in frames if path.is_relative_to(_HOME)]
    path, line = ours[-1]
    return f"{path.as_posix()}:{line}"


def _marks(report: Report) -> Marks:
    return mark(report.text, published(report.text, report.url, report.published))


def _explained(document: Document, marks: Marks, *, told: bool) -> Explanation:
    met = context(passages(marks) if told else (), marks.published)
    about = with_the_borrower(with_the_line(met))
    refused: list[tuple[Statement, str]] = []
    hash_of_text = text_hash(marks.text)
    # Each of the three tests for itself whether the text is about two parties.
    proposed = figures(about)
    works = undertakings(about)
    numbers = _standing(settled(proposed, works), marks, hash_of_text, refused)
    things = _standing(works, marks, hash_of_text, refused)
    encounters = _standing(meetings(met), marks, hash_of_text, refused)
    numbers, things = linked(numbers, things)
    reading = Reading(
        document=document,
        text=marks.text,
        figures=tuple(numbers),
        undertakings=tuple(things),
        meetings=tuple(encounters),
    )
    return Explanation(reading=reading, marks=marks, context=about, refused=tuple(refused))


def _standing(proposed: Iterable[S], marks: Marks, hash_of_text: str, refused: list[tuple[Statement, str]]) -> list[S]:
    """The statements that pass the verifier, with their ids; the others go to ``refused`` with the reason."""
    kept: dict[str, S] = {}
    for statement in proposed:
        reasons = "; ".join(objections(statement, marks))
        if reasons:
            refused.append((statement, reasons))
        else:
            named = identified(statement, hash_of_text)
            kept.setdefault(named.id, named)
    return list(kept.values())


def _document(report: Report, marks: Marks) -> Document:
    title, line = headline(marks.seen), marks.dateline
    return Document(
        id=report_id(text_hash(report.text), report.url),
        source=report.source,
        sha256=report.sha256,
        language=spoken(report.text, report.language),
        title=report.title or (title.quote(report.text) if title else None),
        dateline=line.quote(report.text) if line else None,
        outlet=report.outlet,
        author=report.author,
        url=report.url,
        published=marks.published,
    )
