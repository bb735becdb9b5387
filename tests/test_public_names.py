"""The Python front door: exactly these names, each with a docstring, and an import that loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import msgspec
import pytest

import kelisim
from kelisim.sources import reports

NAMES = {
    *("read", "quantities", "times", "Ledger", "KelisimError", "Quantity", "Time"),
    *("Report", "Reading", "Document", "Published", "Statement", "Figure", "Undertaking", "Meeting"),
    *("Evidence", "Span", "Sum", "Participant"),
}


def test_exactly_these_names():
    assert set(kelisim.__all__) == NAMES
    assert dir(kelisim) == sorted(NAMES)
    with pytest.raises(AttributeError, match="no attribute 'Fugure'"):
        _ = kelisim.Fugure


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_is_there_and_explained(name):
    thing = getattr(kelisim, name)
    assert name == "Statement" or (thing.__doc__ or "").strip()


def test_import_loads_nothing_heavy():
    code = (
        "import sys, kelisim; print([name for name in sys.modules if name.partition('.')[0] in "
        "('msgspec', 'sqlalchemy', 'rich', 'typer', 'trafilatura', 'regex')])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_read_quantities_times():
    reading = kelisim.read(
        "Kasachstan und Usbekistan wollen den Handel bis 2030 auf 10 Mrd. Dollar steigern.", published="2024-10-22"
    )
    figure = reading.figures[0]
    assert (figure.indicator, figure.low, figure.unit, figure.period) == (
        "trade_turnover",
        Decimal(10**10),
        "USD",
        "2030",
    )
    assert reading.document.published.earliest == "2024-10-22"
    amount = kelisim.quantities("rund 1,3 Mrd. US-Dollar")[0]
    assert (amount.low, amount.unit, amount.qualifier) == (Decimal(1_300_000_000), "USD", "about")
    assert kelisim.times("im vergangenen Jahr", "2024-10-22")[0].timex == "2023"


def test_a_text_is_read_as_the_file_that_holds_it(tmp_path):
    text = "---\r\nurl: https://example.org/a\r\npublished: 2024-10-22\r\n---\r\nKasachstan liefert Usbekistan Öl.\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode())
    (told,) = reports([str(file)])
    assert msgspec.structs.replace(told, source="-") == kelisim._report(text)
    assert kelisim.read("---\nOhne Angaben: nichts\n").text == "---\nOhne Angaben: nichts\n"
    with pytest.raises(kelisim.KelisimError, match="gestern"):
        kelisim.read("---\npublished: gestern\n---\nKasachstan liefert Usbekistan Öl.")


def test_a_wrong_date_is_said():
    with pytest.raises(kelisim.KelisimError, match="gestern"):
        kelisim.read("Kasachstan und Usbekistan.", published="gestern")
