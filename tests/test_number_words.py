"""Number words: a number said in German is read back as itself, up to a billion and past it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.language.number_words import cardinal, fraction_part, ordinal
from kelisim.language.quantities import quantities

ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
TEENS = ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
LARGE = [(10**12, "Billion", "Billionen"), (10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen")]


def below_hundred(number: int) -> str:
    if number < 20:
        return (ONES + TEENS)[number]
    tens, ones = divmod(number, 10)
    return (ONES[ones] + "und" if ones else "") + TENS[tens]


def below_million(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    said = below_million(thousands) + "tausend" if thousands else ""
    said += ONES[hundreds] + "hundert" if hundreds else ""
    return said + below_hundred(rest)


def in_words(number: int) -> str:
    """A number in German as it is written out: *zwei Millionen dreihunderttausend*."""
    parts = []
    for scale, one, many in LARGE:
        count, number = divmod(number, scale)
        if count:
            parts.append(f"eine {one}" if count == 1 else f"{below_million(count)} {many}")
    if number:
        said = below_million(number)
        parts.append(said + "s" if said.endswith("ein") else said)
    return " ".join(parts)


NUMBERS = st.one_of(st.integers(2, 2000), st.integers(2, 999_999), st.integers(2, 10**12))


@settings(max_examples=600, deadline=None)
@given(NUMBERS)
def test_said_and_read_back(number):
    said = in_words(number)
    (found,) = quantities(f"Gezählt wurden {said} Tonnen.")
    assert (found.low, found.unit) == (number, "t"), said


@settings(max_examples=300, deadline=None)
@given(NUMBERS)
def test_spelling_without_umlauts(number):
    said = in_words(number).replace("ü", "ue").replace("ö", "oe").replace("ß", "ss")
    (found,) = quantities(f"Im Etat stehen {said} Euro.")
    assert (found.low, found.unit) == (number, "EUR"), said


@given(st.integers(2, 999_999))
def test_one_word(number):
    said = below_million(number)
    value = cardinal(said + "s" if said.endswith("ein") else said)
    assert value == number
    assert cardinal((said + "s" if said.endswith("ein") else said).capitalize()) == number


@given(st.integers(2, 999))
def test_halves(number):
    said = below_million(number)
    if not said.endswith("ein"):
        assert cardinal(f"{said}einhalb") == number + Decimal("0.5")


@given(st.integers(20, 999_999), st.sampled_from(["e", "en", "er", "es", "em"]))
def test_ordinals(number, ending):
    rest = number % 100
    irregular = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    head = below_million(number - rest)
    regular = below_million(number) + ("t" if 0 < rest < 20 else "st")
    said = head + irregular[rest] if rest in irregular else regular
    assert ordinal(said + ending) == number


def test_each_number_has_its_own_value():
    values = [cardinal(below_million(number)) for number in range(2, 5000)]
    assert values == list(range(2, 5000))


@pytest.mark.parametrize(
    "word",
    [
        "",
        "und",
        "Hotel",
        "Kosten",
        "tausende",
        "Hunderte",
        "zehntausende",
        "Achtung",
        "Vierer",
        "Elferrat",
        "hundertund",
    ],
)
def test_no_numbers(word):
    assert cardinal(word) is None


@pytest.mark.parametrize("word", ["Liste", "Kosten", "weite", "erstmals", "beste", "Reste", "gute", "Täter", ""])
def test_no_ordinals(word):
    assert ordinal(word) is None


@pytest.mark.parametrize(
    ("word", "denominator"),
    [
        *[("Drittel", 3), ("Dritteln", 3), ("Viertels", 4), ("Fünftel", 5), ("Siebtel", 7), ("Achteln", 8)],
        *[("Zehntel", 10), ("Zwanzigstel", 20), ("Hundertstel", 100), ("Tausendstel", 1000), ("Hälfte", 2)],
        *[("Hotel", None), ("Mittel", None), ("Stadtviertel", None), ("Artikel", None), ("stel", None)],
    ],
)
def test_parts(word, denominator):
    assert fraction_part(word) == denominator
