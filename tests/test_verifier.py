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


def _other(value, *values):
    return next(one for one in values if one != value)


def _first_person(meeting, **changes):
    first, *others = meeting.participants
    return {"participants": (structs.replace(first, **changes), *others)}


def _strangers(statement):
    return {"parties": tuple(sorted({*statement.parties[:-1], "ZZ"}))}


# One wrong value for each field that is computed again; where it says nothing there is nothing to change.
WRONG = {
    "figure": {
        "number": lambda it: {"low": it.low + 1, "high": it.high + 1},
        "unit": lambda it: {"unit": _other(it.unit, "USD", "EUR")},
        "per": lambda it: {"per": _other(it.per, "week", "day")},
        "qualifier": lambda it: {"qualifier": _other(it.qualifier, "over", "about")},
        "modality": lambda it: None if "modality" in it.evidence.fields else {"modality": "target"},
        "polarity": lambda it: {"polarity": _other(it.polarity, "denied", "affirmed")},
        "conditional": lambda it: {"conditional": not it.conditional},
        "provisional": lambda it: {"provisional": not it.provisional},
        "estimate": lambda it: {"estimate": not it.estimate},
        "parties": _strangers,
        "from": lambda _: {"origin": "ZZ"},
        "period": lambda _: {"period": "1987"},
        "item": lambda _: {"item": "Zebras"},
        "attribution": lambda _: {"attribution": "Niemand"},
        "sign": lambda it: {"low": -it.high, "high": -it.low} if it.measure == "level" else None,
    },
    "undertaking": {
        "title": lambda _: {"title": "ein Zebra"},
        "amount": lambda _: {"amount": Decimal(7)},
        "unit": lambda it: {"unit": "XAU"} if it.amount else None,
        "bound": lambda it: {"amount_qualifier": _other(it.amount_qualifier, "over", "about")} if it.amount else None,
        "instrument": lambda it: {"instrument": "law"} if it.kind != "agreement" else None,
        "binding": lambda it: {"binding": "yes"} if it.kind != "agreement" else None,
        "polarity": lambda it: {"polarity": _other(it.polarity, "denied", "affirmed")},
        "conditional": lambda it: {"conditional": not it.conditional},
        "deadline": lambda _: {"deadline": "1987"},
        "stage_date": lambda _: {"stage_date": "1987"},
        "place": lambda _: {"place": "Zinnwald"},
        "organisations": lambda _: {"organisations": ("Zebra AG",)},
        "parties": _strangers,
        "attribution": lambda _: {"attribution": "Niemand"},
    },
    "meeting": {
        "date": lambda _: {"date": "1987-01-01"},
        "place": lambda _: {"place": "Zinnwald"},
        "ordinal": lambda _: {"ordinal": 99},
        "polarity": lambda _: {"polarity": "denied"},
        "parties": _strangers,
        "name": lambda it: _first_person(it, name="Zora Zorn") if it.participants else None,
        "role": lambda it: _first_person(it, role="Zauberer") if it.participants else None,
        "country": lambda it: _first_person(it, country="ZZ") if it.participants else None,
        "people": lambda it: {"participants": it.participants[1:]} if it.participants else None,
        "attribution": lambda _: {"attribution": "Niemand"},
    },
}


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in WRONG.items() for field in fields])
def test_a_wrong_field_is_refused(kind, field):
    asked = 0
    for path in SAMPLES:
        made = explained(path.read_text(encoding="utf-8"))
        for statement in made.reading.statements:
            change = WRONG[kind][field](statement) if statement.statement == kind else None
            if change is not None:
                asked += 1
                assert list(objections(structs.replace(statement, **change), made.marks)), (path.stem, statement)
    assert asked


def test_every_smaller_field_has_its_words():
    made = explained(
        "Kenia liefert Norwegen nach vorläufigen Daten schätzungsweise 20.000 Tonnen Tee im Jahr. "
        "Der Handel beider Länder stieg von 1,8 auf rund 4,1 Milliarden Dollar."
    )
    tea, before, now = made.reading.figures
    words = lambda it, field: [span.quote(made.marks.text) for span in it.evidence.fields[field]]  # noqa: E731
    assert (words(tea, "per"), words(tea, "estimate"), words(tea, "provisional")) == (
        ["im Jahr"],
        ["schätzungsweise"],
        ["vorläufigen"],
    )
    assert (words(before, "low"), words(before, "unit")) == (["1,8", "Milliarden Dollar"], ["Milliarden Dollar"])
    assert words(now, "qualifier") == ["rund"]
