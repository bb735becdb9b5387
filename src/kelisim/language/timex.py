"""TIMEX3 view of the time layer, for `kelisim annotate`: the conventions of annotated news, not of the ledger.

The span leaves out prepositions and articles (*seit* [*Jänner 2015*], *im* [*vergangenen Jahr*]), ranges keep
theirs (*von Januar bis August*), and *vor zwei Jahren* is whole. The value is closed (``2015-01``, not
``2015-01/..``), relative stretches are durations (*in den letzten drei Jahren* is ``P3Y``), *gestern Abend* is
``2024-01-01TEV``, *derzeit* ``PRESENT_REF``. Sets are left out, and what stays unknown though the day is known.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.annotations import TimeKind
from kelisim.language.time_durations import duration_code
from kelisim.language.time_reading import Reading, readings
from kelisim.language.time_rendering import ROLES, TimeRole, kind_of
from kelisim.language.time_values import Length, Recent, Repeat
from kelisim.model import Published


class Timex(Struct, frozen=True):
    """One TIMEX3: its span and value, with kind and role as in `Time`."""

    start: int
    end: int
    timex: str
    kind: TimeKind
    role: TimeRole


def timexes(text: str, reference: Published | str | None = None) -> list[Timex]:
    """The TIMEX3 of ``text`` against a day (ISO), an interval, or nothing, in order and without overlap."""
    if isinstance(reference, str):
        reference = Published(reference, reference, "metadata")
    return [_timex(reading) for reading in readings(text, reference, vague=True) if _is_marked(reading)]


def _is_marked(reading: Reading) -> bool:
    known = reading.basis != "unknown" or reading.reference[0] is None or not reading.iso.startswith("XXXX")
    return known and not isinstance(reading.found.value, Repeat)


def _timex(reading: Reading) -> Timex:
    found, role = reading.found, ROLES[reading.found.role]
    if isinstance(found.value, Recent):
        code = duration_code(Length(found.value.count, found.value.unit))
        return Timex(found.inner, found.end, code, "duration", role)
    return Timex(found.inner, found.end, reading.iso, kind_of(reading), role)
