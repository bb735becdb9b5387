"""How a claimed figure can be read: as it is printed, and in the ways in which the press is known to slip.

Each reading is a function in `READINGS`, in the order in which they are believed when several fit. A reading changes
one thing only (months, goods, direction, scale): whoever may change two at once explains every number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, structs

from kelisim.ledger.official import Flow
from kelisim.statistics.bases import MIRROR, Basis, Value
from kelisim.statistics.claims import Claim
from kelisim.statistics.months import Months, first_months, whole_year
from kelisim.statistics.verdicts import Option, ReadingName

Bases = Mapping[tuple[str, str], Basis]
# Shares of a year below a quarter are printed as a year too seldom to be believed before anything else.
_LEAST_MONTHS = 3
_OUT_SINCE = 3  # figures of a year are out in its third month after


class Side(Struct, frozen=True):
    """One basis of the pair with the flow in its own terms: Kazakh exports are Uzbek imports."""

    basis: Basis
    flow: Flow
    own: bool

    def option(self, reading: ReadingName, what: tuple[Flow, Months], value: Value, told: str = "") -> Option:
        """A value of this side under a reading; ``told`` says how the words would have to be taken."""
        flow, months = what
        says = f"{self.basis.reporter} data, {flow}, {months}{told}"
        return Option(reading, says, self.basis.reporter, value, flow, months)


def sides_of(claim: Claim, bases: Bases) -> list[Side]:
    """The sides that have data: the one from which the flow is seen first, then its mirror."""
    left, right = claim.parties
    found = [(bases.get((left, right)), claim.flow, True), (bases.get((right, left)), MIRROR[claim.flow], False)]
    return [Side(basis, flow, own) for basis, flow, own in found if basis is not None]


def as_printed(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """The very flow and months that are printed, on either side; both directions where none is printed."""
    for side in sides:
        for flow in (side.flow,) if claim.directed else (side.flow, MIRROR[side.flow]):
            for value in side.basis.values(flow, months):
                yield side.option("as_printed", (flow, months), value)


def part_of_period(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """Some months told as the year: January to July printed as 2024. None that ends after the report appeared."""
    if not months.is_year:
        return
    for number in range(11, _LEAST_MONTHS - 1, -1):
        part = first_months(months.year, number)
        if not _is_over(part, claim):
            continue
        for side in sides:
            for value in side.basis.values(side.flow, part):
                yield side.option("part_of_period", (side.flow, part), value, " told as the whole year")


def fresh_part_of_period(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """The same in a report of that year or of the weeks after it, before any figure of the whole year was out."""
    if claim.published and claim.published.latest < f"{months.year + 1:04}-{_OUT_SINCE:02}-01":
        yield from part_of_period(claim, sides, months)


def whole_of_period(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """The year told as some of its months."""
    year = whole_year(months.year)
    if months.is_year or not year.covers(months) or not _is_over(year, claim):
        return
    for side in sides:
        for value in side.basis.values(side.flow, year):
            yield side.option("part_of_period", (side.flow, year), value, f" told as {months}")


def goods(_claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """Trade in some goods told as all trade."""
    for side in sides:
        for item, value in side.basis.items(side.flow, months):
            yield side.option("goods", (side.flow, months), value, f", {item} only, told as all goods")


def one_flow(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """One direction told as trade in both."""
    if claim.flow != "turnover":
        return
    for side in sides:
        for flow in ("exports", "imports"):
            for value in side.basis.values(flow, months):
                yield side.option("one_flow", (flow, months), value, " alone told as turnover")


def both_flows(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """Trade in both directions told as one."""
    if claim.flow == "turnover":
        return
    for side in sides:
        for value in side.basis.values("turnover", months):
            yield side.option("both_flows", ("turnover", months), value, f" told as {claim.flow}")


def direction(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """Exports worded as imports or the other way round."""
    if claim.flow == "turnover" or not claim.directed:
        return
    for side in sides:
        flow = MIRROR[side.flow]
        for value in side.basis.values(flow, months):
            yield side.option("direction", (flow, months), value, ": the direction is told the wrong way round")


def other_year(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """The same months of the year before or after, where there are data for the printed ones to differ from."""
    if not any(as_printed(claim, sides, months)):
        return
    for years in (-1, 1):
        shifted = months.shifted(years)
        if not _is_over(shifted, claim):
            continue
        for side in sides:
            for value in side.basis.values(side.flow, shifted):
                yield side.option("other_year", (side.flow, shifted), value, f" told as {months}")


def thousandfold(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """A decimal comma taken for one of thousands, millions for billions: 1,340 billion meaning 1.34."""
    yield from _scaled(claim, sides, months, {0.001: "a thousandth of it", 1000.0: "a thousand times it"})


def tenfold(claim: Claim, sides: list[Side], months: Months) -> Iterator[Option]:
    """A zero lost or added: 80 million meaning 800."""
    yield from _scaled(claim, sides, months, {10.0: "with a zero that was lost", 0.1: "with a zero too many"})


def _scaled(claim: Claim, sides: list[Side], months: Months, factors: Mapping[float, str]) -> Iterator[Option]:
    for option in as_printed(claim, sides, months):
        for factor, words in factors.items():
            says = f"{option.says}; the printed number {words}"
            yield structs.replace(option, reading="scale", says=says, times=factor)


Reader = Callable[[Claim, list[Side], Months], Iterator[Option]]
READINGS: tuple[Reader, ...] = (
    thousandfold,
    direction,
    fresh_part_of_period,
    goods,
    one_flow,
    part_of_period,
    tenfold,
    other_year,
    whole_of_period,
    both_flows,
)
# What growth can be read as: it has no scale, and goods and years are too many to mean anything.
GROWTH_READINGS: tuple[Reader, ...] = (direction, one_flow, part_of_period)
NAMES: Mapping[ReadingName, str] = {
    "as_printed": "as printed",
    "mirror": "the other side's data",
    "other_side": "the other side's data",
    "part_of_period": "part of the period",
    "one_flow": "one direction only",
    "goods": "some goods only",
    "direction": "direction swapped",
    "scale": "another scale",
    "other_year": "another year",
    "both_flows": "both directions",
    "period_supplied": "period supplied",
}


def _is_over(months: Months, claim: Claim) -> bool:
    """Whether the months were over when the report appeared; yes where nobody knows when that was."""
    if claim.published is None:
        return True
    year, month = (int(part) for part in claim.published.latest.split("-")[:2])
    return months.last < 12 * year + month - 1
