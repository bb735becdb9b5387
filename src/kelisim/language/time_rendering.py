"""From readings to annotations: `Time` for the statements, TIMEX3 for `kelisim annotate`."""

from __future__ import annotations

import re
from typing import Literal

from kelisim.language.annotations import Time, TimeKind
from kelisim.language.time_reading import Reading
from kelisim.language.time_seasons import SEASONS
from kelisim.language.time_values import Length, Point, Range, Recent, Repeat, Shift

Basis = Literal["explicit", "reference", "text", "unknown"]
TimeRole = Literal["on", "until", "since", "baseline"]
ROLES: dict[str, TimeRole] = {
    "on": "on",
    "until": "until",
    "since": "since",
    "baseline": "baseline",
    "before": "until",
    "after": "since",
}


def time_of(reading: Reading) -> Time:
    """The annotation of a reading: open intervals for *seit* and *bis*, and the contract's period as ``point``."""
    found = reading.found
    role = ROLES[found.role]
    iso = _closed(reading)
    timex, point = iso, contract(iso)
    kind = kind_of(reading)
    if kind in ("date", "period") and found.role not in ("on", "baseline"):
        timex, point = _open(reading, iso)
    elif isinstance(found.value, Recent) and found.value.bound and "/" in iso:
        role, point = "until", iso.split("/")[1]
    basis: Basis = reading.basis  # type: ignore[assignment]
    return Time(start=found.start, end=found.end, timex=timex, kind=kind, role=role, point=point, basis=basis)


def _closed(reading: Reading) -> str:
    return re.sub(r"T(?:MO|MI|AF|EV|NI)\b", "", reading.iso)


def _open(reading: Reading, iso: str) -> tuple[str, str]:
    first, _, last = iso.partition("/")
    role = reading.found.role
    if role == "until":
        return f"../{last or first}", contract(last or first)
    if role == "before":
        earlier = year_before(first)
        return f"../{earlier}", contract(earlier)
    start = contract(first).split("/")[0]
    if getattr(reading.found.value, "edge", "") == "start" and len(start) == 4:
        start += "-01"
    return f"{start}/..", f"{start}/.."


def year_before(iso: str) -> str:
    """The year before a plain year; other values stay."""
    return f"{int(iso) - 1:04}" if re.fullmatch(r"\d{4}", iso) else iso


def kind_of(reading: Reading) -> TimeKind:
    """A set, a duration, a stretch of several days or more, or one date."""
    value = reading.found.value
    if isinstance(value, Repeat):
        return "set"
    if isinstance(value, Length) or reading.iso.startswith("P"):
        return "duration"
    if isinstance(value, Range | Recent) or "/" in reading.iso:
        return "period"
    if isinstance(value, Point | Shift) and value.unit == "day":
        return "date"
    return "date" if re.fullmatch(r"[\dX]{4}-[\dX]{2}-[\dX]{2}.*", reading.iso) else "period"


def contract(iso: str) -> str:
    """The period as the contract writes it: halves and seasons in months, weekends in days."""
    found = re.fullmatch(r"([\dX]{4})-(?:H([12])|(SP|SU|FA|WI))", iso)
    if found is None:
        return iso
    year, half, season = found.groups()
    first, last = (6 * int(half) - 5, 6 * int(half)) if half else SEASONS[season]
    later = str(int(year) + 1) if last < first and year.isdigit() else year
    return f"{year}-{first:02}/{later}-{last:02}"
