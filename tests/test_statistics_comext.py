"""Eurostat COMEXT in: euro, and the rates that turn them into dollars."""

from kelisim.statistics.importing import import_file
from tests.made_statistics import refused, stored, write

COMEXT = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE"


def comext_row(*values):
    return "ESTAT:DS-059341(1.0),15/09/26 11:00:00," + ",".join(values)


def test_euro_are_turned_into_dollars_with_a_rate_that_was_imported_and_is_named(ledger, tmp_path):
    file = write(
        tmp_path / "comext.csv",
        COMEXT,
        comext_row("A", "DE", "KZ", "TOTAL", "2", "VALUE_EUR", "2024", "2000000"),
        comext_row("A", "DE", "KZ", "TOTAL", "1", "QUANTITY_KG", "2024", "5"),
        comext_row("A", "EU27_2020", "KZ", "TOTAL", "2", "VALUE_EUR", "2024", "7"),
        comext_row("A", "EL", "KZ", "TOTAL", "1", "VALUE_EUR", "2024", "1000000"),
    )
    assert "no rate" in refused(ledger, file)
    import_file(
        write(tmp_path / "rates.csv", "currency,period,usd_per_unit,source", "EUR,2024,1.0824,ECB average"), ledger
    )
    assert stored(ledger, file) == {
        ("DE", "KZ", "2024", "exports", ""): 2_164_800,
        ("GR", "KZ", "2024", "imports", ""): 1_082_400,
    }
    assert all("ECB average" in each.row.rate for each in ledger.official_rows())
