"""What a time expression means before the report's date is known: values with open years and shifts.

*am 25. Januar* is a `Point` with an open year, *im Vorjahr* a `Shift` that the text or the report's date fills.
`time_resolution` turns a value into ISO 8601.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Year(Struct, frozen=True):
    """A year: a number, a shift against the report (*dieses Jahr*) or the text (*Vorjahr*), or open (all None)."""

    number: int | None = None
    shift: int | None = None
    anaphoric: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the words say nothing about the year."""
        return self.number is None and self.shift is None


OPEN = Year()


class Point(Struct, frozen=True):
    """A place in the calendar: a day, month, quarter, half, season, year, or the months ``month`` to ``last``.

    ``part`` is the number of a quarter or half or the letters of a season; a day with ``month`` 0 is *am 15.*;
    ``edge`` is *Anfang*, *Mitte*, *Ende*; ``daypart`` the TIMEX3 letters of *gestern Abend*.
    """

    unit: str
    year: Year = OPEN
    month: int = 0
    day: int = 0
    last: int = 0
    part: int | str = 0
    weekday: int = 0
    edge: str = ""
    daypart: str = ""


class Era(Struct, frozen=True):
    """A decade or century, already in EDTF: ``199X``, ``09XX``."""

    text: str
    edge: str = ""


class Shift(Struct, frozen=True):
    """A unit counted from the report's date (*letzte Woche*, *vor zwei Jahren*) or from the text's (*Vormonat*).

    ``weekday`` names a day inside the shifted week, ``day`` one inside the shifted month.
    """

    unit: str
    count: int
    anaphoric: bool = False
    weekday: int = 0
    day: int = 0
    edge: str = ""
    daypart: str = ""


class Turn(Struct, frozen=True):
    """A month, season or weekday counted by its turns: *letzten September*, *nächsten Montag*, bare *Montag* (0).

    ``loose`` is *vergangen*/*kommend*: the nearest turn; else a month or season lies in the next or last year.
    """

    unit: str
    number: int | str
    count: int
    loose: bool = False
    plain: bool = False
    daypart: str = ""


class Nth(Struct, frozen=True):
    """*letzter Montag im März*, *dritte Woche des Monats*: ``count`` from 1, or -1; ``weekday`` 0 for day or week."""

    count: int
    unit: str
    weekday: int
    within: Point | Shift


class Range(Struct, frozen=True):
    """From the beginning of ``first`` to the end of ``last``."""

    first: Value
    last: Value


class Recent(Struct, frozen=True):
    """*in den letzten sieben Jahren* (sign -1), *in den nächsten drei Monaten* (+1), *binnen*, *seit zwei Jahren*."""

    count: float
    unit: str
    sign: int
    bound: bool = False


class Length(Struct, frozen=True):
    """A duration: *fünf Jahre*; ``count`` None where no number is given (*einige Jahre*)."""

    count: float | None
    unit: str
    linked: bool = False


class Feast(Struct, frozen=True):
    """A movable feast, ``offset`` days from Easter Sunday."""

    offset: int
    year: Year = OPEN


class Later(Struct, frozen=True):
    """*zwölf Jahre später*, *ein Jahr zuvor*: years from the one that the text has named."""

    years: int


class YearAgo(Struct, frozen=True):
    """The last period the text has named, a year earlier: *Vorjahreszeitraum*."""


class Repeat(Struct, frozen=True):
    """A set of times, as TIMEX3 writes it."""

    code: str


class Vague(Struct, frozen=True):
    """*derzeit*, *damals*: a TIMEX3 reference without a calendar value."""

    code: str


Value: TypeAlias = Point | Era | Shift | Turn | Nth | Range | Recent | Length | Feast | Later | YearAgo | Repeat | Vague
