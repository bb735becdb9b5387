"""What an importer hands on: rows in one shape, and what it passed over, counted by its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct, field

from kelisim.errors import BadStatistics
from kelisim.ledger.official import Record

# World trade is about 25 trillion dollars a year: what is above this for one pair has another unit than it says.
MOST = 2_000_000_000_000


class Notes(Struct):
    """What a user should know of an import: rows passed over by reason, and repairs in the file's order."""

    passed_over: Counter[str] = field(default_factory=Counter)
    repairs: list[str] = field(default_factory=list)


class Imported(Struct, frozen=True):
    """A recognised file: its shape, its records as they are asked for, and notes that are full when it is read."""

    shape: str
    records: Iterator[Record]
    notes: Notes


class Line(Struct, frozen=True):
    """A place in a file, for messages."""

    path: Path
    number: int
    unit: str = "line"

    def refuse(self, reason: str) -> BadStatistics:
        """The error that refuses the file because of this place."""
        return BadStatistics(f"{self.path}, {self.unit} {self.number}: {reason}")


def dollars(text: str, factor: Decimal, line: Line) -> int:
    """A printed number times ``factor`` as whole US$. Raises `BadStatistics` for no number, a negative, a giant."""
    try:
        number = Decimal(text.strip().replace(" ", "").replace("\u00a0", ""))
    except InvalidOperation as error:
        raise line.refuse(f"the value {text!r} is no number") from error
    if not number.is_finite() or number < 0:
        raise line.refuse(f"the value {text!r} is not a sum of money")
    value = int((number * factor).to_integral_value())
    if value > MOST:
        raise line.refuse(f"{value:,} US$ between two states is more than can be: the scale is wrong")
    return value


class Once:
    """Holds a file to its word that a figure stands in it once: breakdown rows must not be summed or overwritten."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}  # by hash: a million keys as tuples would take a quarter of a gigabyte

    def is_new(self, key: tuple[str, ...], value: int, line: Line) -> bool:
        """Whether the figure was not there before. Raises `BadStatistics` where it was, with another value."""
        name = hash(key)
        before = self._seen.get(name)
        if before is None:
            self._seen[name] = value
            return True
        if before != value:
            raise line.refuse(
                f"a second value for {' '.join(filter(None, key))}: {value:,} beside {before:,}; "
                "rows broken down by something else must be left out of the download"
            )
        return False
