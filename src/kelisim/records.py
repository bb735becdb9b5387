"""The ids of reports, and readings as JSON lines: what `extract --format jsonl` prints, always byte for byte the same.

    reading  ->  {"document": {…}, "text": "…", "figures": [], "undertakings": [], "meetings": []}

All keys are always there, in the order of `model.py`; numbers are plain JSON numbers: no exponent, no needless
zeros behind the point, never a string.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import structs

from kelisim.model import Figure, Reading, Statement, Sum, Undertaking

_ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_DECODER = msgspec.json.Decoder(Reading)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal; lone surrogates are kept apart, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(hash_of_text: str, url: str | None) -> str:
    """The id of a report, 16 hexadecimal digits: the same text under the same address is the same report."""
    return text_hash(f"{hash_of_text}\n{url or ''}")[:16]


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


def encode_statement(statement: Statement) -> bytes:
    """One statement as it stands in the line of its reading."""
    if isinstance(statement, Figure):
        return _ENCODER.encode(_plain_figure(statement))
    return _ENCODER.encode(_plain_undertaking(statement) if isinstance(statement, Undertaking) else statement)


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
