"""Headlines: the title of a report, its dateline (place, day, agency) and the stamp a crawler put before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, takewhile

from kelisim.lexicons import load_lines
from kelisim.model import Span
from kelisim.text.lines import Extent, after_list_marks, lines
from kelisim.text.masking import mask

FIRST_LINES = 10
LONGEST_HEADLINE = 200
SHORTEST_PARAGRAPH = 90
_CLOSERS = "“”\"»«’'›‹)] "

# ASTANA, Nur-Sultan, Berlin/Neu-Delhi, New York, HB NEU DELHI: one to three words with capitals, a second city.
_NAME = r"[A-ZÄÖÜÇŞİŠČŽ][\w’'.-]{1,24}"
_PLACE = rf"(?:{_NAME}(?: {_NAME}){{0,2}})(?:\s?[/,]\s?{_NAME}(?: {_NAME})?)?"
_DAY = r"\d{1,2}\.\s?(?:[A-ZÄÖÜ][a-zäöü]{2,9}\.?|\d{1,2}\.)(?:\s?\d{4})?"
_BRACKETED = r"[(/\[][^()/\[\]\n]{2,40}(?:/[^()/\[\]\n]{2,40})?[)/\]]"
_DATED = re.compile(rf"(?P<place>{_PLACE}),\s(?P<day>{_DAY})(?:,?\s(?P<agency>{_BRACKETED}|[A-Z][\w-]{{2,20}}(?!\w)))?")
_AGENCY = re.compile(rf"(?P<place>{_PLACE})\s(?P<agency>{_BRACKETED})(?=(?P<mark>\s?[-–—:.,]|\s*$)?)")
# Wien / DasFazit, in a line of its own
_SLASH = re.compile(rf"(?P<place>{_PLACE})\s/\s[A-ZÄÖÜ][\w.-]{{2,24}}\s*$")
_DASH = re.compile(rf"(?P<place>{_PLACE})(?=\s?[–—]\s|\s-{{1,2}}\s)")
_DASHES = re.compile(r"\s?[-–—]{1,2}\s")
_POINT = re.compile(r"(?P<place>(?:HB )?[A-ZÄÖÜ]{2}[A-ZÄÖÜ/ -]{1,30})(?=\.\s)")
_STAMP = re.compile(r"\s*(date \d{4}(?:-\d{2}){0,2})(?=\s)")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold() for (name,) in load_lines("de/agencies.txt", fields=1))


def stamp(text: str) -> Span | None:
    """The mark *date 2023-04* that some collections put before a text, or ``None``."""
    match = _STAMP.match(text)
    return Span(*match.span(1)) if match else None


def leading_dateline(text: str, start: int) -> Span | None:
    """Place with a day or an agency, and a dash, where a sentence begins: *Vaduz, 18. März (pafl) - Die*."""
    match = _DATED.match(text, start) or _AGENCY.match(text, start)
    dash = _DASHES.match(text, match.end()) if match else None
    return Span(start, dash.end()) if dash else None


def headline(text: str, noise: Sequence[Span] = ()) -> Span | None:
    """The line that is the report's title: one of the first, without a full stop, with a text under it."""
    masked = mask(text, noise)
    first = list(islice(lines(masked), FIRST_LINES))
    for number, line in enumerate(first[:-1]):
        if not _titular(masked, line):
            return None
        if _dateline_of(masked, line, titular=True) or not _spoken(masked, line):
            continue
        if not _kicker(masked, line, first[number + 1 :]):
            return Span(after_list_marks(masked, *line), line[1])
    return None


def dateline(text: str, noise: Sequence[Span] = ()) -> Span | None:
    """Place, day and agency at the head of a report, as far as printed; ``None`` where there is none.

    *ASTANA* in *ASTANA – Am 22. Oktober …*; *Berlin (dpa)*; *Baku, 23. Juli, AZERTAC*.
    """
    masked = mask(text, noise)
    for line in islice(lines(masked), FIRST_LINES):
        if found := _dateline_of(masked, line, titular=_titular(masked, line)):
            return found
    return None


def _titular(masked: str, line: Extent) -> bool:
    """Whether a line could be a headline by its length and its last character."""
    start, end = line
    return end - start <= LONGEST_HEADLINE and masked[max(start, end - 4) : end].rstrip(_CLOSERS)[-1:] not in (
        *".;:,",
        "",
    )


def _spoken(masked: str, line: Extent) -> bool:
    """Whether a line has words with small letters, as headlines have; dates and sections in capitals lack them."""
    words = masked[line[0] : line[1]].split()
    letters = [char for word in words for char in word if char.isalpha()]
    wordy = sum(any(char.isalpha() for char in word) for word in words)
    return wordy > 1 and any(map(str.islower, letters)) and len(letters) * 5 >= sum(map(len, words)) * 3


def _kicker(masked: str, line: Extent, below: Sequence[Extent]) -> bool:
    """Whether a line of one or two words is the name of a section: a fuller headline stands below it."""
    if len(masked[line[0] : line[1]].split()) > 2:
        return False
    titular = takewhile(lambda extent: _titular(masked, extent), below)
    return any(_spoken(masked, extent) and len(masked[slice(*extent)].split()) > 2 for extent in titular)


def _dateline_of(masked: str, line: Extent, *, titular: bool) -> Span | None:
    """The dateline at the beginning of one line. In what may be a headline a dash or a point alone is none."""
    start, end = line
    end = min(end, start + 120)
    if match := _DATED.match(masked, start, end):
        return _dated(match)
    if match := _SLASH.match(masked, start, end):
        return Span(*match.span())
    match = _AGENCY.match(masked, start, end)
    if match is not None and (_known(match["agency"]) or (match["mark"] is not None and not titular)):
        return Span(*match.span())  # Bern (sda) Die Schweiz …
    match = _DASH.match(masked, start, end) or _POINT.match(masked, start, end)
    if match is None or (titular and not (match["place"].isupper() and line[1] - line[0] > SHORTEST_PARAGRAPH)):
        return None
    return Span(*match.span())


def _dated(match: re.Match[str]) -> Span:
    """A dateline with a day ends behind its agency, if what follows is one, else behind the day."""
    agency = match["agency"]
    if agency and (agency[0] in "(/[" or _known(agency)):
        return Span(*match.span())
    return Span(match.start(), match.end("day"))


def _known(agency: str) -> bool:
    names = agency.strip("()[]/").split("/")
    return any(name.strip().casefold() in _agencies() for name in names)
