"""The span law: whatever is read points into the text, the head into its sentence, on 10,000 hostile texts too."""

from __future__ import annotations

import random
import re

import pytest

from kelisim.model import Report
from kelisim.reading import explain
from tests.conftest import SAMPLES

CHUNKS, TEXTS = 20, 500
# Marks, blanks and letters that shift offsets where somebody counts bytes, folds case or normalises.
ODD = list(
    "\u00a0\u202f\u200b\u200d\ufeff\u00ad\u2028\u0301\u0308\U0001f4f7\U0001f1f0\U0001f1ffﬁßẞİı٣½²Ⅳ–—-„“\"'’ʻ…•*#|\t\n\0\x1a"
)
NUMBERS = [
    "1,3 Mrd.",
    "14.600",
    "10. April",
    "352-Millionen-Dollar-Paket",
    "½",
    "1e9",
    "٣٤",
    "99999999999999999999",
    "-0",
    "1.2.3.4",
]


def bodies():
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(SAMPLES.glob("*.txt"))]
    return texts, [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+|\n+", text) if sentence]


def hostile(chance, texts, sentences):
    """A random mix of shuffled sentences, mutated characters and odd Unicode; now and then noise alone."""
    kind = chance.random()
    if kind < 0.05:
        return "".join(chance.choice(ODD + NUMBERS + list("aeiou nrst.,;()")) for _ in range(chance.randrange(200)))
    if kind < 0.2:
        return mutated(chance, chance.choice(texts))
    parts = [chance.choice(sentences) for _ in range(chance.randrange(1, 6))]
    text = chance.choice([" ", "\n", "\n\n", " • ", "", "; "]).join(parts)
    return mutated(chance, text) if kind < 0.8 else text


def mutated(chance, text):
    letters = list(text)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(letters) + 1)
        letters[place : place + chance.choice([0, 1, 1, 5])] = chance.choice(
            [
                [chance.choice(ODD)],
                [chance.choice(NUMBERS)],
                [],
                [chance.choice("0123456789")],
                letters[place - 9 : place],
            ]
        )
    return "".join(letters) or "."


def read(text):
    report = Report(source="-", sha256="", text=text.replace("\r\n", "\n").replace("\r", "\n"))
    return explain(report)


def hold_span_law(explanation):
    text, marks = explanation.reading.text, explanation.marks
    for kind in (marks.noise, marks.sentences, marks.quantities, marks.times, marks.actors):
        starts = [mark.start for mark in kind]
        assert starts == sorted(starts)
        assert all(0 <= mark.start < mark.end <= len(text) for mark in kind)
    for statement in explanation.reading.statements:
        evidence = statement.evidence
        spans = [evidence.sentence, evidence.head, *(span for field in evidence.fields.values() for span in field)]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text), (statement.rule, span, len(text))
        assert evidence.sentence.covers(evidence.head), (statement.rule, evidence)
        assert evidence.head.quote(text).strip() == evidence.head.quote(text), (
            statement.rule,
            evidence.head.quote(text),
        )


def test_samples(samples):
    for path in samples:
        hold_span_law(read(path.read_text(encoding="utf-8").split("---\n", 2)[2]))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_hostile_texts(chunk):
    chance = random.Random(chunk)
    texts, sentences = bodies()
    for _ in range(TEXTS):
        hold_span_law(read(hostile(chance, texts, sentences)))
