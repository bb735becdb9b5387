"""Headlines: the title of a report, its dateline (place, day, agency) and the stamp a crawler put before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from kelisim.lexicons import load_lines
from kelisim.model import Span
from kelisim.text.lines import Extent, lines
from kelisim.text.masking import mask

FIRST_LINES = 10
LONGEST_HEADLINE = 200
_CLOSERS = "“”\"»«’'›‹)] "

# ASTANA, Nur-Sultan, Berlin/Neu-Delhi, New York, HB NEU DELHI: one to three words with capitals, a second city.
_NAME = r"[A-ZÄÖÜÇŞİŠČŽ][\w’'.-]{1,24}"
_PLACE = rf"(?:{_NAME}(?: {_NAME}){{0,2}})(?:\s?[/,]\s?{_NAME}(?: {_NAME})?)?"
_DAY = r"\d{1,2}\.\s?(?:[A-ZÄÖÜ][a-zäöü]{2,9}\.?|\d{1,2}\.)(?:\s?\d{4})?"
_BRACKETED = r"[(/\[][^()/\[\]\n]{2,40}(?:/[^()/\[\]\n]{2,40})?[)/\]]"
_DATED = re.compile(rf"(?P<place>{_PLACE}),\s(?P<day>{_DAY})(?:,?\s(?P<agency>{_BRACKETED}|[A-Z][\w-]{{2,20}}(?!\w)))?")
_AGENCY = re.compile(rf"(?P<place>{_PLACE})\s(?P<agency>{_BRACKETED})(?=\s?[-–—:.,]|\s*$)")
_DASH = re.compile(rf"(?P<place>{_PLACE})(?=\s?[–—]\s|\s-{{1,2}}\s)")
_POINT = re.compile(r"(?P<place>(?:HB )?[A-ZÄÖÜ]{2}[A-ZÄÖÜ/ -]{1,30})(?=\.\s)")
_STAMP = re.compile(r"\s*(date \d{4}(?:-\d{2}){0,2})(?=\s)")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold() for (name,) in load_lines("de/agencies.txt", fields=1))


def stamp(text: str) -> Span | None:
    """The mark *date 2023-04* that some collections put before a text, or ``None``."""
    match = _STAMP.match(text)
    return Span(*match.span(1)) if match else None


def headline(text: str, noise: Sequence[Span] = ()) -> Span | None:
    """The line that is the report's title: one of the first, without a full stop, with a text under it."""
    masked = mask(text, noise)
    first = list(islice(lines(masked), FIRST_LINES))
    for number, line in enumerate(first[:-1]):
        if not _titular(masked, line):
            return None
        if _dateline_of(masked, line, titular=True) or not _spoken(masked, line):
            continue
        following = first[number + 1]
        if _kicker(masked, line) and _titular(masked, following) and _spoken(masked, following):
            continue
        return Span(*line)
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
    """Whether a line has words with small letters, as headlines have and dates and section names in capitals lack."""
    words = [word for word in masked[line[0] : line[1]].split() if any(char.isalpha() for char in word)]
    return len(words) > 1 and any(char.islower() for word in words for char in word)


def _kicker(masked: str, line: Extent) -> bool:
    """Whether a line is so short that it may be the name of a section above the headline."""
    return len(masked[line[0] : line[1]].split()) < 3


def _dateline_of(masked: str, line: Extent, *, titular: bool) -> Span | None:
    """The dateline at the beginning of one line. In what may be a headline a dash or a point alone is none."""
    start, end = line
    end = min(end, start + 120)
    if match := _DATED.match(masked, start, end):
        return _dated(match)
    if (match := _AGENCY.match(masked, start, end)) and (not titular or _known(match["agency"])):
        return Span(*match.span())
    if titular:
        return None
    match = _DASH.match(masked, start, end) or _POINT.match(masked, start, end)
    return Span(*match.span()) if match else None


def _dated(match: re.Match[str]) -> Span:
    """A dateline with a day ends behind its agency, if what follows is one, else behind the day."""
    agency = match["agency"]
    if agency and (agency[0] in "(/[" or _known(agency)):
        return Span(*match.span())
    return Span(match.start(), match.end("day"))


def _known(agency: str) -> bool:
    names = agency.strip("()[]/").split("/")
    return any(name.strip().casefold() in _agencies() for name in names)
