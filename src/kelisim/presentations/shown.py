"""One statement or one report in full: every field, the words it rests on, where it comes from.

› Der Handelsumsatz belief sich 2023 auf ⟦1,3 Mrd. US-Dollar⟧.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kelisim.errors import UsageError
from kelisim.intake import entries_of_thing, shelf_of
from kelisim.ledger.query import Entry, ReportAccount, ReportEntry
from kelisim.model import Evidence, Figure, Statement, Undertaking
from kelisim.presentations.amounts import figure_amount, undertaking_amount
from kelisim.presentations.cells import published_text
from kelisim.presentations.headings import heading, name_of, phrase
from kelisim.presentations.rows import entry_record, spelled, to_json, to_record
from kelisim.presentations.tables import clean, console, new_table, print_utf8

if TYPE_CHECKING:
    from rich.text import Text

    from kelisim.account.choosing import Shelf
    from kelisim.account.things import Grade
    from kelisim.ledger import Ledger

OPEN, CLOSE = "⟦", "⟧"
_CODES = (
    *("indicator", "measure", "modality", "polarity", "qualifier", "amount_qualifier"),
    *("kind", "stage", "format", "instrument", "binding"),
)
_ELSEWHERE = ("id", "statement", "evidence")


def show(ledger: Ledger, wanted: str, form: str, lang: str) -> None:
    """Print what an id, whole or abbreviated, stands for, as ``table`` or ``json``: a statement, a report, or a thing
    of the account with all its statements.

    Raises `UsageError` for an id that is none, is not there, or could mean several.
    """
    try:
        target, id = ledger.resolve(wanted)
    except UsageError:
        told = entries_of_thing(ledger, wanted)
        if not told:
            raise
        if form == "json":
            print_utf8(to_json([entry_record(entry) for entry in told]) + "\n")
            return
        for grade in _grades(shelf_of(ledger), told):
            console().print(_grade_line(grade, lang), markup=False)
        for entry in told:
            _print_statement(entry, ledger.report(entry.sources[0].id).text, lang)
        return
    if target == "report":
        account = ledger.report(id)
        print_utf8(to_json(to_record(account)) + "\n") if form == "json" else _print_report(account, lang)
        return
    entry = ledger.statement(id)
    if form == "json":
        print_utf8(to_json(entry_record(entry)) + "\n")
    else:
        _print_statement(entry, ledger.report(entry.sources[0].id).text, lang)
        shelf = shelf_of(ledger)
        for thing in shelf.things_of([id]).values():
            console().print()
            for grade in _grades(shelf, entries_of_thing(ledger, thing)):
                console().print(f"{phrase('whole_thing', lang)} {thing}: {_grade_line(grade, lang)}", markup=False)


def _grades(shelf: Shelf, told: Iterable[Entry[Any]]) -> Iterator[Grade]:
    """The grade of the thing that these statements tell of; none where all of them are unsure."""
    from kelisim.account.grades import grades_of, texts_of

    ids = {entry.statement.id for entry in told}
    account = shelf.account((), sorted(ids))
    things = [one for one in account.things() if not ids.isdisjoint(entry.statement.id for entry in one.entries)]
    yield from grades_of(things, shelf.told_in(texts_of(things))).values()


def _grade_line(grade: Grade, lang: str) -> str:
    """*Sources 2/5 (2 independent), completeness 4/5*."""
    complete = f", {phrase('completeness', lang)} {grade.completeness}/5" if grade.completeness else ""
    independent = f"{grade.independent} {phrase('independent', lang)}"
    return f"{phrase('source_grade', lang)} {grade.sources}/5 ({independent}){complete}"


def marked(sentence: str, evidence: Evidence) -> Text:
    """The sentence with its head between marks, and in colour where there is colour."""
    from rich.text import Text

    start, end = evidence.head.start - evidence.start, evidence.head.end - evidence.start
    before, head, after = sentence[:start], sentence[start:end], sentence[end:]
    parts = (
        (clean(before) + _gap(before, before[-1:]), ""),
        (OPEN + clean(head) + CLOSE, "bold green"),
        (_gap(after, after[:1]) + clean(after), ""),
    )
    return Text.assemble("› ", *parts)


def field_rows(statement: Statement, text: str, lang: str) -> Iterator[tuple[str, str, str]]:
    """Every field that says something: its heading, its value, the words of the text behind it."""
    for name, value in told_fields(statement):
        yield heading(name, lang), value_text(name, value, lang), words_behind(statement, name, text)


def told_fields(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Every field that says something, with its value."""
    for name, attribute in zip(statement.__struct_encode_fields__, statement.__struct_fields__, strict=True):
        value = getattr(statement, attribute)
        if name not in _ELSEWHERE and value is not None and value != () and value is not False:
            yield name, value


def value_text(name: str, value: Any, lang: str) -> str:  # noqa: ANN401 - of any field
    """The value of a field in words."""
    if value is True:
        return heading(name, lang)
    return name_of(value, lang) if name in _CODES else spelled(value)


def words_behind(statement: Statement, name: str, text: str) -> str:
    """The words of the text that a field rests on, in quotation marks."""
    return " … ".join(f"«{clean(span.quote(text))}»" for span in statement.evidence.fields.get(name, ()))


def _print_statement(entry: Entry[Any], text: str, lang: str) -> None:
    statement, out = entry.statement, console()
    title = [name_of(statement.statement, lang), statement.id, _summary(statement, lang)]
    out.print(clean(" · ".join(part for part in title if part)), style="bold", markup=False)
    if not entry.current:
        out.print(phrase("superseded", lang), style="yellow")
    out.print()
    out.print(marked(entry.sentence, statement.evidence))
    out.print()
    table = new_table(("field", "value", "words"), lang)
    table.columns[1].justify = "left"
    for row in field_rows(statement, text, lang):
        table.add_row(*map(_text, row))
    out.print(table)
    for source in entry.sources:
        out.print()
        _print_source(source, lang)


def _print_report(account: ReportAccount, lang: str) -> None:
    out = console()
    _print_source(account.report, lang)
    out.print()
    out.print(phrase("history", lang), style="bold")
    for row in account.facts:
        facts = [published_text(row.facts.published, lang), row.facts.url, row.facts.outlet]
        said = " · ".join(clean(fact) for fact in facts if fact)
        out.print(f"{row.number}. {said} ({row.recorded_at}, {row.recorded_by}: {clean(row.reason)})", markup=False)
    for statement in account.statements:
        out.print()
        out.print(
            clean(f"{name_of(statement.statement, lang)} {statement.id} {_summary(statement, lang)}"), markup=False
        )
        out.print(marked(statement.evidence.sentence.quote(account.text), statement.evidence))


def _print_source(source: ReportEntry, lang: str) -> None:
    """The report: source, address, day and its basis, hash, when it was read in and by what."""
    table = new_table((), lang)
    table.show_header = False
    for name in ("id", "source", "url", "outlet", "author", "title", "dateline", "published", "sha256"):
        value = getattr(source, name)
        label = heading("report" if name == "id" else name, lang)
        if value is not None:
            table.add_row(_text(label), _text(spelled(value)))
        elif name == "published":
            table.add_row(_text(label), _text(phrase("unknown_date", lang)))
    table.add_row(_text(heading("retrieved_at", lang)), _text(source.retrieved_at))
    table.add_row(_text(heading("engine", lang)), _text(f"{source.engine} ({source.generation})"))
    console().print(table)


def _summary(statement: Statement, lang: str) -> str:
    if isinstance(statement, Figure):
        return f"{name_of(statement.indicator, lang)} {figure_amount(statement, lang)}"
    if isinstance(statement, Undertaking):
        amount = undertaking_amount(statement, lang)
        return statement.title + (f" ({amount})" if amount else "")
    return " ".join(part for part in (name_of(statement.format, lang), statement.date, statement.place) if part)


def _gap(text: str, edge: str) -> str:
    """The space that `clean` took from the edge of a part of a sentence."""
    return " " if text.strip() and edge.isspace() else ""


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(clean(text))
