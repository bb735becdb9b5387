"""The verifier: a stored value is the value of its quote, whoever proposed it.

In: a statement and the marks of its text. Out: the reasons to refuse it, none if it stands. It checks that every
span lies where it must, and computes again from the very words the statement points at:

* of a figure number, sign, unit, bound, rate, period, item, speaker, and whether it is denied, conditional,
  provisional or an estimate;
* of an undertaking title, place, bodies, amount with its bound, instrument, binding, deadline, day, speaker;
* of a meeting date, place, number, speaker, and of each participant name, office and state;
* of all, that each party is named.

It does not compute again what no single word says: indicator, kind, stage, modality, sectors, the format of a meeting
that a verb tells, the instrument of a paper whose noun is left out, and which way a flow goes. Of these it asks at
most that words are there and that the value fits the other fields: a change moves, a flow joins two parties, what is
no plain fact has its words. Nor can it see a party that the statement leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.errors import StatementRefused
from kelisim.language.marks import Marks
from kelisim.model import Figure, Statement, Undertaking
from kelisim.statements.figure_checks import objections_to_figure
from kelisim.statements.meeting_checks import objections_to_meeting
from kelisim.statements.undertaking_checks import objections_to_undertaking


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
        yield from objections_to_figure(statement, marks)
    elif isinstance(statement, Undertaking):
        yield from objections_to_undertaking(statement, marks)
    else:
        yield from objections_to_meeting(statement, marks)


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
