"""A plain CSV of anybody's making in, and files of no shape."""

import pytest

from kelisim.statistics.importing import import_file
from tests.made_statistics import plain, refused


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


@pytest.mark.parametrize("value", ["4400000", "4400"])
def test_thousands_or_millions_told_as_dollars_are_refused_by_what_the_press_quotes(ledger, tmp_path, value):
    rows = [f"KZ,UZ,2023,A,turnover,{value},s,", f"UZ,KZ,2022,A,turnover,{value},s,", "KZ,FR,2023,A,turnover,5,s,"]
    assert "told as dollars" in refused(ledger, plain(tmp_path / "a.csv", *rows))


def test_one_figure_that_is_far_off_does_not_refuse_a_file(ledger, tmp_path):
    rows = [
        "KZ,UZ,2023,A,turnover,4400000,s,",
        "KZ,UZ,2022,A,turnover,5000000000,s,",
        "UZ,KZ,2022,A,turnover,4600000000,s,",
    ]
    assert import_file(plain(tmp_path / "a.csv", *rows), ledger).vintage.rows == 3
