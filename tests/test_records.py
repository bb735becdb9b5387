"""A reading as a JSON line: every key, in order, and plain numbers."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from kelisim.model import Document, Evidence, Figure, Published, Reading, Span, Sum, Undertaking
from kelisim.records import as_json, decode, encode, plain

RESTS = {
    "rule": "r",
    "confidence": 0.9,
    "confidence_reason": "why",
    "evidence": Evidence(start=0, end=9, head=Span(0, 4)),
}


def reading(*, figures=(), undertakings=()):
    document = Document(
        id="1", source="a.txt", sha256="0", language="de", title=None, dateline=None, outlet=None, author=None,
        url=None, published=Published("2024-10-22", "2024-10-31", "address"),
    )  # fmt: skip
    return Reading(document=document, text="Für 10 Mrd.", figures=figures, undertakings=undertakings)


@pytest.mark.parametrize(
    ("value", "written"),
    [
     ("1.3E+9", "1300000000"), ("1300000000.0", "1300000000"), ("0.10", "0.1"),
     ("33.33", "33.33"), ("-12.50", "-12.5"),
     ("0", "0"), ("-0.0", "0"), ("1E+30", "1" + "0" * 30),
     ("12345678901234567890123456789012.5", "12345678901234567890123456789012.5")],
)  # fmt: skip
def test_numbers_are_plain(value, written):
    assert str(plain(Decimal(value))) == written
    figure = Figure(
        indicator="exports", measure="level", low=Decimal(value), high=Decimal(value), unit="USD",
        also=(Sum(Decimal(value), Decimal(value), "EUR"),), **RESTS,
    )  # fmt: skip
    undertaking = Undertaking(kind="project", title="t", stage="pledged", amount=Decimal(value), unit="USD", **RESTS)
    line = encode(reading(figures=(figure,), undertakings=(undertaking,))).decode()
    for key in ('"low":', '"high":', '"amount":'):
        assert f"{key}{written}," in line
    assert f'"also":[{{"low":{written},"high":{written},"unit":"EUR"}}]' in line


def test_every_key_in_the_order_of_the_contract():
    figure = Figure(indicator="exports", measure="level", low=Decimal(1), high=Decimal(1), unit="USD", **RESTS)
    record = as_json(reading(figures=(figure,)))
    assert list(record) == ["document", "text", "figures", "undertakings", "meetings"]
    assert list(record["document"]) == ("id source sha256 language title dateline outlet author url published".split())
    assert list(record["document"]["published"]) == ["earliest", "latest", "basis"]
    assert list(record["figures"][0]) == (
        "id statement indicator measure low high unit per qualifier modality polarity conditional provisional estimate "
        "parties from to period item also of attribution rule confidence confidence_reason evidence".split()
    )
    assert record["figures"][0]["evidence"] == {"start": 0, "end": 9, "head": [0, 4], "fields": {}}
    assert record["undertakings"] == record["meetings"] == []


def test_what_is_written_is_read_again():
    figure = Figure(
        indicator="exports", measure="level", low=Decimal("1.5"), high=Decimal(2), unit="USD", origin="KZ", **RESTS
    )
    before = reading(figures=(figure,))
    assert decode(encode(before)) == before
    assert json.loads(encode(before))["text"] == "Für 10 Mrd."
    assert "Für" in encode(before).decode()
