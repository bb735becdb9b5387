"""Letters: which language a text is written in.

German is known by its small words, another language by its own or by its script. A text that says too little, as a
headline or a table does, is of no known language; it is never taken for a foreign one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_lines, load_table
from kelisim.once import Remembered

GERMAN = "de"
SAMPLE = 6000
FEWEST_WORDS = 4
LEAST_SHARE = 0.12
_MANY = 1 << 32  # more words than a sample has
# What it takes to call a text foreign: so many of its small words, so many different ones, this share of all its words,
# and this many times as many as German ones.
_FEWEST_HITS = 6
_FEWEST_FORMS = 4
_LEAST_FOREIGN = 0.1
_TIMES_GERMAN = 3
_FEWEST_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2,3}")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")


class _German(Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _Small(Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, tuple[str, ...]]
    scripts: dict[str, str]
    letters: dict[str, dict[str, str]]
    german: _German


def _counted(piece: str) -> int:
    """The words of a piece between blanks, and `_MANY` for each that is a function word: one sum for both."""
    words = _WORD.findall(piece)
    return len(words) + _MANY * sum(map(_function_words().__contains__, words))


_COUNTED = Remembered(_counted)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for (word,) in load_lines("de/function_words.txt", fields=1))


@cache
def _foreign() -> _Small:
    return load_table("shared/function_words.toml", _Small)


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """By a small word the languages that have it."""
    speakers: dict[str, tuple[str, ...]] = {}
    for language_, words in _foreign().words.items():
        for word in words:
            speakers[word] = (*speakers.get(word, ()), language_)
    return speakers


def spoken(text: str, stated: str | None = None) -> str | None:
    """The language of a text; where the text does not tell, the one that is ``stated`` of it: a code or *German*."""
    found = language(text)
    if found or not stated:
        return found
    code = stated.strip().lower().replace("_", "-").split("-")[0]
    if code in _foreign().german.names:
        return GERMAN
    return code if _CODE.fullmatch(code) else None


def is_read(language: str | None) -> bool:
    """Whether texts in ``language`` are read: German ones, and those that say too little to tell."""
    return language in (GERMAN, None)


def language(text: str) -> str | None:
    """The language by its ISO 639-1 code: ``de`` where enough of the words are small German ones.

    Another one where its small words or its script leave no doubt, in every part of the text; ``None`` where the words
    are too few or say nothing.
    """
    first = _of_part(text[:SAMPLE])
    if first in (None, GERMAN) or len(text) <= SAMPLE:
        return first
    middle = len(text) // 2
    parts = (text[middle : middle + SAMPLE], text[-SAMPLE:])
    return GERMAN if any(_of_part(part) == GERMAN for part in parts) else first


def _of_part(text: str) -> str | None:
    lower = text.lower()
    known, words = divmod(sum(map(_COUNTED.__getitem__, lower.split(" "))), _MANY)
    if words < FEWEST_WORDS:
        return _by_script(text)
    if known / words >= LEAST_SHARE:
        return GERMAN
    return _by_script(text) or _by_words(_WORD.findall(lower), known)


def _by_words(words: list[str], german: int) -> str | None:
    speakers = _speakers()
    told = Counter(word for word in words if word in speakers)
    hits: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for word, count in told.items():
        for language_ in speakers[word]:
            hits[language_] += count
            forms[language_] += 1
    if not hits:
        return None
    best, count = max(hits.items(), key=lambda pair: (pair[1], forms[pair[0]], pair[0]))
    enough = count >= _FEWEST_HITS and forms[best] >= _FEWEST_FORMS and count > german * _TIMES_GERMAN
    return best if enough and count / len(words) >= _LEAST_FOREIGN else None


def _by_script(text: str) -> str | None:
    """The language of a text of which more than half the letters are of a script that German is not written in."""
    letters = _OTHER_SCRIPT.findall(text)
    if len(letters) < _FEWEST_LETTERS or len(letters) * 2 < sum(map(str.isalpha, text)):
        return None
    script = Counter(unicodedata.name(letter, "").split(" ")[0].lower() for letter in letters[:500]).most_common(1)[0][
        0
    ]
    there = set("".join(letters).lower())
    told = _foreign().letters.get(script, {})
    rest = _foreign().scripts.get(script, "und")
    return next((code for code, marks in told.items() if there.intersection(marks)), rest)
