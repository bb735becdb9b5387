"""Dates, periods, durations and sets of times in German text: the public face of the time layer.

In: text and, where known, when the report appeared. Out: `Time` annotations in order. *Das Volumen erreichte von
Januar bis August 2,5 Milliarden* with a report of October 2024 gives one period, 2024-01/2024-08. A stretch is only
analysed where a trigger word or number stands; `docs/times.md` has the conventions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from kelisim.language.annotations import Time
from kelisim.language.publication_clues import today_of
from kelisim.language.time_reading import readings
from kelisim.language.time_rendering import time_of
from kelisim.language.time_values import Vague
from kelisim.model import Published, Span


def times(text: str, reference: Published | None = None, start: int = 0, end: int | None = None) -> list[Time]:
    """The times that lie in ``text[start:end]``, ordered, without overlap, with absolute offsets.

    The whole text is read once and remembered, since a year may be named before ``start``; asking for one sentence
    after another costs no more than asking for all. Never raises for any text.
    """
    stop = len(text) if end is None else end
    found = times_until(text, reference, stop)
    first = bisect_left(found, start, key=lambda time: time.start)
    return [time for time in found[first : bisect_left(found, stop, key=lambda time: time.start)] if time.end <= stop]


def resolve(text: str, span: Span, reference: Published | None = None) -> str | None:
    """The period (`Time.point`) of the words at ``span``, computed anew; None if no time lies there.

    With this a stored period is checked against its quote.
    """
    inside = times(text, reference, span.start, span.end)
    return inside[0].point if inside else None


def is_known(period: str) -> bool:
    """Whether a period says anything at all: ``XXXX-01-25`` does, ``XXXX-XX-XX`` (*am Montag*, no date) does not."""
    return any(letter.isdigit() for letter in period)


def times_until(text: str, reference: Published | None, end: int) -> Sequence[Time]:
    """All times that begin before ``end``, and perhaps more: what stands behind is not read before it is asked for."""
    return _remembered(text, reference).until(end)


class _Times:
    """The times of a text, read from its beginning as far as they have been asked for."""

    def __init__(self, text: str, reference: Published | None) -> None:
        self._asked = (text, reference)
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        text, reference = self._asked
        self._ahead = readings(text, reference, today=None if reference else today_of(text))
        self._found: list[Time] = []

    def until(self, end: int) -> list[Time]:
        """The times up to ``end`` at least, in order."""
        with self._lock:  # texts are remembered for all threads
            try:
                self._read(end)
            except BaseException:
                self._begin()  # who is interrupted has not read the rest
                raise
            return self._found

    def _read(self, end: int) -> None:
        while not self._found or self._found[-1].start < end:
            reading = next(self._ahead, None)
            if reading is None:
                return
            if not isinstance(reading.found.value, Vague):
                self._found.append(time_of(reading))


@lru_cache(maxsize=8)
def _remembered(text: str, reference: Published | None) -> _Times:
    return _Times(text, reference)
