"""The yearly workbook of stat.gov.kz in."""

from tests.made_statistics import refused, stored, xlsx


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
