"""A currency name that several states share is settled by the states of the text, or not at all."""

import pytest

from kelisim.language.marks import mark


@pytest.mark.parametrize(
    ("text", "unit", "quote"),
    [
        ("Kenia erhält 380 Milliarden Schilling.", "KES", "380 Milliarden Schilling"),
        ("Tansania erhält 380 Milliarden Schilling.", "TZS", "380 Milliarden Schilling"),
        ("Norwegen zahlt 95 Milliarden Kronen.", "NOK", "95 Milliarden Kronen"),
        ("Schweden und Schwedens Nachbar Dänemark: 95 Mio. Kronen.", "SEK", "95 Mio. Kronen"),
        ("Pakistan leiht sich 5 Mio. Rupien.", "PKR", "5 Mio. Rupien"),
        ("Mexiko gibt 3 Mrd. Pesos.", "MXN", "3 Mrd. Pesos"),
        ("Die schwedische Regierung nennt 20 Millionen norwegische Kronen.", "NOK", "20 Millionen norwegische Kronen"),
    ],
)
def test_settled(text, unit, quote):
    (quantity,) = mark(text).quantities
    assert (quantity.unit, text[quantity.start : quantity.end]) == (unit, quote)


@pytest.mark.parametrize(
    "text", ["Es kostet 5 Milliarden Kronen.", "Schweden und Dänemark zahlen 5 Milliarden Kronen."]
)
def test_left_open(text):
    assert [quantity.unit for quantity in mark(text).quantities] == ["count"]
