"""The verdict on claimed growth: computed anew from official levels, and from those that the same report prints."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from kelisim.statistics.bases import Value, between, dollars
from kelisim.statistics.claims import Claim
from kelisim.statistics.months import Months, whole_year
from kelisim.statistics.readings import GROWTH_READINGS, Side, as_printed
from kelisim.statistics.verdicts import Option, Outcome, Verdict

# Growth of the two sides differs by a few points even where both are right.
_USUAL_GAP = 0.05
# «over 10 %» is not said of 25 %.
_ROOM, _POINTS = 0.1, 0.02


class Growth(Struct, frozen=True):
    """Growth between two official values, as far as their rounding lets it be known."""

    option: Option
    low: float
    high: float
    middle: float
    arithmetic: str


def check_growth(claim: Claim, sides: list[Side], months: Months, own: dict[Months, Claim]) -> Verdict:
    """The verdict on ``claim`` for ``months``. ``own`` are the levels of the same flow in the same report by months."""
    later, earlier = _compared(months)
    computed = list(_growths(claim, as_printed(claim, sides, later), as_printed(claim, sides, earlier)))
    fitting = [growth for growth in computed if _fits(claim, growth)]
    against = _own_levels(claim, own, later, earlier)
    remarks = [against] if against else []
    if fitting:
        best = min(fitting, key=lambda growth: (growth.option.side != claim.side, growth.high - growth.low))
        return _verdict(claim, "fits", best, [*remarks, *_others(computed, best.option.side)])
    if against:
        return _contradicts_itself(claim, computed, against)
    for reader in GROWTH_READINGS:
        for growth in _growths(claim, reader(claim, sides, later), reader(claim, sides, earlier)):
            if _fits(claim, growth):
                return _verdict(claim, "fits_other_reading", growth, _others(computed))
    if not computed:
        reason = f"no side has exact data for both {later} and {earlier}"
        known = [*as_printed(claim, sides, later), *as_printed(claim, sides, earlier)]
        said = (f"{option.says}: {dollars(option.value.value)}{_bound(option.value)}" for option in known)
        return Verdict(claim=claim, outcome="no_data", remarks=(reason, *dict.fromkeys(said)))
    return _differs(claim, computed)


def _compared(months: Months) -> tuple[Months, Months]:
    """The months at the end and at the beginning: of 2017/2024 these two years, else the same months a year before."""
    if months.length > 12:
        return whole_year(months.last // 12), whole_year(months.first // 12)
    return months, months.shifted(-1)


def _growths(claim: Claim, later: Iterable[Option], earlier: Iterable[Option]) -> Iterable[Growth]:
    """Growth between values of one side, read in one way; of one source where that is possible."""
    before = [option for option in earlier if option.value.exact and option.value.low > 0]
    for option in later:
        same = [other for other in before if _comparable(option, other)]
        one_source = [other for other in same if _source(other.value) == _source(option.value)]
        for other in one_source or same:
            if option.value.exact:
                yield _growth(claim, option, other.value)


def _comparable(later: Option, earlier: Option) -> bool:
    """Whether both are the same flow of one side in the same months of their years."""
    years = later.months.year - earlier.months.year
    same = (later.side, later.flow, later.reading) == (earlier.side, earlier.flow, earlier.reading)
    return same and earlier.months.shifted(years) == later.months


def _source(value: Value) -> str:
    return value.rows[0].row.source


def _growth(claim: Claim, option: Option, before: Value) -> Growth:
    after = option.value
    rows = Value(after.low, after.high, after.value, (*after.rows, *before.rows), after.how)
    if claim.kind == "rise":
        low, high, middle = after.low - before.high, after.high - before.low, after.value - before.value
        words = f"{dollars(after.value)} − {dollars(before.value)} = {dollars(middle)}"
    else:
        low, high, middle = after.low / before.high - 1, after.high / before.low - 1, after.value / before.value - 1
        words = (
            f"{dollars(after.value)} / {dollars(before.value)} = {middle:+.1%}{between(f'{low:+.1%}', f'{high:+.1%}')}"
        )
    return Growth(structs.replace(option, value=rows), low, high, middle, words)


def _fits(claim: Claim, growth: Growth) -> bool:
    low, high = claim.low, claim.high
    if claim.qualifier in ("over", "at_least"):
        high = max(claim.value * (1 + _ROOM), claim.value + (_POINTS if claim.kind == "growth" else 0))
    return growth.low <= high and low <= growth.high


def _own_levels(claim: Claim, own: dict[Months, Claim], later: Months, earlier: Months) -> str | None:
    """How the report's own levels contradict its growth, or None where they do not or are not there."""
    after, before = own.get(later), own.get(earlier)
    if not after or not before or claim.kind != "growth" or before.low <= 0:
        return None
    low, high = after.low / before.high - 1, after.high / before.low - 1
    if low <= claim.high and claim.low <= high:
        return None
    middle = after.value / before.value - 1
    return f"the report's own levels give {middle:+.1%}: {dollars(after.value)} / {dollars(before.value)}"


def _bound(value: Value) -> str:
    bounds = dict.fromkeys(row.row.bound.replace("_", " ") for row in value.rows if row.row.bound)
    return "" if value.exact else f" ({' or '.join(bounds)})"


def _contradicts_itself(claim: Claim, computed: list[Growth], against: str) -> Verdict:
    if computed:
        best = min(computed, key=lambda growth: abs(claim.value - growth.middle))
        return _verdict(claim, "differs", best, [against, *_others(computed, best.option.side)])
    return Verdict(claim=claim, outcome="differs", reading="as_printed", arithmetic=against, remarks=(against,))


def _differs(claim: Claim, computed: list[Growth]) -> Verdict:
    best = min(computed, key=lambda growth: abs(claim.value - growth.middle))
    known = {growth.option.side for growth in computed}
    gap = abs(claim.value - best.middle)
    if len(known) < 2 and claim.side is None and claim.kind == "growth" and gap <= _USUAL_GAP:
        other = next(code for code in claim.parties if code not in known)
        remark = f"{gap * 100:.1f} points away: may be {other}'s own number, of which there are no data"
        return _verdict(claim, "no_data", best, [remark])
    return _verdict(claim, "differs", best, _others(computed, best.option.side))


def _verdict(claim: Claim, outcome: Outcome, growth: Growth, remarks: Iterable[str]) -> Verdict:
    gap = claim.value - growth.middle
    unit = f"{gap * 100:+.1f} points" if claim.kind == "growth" else dollars(gap)
    said = f"{claim.value:+.1%}" if claim.kind == "growth" else dollars(claim.value)
    return Verdict(
        claim=claim,
        outcome=outcome,
        reading=growth.option.reading,
        says=growth.option.says,
        side=growth.option.side,
        official=growth.middle,
        gap=gap,
        arithmetic=f"{said} against {growth.arithmetic}: {unit}",
        rows=growth.option.value.rows,
        remarks=tuple(remarks),
    )


def _others(computed: list[Growth], but: str | None = None) -> list[str]:
    said = (f"{growth.option.says}: {growth.arithmetic}" for growth in computed if growth.option.side != but)
    return list(dict.fromkeys(said))
