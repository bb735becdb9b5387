"""No text breaks a rule: sentences of the corpora, cut off, mixed up and with words left out, are all read."""

from __future__ import annotations

import tomllib
from random import Random

import kelisim
from tests.conftest import ROOT

CUT_OFF = (
    "Kanada und Chile unterschrieben vier Verträge. Weitere drei im",
    "Kanada und Chile unterschrieben vier Verträge. Weitere drei mit",
    "In Peru hat Chile ein Werk, die Strecke nach Norden wurde 40 Jahre lang benutzt. nicht",
    "Peru und Chile: 95 Prozent der Waren sind frei von Zoll. Mehr als 2017 wurde nicht",
)


def _texts(node):
    if isinstance(node, str):
        yield from [node] if len(node) > 25 and " " in node else []
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _texts(part)


def _broken(words, random):
    how, at = random.random(), random.randrange(len(words))
    if how < 0.4:
        return words[: at + 1]
    if how < 0.6:
        return words[at:]
    if how < 0.85:
        return [word for word in words if random.random() > 0.1] or words
    other = random.randrange(len(words))
    words[at], words[other] = words[other], words[at]
    return words


def test_sentences_cut_off_are_read():
    for text in CUT_OFF:
        kelisim.read(text)


def test_broken_sentences_are_read():
    random = Random(20)
    paths = sorted((ROOT / "tests" / "corpus").glob("*.toml"))
    known = [text for path in paths for text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))]
    for _ in range(4_000):
        words = " ".join(random.sample(known, random.choice([1, 1, 2, 3]))).split(" ")
        kelisim.read(" ".join(_broken(words, random)))
