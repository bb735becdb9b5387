"""A stored value is the value of its quote: change the number in the text, and the figure follows.

A digit is changed (a first digit never to 0) in all mentions of the number at once, a number word is changed to
another; then the text is read again, and the figure on those words must hold the new value.
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


def swaps(text):
    """(changed text, where, the figure's head before, factor, what was done) for every number under a figure."""
    chance = random.Random(text)
    for figure in kelisim.read(text).figures:
        head = figure.evidence.head
        for match in NUMBER.finditer(text, head.start, head.end):
            for place, old in enumerate(match.group()):
                if old.isdigit():
                    yield figure, *digit_swap(text, match, place, chance)
        for match in WORD.finditer(text, head.start, head.end):
            yield figure, *word_swap(text, match, chance)


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


def follows(figure, changed, place, factor):
    """Whether a figure on the changed words holds the changed value, in low or high or both."""
    at_place = [other for other in kelisim.read(changed).figures if covers(other, place)]
    return any(
        (Fraction(other.low), Fraction(other.high)) in expected(figure, factor) and other.unit == figure.unit
        for other in at_place
    )


def covers(figure, place):
    return figure.evidence.head.start <= place < figure.evidence.head.end


def expected(figure, factor):
    low, high = Fraction(figure.low), Fraction(figure.high)
    if low == high:
        return [(low * factor, high * factor)]
    return [(low * factor, high), (low, high * factor), (low * factor, high * factor)]


def broken_swaps(texts):
    total, broken = 0, []
    for name, text in texts:
        for figure, changed, place, factor, what in swaps(text):
            total += 1
            if not follows(figure, changed, place, factor):
                broken.append(f"{name}: {what}: {figure.evidence.head.quote(text)!r} {figure.low} {figure.unit}")
    return total, broken


def test_samples_follow():
    texts = [
        (path.name, path.read_text(encoding="utf-8").split("---\n", 2)[2]) for path in sorted(SAMPLES.glob("*.txt"))
    ]
    total, broken = broken_swaps(texts)
    assert total > 60
    assert broken == []


def test_seeds_follow(corpora):
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((corpora / "seeds").glob("*.txt"))]
    total, broken = broken_swaps(texts)
    assert total > 50
    assert broken == []
