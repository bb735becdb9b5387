"""An explanation as a tree: report, statements, rules, fields with their words, and what the sentence holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text
from rich.tree import Tree

from kelisim.model import Figure, Published, Span, Statement, Undertaking
from kelisim.presentations.amounts import amount_of, figure_amount
from kelisim.presentations.headings import name_of
from kelisim.presentations.rows import spelled
from kelisim.presentations.tables import clean

if TYPE_CHECKING:
    from kelisim.language.annotations import Actor, Quantity, Time
    from kelisim.language.marks import Marks
    from kelisim.reading import Explanation

A = TypeVar("A", "Quantity", "Time", "Actor")
# Fields that the lines above them say already, or that say nothing.
_SAID = ("id", "statement", "rule", "confidence", "confidence_reason", "evidence")
_NOTHING = (None, False, (), "")


def tree(explanation: Explanation, lang: str) -> Tree:
    """The whole explanation of one report."""
    reading = explanation.reading
    root = Tree(_line(reading.document.source, reading.document.title, style="bold"))
    root.add(_line("published", _published(reading.document.published)))
    root.add(_line("parties of the text", " ".join(explanation.context.pair) or "none"))
    for statement in reading.statements:
        _add_statement(root, statement, explanation.marks, lang)
    for statement, reasons in explanation.refused:
        branch = root.add(_line("refused", _title(statement, lang), style="red"))
        branch.add(_line("because", reasons))
        branch.add(_line("rule", statement.rule))
    return root


def _add_statement(root: Tree, statement: Statement, marks: Marks, lang: str) -> None:
    text, evidence = marks.text, statement.evidence
    branch = root.add(_line(statement.statement, _title(statement, lang), style="bold cyan"))
    branch.add(_line("id", statement.id))
    branch.add(_line("rule", statement.rule))
    branch.add(_line("confidence", f"{statement.confidence:g}: {statement.confidence_reason}"))
    branch.add(_line("sentence", _quoted(evidence.sentence, text)))
    branch.add(_line("head", _quoted(evidence.head, text)))
    fields = branch.add("fields")
    for name, value in _fields(statement):
        words = ", ".join(_quoted(span, text) for span in evidence.fields.get(name, ()))
        fields.add(_line(name, f"{value}  <- {words}" if words else value))
    seen = branch.add("seen in the sentence")
    for line in _seen(evidence.sentence, marks, lang):
        seen.add(line)


def _title(statement: Statement, lang: str) -> str:
    if isinstance(statement, Figure):
        return f"{name_of(statement.indicator, lang)}: {figure_amount(statement, lang)}"
    if isinstance(statement, Undertaking):
        return f"{name_of(statement.kind, lang)}, {name_of(statement.stage, lang)}: {statement.title}"
    return f"{name_of(statement.format, lang)}: {statement.date or '?'} {statement.place or ''}"


def _fields(statement: Statement) -> Iterator[tuple[str, str]]:
    """Fields that say something, by their JSON names."""
    names = zip(statement.__struct_encode_fields__, statement.__struct_fields__, strict=True)
    for shown, name in names:
        value = getattr(statement, name)
        if shown not in _SAID and value not in _NOTHING:
            yield shown, "yes" if value is True else spelled(value)


def _seen(sentence: Span, marks: Marks, lang: str) -> Iterator[Text]:
    for quantity in _inside(sentence, marks.quantities):
        bound = "" if quantity.qualifier == "exact" else f", {name_of(quantity.qualifier, lang)}"
        yield _line("amount", f"{_range(quantity, lang)}{bound}  <- {_quoted(quantity.span, marks.text)}")
    for time in _inside(sentence, marks.times):
        yield _line("time", f"{time.timex} ({time.kind}, {time.role})  <- {_quoted(time.span, marks.text)}")
    for actor in _inside(sentence, marks.actors):
        about = ", ".join(part for part in (actor.kind, " ".join(actor.codes), actor.role or "") if part)
        yield _line("actor", f"{about}  <- {_quoted(actor.span, marks.text)}")


def _inside(sentence: Span, found: Iterable[A]) -> Iterator[A]:
    return (item for item in found if sentence.covers(item.span))


def _range(quantity: Quantity, lang: str) -> str:
    ends = dict.fromkeys((quantity.low, quantity.high))
    return " to ".join(amount_of(end, quantity.unit, lang) for end in ends)


def _published(published: Published | None) -> str:
    return f"{published.earliest} to {published.latest}, by {published.basis}" if published else "unknown"


def _quoted(span: Span, text: str) -> str:
    return f"«{clean(span.quote(text))}» {span.start}-{span.end}"


def _line(name: str, value: str | None, style: str = "dim") -> Text:
    line = Text(f"{name} ", style=style)
    line.append(clean(value or ""), style="default")
    return line
