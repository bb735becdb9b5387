"""Reading a text for times: trigger, local tokens, expressions, resolution in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kelisim.language.time_expressions import expressions
from kelisim.language.time_found import Found
from kelisim.language.time_resolution import Anchor, Context, Resolved, resolve
from kelisim.language.time_tense import Sentence, Sentences
from kelisim.language.time_tokens import tokens
from kelisim.language.time_triggers import places, trigger
from kelisim.language.time_values import Length, Range, Recent, Repeat, Shift, Vague, YearAgo
from kelisim.model import Published

# How far an expression with its binding words may reach to the left and right of a trigger.
_BEFORE, _BEHIND = 60, 40
# A year named before holds for *im Vorjahr* about as far as a paragraph reaches.
_NEAR = 300


class Reading(Struct, frozen=True):
    """An expression of the text with its ISO value: the first for the earliest day of the report, merged with X."""

    found: Found
    iso: str
    basis: str
    direction: int
    reference: tuple[date | None, date | None]


def readings(
    text: str, reference: Published | None, *, vague: bool = False, today: tuple[date, date] | None = None
) -> Iterator[Reading]:
    """All expressions of ``text`` with their values, in order; *derzeit* and its like only with ``vague``.

    ``today`` is the report's day in any two years, where its year is not known: for *heute* and *gestern* alone.
    """
    days = days_of(reference)
    anchor: tuple[Anchor, int] | None = None
    sentences = Sentences(text)
    for found in _with_vague(text) if vague else stretches(text).found():
        counted = today if today and _counts_from_today(found) else days
        reading = _read(found, sentences.around(found.start, found.end), counted, anchor)
        if reading is None:
            continue
        anchor = _next_anchor(reading, anchor)
        yield reading


def _counts_from_today(found: Found) -> bool:
    return isinstance(found.value, Shift) and found.value.unit == "day" and not found.value.anaphoric


def days_of(reference: Published | None) -> tuple[date | None, date | None]:
    """The earliest and latest day of a report, or two None."""
    if reference is None:
        return None, None
    return date.fromisoformat(reference.earliest[:10]), date.fromisoformat(reference.latest[:10])


def _with_vague(text: str) -> Iterator[Found]:
    for start, end in _extents(text, (match.span() for match in trigger(vague=True).finditer(text))):
        yield from expressions(tokens(text, start, end))


class Stretches:
    """The stretches of a text that are worth a look, each analysed when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._extents = tuple(_extents(text, places(text)))
        self._read: dict[int, list[Found]] = {}

    def found(self, where: re.Pattern[str] | None = None) -> Iterator[Found]:
        """The expressions in order, with ``where`` only those of the stretches that hold it."""
        for start, end in self._extents:
            if where is None or where.search(self._text, start, end):
                if start not in self._read:
                    self._read[start] = expressions(tokens(self._text, start, end))
                yield from self._read[start]


@lru_cache(maxsize=4)
def stretches(text: str) -> Stretches:
    """The stretches of a text, searched for once: its date of publication and its times both ask."""
    return Stretches(text)


def _extents(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = 0, -1
    for first, last in places:
        if first - _BEFORE > end:
            if end >= 0:
                yield _words_whole(text, start, end)
            start = max(0, first - _BEFORE)
        end = last + _BEHIND
    if end >= 0:
        yield _words_whole(text, start, end)


_GAP = re.compile(r"\s")


def _words_whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the pieces of words at its ends."""
    if start > 0 and not text[start - 1].isspace():
        gap = _GAP.search(text, start, min(start + _BEFORE, end))
        start = gap.end() if gap else start
    gap = _GAP.search(text, min(end, len(text)), end + _BEFORE)
    return start, gap.start() if gap else min(end + _BEFORE, len(text))


def _read(
    found: Found, sentence: Sentence, days: tuple[date | None, date | None], anchor: tuple[Anchor, int] | None
) -> Reading | None:
    leaning = sentence.direction or int(found.ahead)
    here = _anchored(found, sentence, anchor)
    compared = found.role == "baseline"
    first = resolve(found.value, Context(days[0], leaning, here, compared))
    last = first if days[1] == days[0] else resolve(found.value, Context(days[1], leaning, here, compared))
    if first is None or last is None:
        return None
    return Reading(found, merged(first, last), first.basis, leaning, days)


def _anchored(found: Found, sentence: Sentence, anchor: tuple[Anchor, int] | None) -> Anchor | None:
    if anchor is None:
        return None
    point, place = anchor
    if found.start - place > _NEAR:
        return point
    return replace(point, near=True, same_sentence=sentence.start <= place)


def _next_anchor(reading: Reading, anchor: tuple[Anchor, int] | None) -> tuple[Anchor, int] | None:
    """The time that *im Vorjahr* would look back to: what the text tells of, not a deadline or a comparison."""
    found = reading.found
    if isinstance(found.value, Length | Recent | Repeat | Vague | YearAgo) or found.role not in ("on", "since"):
        return anchor
    began = found.role == "since" and getattr(found.value, "edge", "") != "start"
    if began or reading.direction > 0:
        return anchor
    last = reading.iso.rsplit("/", 1)[-1]
    if not last[:4].isdigit() or len(last) < 4:
        return anchor
    year, month, day, *_ = (*(int(part) for part in last.split("T")[0].split("-") if part.isdigit()), 0, 0, 0)
    explicit = reading.basis == "explicit" and not isinstance(found.value, Range)
    return Anchor(reading.iso, year, month, day, explicit=explicit), found.start


def merged(first: Resolved, last: Resolved) -> str:
    """One value for a report of uncertain day: what differs between its earliest and latest day becomes X."""
    if first.iso == last.iso:
        return first.iso
    ends = first.iso.split("T")[0].split("/"), last.iso.split("T")[0].split("/")
    if len(ends[0]) != len(ends[1]):
        return "XXXX"
    return "/".join(_merged_point(a, b) for a, b in zip(*ends, strict=True))


def _merged_point(first: str, last: str) -> str:
    parts = first.split("-"), last.split("-")
    if len(parts[0]) != len(parts[1]):
        return "XXXX"
    return "-".join(
        a if a == b else ("W" + "X" * (len(a) - 1) if a[0] == "W" else "X" * len(a))
        for a, b in zip(*parts, strict=True)
    )
