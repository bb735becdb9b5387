"""Official statistics in: every file shape with the traps that were seen in it, and what is refused."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kelisim.errors import BadStatistics, LedgerError
from kelisim.ledger import Ledger
from kelisim.presentations.cli import app
from kelisim.statistics.importing import import_file
from kelisim.statistics.months import months_of, office_period
from kelisim.statistics.reference import reference_rows, with_reference
from tests.made_readings import figure, made_reading, made_report
from tests.made_statistics import COMTRADE, comtrade_csv, comtrade_json, comtrade_record, plain, write, xlsx


@pytest.fixture
def ledger(tmp_path):
    times = iter(datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 29))
    with Ledger(tmp_path / "konto.db", clock=lambda: next(times)) as opened:
        yield opened


def stored(ledger, file):
    import_file(file, ledger)
    return {
        (row.reporter, row.partner, row.period, row.flow, row.item): row.value
        for row in (each.row for each in ledger.official_rows())
    }


def refused(ledger, file):
    with pytest.raises(BadStatistics) as caught:
        import_file(file, ledger)
    assert ledger.official_vintages() == [] and ledger.official_rows() == []
    return str(caught.value)


# UN Comtrade


def test_of_comtrade_only_the_total_of_a_pair_counts_and_nothing_is_summed(ledger, tmp_path):
    records = [
        comtrade_record(),
        comtrade_record(value=1e9, motCode=2100),
        comtrade_record(value=1e9, customsCode="C01"),
        comtrade_record(value=1e9, partner2Code=156),
        comtrade_record(value=5e8, flow="RX"),
        comtrade_record(value=2e8, cmdCode="1001"),
        comtrade_record(value=9e10, partner=0),
        comtrade_record(value=9e9, partner=490 + 5),
        comtrade_record(value=4e8, cmdCode="10"),
        comtrade_record(flow="M", value=1_300_000_000.4),
    ]
    file = comtrade_json(tmp_path / "a.json", records)
    assert stored(ledger, file) == {
        ("KZ", "UZ", "2023", "exports", ""): 3_100_000_000,
        ("KZ", "UZ", "2023", "exports", "HS 10"): 400_000_000,
        ("KZ", "UZ", "2023", "imports", ""): 1_300_000_000,
    }
    valuations = {each.row.flow: each.row.valuation for each in ledger.official_rows()}
    assert valuations == {"exports": "FOB", "imports": "CIF"}


@pytest.mark.parametrize("spelling", [str, str.lower, str.upper])
def test_comtrade_csv_is_read_in_any_case_of_its_heads(ledger, tmp_path, spelling):
    file = comtrade_csv(tmp_path / "a.csv", [comtrade_record(period="202305")], [spelling(name) for name in COMTRADE])
    assert stored(ledger, file) == {("KZ", "UZ", "2023-05", "exports", ""): 3_100_000_000}


def test_a_needless_comma_at_the_end_of_rows_is_repaired_and_told(ledger, tmp_path):
    file = comtrade_csv(tmp_path / "a.csv", [comtrade_record(), comtrade_record(flow="M")], ending=",")
    result = import_file(file, ledger)
    assert result.vintage.rows == 2
    assert "needless comma" in result.notes.repairs[0]


@pytest.mark.parametrize("shifted", [["index", *COMTRADE[:-1]], [*COMTRADE[1:], "nothing"]])
def test_columns_shifted_by_one_place_are_refused(ledger, tmp_path, shifted):
    records = [comtrade_record(reporterISO="KAZ", flowDesc="Export")]
    message = refused(ledger, comtrade_csv(tmp_path / "a.csv", records, shifted))
    assert "line 2" in message and "shifted by one place" in message


def test_comtrade_in_the_encoding_of_windows(ledger, tmp_path):
    record = comtrade_record(partner="DE", reporterDesc="Côte d'Ivoire")
    file = comtrade_csv(tmp_path / "a.csv", [record], encoding="cp1252")
    assert stored(ledger, file) == {("KZ", "DE", "2023", "exports", ""): 3_100_000_000}


def test_own_codes_of_comtrade_are_not_those_of_iso(ledger, tmp_path):
    codes = {757: "CH", 251: "FR", 842: "US", 699: "IN", 579: "NO"}
    records = [comtrade_record(partner=number) for number in codes]
    assert [key[1] for key in stored(ledger, comtrade_json(tmp_path / "a.json", records))] == list(codes.values())


def test_a_second_value_for_one_total_is_refused(ledger, tmp_path):
    file = comtrade_json(tmp_path / "a.json", [comtrade_record(), comtrade_record(value=5.0)])
    assert "record 2" in refused(ledger, file)


def test_an_answer_that_failed_is_refused_with_its_message(ledger, tmp_path):
    failed = write(tmp_path / "a.json", json.dumps({"statusCode": 403, "message": "Out of call volume quota"}))
    assert "Out of call volume quota" in refused(ledger, failed)
    assert "no rows" in refused(ledger, comtrade_json(tmp_path / "b.json", []))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"primaryValue": "n/a"}, "no number"),
        ({"primaryValue": -5}, "no sum of money"),
        ({"primaryValue": 3.1e12}, "scale is wrong"),
        ({"period": "20231"}, "no year"),
        ({"flowCode": "Export"}, "cannot be"),
    ],
)
def test_a_value_that_cannot_be_refuses_the_file_with_its_line(ledger, tmp_path, change, words):
    file = comtrade_csv(tmp_path / "a.csv", [comtrade_record(), comtrade_record(flow="M") | change])
    message = refused(ledger, file)
    assert "line 3" in message
    assert words.replace("no sum", "not a sum") in message


def test_the_format_of_before_2023_is_named(ledger, tmp_path):
    file = write(tmp_path / "a.csv", "Year,Reporter Code,Partner Code,Trade Value (US$)", "2018,398,860,1")
    assert "before 2023" in refused(ledger, file)


# IMF IMTS


def test_the_three_shapes_of_imts_have_three_scales(ledger, tmp_path):
    api = write(
        tmp_path / "api.csv",
        "DATAFLOW,STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE",
        "IMTS,X,I,KAZ,XG_FOB_USD,UZB,A,2023,3100000000",
        "IMTS,X,I,KAZ,XG_FOB_USD,G001,A,2023,80000000000",
        "IMTS,X,I,KAZ,TBG_USD,UZB,A,2023,1",
    )
    long = write(
        tmp_path / "long.csv",
        "COUNTRY.ID,COUNTRY,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,SCALE.ID,TIME_PERIOD,OBS_VALUE",
        "UZB,Uzbekistan,MG_CIF_USD,KAZ,M,6,2024-M01,240.5",
        encoding="utf-8-sig",
    )
    wide = write(
        tmp_path / "wide.csv",
        "COUNTRY.ID,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,SCALE.ID,2022,2024-Q1,2024-M01",
        "UZB,XG_FOB_USD,KAZ,A,3,1400000,,72900",
    )
    one = {"@TIME_PERIOD": "2015", "@OBS_VALUE": "942.3"}
    series = {
        "@FREQ": "A",
        "@REF_AREA": "KZ",
        "@INDICATOR": "TXG_FOB_USD",
        "@COUNTERPART_AREA": "UZ",
        "@UNIT_MULT": "6",
    }
    dot = write(tmp_path / "dot.json", json.dumps({"CompactData": {"DataSet": {"Series": series | {"Obs": one}}}}))
    for file in (api, long, wide, dot):
        import_file(file, ledger)
    rows = [each.row for each in ledger.official_rows()]
    assert {(row.reporter, row.period, row.flow): (row.value, row.rounding) for row in rows} == {
        ("KZ", "2023", "exports"): (3_100_000_000, 0),
        ("UZ", "2024-01", "imports"): (240_500_000, 50_000),
        ("UZ", "2022", "exports"): (1_400_000_000, 500),
        ("UZ", "2024-01", "exports"): (72_900_000, 500),
        ("KZ", "2015", "exports"): (942_300_000, 50_000),
    }
    assert all("estimates" in row.note for row in rows)


def test_a_download_without_its_scale_is_refused(ledger, tmp_path):
    head = "COUNTRY.ID,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,TIME_PERIOD,OBS_VALUE"
    assert "SCALE.ID" in refused(ledger, write(tmp_path / "a.csv", head, "KAZ,XG_FOB_USD,UZB,A,2023,3100"))


def test_another_scale_than_the_ledger_knows_is_refused(ledger, tmp_path):
    import_file(comtrade_json(tmp_path / "a.json", [comtrade_record()]), ledger)
    head = "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE"
    file = write(tmp_path / "b.csv", head, "IMTS,KAZ,XG_FOB_USD,UZB,A,2023,3100")
    with pytest.raises(LedgerError, match="scale"):
        import_file(file, ledger)
    assert len(ledger.official_vintages()) == 1


# Eurostat COMEXT

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


# World Bank WITS


def test_wits_counts_in_thousands(ledger, tmp_path):
    names = {
        "FREQ": ["A"],
        "REPORTER": ["KAZ"],
        "PARTNER": ["UZB", "WLD"],
        "PRODUCTCODE": ["Total"],
        "INDICATOR": ["XPRT-TRD-VL"],
    }
    dimensions = [{"id": name, "values": [{"id": value} for value in values]} for name, values in names.items()]
    observation = [{"id": "TIME_PERIOD", "values": [{"id": "2022"}]}]
    series = {
        "0:0:0:0:0": {"observations": {"0": [3700123.5]}},
        "0:0:1:0:0": {"observations": {"0": [9e7]}},
    }
    value = {
        "dataSets": [{"series": series}],
        "structure": {"dimensions": {"series": dimensions, "observation": observation}},
    }
    file = write(tmp_path / "wits.json", json.dumps(value))
    assert stored(ledger, file) == {("KZ", "UZ", "2022", "exports", ""): 3_700_123_500}
    value["dataSets"][0]["series"] = {"0:0:7:0:0": {"observations": {"0": [1.0]}}}
    broken = write(tmp_path / "broken.json", json.dumps(value))
    with pytest.raises(BadStatistics, match=r"series 1: the key '0:0:7:0:0' leads nowhere"):
        import_file(broken, ledger)


# stat.gov.kz


def test_the_kazakh_workbook_has_a_free_head_regions_and_nil(ledger, tmp_path):
    file = xlsx(
        tmp_path / "trade.xlsx",
        **{
            "2022": [
                ["Внешняя торговля по странам за 2022 год"],
                [None, "Товарооборот", None, "Экспорт", None, "Импорт"],
                [None, "тонн", "тыс. долл. США", "тонн", "тыс. долл. США", "тыс. долл. США"],
                ["Всего", 1, 135527446.1, 2, 84653246.5, 50874199.6],
                ["Страны СНГ", 1, 9, 2, 8, 7],
                ["Узбекистан", 1, 5000000.5, 2, 3700000.0, 1300000.5],
                ["Таджикистан", 1, 900, 2, 900, "-"],
            ],
            "2023": [
                ["Экспорт и импорт, январь-август 2023 года, тыс. долларов США"],
                [None, "экспорт", "импорт"],
                ["Всего", 1, 2],
                ["Кыргызстан", 600.25, 300],
            ],
        },
    )
    assert stored(ledger, file) == {
        ("KZ", "UZ", "2022", "turnover", ""): 5_000_000_500,
        ("KZ", "UZ", "2022", "exports", ""): 3_700_000_000,
        ("KZ", "UZ", "2022", "imports", ""): 1_300_000_500,
        ("KZ", "TJ", "2022", "turnover", ""): 900_000,
        ("KZ", "TJ", "2022", "exports", ""): 900_000,
        ("KZ", "KG", "2023-01/2023-08", "exports", ""): 600_250,
        ("KZ", "KG", "2023-01/2023-08", "imports", ""): 300_000,
    }


def test_a_workbook_that_does_not_say_what_its_columns_are_is_refused(ledger, tmp_path):
    assert "Всего" in refused(ledger, xlsx(tmp_path / "a.xlsx", Blatt=[["Узбекистан", 5]]))
    nameless = xlsx(tmp_path / "b.xlsx", Blatt=[["Торговля 2022"], ["Всего", 1], ["Узбекистан", 5]])
    assert "names no exports" in refused(ledger, nameless)
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 no zip")
    assert "no Excel workbook" in refused(ledger, tmp_path / "c.xlsx")


# Plain CSV


def test_plain_rows_are_quotes_with_the_rounding_of_their_zeros(ledger, tmp_path):
    file = plain(
        tmp_path / "a.csv",
        "KAZ,UZB,2023,A,turnover,4400000000,https://example.org,rounded",
        "UZ,398,2024,M01-M08,exports,872500000,agency,",
        'UZ,KZ,2024,Q1,imports,2000000000,agency,"one, two"',
    )
    import_file(file, ledger)
    rows = {each.row.period: each.row for each in ledger.official_rows()}
    assert (rows["2023"].reporter, rows["2023"].partner, rows["2023"].rounding) == ("KZ", "UZ", 50_000_000)
    assert (rows["2024-01/2024-08"].value, rows["2024-01/2024-08"].rounding) == (872_500_000, 50_000)
    assert (rows["2024-01/2024-03"].rounding, rows["2024-01/2024-03"].note) == (50_000_000, "one, two")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("KAZ,XXX,2023,A,turnover,1,s,", "not the codes of two states"),
        ("KAZ,KAZ,2023,A,turnover,1,s,", "not the codes of two states"),
        ("KAZ,UZB,2023,YTD-Nov,turnover,1,s,", "YTD-Nov"),
        ("KAZ,UZB,23,A,turnover,1,s,", "year '23'"),
        ("KAZ,UZB,2023,A,balance,1,s,", "flow 'balance'"),
        ('KAZ,UZB,2023,A,turnover,"4,4",s,', "no number"),
        ("KAZ,UZB,2023,A,turnover,1,,", "no source"),
        ("KAZ,UZB,2023,A,turnover,1,a,b,c", "9 values under 8 columns"),
    ],
)
def test_a_wrong_plain_row_is_refused_with_line_and_reason(ledger, tmp_path, row, words):
    message = refused(ledger, plain(tmp_path / "a.csv", "KAZ,UZB,2022,A,turnover,1,s,", row))
    assert "line 3" in message and words in message


@pytest.mark.parametrize("text", ["", "one,two\n1,2\n", "{}", "{ broken", "[1, 2]"])
def test_what_is_none_of_the_shapes_is_refused(ledger, tmp_path, text):
    (tmp_path / "a.txt").write_text(text)
    assert "a.txt" in refused(ledger, tmp_path / "a.txt")


# Vintages and the ledger


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
    assert "1 rows (comtrade-json)" in run.output
    assert "passed over 1: re-exports" in run.output
    assert "refused" in run.output and "bad.csv" in run.output
    again = CliRunner().invoke(app, ["statistics", "import", str(good), *where])
    assert (again.exit_code, "imported before" in again.output) == (0, True)
    assert "comtrade-json" in CliRunner().invoke(app, ["statistics", "vintages", *where]).output


# Reference facts and periods


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
