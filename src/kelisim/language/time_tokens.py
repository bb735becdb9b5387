"""Tokens of the stretch around a possible time, with their meaning looked up."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from kelisim.language.time_words import lexicon, words
from kelisim.once import Remembered

_NUMERIC = r"""
    (?P<plain>PLAIN[^\W\d_]*)
  | (?P<address>(?:https?://|www\.)[^\s)>\]]+)
  | (?P<ymd>\d{4}-\d{1,2}-\d{1,2}(?![\d-]))
  | (?P<ym>\d{4}-(?:0[1-9]|1[0-2])(?![\d-]))
  | (?P<dmy>\d{1,2}\.\ ?\d{1,2}\.\ ?(?:\d{4}|\d{2})(?![\d]|[.,]\d))
  | (?P<dm>\d{1,2}\.\ ?\d{1,2}\.(?!\d))
  | (?P<bare>\d{1,2}\.\d{2}(?!\d|[.,]\d))
  | (?P<linked>(?:[^\W\d_]+|\d+)-?(?:LINKED))
  | (?P<decade>\d{2}(?:\d{2})?er[n]?(?:-Jahren?\b)?(?!\w))
  | (?P<suffixed>\d{1,2}(?:ste|te)[nrs]?(?!\w))
  | (?P<quarter>[QH][1-4](?!\w))
  | (?P<ordinal>\d{1,3}\.(?!\d))
  | (?P<year>\d{4}(?!\d|[.,]\d))
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<break>\n\s*\n)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>\S)
"""

_WORDS = frozenset({"plain", "word"})
_UNKNOWN = _WORDS | {"mark", "break", "address"}


class Token(Struct, frozen=True, gc=False):
    """A word, number or mark; ``tag`` is empty for what is no part of a time."""

    start: int
    end: int
    word: str
    tag: str = ""
    value: Any = None
    unit: str = ""
    anaphoric: bool = False


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch, followed by enough empty ones that a rule may look ahead without a check."""
    if _OVER_A_BLANK.search(text, start, end):
        found = _read(text, start, end)
    else:
        found, at = [], start
        for piece in text[start:end].split(" "):
            found += [
                Token(at + one.start, at + one.end, one.word, one.tag, one.value, one.unit, one.anaphoric)
                for one in _PIECES[piece]
            ]
            at += len(piece) + 1
    found.extend([Token(end, end, "")] * 8)
    return found


def _read(text: str, start: int, end: int) -> list[Token]:
    table = words()
    found = []
    for match in _pattern().finditer(text, start, end):
        kind, word = match.lastgroup, match.group()
        meaning = table.get(word) if kind in _WORDS else None
        if meaning is not None:
            found.append(Token(*match.span(), word, meaning.tag, meaning.value, meaning.unit, meaning.anaphoric))
        elif kind in _UNKNOWN:
            found.append(Token(*match.span(), word))
        else:
            found.append(_number(match, kind or ""))
    return found


# The only tokens that hold a blank: 10. 4. 2024, and a blank line that is not quite empty.
_OVER_A_BLANK = re.compile(r"\d\. \d|\n\s* ")
_PIECES = Remembered(lambda piece: tuple(_read(piece, 0, len(piece))))


@cache
def _pattern() -> re.Pattern[str]:
    compounds = lexicon().compounds
    linked = [rf"{stem}e?[mnrs]?(?!\w)" for stem in compounds["adjectives"]]
    linked += [rf"{stem}-?[^\W\d_]+" for stem in (*compounds["linked"], *(s.capitalize() for s in compounds["linked"]))]
    numbers = "|".join(sorted(_number_stems(), key=len, reverse=True))
    # A word that begins with none of the letters of the others is taken at once: half of them, none of the rest asked.
    others = {stem[0] for stem in _number_stems()} | {"h", "w", "Q", "H"}
    plain = _NUMERIC.replace("PLAIN", rf"[^\W\d_{''.join(sorted(others))}]")
    pattern = plain.replace(r"(?:[^\W\d_]+|\d+)", rf"(?:{numbers}|\d{{1,3}})")
    return re.compile(pattern.replace("LINKED", "|".join(linked)), re.VERBOSE)


@cache
def _number_stems() -> dict[str, float]:
    found = {form: word.value for form, word in words().items() if word.tag == "number" and word.value >= 1}
    found = {form: value for form, value in found.items() if form not in lexicon().numbers.one[1:]}
    return found | {form.capitalize(): value for form, value in found.items()}


def _number(match: re.Match[str], kind: str) -> Token:
    start, end = match.span()
    if kind == "linked":
        return _linked(start, end, match.group())
    return _numeric(kind, Token(start, end, match.group()))


def _linked(start: int, end: int, word: str) -> Token:
    compounds = lexicon().compounds
    number = re.match(r"\d+", word)
    stem = number.group() if number else max((s for s in _number_stems() if word.startswith(s)), key=len)
    value = float(stem) if number else _number_stems()[stem]
    rest = word[len(stem) :].lstrip("-").lower()
    for part, unit in (*compounds["adjectives"].items(), *compounds["linked"].items()):
        if rest.startswith(part) and not (number and part in compounds["adjectives"] and unit == "year" and value > 15):
            return Token(start, end, word, "span", value, unit)
    return Token(start, end, word)


def _numeric(kind: str, bare: Token) -> Token:
    digits = [int(part) for part in re.findall(r"\d+", bare.word)]
    tag, unit = kind, "digits"
    value: Any = None
    if kind == "dmy":
        tag, value = "ymd", (_long_year(bare.word, digits[2]), digits[1], digits[0])
    elif kind in ("ymd", "ym"):
        value = tuple(digits)
    elif kind in ("dm", "bare"):
        tag, value, unit = "dm", (digits[1], digits[0]), kind
    elif kind in ("ordinal", "suffixed"):
        tag, value = "ordinal", digits[0]
    elif kind == "decade":
        value, unit = digits[0], "noun" if "J" in bare.word else "digits"
    elif kind == "quarter":
        value, unit = digits[0], bare.word[0]
    elif kind == "year":
        tag, value = ("year", digits[0]) if 1000 <= digits[0] < 2200 else ("number", digits[0])
    else:
        value = _decimal(bare.word)
    return Token(bare.start, bare.end, bare.word, tag, value, unit)


def _decimal(word: str) -> float:
    plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", word).replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return 0
    return int(value) if value.is_integer() and "." not in plain else value


def _long_year(word: str, year: int) -> int:
    """Two digits are a year of 1970 to 2069."""
    if re.search(r"\d{4}$", word):
        return year
    return year + (2000 if year < 70 else 1900)
