"""The verifier: a stored value is the value of its quote, whoever proposed it.

In: a statement and the marks of its text. Out: the reasons to refuse it, none if it stands. It checks that every
span lies where it must, and recomputes numbers, units and periods from the very words the statement points at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kelisim.errors import StatementRefused
from kelisim.language.annotations import Quantity
from kelisim.language.marks import Marks, touching
from kelisim.model import Figure, Meeting, Span, Statement, Undertaking
from kelisim.statements.meeting_dates import known_part


def verify(statement: Statement, marks: Marks) -> None:
    """Raise `StatementRefused` with all reasons if the statement is not what its words say."""
    reasons = list(objections(statement, marks))
    if reasons:
        where = f"{statement.statement} at {statement.evidence.head.start}-{statement.evidence.head.end}"
        raise StatementRefused(f"{where}: {'; '.join(reasons)}")


def objections(statement: Statement, marks: Marks) -> Iterator[str]:
    """Everything that is wrong with a statement, in words."""
    misplaced = list(_misplaced(statement, marks.text))
    yield from misplaced
    if misplaced:
        return
    if isinstance(statement, Figure):
        yield from _figure(statement, marks)
    elif isinstance(statement, Undertaking):
        yield from _undertaking(statement, marks)
    else:
        yield from _meeting(statement, marks)


def _misplaced(statement: Statement, text: str) -> Iterator[str]:
    evidence = statement.evidence
    sentence = evidence.sentence
    if not 0 <= sentence.start < sentence.end <= len(text):
        yield "the sentence lies outside the text"
    if not (sentence.covers(evidence.head) and evidence.head.start < evidence.head.end):
        yield "the head lies outside its sentence"
    for name, spans in evidence.fields.items():
        for span in spans:
            if not 0 <= span.start < span.end <= len(text):
                yield f"the words of {name} lie outside the text"
                break


def _figure(figure: Figure, marks: Marks) -> Iterator[str]:
    numbers = [(abs(figure.low), abs(figure.high)), (abs(figure.high), abs(figure.low))]
    here = touching(marks.quantities, figure.evidence.head)
    if not any((abs(q.low), abs(q.high)) in numbers for q in here):
        yield f"{figure.low} is not the number of its words"
    elsewhere = [q for span in figure.evidence.fields.get("unit", ()) for q in touching(marks.quantities, span)]
    if not any(q.unit == figure.unit for q in here + elsewhere):
        yield f"{figure.unit} is not the unit of its words"
    for other in figure.also:
        if not any(q.also and (q.also.low, q.also.unit) == (other.low, other.unit) for q in here):
            yield f"{other.low} {other.unit} does not stand beside it"
    yield from _time(figure.period, figure.evidence.fields.get("period", ()), marks, "period")


def _undertaking(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    fields = undertaking.evidence.fields
    if undertaking.amount is not None:
        spans = fields.get("amount", ())
        if not _amount_in(spans, marks, undertaking.amount, undertaking.unit):
            yield f"{undertaking.amount} {undertaking.unit} is not the amount of its words"
    yield from _time(undertaking.deadline, fields.get("deadline", ()), marks, "deadline")
    yield from _time(undertaking.stage_date, fields.get("stage_date", ()), marks, "stage date")


def _meeting(meeting: Meeting, marks: Marks) -> Iterator[str]:
    fields = meeting.evidence.fields
    yield from _time(meeting.date, fields.get("date", ()), marks, "date")
    if meeting.ordinal is not None and not fields.get("ordinal"):
        yield "no words say the ordinal"
    for person in meeting.participants:
        if person.name not in marks.text:
            yield f"{person.name!r} does not stand in the text"


def _amount_in(spans: tuple[Span, ...], marks: Marks, amount: Decimal, unit: str | None) -> bool:
    fits: Callable[[Quantity], bool] = lambda q: q.low == amount and q.unit == unit  # noqa: E731
    return any(fits(q) for span in spans for q in touching(marks.quantities, span))


def _time(value: str | None, spans: tuple[Span, ...], marks: Marks, name: str) -> Iterator[str]:
    """A period must be the value of one of the times that its words hold, or of several of them together."""
    if value is None:
        return
    held = [time for span in spans for time in touching(marks.times, span)]
    values = {time.point for time in held} | {time.timex for time in held} | {known_part(time.timex) for time in held}
    if value not in values and not set(value.split("/")) <= values:
        yield f"{name} {value} is not the time of its words"
