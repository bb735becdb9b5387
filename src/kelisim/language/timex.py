"""TIMEX3 view of the time layer, for `kelisim annotate`: the conventions of annotated news, not of the ledger.

The span leaves out prepositions and articles (*seit* [*Jänner 2015*], *im* [*vergangenen Jahr*]), ranges keep
theirs (*von Januar bis August*), and *vor zwei Jahren* is whole. The value is closed (``2015-01``, not
``2015-01/..``), relative stretches are durations (*in den letzten drei Jahren* is ``P3Y``), *gestern Abend* is
``2024-01-01TEV``, *derzeit* ``PRESENT_REF``. Sets are left out.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.time_durations import duration_code
from kelisim.language.time_reading import Reading, readings
from kelisim.language.time_values import Length, Recent, Repeat
from kelisim.model import Published


class Timex(Struct, frozen=True):
    """One TIMEX3: its span and value, as `kelisim annotate` prints it."""

    start: int
    end: int
    timex: str


def timexes(text: str, reference_date: str | None = None) -> list[Timex]:
    """The TIMEX3 of ``text`` against a day (ISO) or none, in order and without overlap."""
    reference = Published(reference_date, reference_date, "metadata") if reference_date else None
    found = [
        _timex(reading)
        for reading in readings(text, reference, vague=True)
        if not isinstance(reading.found.value, Repeat)
    ]
    return [timex for timex in found if timex is not None]


def _timex(reading: Reading) -> Timex | None:
    found = reading.found
    if reading.basis == "unknown" and reading.reference[0] is not None and reading.iso.startswith("XXXX"):
        return None
    if isinstance(found.value, Recent):
        code = duration_code(Length(found.value.count, found.value.unit))
        return Timex(found.inner, found.end, code)
    return Timex(found.inner, found.end, reading.iso)
