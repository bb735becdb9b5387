"""UN Comtrade in: its traps, and what is refused."""

import json

import pytest

from kelisim.statistics.importing import import_file
from tests.made_statistics import COMTRADE, comtrade_csv, comtrade_json, comtrade_record, refused, stored, write


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
