"""Noise: what a page carries beside its report, as spans; it is masked, never removed.

Images and addresses, lines for sharing and printing, photo credits and captions, notices on cookies and copyright,
links to other reports, a headline printed twice, lines in another script. List marks (📷, •) are no noise: they tell
the sentence splitter that an item begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table
from kelisim.model import Span
from kelisim.text.lines import Extent, lines
from kelisim.text.markup import markup
from kelisim.text.masking import mask

LONGEST_CAPTION = 320
SHORTEST_DOUBLE = 20
LONGEST_LABEL = 80
LONGEST_LINK = 160
MOST_LINKS = 8
FIRST_LINES = 6
LONGEST_LEGEND = 160
MOST_NAMES = 14
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUFFIX = re.compile(r" [-–—|•:] [^-–—|•:]{2,40}$")
_BYLINE_NAMES = r"(?:[A-ZÄÖÜ][\w’'.-]+ ){1,3}[A-ZÄÖÜ][\w’'.-]+"
_STAMP = re.compile(r"\s*date \d{4}(?:-\d{2}){0,2}(?=\s)")
_MARKS = re.compile(r"(?:\d{1,2}[.)]|[•●▪*–-])\s+")
_COUNT = re.compile(r"^\d+\s+|\s*\(\d+\)$")
_AROUND = ' \t\xa0:.–—-|*_#>•·…»«"“”'
_STRANGE = re.compile(r"[^\W\d_\u0000-\u024f]")
_SENTENCE_END = re.compile(r"[a-zäöüß]{3}[.!?]\s+[„»\"]?[A-ZÄÖÜ]")


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`de/noise.toml`."""

    lines: frozenset[str]
    share_words: frozenset[str]
    starts: tuple[str, ...]
    labels: tuple[str, ...]
    link_lists: frozenset[str]
    credits: tuple[str, ...]
    credit_words: frozenset[str]
    bylines: tuple[str, ...]


@cache
def _words() -> _Words:
    return load_table("de/noise.toml", _Words)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(start) for start in _words().starts))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(label) for label in _words().labels))


@cache
def _byline() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _words().bylines)
    return re.compile(
        rf"(?:{words})\s?:?\s{_BYLINE_NAMES}(?:(?:,| und| &|/)\s?{_BYLINE_NAMES}){{0,3}}(?:, [\w-]{{2,20}})?"
    )


_NAMING = r"(?:\s?[/&]\s?\w+)?\s?:"


@cache
def _credit() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _words().credits)
    return re.compile(rf"[(\[]?\b(?:{words}){_NAMING}\s?|[(\[]?©\s?")


@cache
def _credit_core() -> re.Pattern[str]:
    """What every credit holds. It begins with letters, so that it is found many times quicker than the whole."""
    words = (f"{re.escape(word)}{_NAMING}" for word in _words().credits)
    return re.compile("|".join([*words, "©"]))


def noise(text: str) -> list[Span]:
    """The spans of ``text`` that belong to the page and not to the report, in order and apart from each other."""
    found = list(markup(text))
    if stamp := _STAMP.match(text):
        found.append(Span(0, stamp.end()))
    masked = mask(text, found)
    extents = list(lines(masked))
    found += _doubled(masked, extents)
    found += _page_lines(masked, extents)
    found += _captions(masked, extents)
    return _merged(found)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def _doubled(masked: str, extents: list[Extent]) -> Iterator[Span]:
    """Every further copy of a line that is long enough to be one, also one with the name of the page behind it."""
    if sum(end - start >= SHORTEST_DOUBLE for start, end in extents) < 2:
        return
    seen: set[str] = set()
    for number, (start, end) in enumerate(extents):
        if end - start < SHORTEST_DOUBLE:
            continue
        line = " ".join(masked[start:end].split())
        if line in seen or (number < FIRST_LINES and _SUFFIX.sub("", line) in seen):
            yield Span(start, end)
        seen.add(line)


def _page_lines(masked: str, extents: list[Extent]) -> Iterator[Span]:
    """Lines of the page itself, and the headlines of other reports under *Mehr zum Thema*."""
    above = _Links()
    last = 0
    for start, end in extents:
        line = masked[start:end]
        breaks = masked.count("\n", last, start)
        last = end
        if above.goes_on(line, breaks):
            yield Span(start, end)
            continue
        key = _key(line) if end - start <= LONGEST_CAPTION else ""
        if key in _words().link_lists:
            above = _Links(MOST_LINKS)
            yield Span(start, end)
        elif _of_the_page(line, key):
            yield Span(start, end)


class _Links:
    """A list of links to other reports: headlines one under the other, all at the same distance."""

    def __init__(self, left: int = 0) -> None:
        self._left = left
        self._breaks = 2

    def goes_on(self, line: str, breaks: int) -> bool:
        """Whether ``line``, so many line ends below the last, is one more of them."""
        if not self._left or breaks > self._breaks or len(line) > LONGEST_LINK or line[-1] in ".:;,":
            self._left = 0
            return False
        self._left -= 1
        self._breaks = breaks
        return True


def _key(line: str) -> str:
    """A line without list marks, counts and marks around it, in small letters: *• 12 Kommentare* is *kommentare*."""
    bare = _MARKS.sub("", line, count=1).casefold().strip(_AROUND)
    counted = bare[:1].isdigit() or bare[-1:] == ")"
    return _COUNT.sub("", bare).strip(_AROUND) if counted else bare


def _of_the_page(line: str, key: str) -> bool:
    if not key:
        return _foreign(line)
    words = _words()
    if key in words.lines or _starts().match(key) or _byline().fullmatch(line):
        return True
    if _labels().match(key):
        return not _SENTENCE_END.search(line) and (line[-1] != "." or len(line) <= LONGEST_LABEL)
    parts = key.replace("|", " ").replace(",", " ").split()
    if 1 < len(parts) <= 12 and all(part.strip(_AROUND) in words.share_words for part in parts):
        return True
    return _foreign(line)


def _foreign(line: str) -> bool:
    """Whether a line is written in another script (*Читайте также*): its first letters tell."""
    if not _STRANGE.search(line):
        return False
    letters = [char for char in line[:60] if char.isalpha()]
    strange = sum(ord(char) > 0x24F and not unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return len(letters) > 5 and strange * 5 > len(letters) * 4


def _captions(masked: str, extents: list[Extent]) -> Iterator[Span]:
    """Captions that end in a credit (*Tokajew in Berlin. Foto: Akorda*) as a whole; else the credit by itself."""
    if not _credit_core().search(masked):
        return
    credits = [match.span() for match in _credit().finditer(masked)]
    at = 0
    for start, end in extents:
        while at < len(credits) and credits[at][0] < start:
            at += 1
        if at < len(credits) and credits[at][0] < end and (found := _caption(masked, (start, end), credits[at])):
            yield found


def _caption(masked: str, line: Extent, credit: Extent) -> Span | None:
    """What a credit takes with it: its brackets, the rest of the line, or the whole line where that is a caption.

    Nothing where no names follow (*ein neues Bild: Der Handel wuchs*). A line before a credit is a caption if it is
    short and tells no number: what might be the report itself stays.
    """
    start, end = line
    opened = masked[credit[0]] in "(["
    close = masked.find(")" if masked[credit[0]] == "(" else "]", credit[1], end) + 1 if opened else 0
    stop = close or end
    before = masked[start : credit[0]].rstrip()
    if not _names(masked[credit[1] : stop]) or (before[-1:].isalpha() and before.rsplit(None, 1)[-1].islower()):
        return None
    told = len(before) > LONGEST_LEGEND or _SENTENCE_END.search(before) or any(map(str.isdigit, before))
    if not told and not masked[stop:end].strip(" .)|"):
        return Span(start, end)
    return Span(credit[0], stop)


def _names(credit: str) -> bool:
    """Whether a credit holds names only: capital words, years, and the small words that stand between names."""
    words = [word.strip(_AROUND + ",;/&()[]") for word in credit.split()]
    return len(words) <= MOST_NAMES and all(
        not word
        or word[0].isupper()
        or "/" in word
        or "." in word
        or word in _words().credit_words
        or _YEAR.fullmatch(word)
        for word in words
    )
