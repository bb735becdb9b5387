"""Boundaries: at which points, question and exclamation marks a German sentence ends.

A mark with white space and no small letter after it ends a sentence, unless it belongs to an abbreviation (*4 Mrd.
US-Dollar*), an ordinal (*18. Sitzung*) or an initial (*J. Müller*). There an unmistakable first word decides (*4 Mrd.
Die Zahl …*). Every decision looks at a few characters around the mark, so a text is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.lexicons import load_lines, load_table

Ability = Literal["never", "may", "number"]

# Marks that may end a sentence, with the quotation marks and brackets that close behind them; list marks in mid-line.
_MARK = re.compile(r"([.!?…]+)([“”\"»«’'›‹)\]]*)(\s*)|[ \t\xa0]([•●▪◆►▶✓✔]|📷\ufe0f?)[ \t\xa0]+")
_OPENERS = ",„“”\"»«‚‘'(›‹[*_"
_NOT_FIRST = frozenset(",;:)]%/|&+=§")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = re.compile(r"[\d.,:/–-]*\d")
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_PLAIN_END = re.compile(r"[^\W\d_]{2}[“”\"»«)]*$")
_YEAR_OPENS = re.compile(r"(?:19|20)\d\d [a-zäöü]")
_ADDRESS = ("://", "www.", "@")
WINDOW = 48


class _Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """`de/sentence_numbers.toml`."""

    months: frozenset[str]
    counting: frozenset[str]
    joining: frozenset[str]


@cache
def _abbreviations() -> dict[str, Ability]:
    entries = load_lines("de/abbreviations.txt", fields=2)
    return dict(entries)  # type: ignore[arg-type]


@cache
def _starters() -> frozenset[str]:
    return frozenset(word for (word,) in load_lines("de/sentence_starters.txt", fields=1))


@cache
def _numbers() -> _Numbers:
    return load_table("de/sentence_numbers.toml", _Numbers)


class _Stop(Struct, frozen=True):
    """One mark and what stands around it."""

    before: str
    mark: str
    closers: str
    gap: bool
    after: str

    @property
    def chunk(self) -> str:
        """The characters before the mark up to white space, without opening quotation marks and brackets."""
        last = self.before[-1:]
        if not last or last.isspace():
            return ""
        return self.before.rsplit(None, 1)[-1].lstrip(_OPENERS)

    @property
    def following(self) -> str:
        """The word after the mark, without opening quotation marks; empty where no word follows."""
        match = _WORD.match(self.after.lstrip(_OPENERS))
        return match.group() if match else ""

    @property
    def starter(self) -> bool:
        """Whether the word after the mark is one that can only begin a sentence when it has a capital letter."""
        word = self.following
        return word[:1].isupper() and word.lower() in _starters()


def boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of ``text[start:end]`` part: the end of one, and where the next may begin."""
    for match in _MARK.finditer(text, start, end):
        if match.start(4) != -1:
            yield match.start(), match.end()
            continue
        after = match.end()
        if after >= end:
            return
        if text[after].islower():
            continue
        close = match.end(2)
        before = text[max(start, match.start() - WINDOW) : match.start()]
        stop = _Stop(before, match.group(1), match.group(2), after > close, text[after : min(end, after + WINDOW)])
        if _ends(stop):
            yield close, after


def _ends(stop: _Stop) -> bool:
    """Whether a sentence ends at this mark, given that no small letter follows."""
    if stop.after[0] in _NOT_FIRST and not stop.after.startswith(",,"):
        return False
    if not stop.gap:
        return _ends_without_gap(stop)
    if stop.mark != ".":
        return _ends_loudly(stop)
    chunk = stop.chunk
    if stop.closers.startswith((")", "]")):
        return _ends_in_brackets(stop, chunk)
    return _ends_after(chunk, stop)


def _ends_after(chunk: str, stop: _Stop) -> bool:
    """Whether a single point after ``chunk`` ends a sentence."""
    if chunk[-1:].isdigit() and _NUMBER.fullmatch(chunk):
        return _ends_after_number(chunk, stop)
    ability = _ability(chunk, stop.before)
    if ability == "never":
        return False
    if ability == "number" and (stop.after[0].isdigit() or not _INITIALS.fullmatch(chunk)):
        return not stop.after[0].isdigit()  # S. 12; but: Außenminister S. Kumar
    if ability == "may" or _INITIALS.fullmatch(chunk) or _ROMAN.fullmatch(chunk) or _voiceless(chunk):
        return stop.starter or (_YEAR_OPENS.match(stop.after) is not None and chunk not in _numbers().months)
    return bool(chunk) or stop.starter


def _ability(chunk: str, before: str) -> Ability | None:
    """What the lexicon says of ``chunk``, read with the abbreviated words before it (*z. B.*, *i. d. R.*)."""
    table = _abbreviations()
    words = before.split()
    form = chunk
    best = table.get(chunk) or table.get(chunk.rsplit("/", 1)[-1])
    for word in reversed(words[-4:-1]):
        if not word.endswith(".") or len(word) > 5:
            break
        form = word.lstrip(_OPENERS) + form
        best = table.get(form, best)
    return best


def _voiceless(chunk: str) -> bool:
    """Whether ``chunk`` is a short word without a vowel and with a small letter, as only abbreviations are."""
    return len(chunk) < 9 and not chunk.isupper() and chunk.isalpha() and not set(chunk.lower()) & set("aeiouyäöü")


def _ends_after_number(chunk: str, stop: _Stop) -> bool:
    """Tell an ordinal or a date from a number that ends the sentence."""
    following = stop.following
    numbers = _numbers()
    if following in numbers.months:
        return False
    words = stop.before.split()
    counted = len(words) > 1 and (words[-2].lower().lstrip(_OPENERS) in numbers.counting or _among_numbers(words))
    if following[:1].isdigit():
        return counted and len(following) == 4
    if _counts(chunk) or counted:
        return True
    return stop.starter and len(words) > 1


def _among_numbers(words: list[str]) -> bool:
    """Whether the last word is a number among plain numbers: *Nr. 12, 13 und 14*, *14 600*."""
    return words[-2].isdigit() or (len(words) > 2 and words[-2] in _numbers().joining and words[-3].isdigit())


def _counts(chunk: str) -> bool:
    """Whether a number cannot be an ordinal: a decimal, a year, a clock time, a thousand with its point."""
    if "," in chunk or ":" in chunk:
        return True
    last = re.split(r"[/–-]", chunk)[-1]
    if len(chunk) > len(last) and re.fullmatch(r"\d{4}[/–-]", chunk[: len(chunk) - len(last)]):
        return True
    digits = last.replace(".", "")
    return len(digits) > 3 and not digits.endswith("000")


def _ends_in_brackets(stop: _Stop, chunk: str) -> bool:
    """A point and a closing bracket: *(Quelle: Statistikamt.) Der* ends, *(51.) Tor* and *(ca. 5 Mrd.) Euro* do not."""
    if not chunk or not _PLAIN_END.search(chunk):
        return False
    return stop.starter or _ability(chunk, stop.before) is None


def _ends_loudly(stop: _Stop) -> bool:
    """Question marks, exclamation marks and dots in a row."""
    bare = stop.before[-1:]
    if bare in ("(", "["):
        return False
    if "!" in stop.mark or "?" in stop.mark:
        return True
    if stop.after[0].isdigit():
        return False
    return stop.starter or not (bare == "" or bare.isspace())


def _ends_without_gap(stop: _Stop) -> bool:
    """A forgotten space: *vertiefen.Usbekistan* ends, *Web.de*, *U.S.A*, *Node.JS* and addresses do not."""
    word = stop.following
    if len(word) < 2 or not word[0].isupper() or word[1:].isupper() or len(stop.mark) > 1:
        return False
    if stop.after[0] in "\"'" or '"' in stop.closers or "'" in stop.closers:
        return False
    chunk = stop.chunk
    if any(part in chunk for part in _ADDRESS):
        return False
    if _NUMBER.fullmatch(chunk):
        return stop.starter and _counts(chunk)
    if len(chunk) < 3 or not chunk[-2:].islower() or _ability(chunk, stop.before):
        return stop.starter and len(chunk) > 2 and chunk.isalpha()
    return "." not in chunk
