"""A stored value is the value of its quote: change the number in the text, and the figure follows.

A digit is changed (a first digit never to 0) in all mentions of the number at once, a number word is changed to
another; then the text is read again, and the figure or undertaking on those words must hold the new value.
"""

from __future__ import annotations

import random
import re
from fractions import Fraction

import kelisim
from tests.conftest import SAMPLES

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)


def valued(reading):
    """(low, high, unit, span of the number) for every number that a figure or an undertaking stores."""
    for figure in reading.figures:
        yield figure.low, figure.high, figure.unit, figure.evidence.head
    for undertaking in reading.undertakings:
        for span in undertaking.evidence.fields.get("amount", ()):
            yield undertaking.amount, undertaking.amount, undertaking.unit, span


def swaps(text):
    """(value before, changed text, where, factor, what was done) for every number under a stored value."""
    chance = random.Random(text)
    for value in valued(kelisim.read(text)):
        *_, span = value
        for match in NUMBER.finditer(text, span.start, span.end):
            for place, old in enumerate(match.group()):
                if old.isdigit():
                    yield value, *digit_swap(text, match, place, chance)
        for match in WORD.finditer(text, span.start, span.end):
            yield value, *word_swap(text, match, chance)


def digit_swap(text, match, place, chance):
    old = match.group()
    first = place == 0
    digit = chance.choice([d for d in "0123456789" if d != old[place] and not (first and d == "0")])
    new = old[:place] + digit + old[place + 1 :]
    changed = re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", new, text)
    factor = Fraction(int(re.sub(r"\D", "", new)), int(re.sub(r"\D", "", old)))
    return changed, match.start(), factor, f"{old} -> {new}"


def word_swap(text, match, chance):
    old = match.group().lower()
    new = chance.choice([word for word in WORDS if word != old])
    wording = new.capitalize() if match.group()[0].isupper() else new
    factor = Fraction(WORDS.index(new) + 2, WORDS.index(old) + 2)
    return text[: match.start()] + wording + text[match.end() :], match.start(), factor, f"{old} -> {new}"


def follows(value, changed, place, factor):
    """Whether a value on the changed words is the changed one, in low or high or both."""
    low, high, unit, _ = value
    return any(
        (Fraction(new_low), Fraction(new_high)) in expected(Fraction(low), Fraction(high), factor)
        for new_low, new_high, new_unit, span in valued(kelisim.read(changed))
        if new_unit == unit and span.start <= place < span.end
    )


def expected(low, high, factor):
    if low == high:
        return [(low * factor, high * factor)]
    return [(low * factor, high), (low, high * factor), (low * factor, high * factor)]


def broken_swaps(texts):
    total, broken = 0, []
    for name, text in texts:
        for value, changed, place, factor, what in swaps(text):
            total += 1
            if not follows(value, changed, place, factor):
                broken.append(f"{name}: {what}: {value[3].quote(text)!r} {value[0]} {value[2]}")
    return total, broken


def test_samples_follow():
    texts = [
        (path.name, path.read_text(encoding="utf-8").split("---\n", 2)[2]) for path in sorted(SAMPLES.glob("*.txt"))
    ]
    total, broken = broken_swaps(texts)
    assert total > 120
    assert broken == []


def test_seeds_follow(corpora):
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((corpora / "seeds").glob("*.txt"))]
    total, broken = broken_swaps(texts)
    assert total > 60
    assert broken == []
