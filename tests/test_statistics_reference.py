"""The shipped facts, and the periods of offices."""

from pathlib import Path

import pytest

from kelisim.statistics.importing import import_file
from kelisim.statistics.months import months_of, office_period
from kelisim.statistics.reference import reference_rows, with_reference
from tests.made_statistics import comtrade_json, comtrade_record


def test_the_shipped_facts_are_all_read_and_have_a_source(ledger):
    rows = reference_rows()
    assert len(rows) > 150
    assert all(row.source and row.value > 10_000_000 for row in rows)
    assert {"KZ", "UZ", "KG", "TJ", "AZ", "TM", "CN", "DE", "TR"} == {row.reporter for row in rows} | {"DE", "TM"}


def test_shipped_facts_give_way_to_what_was_imported_of_the_same_side(ledger, tmp_path):
    import_file(comtrade_json(tmp_path / "a.json", [comtrade_record()]), ledger)
    rows = with_reference(ledger.official_rows([("KZ", "UZ")]))
    assert len([each for each in rows if (each.row.reporter, each.row.partner) == ("KZ", "UZ")]) == 1
    assert any((each.row.reporter, each.row.partner) == ("UZ", "KZ") for each in rows)


@pytest.mark.parametrize(
    ("year", "word", "period"),
    [
        ("2024", "A", "2024"),
        ("2024", "M01-M08", "2024-01/2024-08"),
        ("2024", "M5", None),
        ("2024", "M05", "2024-05"),
        ("2024", "Q2", "2024-04/2024-06"),
        ("2024", "H2", "2024-07/2024-12"),
        ("2024", "M01-M12", "2024"),
        ("2024", "M08-M01", None),
        ("2024", "M13", None),
    ],
)
def test_periods_of_offices(year, word, period):
    assert office_period(year, word) == period


def test_months_of_iso_periods():
    assert str(months_of("2024-Q2")) == "2024-04/2024-06"
    assert str(months_of("2018/2023")) == "2018/2023"
    assert [months_of(word) for word in ("2025-01/..", "XXXX-01", "2024-05-12", None, "x")] == [None] * 5


def test_the_file_of_facts_is_shipped_with_the_package():
    assert Path(__file__).parents[1].joinpath("src/kelisim/statistics/reference.csv").is_file()
