"""The account at a glance: actual trade beside its targets by pair, undertakings by stage, meetings by day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kelisim.ledger import Ledger
from kelisim.model import Document, Evidence, Figure, Meeting, Reading, Report, Span, Undertaking
from kelisim.presentations.account import meeting_table, stage_table, trade_table
from kelisim.presentations.samples import sample_folder

TEXT = "Der Handel soll steigen [bold]heute[/bold]."
RESTS = {"rule": "r", "confidence": 0.9, "confidence_reason": "why"}


def trade(id, period, low, **fields):
    rests = Evidence(start=0, end=43, head=Span(0, 10))
    known = {"indicator": "trade_turnover", "measure": "level", "unit": "USD", "parties": ("KZ", "UZ")}
    amount = {"low": Decimal(low), "high": Decimal(low)}
    return Figure(id=id * 16, period=period, evidence=rests, **{**RESTS, **known, **amount, **fields})


def undertaking(id, title, stage, **fields):
    known = {"id": id * 16, "kind": "project", "title": title, "stage": stage, "parties": ("DE", "UZ")}
    return Undertaking(evidence=Evidence(start=0, end=43, head=Span(4, 10)), **{**RESTS, **known, **fields})


@pytest.fixture
def ledger(tmp_path):
    document = Document(
        id="d", source="a.txt", sha256="0" * 64, language="de", title=None, dateline=None, outlet="Bote", author=None,
        url=None, published=None,
    )  # fmt: skip
    figures = (
        trade("a", "2023", 3 * 10**9),
        trade("b", "2030", 10**10, modality="target"),
        trade("c", "2024", 1, item="Mehl"),
        trade("d", "2024", 2, polarity="denied"),
        trade("e", "2024", 3, parties=("KZ", "UZ", "CN")),
        trade("f", "2024", 25, unit="percent", measure="change"),
        trade("8", "2022", 4, confidence=0.49),
    )
    undertakings = tuple(undertaking(str(number), f"Werk [b]{number}[/b]", "pledged") for number in range(6))
    undertakings += (undertaking("7", "Werk", "pledged", confidence=0.3),)
    meeting = Meeting(
        id="9a" * 8, date="2024-08-08", place="Astana", format="state_visit", parties=("KZ", "UZ"),
        evidence=Evidence(start=0, end=43, head=Span(0, 3)), **RESTS,
    )  # fmt: skip
    reading = Reading(document=document, text=TEXT, figures=figures, undertakings=undertakings, meetings=(meeting,))
    with Ledger(tmp_path / "l.db") as book:
        book.add(Report(source="a.txt", sha256="0" * 64, text=TEXT), reading)
        yield book


def rows(table):
    return [[str(cell) for cell in row] for row in zip(*(column._cells for column in table.columns), strict=True)]


def test_trade_beside_its_targets(ledger):
    assert rows(trade_table(ledger, "de")) == [["KZ UZ", "3,0 Mrd. USD (2023)", "10,0 Mrd. USD (2030)"]]
    assert rows(trade_table(ledger, "en")) == [["KZ UZ", "3.0 bn USD (2023)", "10.0 bn USD (2030)"]]


def test_undertakings_by_stage_with_the_first_titles(ledger):
    [[stage, number, titles]] = rows(stage_table(ledger, "en"))
    assert (stage, number) == ("pledged", "6")
    assert len(titles.splitlines()) == 5
    assert titles.startswith("· Werk [b]0[/b] (DE UZ)\n")
    assert titles.endswith("\n…")


def test_meetings_by_day(ledger):
    assert rows(meeting_table(ledger, "de")) == [["2024-08-08", "Staatsbesuch", "Astana", "KZ UZ"]]


def test_the_samples_are_found():
    assert len(list(sample_folder().glob("*.txt"))) == 25
