"""A stored value is the value of its quote, whoever proposes it."""

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from kelisim.errors import StatementRefused
from kelisim.model import Report, Span
from kelisim.reading import explain
from kelisim.statements.verifier import objections, verify

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
TEXT = (
    "Der Handel zwischen Georgien und Polen stieg 2023 um 12 Prozent auf 1,4 Milliarden Euro. "
    "Am 3. Mai 2024 unterzeichneten beide Regierungen in Tiflis ein Abkommen über 200 Millionen Euro."
)


def explained(text=TEXT):
    return explain(Report(source="case", sha256="", text=text))


def figure(indicator="trade_turnover", measure="level"):
    made = explained()
    found = [f for f in made.reading.figures if (f.indicator, f.measure) == (indicator, measure)]
    return found[0], made.marks


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_the_rules_propose_stands(path):
    made = explained(path.read_text(encoding="utf-8"))
    assert [list(objections(statement, made.marks)) for statement in made.reading.statements] == [
        [] for _ in made.reading.statements
    ]
    assert made.refused == ()


@pytest.mark.parametrize(
    "change",
    [
        {"low": Decimal(1500000000), "high": Decimal(1500000000)},
        {"low": Decimal("1.4")},
        {"unit": "USD"},
        {"unit": "percent"},
        {"period": "2022"},
        {"period": "2023-01/2023-06"},
    ],
    ids=str,
)
def test_a_changed_value_is_refused(change):
    statement, marks = figure()
    verify(statement, marks)
    with pytest.raises(StatementRefused, match="of its words"):
        verify(structs.replace(statement, **change), marks)


def test_a_number_from_elsewhere_is_refused():
    statement, marks = figure()
    other, _ = figure(measure="change")
    moved = structs.replace(statement.evidence, head=other.evidence.head)
    with pytest.raises(StatementRefused):
        verify(structs.replace(statement, evidence=moved), marks)


@pytest.mark.parametrize(
    ("part", "span"),
    [("head", Span(0, 3000)), ("head", Span(5, 5)), ("start", -1), ("end", 10**6)],
    ids=str,
)
def test_spans_outside_are_refused(part, span):
    statement, marks = figure()
    moved = structs.replace(statement.evidence, **{part: span})
    with pytest.raises(StatementRefused, match="outside"):
        verify(structs.replace(statement, evidence=moved), marks)


def test_field_words_outside_are_refused():
    statement, marks = figure()
    evidence = structs.replace(statement.evidence, fields={"period": (Span(10**6, 10**6 + 4),)})
    with pytest.raises(StatementRefused, match="words of period"):
        verify(structs.replace(statement, evidence=evidence), marks)


def test_amount_and_dates_of_an_undertaking_are_recomputed():
    made = explained()
    (paper,) = made.reading.undertakings
    assert (paper.amount, paper.unit) == (Decimal(200000000), "EUR")
    verify(paper, made.marks)
    for change in ({"amount": Decimal(201000000)}, {"unit": "USD"}, {"stage_date": "2024-05-04"}):
        with pytest.raises(StatementRefused):
            verify(structs.replace(paper, **change), made.marks)


def test_meeting_needs_words_for_date_ordinal_and_people():
    made = explained(
        "Beim dritten Treffen der Außenminister Georgiens und Polens am 4. Mai 2024 in Warschau ging es um Handel."
    )
    (meeting,) = made.reading.meetings
    verify(meeting, made.marks)
    with pytest.raises(StatementRefused, match="date"):
        verify(structs.replace(meeting, date="2024-05-05"), made.marks)
