"""Annotations of the language stage as JSON: one line {"id", "text", "reference_date"} in, one line out."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from kelisim.errors import BadReport, UsageError
from kelisim.language.actors import actors
from kelisim.language.annotations import Actor, Quantity
from kelisim.language.conversions import flattened
from kelisim.language.quantities import quantities
from kelisim.language.quantity_records import records_of
from kelisim.language.timex import Timex, timexes
from kelisim.model import Published
from kelisim.sources import parse_published


class Request(Struct, frozen=True):
    """One line in. ``reference_date`` is a day or FROM/TO."""

    text: str
    id: str | int | None = None
    reference_date: str | None = None


_DECODER = msgspec.json.Decoder(Request)
_ENCODER = msgspec.json.Encoder()


def annotate_line(line: bytes) -> bytes:
    """Annotate the text of one JSON line. Raises `BadReport` for a line that is no such record."""
    try:
        request = _DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
        reference = parse_published(request.reference_date, "given") if request.reference_date else None
    except msgspec.DecodeError as error:
        raise BadReport(f'{error}. Expected {{"id": …, "text": "…", "reference_date": "2024-10-22"}}.') from error
    except UsageError as error:
        raise BadReport(f"reference_date: {error}") from error
    return _ENCODER.encode({"id": request.id, **annotated(request.text, reference)})


def annotated(text: str, reference: Published | None) -> dict[str, list[dict[str, Any]]]:
    """Everything the language stage marks in ``text``, ready for JSON."""
    return {
        "quantities": [record for quantity in flattened(quantities(text)) for record in quantity_json(text, quantity)],
        "times": [time_json(time) for time in timexes(text, reference)],
        "actors": [actor_json(actor) for actor in actors(text)],
    }


def quantity_json(text: str, quantity: Quantity) -> list[dict[str, Any]]:
    """One record a number: a range has two, which then carry both ends as ``low`` and ``high``."""
    shared = {"per": quantity.per, "qualifier": quantity.qualifier}
    return [{**record, **shared} for record in records_of(text, quantity)]


def time_json(time: Timex) -> dict[str, Any]:
    """The TIMEX3 value with its kind and the way the wording binds it."""
    return {"start": time.start, "end": time.end, "timex": time.timex, "kind": time.kind, "role": time.role}


def actor_json(actor: Actor) -> dict[str, Any]:
    """The kind of actor, the countries or blocs it stands for, name and office."""
    return {
        "start": actor.start,
        "end": actor.end,
        "kind": actor.kind,
        "codes": list(actor.codes),
        "name": actor.name,
        "role": actor.role,
    }
