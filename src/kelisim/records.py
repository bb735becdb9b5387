"""Readings as JSON lines: what `kelisim extract --format jsonl` prints, byte for byte the same every time.

    reading  ->  {"document": {…}, "text": "…", "figures": [], "undertakings": [], "meetings": []}

All keys are always there, in the order of `model.py`; numbers are plain JSON numbers: no exponent, no needless
zeros behind the point, never a string.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
from msgspec import structs

from kelisim.model import Figure, Reading, Sum, Undertaking

_ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_DECODER = msgspec.json.Decoder(Reading)


def plain(value: Decimal) -> Decimal:
    """The same number in the one spelling that JSON gets: 1.3E+9 and 1300000000.0 are 1300000000."""
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Decimal(digits) or Decimal(0)


def encode(reading: Reading) -> bytes:
    """One line of UTF-8 JSON without its line feed."""
    return _ENCODER.encode(
        structs.replace(
            reading,
            figures=tuple(map(_plain_figure, reading.figures)),
            undertakings=tuple(map(_plain_undertaking, reading.undertakings)),
        )
    )


def decode(line: bytes | str) -> Reading:
    """The reading of one such line. Raises `msgspec.DecodeError` for what is no JSON or no reading."""
    return _DECODER.decode(line)


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain lists, dicts, strings and floats, as whoever reads the JSON line gets it."""
    record: dict[str, Any] = msgspec.json.decode(encode(reading))
    return record


def _plain_figure(figure: Figure) -> Figure:
    also = tuple(Sum(plain(other.low), plain(other.high), other.unit) for other in figure.also)
    return structs.replace(figure, low=plain(figure.low), high=plain(figure.high), also=also)


def _plain_undertaking(undertaking: Undertaking) -> Undertaking:
    if undertaking.amount is None:
        return undertaking
    return structs.replace(undertaking, amount=plain(undertaking.amount))
