"""Imported files in the ledger: vintages, older ledgers, the command."""

import sqlite3

import pytest
from typer.testing import CliRunner

from kelisim.ledger import Ledger
from kelisim.presentations.cli import app
from kelisim.statistics.importing import import_file
from tests.made_readings import figure, made_reading, made_report
from tests.made_statistics import comtrade_json, comtrade_record, stored, write


def test_a_new_download_is_a_new_vintage_and_nothing_is_overwritten(ledger, tmp_path):
    first = comtrade_json(tmp_path / "a.json", [comtrade_record(), comtrade_record(flow="M", value=1e9)])
    later = comtrade_json(tmp_path / "b.json", [comtrade_record(value=3_150_000_000.0)])
    stored(ledger, first)
    assert stored(ledger, later) == {
        ("KZ", "UZ", "2023", "exports", ""): 3_150_000_000,
        ("KZ", "UZ", "2023", "imports", ""): 1_000_000_000,
    }
    assert import_file(later, ledger).vintage is None
    with sqlite3.connect(ledger.path) as connection:
        values = connection.execute("SELECT value FROM official_rows WHERE flow = 'exports' ORDER BY 1").fetchall()
        assert values == [(3_100_000_000,), (3_150_000_000,)]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE official_rows SET value = 0")
    connection.close()


def test_an_older_download_that_comes_late_does_not_supersede(ledger, tmp_path):
    import_file(comtrade_json(tmp_path / "a.json", [comtrade_record()]), ledger)
    old = comtrade_json(tmp_path / "b.json", [comtrade_record(value=3e9)])
    import_file(old, ledger, retrieved_at="2024-06-01T00:00:00Z")
    [row] = ledger.official_rows()
    assert row.row.value == 3_100_000_000


def test_a_ledger_of_before_opens_and_gets_the_tables(tmp_path):
    path = tmp_path / "alt.db"
    report = made_report()
    with Ledger(path) as ledger:
        ledger.add(report, made_reading(report, figures=[figure()]))
    with sqlite3.connect(path) as connection:
        for table in ("official_rows", "official_rates", "official_vintages"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Ledger(path, create=False) as ledger:
        assert len(ledger.figures()) == 1
        assert ledger.official_rows() == []
        import_file(comtrade_json(tmp_path / "a.json", [comtrade_record()]), ledger)
        assert len(ledger.official_rows([("UZ", "KZ")])) == 1
        assert ledger.official_rows([("KG", "KZ")]) == []


def test_the_command_tells_what_it_did_and_refuses_the_rest(tmp_path):
    good = comtrade_json(tmp_path / "good.json", [comtrade_record(), comtrade_record(flow="RX")])
    bad = write(tmp_path / "bad.csv", "one,two", "1,2")
    where = ["--ledger", str(tmp_path / "k.db")]
    run = CliRunner().invoke(app, ["statistics", "import", str(bad), str(good), *where])
    assert run.exit_code == 1
    assert "1 row (comtrade-json)" in run.output
    assert "passed over 1: re-exports" in run.output
    assert "refused" in run.output and "bad.csv" in run.output
    again = CliRunner().invoke(app, ["statistics", "import", str(good), *where])
    assert (again.exit_code, "imported before" in again.output) == (0, True)
    assert "comtrade-json" in CliRunner().invoke(app, ["statistics", "vintages", *where]).output
    assert "abgerufen" in CliRunner().invoke(app, ["statistics", "vintages", "--lang", "de", *where]).output
