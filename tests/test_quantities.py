"""German amounts: the corpus, the law of spans, and that nothing around an amount changes it."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kelisim.language.annotations import Quantity
from kelisim.language.conversions import flattened
from kelisim.language.marks import mark
from kelisim.language.quantities import quantities

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "quantities.toml").read_text(encoding="utf-8"))
CASES = CORPUS["case"]
NEVER = CORPUS["never"]


def told(text: str, quantity: Quantity) -> dict[str, object]:
    """A quantity in the words of the corpus, usual values left out."""
    fields: dict[str, object] = {
        "quote": text[quantity.start : quantity.end],
        "value": str(quantity.low),
        "unit": quantity.unit,
    }
    if quantity.high != quantity.low:
        fields["high"] = str(quantity.high)
    for name, usual in (
        ("qualifier", "exact"),
        ("per", None),
        ("change", None),
        ("fraction", False),
        ("compound", None),
    ):
        if getattr(quantity, name) != usual:
            fields[name] = getattr(quantity, name)
    if quantity.also:
        also = quantity.also
        fields["also"] = {"value": str(also.low), "unit": also.unit, "qualifier": also.qualifier}
    return fields


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_corpus(case):
    ranked = any(entry["unit"] == "ordinal" for entry in case["expect"])
    found = [q for q in quantities(case["text"]) if ranked or q.kind != "ordinal"]
    assert [told(case["text"], q) for q in found] == case["expect"]


@pytest.mark.parametrize("case", NEVER, ids=[case["text"] for case in NEVER])
def test_never(case):
    assert [told(case["text"], q) for q in quantities(case["text"]) if q.kind != "ordinal"] == []


def test_corpus_is_wide_enough():
    assert len(CASES) + len(NEVER) >= 400
    assert len(NEVER) >= 80
    texts = [case["text"] for case in (*CASES, *NEVER)]
    assert len(set(texts)) == len(texts)


# The swap law: another number in the words is another value.

SCALES = [("", 1), (" Millionen", 1_000_000), (" Mrd.", 1_000_000_000)]


@given(st.integers(2, 999), st.integers(0, 9), st.sampled_from(SCALES))
def test_value_follows_its_digits(whole, tenth, scale):
    text = f"Der Handel erreichte {whole},{tenth}{scale[0]} Dollar."
    (found,) = quantities(text)
    assert found.low == found.high == Decimal(f"{whole}.{tenth}") * scale[1]
    assert found.unit == "USD"


@given(st.integers(1, 10**12))
def test_grouped_digits(number):
    for point in (".", " ", "\u202f", "\u00a0"):
        printed = f"{number:,}".replace(",", point)
        (found,) = quantities(f"Gezählt wurden rund {printed} Gäste.")
        assert (found.low, found.qualifier) == (number, "about")


# Spans.


def laws_hold(text: str, start: int, end: int, found: list[Quantity]) -> None:
    position = start
    for quantity in found:
        assert position <= quantity.start < quantity.end <= end
        assert start <= quantity.full_start <= quantity.start
        assert quantity.low <= quantity.high
        assert "E+" not in str(quantity.low)  # a quarter of a watt is 2.5E-7 MW
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        position = quantity.end


PIECES = st.sampled_from(
    [
        *"0123456789.,:;-–+/()%$€ \n½",
        *(
            "drei ",
            "Millionen ",
            "Mrd. ",
            "ein ",
            "eine ",
            "halbe ",
            "Drittel ",
            "bis ",
            "auf ",
            "und ",
            "von ",
            "über ",
        ),
        *(
            "mehr als ",
            "Dollar ",
            "Tenge ",
            "Tonnen ",
            "Prozent ",
            "im Jahr ",
            "jährlich ",
            "verdoppelt ",
            "das Doppelte ",
        ),
        *(
            "zehnprozentig ",
            "Jahre ",
            "vierten ",
            "jeder ",
            "die Hälfte ",
            "10-Milliarden-Ziel ",
            "Mai ",
            "Uhr ",
            "2024 ",
        ),
        *(
            "umgerechnet ",
            "(rund ",
            "Euro) ",
            "minus ",
            "Abkommen ",
            "zwischen ",
            "\u202f",
            "İ",
            "ẞ",
            "٣",
            "Ⅳ",
            "𝟗",
            "\x00",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 40), st.integers(0, 200))
@example("²³ 1.1.1.1 ,,1,, %%", 0, 200)
@example("9" * 5000 + " Euro", 0, 6000)
@example("9 " * 300 + "Mrd. Dollar", 0, 6000)
@example("0 352 Tonnen, 0'352 Euro, das 0.123.456-Euro-Paket, 1.2.3prozentig", 0, 200)
@example("jährlİch 1,5 Millionen Tonnen, 3 Tonnen jährlİch, ft 9999, Ft 300, usd$ 3", 0, 200)
@example("9" * 3000 + "fach und " + "9" * 23 + " Billiarden", 0, 6000)
def test_spans_hold_on_hostile_text(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    found = quantities(text, start, end)
    laws_hold(text, start, end, found)
    laws_hold(text, start, end, [q for q in flattened(found) if q.also is None])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text):
    laws_hold(text, 0, len(text), quantities(text))


def shifted(quantity: Quantity, by: int) -> tuple[object, ...]:
    return (
        quantity.start + by,
        quantity.end + by,
        quantity.full_start + by,
        quantity.low,
        quantity.high,
        quantity.unit,
    )


@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_neighbouring_paragraphs_change_nothing(first, second):
    text = f"{first['text']}\n\n{second['text']}"
    offset = len(first["text"]) + 2
    alone = [shifted(q, 0) for q in quantities(first["text"])] + [
        shifted(q, offset) for q in quantities(second["text"])
    ]
    assert [shifted(q, 0) for q in quantities(text)] == alone


@given(st.sampled_from(CASES), st.text(max_size=30), st.text(max_size=30))
def test_a_stretch_is_read_as_if_alone(case, before, behind):
    text = before + case["text"] + behind
    stretch = quantities(text, len(before), len(before) + len(case["text"]))
    assert [shifted(q, 0) for q in stretch] == [shifted(q, len(before)) for q in quantities(case["text"])]


def test_flattened_lists_converted_sums():
    found = flattened(quantities("Der Bau kostet 27 Milliarden Tenge, umgerechnet etwa 54 Millionen Dollar."))
    assert [(q.unit, str(q.low)) for q in found] == [("KZT", "27000000000"), ("USD", "54000000")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Handel erreichte [4,4 Milliarden](https://zeitung.example/handel) US-Dollar.",
        "Der Handel erreichte 4,4 [Milliarden](https://zeitung.example/a) [US-Dollar](https://zeitung.example/b).",
        "Der Handel erreichte [4,4](https://zeitung.example/2024/ein-sehr-langer-name-der-seite) Mrd. US-Dollar.",
    ],
)
def test_links_do_not_part_a_sum(text):
    [found] = mark(text).quantities
    assert (found.low, found.unit) == (Decimal("4400000000"), "USD")
    assert text[found.start] == "4"


def test_links_do_not_part_a_range():
    text = "Erwartet werden [1,8](https://zeitung.example/eine-lange-seite-zum-handel) bis 2,4 Mrd. Euro."
    [found] = mark(text).quantities
    assert (found.low, found.high, found.unit) == (Decimal("1800000000"), Decimal("2400000000"), "EUR")


def test_a_table_line_ends_the_amount():
    assert [q.unit for q in quantities("Bestand 12\n\nTonnen je Jahr")] == ["count"]


# Cost.

CLAUSE = "Der Handel stieg 2023 um 15 Prozent auf rund 4,4 Milliarden Dollar, 76 Dokumente wurden unterzeichnet.\n"
REPEATED = [
    "9 ",
    "9,",
    "9-",
    "9",
    "1.1.",
    "ein ",
    "drei und ",
    "drei-",
    "hundert",
    "von 3 auf ",
    "3 bis ",
    "mehr als ",
    "$1",
    "3    ",
    "3 \n",
    "drei      Millionen      ",
]


def seconds(text: str) -> float:
    begin = time.process_time()
    quantities(text)
    return time.process_time() - begin


def test_cost_grows_with_the_length():
    seconds(CLAUSE * 100)
    half, whole = (min(seconds(CLAUSE * count) for _ in range(3)) for count in (1000, 4000))
    assert whole < 8 * half


@pytest.mark.parametrize("piece", REPEATED)
def test_repetition_costs_no_more_than_its_length(piece):
    half, whole = (min(seconds((piece * length)[:length]) for _ in range(2)) for length in (5_000, 20_000))
    assert whole < 10 * half + 0.05
