"""The verdict on a claimed level: 4.4 bn in 2023, more than 1 bn, almost 500 m in January to August.

First as it is printed, on either side; then in the ways in which the press slips; then bounds that are merely true;
only then does a claim differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import structs

from kelisim.statistics.bases import between, dollars
from kelisim.statistics.claims import Claim
from kelisim.statistics.months import Months
from kelisim.statistics.readings import NAMES, READINGS, Side, as_printed
from kelisim.statistics.verdicts import Option, Outcome, Verdict

# How far the two sides of a pair usually are apart (freight, transit, origin): within it, a claim that misses the only
# side that has data may be the other side's number.
USUAL_GAP = 0.10
# A year can be told from some of its months, but for seasons: so far may a lost zero be from the pace of these months.
_PACE = 0.25
_TIMES = 4.0  # from five times on nobody thinks in percent
_SAME = 0.0005  # as a share: no difference in any number that is printed


def check_level(claim: Claim, sides: list[Side], months: Months) -> Verdict:
    """The verdict on ``claim`` for ``months``; ``no_data`` where no side has anything to hold it against."""
    if claim.item:
        return _check_item(claim, sides, months)
    printed = list(as_printed(claim, sides, months))
    span = _tight(claim)
    fitting = [option for option in printed if _fits(option, span)]
    if fitting:
        return _fits_as_printed(claim, fitting, printed)
    others = _other_readings(claim, sides, months, span)
    if others:
        best = min(
            (option for option in others if option.reading == others[0].reading), key=lambda o: abs(_gap(o, claim))
        )
        return _verdict(claim, "fits_other_reading", best, [*_others_said(printed, claim), *_also(others)])
    loose = [option for option in printed if option.value.meets(claim.low, claim.high)]
    if loose and claim.qualifier != "almost":
        remark = f"the bound holds, but {_gap_words(loose[0], claim)}"
        return _verdict(claim, "fits", loose[0], [remark])
    if printed:
        return _differs(claim, printed, len({side.basis.reporter for side in sides if _has(side, months)}))
    return _from_parts(claim, sides, months)


def _other_readings(claim: Claim, sides: list[Side], months: Months, span: tuple[float, float]) -> list[Option]:
    """What fits when the claim is read in another way; a quoted bound is too vague to prove a slip."""
    return [
        option
        for reader in READINGS
        for option in reader(claim, sides, months)
        if option.value.exact and _fits(option, span)
    ]


def _tight(claim: Claim) -> tuple[float, float]:
    """What the printed number can stand for, with bounds as people mean them: «over 1 bn» is not said of 5 bn."""
    match claim.qualifier:
        case "over" | "at_least":
            return claim.low, max(claim.value * 1.1, claim.value + _last_place(claim.value))
        case "up_to" | "almost":  # «almost 4 bn», printed without decimals, is not said of 3.5 bn
            return max(claim.low, claim.value * 0.9), claim.high
        case _:
            return claim.low, claim.high


def _last_place(value: float) -> float:
    exponent = Decimal(str(round(value))).normalize().as_tuple().exponent
    return 10.0**exponent if isinstance(exponent, int) and exponent > 0 else 1.0


def _fits(option: Option, span: tuple[float, float]) -> bool:
    return option.value.meets(span[0] * option.times, span[1] * option.times)


def _fits_as_printed(claim: Claim, fitting: list[Option], printed: list[Option]) -> Verdict:
    best = min(fitting, key=lambda option: (option.side != claim.side, abs(_gap(option, claim))))
    remarks = _others_said(printed, claim, best.side)
    if claim.side and best.side != claim.side and any(option.side == claim.side for option in printed):
        return _verdict(claim, "fits_other_reading", structs.replace(best, reading="other_side"), remarks)
    own = claim.parties[0]
    if claim.flow != "turnover" and best.side != own and any(option.side == own for option in printed):
        return _verdict(claim, "fits_other_reading", structs.replace(best, reading="mirror"), remarks)
    return _verdict(claim, "fits", best, remarks)


def _differs(claim: Claim, printed: list[Option], sides: int) -> Verdict:
    best = min(printed, key=lambda option: abs(_gap(option, claim)))
    remarks = _others_said(printed, claim, best.side)
    if sides < 2 and abs(_gap(best, claim)) <= USUAL_GAP:
        other = next(code for code in claim.parties if code != best.side)
        remarks.append(f"near enough to be {other}'s own number, of which there are no data: {_gap_words(best, claim)}")
        return _verdict(claim, "no_data", best, remarks)
    return _verdict(claim, "differs", best, [_gap_words(best, claim), *remarks])


def _from_parts(claim: Claim, sides: list[Side], months: Months) -> Verdict:
    """Without a figure for the very months: shorter periods say how much it was at least, longer ones at most."""
    for side in sides:
        for part, value in side.basis.within(side.flow, months):
            if claim.high >= value.low * (1 - 1e-9):
                continue
            pace = value.value * months.length / part.length
            option = side.option("as_printed", (side.flow, part), value)
            if abs(claim.value * 10 / pace - 1) <= _PACE:
                lost = side.option("scale", (side.flow, part), value, "; the printed number with a zero that was lost")
                remark = f"the pace of {part} gives about {dollars(pace)} for {months}; plausible, not proved"
                return _verdict(claim, "fits_other_reading", structs.replace(lost, times=10.0), [remark])
            remark = f"{part} alone was {dollars(value.value)}, more than is claimed for {months}"
            return _verdict(claim, "differs", option, [remark])
        for whole, value in side.basis.around(side.flow, months):
            if claim.low > value.high * (1 + 1e-9):
                option = side.option("as_printed", (side.flow, whole), value)
                remark = f"all of {whole} was {dollars(value.value)}, less than is claimed for {months}"
                return _verdict(claim, "differs", option, [remark])
    return Verdict(
        claim=claim, outcome="no_data", remarks=(f"neither side has data for {months}", *_limits(sides, months))
    )


def _limits(sides: list[Side], months: Months) -> list[str]:
    """What is known of each side nevertheless: at least its longest shorter period, at most its shortest longer one."""
    said = []
    for side in sides:
        shorter = max(side.basis.within(side.flow, months), key=lambda each: each[0].length, default=None)
        longer = min(side.basis.around(side.flow, months), key=lambda each: each[0].length, default=None)
        for words, found in (("at least", shorter), ("at most", longer)):
            if found:
                known, value = found
                said.append(
                    f"{side.basis.reporter} data say {words} {dollars(value.value)}, which is {known}; not contradicted"
                )
    return said


def _check_item(claim: Claim, sides: list[Side], months: Months) -> Verdict:
    span = _tight(claim)
    for side in sides:
        for item, value in side.basis.items(side.flow, months):
            option = side.option("as_printed", (side.flow, months), value, f", {item}")
            if _fits(option, span):
                return _verdict(claim, "fits", option, [f"the claim is about «{claim.item}»"])
        for value in side.basis.values(side.flow, months):
            if claim.low > value.high:
                option = side.option("as_printed", (side.flow, months), value)
                remark = f"a part («{claim.item}») cannot be more than the whole, {dollars(value.value)}"
                return _verdict(claim, "differs", option, [remark])
    return Verdict(
        claim=claim, outcome="no_data", remarks=(f"no data on a part of trade («{claim.item}») in {months}",)
    )


def _verdict(claim: Claim, outcome: Outcome, option: Option, remarks: Iterable[str]) -> Verdict:
    value = option.value
    times = "" if option.times == 1 else f" × {option.times:g}"
    span = between(dollars(value.low), dollars(value.high))
    made_of = f" = {value.how}" if value.how else ""
    return Verdict(
        claim=claim,
        outcome=outcome,
        reading=option.reading,
        says=option.says,
        side=option.side,
        official=value.value,
        gap=_gap(option, claim),
        arithmetic=f"{_claimed(claim)}{times} against {dollars(value.value)}{made_of}{span}",
        rows=value.rows,
        remarks=tuple(remarks),
    )


def _claimed(claim: Claim) -> str:
    if claim.low == float("-inf"):
        return f"at most {dollars(claim.high)}"
    if claim.high == float("inf"):
        return f"{dollars(claim.low)} or more"
    return f"{dollars(claim.value)}{between(dollars(claim.low), dollars(claim.high))}"


def _gap(option: Option, claim: Claim) -> float:
    return claim.value * option.times / option.value.value - 1 if option.value.value else float("inf")


def _gap_words(option: Option, claim: Claim) -> str:
    gap = _gap(option, claim)
    if abs(gap) < _SAME:
        return f"the same by {option.says}: {dollars(option.value.value)}"
    if gap >= _TIMES:
        return f"{gap + 1:,.0f} times {option.says}: {dollars(option.value.value)}"
    way = "above" if gap > 0 else "below"
    return f"{abs(gap):.1%} {way} {option.says}: {dollars(option.value.value)}"


def _others_said(printed: list[Option], claim: Claim, but: str | None = None) -> list[str]:
    """What the other sides say for the months as printed, each once."""
    return list(dict.fromkeys(_gap_words(option, claim) for option in printed if option.side != but))


def _also(others: list[Option]) -> list[str]:
    names = dict.fromkeys(NAMES[option.reading] for option in others[1:] if option.reading != others[0].reading)
    return [f"would fit as well: {', '.join(names)}"] if names else []


def _has(side: Side, months: Months) -> bool:
    return bool(side.basis.values(side.flow, months))
