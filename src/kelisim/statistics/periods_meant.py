"""Which months a claim speaks of, also where its period is open, undated or not printed.

«2024»  ->  2024          «2025-01/..» of a report of June 2025  ->  January to May, to April, …
nothing, in a report of 2024  ->  2023, then 2022: supplied, so that a number that does not fit proves nothing
"""

from __future__ import annotations

import re

from msgspec import Struct

from kelisim.statistics.claims import Claim
from kelisim.statistics.months import Months, first_months, months_of, whole_year

_OPEN = re.compile(r"(\d{4})-01/\.\.")
_SO_FAR = re.compile(r"XXXX-01/\.\.")


class Meant(Struct, frozen=True):
    """Months in the order in which they are believed; ``supplied`` where the text does not print them."""

    months: tuple[Months, ...]
    supplied: bool = False


def periods_meant(claim: Claim) -> Meant:
    """The months that ``claim`` can speak of; none where neither text nor report gives a year."""
    printed = months_of(claim.period)
    if printed:
        return Meant((printed,))
    open_year = _OPEN.fullmatch(claim.period or "")
    if open_year:
        return Meant(_so_far(claim, int(open_year[1])))
    if claim.published is None:
        return Meant((), supplied=True)
    year = int(claim.published.latest[:4])
    if _SO_FAR.fullmatch(claim.period or ""):
        return Meant(_so_far(claim, year), supplied=True)
    if claim.period is not None:
        return Meant((), supplied=True)
    return Meant((whole_year(year - 1), whole_year(year - 2), *_so_far(claim, year)), supplied=True)


def _so_far(claim: Claim, year: int) -> tuple[Months, ...]:
    """January to the last month that was over when the report appeared, then to those before it."""
    over = 11  # a year of which «so far» is said is not over
    if claim.published is not None and int(claim.published.latest[:4]) == year:
        over = int(claim.published.latest[5:7]) - 1
    return tuple(first_months(year, number) for number in range(over, 0, -1))
