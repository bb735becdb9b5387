"""The claim check: every claimed figure about the trade of two states, held against the data of both.

    check(claims, rows)  ->  [Verdict(fits, KZ, «4.4 bn against 4.4 bn = exports 3.1 bn + imports 1.3 bn»)]

Levels first; growth then knows on whose data the levels of its report stand, and what they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import structs

from kelisim.ledger.official import Rate, StoredRow
from kelisim.ledger.query import FigureEntry
from kelisim.statistics.bases import bases_of
from kelisim.statistics.claims import Claim, NotChecked, claim_of
from kelisim.statistics.growth_check import check_growth
from kelisim.statistics.level_check import check_level
from kelisim.statistics.months import Months
from kelisim.statistics.periods_meant import periods_meant
from kelisim.statistics.readings import Bases, sides_of
from kelisim.statistics.verdicts import Verdict

Rates = Mapping[tuple[str, str], Rate]


def claims_of(entries: Iterable[FigureEntry], rates: Rates) -> tuple[list[Claim], list[NotChecked]]:
    """The claims that the ledger's figures make, and figures about trade that cannot be checked."""
    found = [claim_of(entry, rates) for entry in entries]
    return [each for each in found if isinstance(each, Claim)], [each for each in found if isinstance(each, NotChecked)]


def check(claims: Iterable[Claim], stored: Iterable[StoredRow]) -> list[Verdict]:
    """A verdict for each claim, in their order."""
    bases = bases_of(stored)
    told = list(claims)
    levels = {id(claim): _judge(claim, bases) for claim in told if claim.kind == "level"}
    own: dict[tuple[str, ...], dict[Months, Claim]] = defaultdict(dict)
    side: dict[tuple[str, str], str] = {}
    for claim in told:
        if claim.kind != "level" or claim.item:
            continue
        verdict = levels[id(claim)]
        for report in claim.reports:
            if verdict.outcome == "fits" and verdict.side:
                side[report, _pair(claim)] = verdict.side
            for months in periods_meant(claim).months[:1]:
                own[report, claim.flow, *claim.parties][months] = claim
    return [levels.get(id(claim)) or _growth(claim, bases, own, side) for claim in told]


def _growth(
    claim: Claim,
    bases: Bases,
    own: Mapping[tuple[str, ...], dict[Months, Claim]],
    side: Mapping[tuple[str, str], str],
) -> Verdict:
    report = claim.reports[0] if claim.reports else ""
    spoken = structs.replace(claim, side=claim.side or side.get((report, _pair(claim))))
    return _judge(spoken, bases, own.get((report, claim.flow, *claim.parties), {}))


def _judge(claim: Claim, bases: Bases, own: dict[Months, Claim] | None = None) -> Verdict:
    sides = sides_of(claim, bases)
    if not sides:
        asking = f"`kelisim statistics fetch {' '.join(claim.parties)}` asks for it"
        return Verdict(claim=claim, outcome="no_data", remarks=(f"nothing was imported about this pair; {asking}",))
    meant = periods_meant(claim)
    if not meant.months:
        return Verdict(claim=claim, outcome="no_data", remarks=_undated(claim, bases))
    verdicts = [
        check_level(claim, sides, months)
        if claim.kind == "level"
        else check_growth(claim, sides, months, own if own is not None else {})
        for months in meant.months
    ]
    best = next((verdict for verdict in verdicts if verdict.outcome == "fits"), None)
    if not meant.supplied:
        return best or verdicts[0]
    if best:
        return structs.replace(
            best,
            outcome="fits_other_reading",
            reading="period_supplied",
            says=f"{best.says}; the text prints no period",
        )
    said = tuple(dict.fromkeys(remark for verdict in verdicts[:2] for remark in verdict.remarks))
    return Verdict(claim=claim, outcome="no_data", remarks=("no period is printed, so nothing is proved", *said))


def _undated(claim: Claim, bases: Bases) -> tuple[str, ...]:
    """What would fit, where nobody knows the year: a help for whoever sets the date of the report."""
    way_out = "neither text nor report gives a year; `kelisim report set` dates the report"
    if claim.kind != "level" or claim.item:
        return (way_out,)
    fitting = []
    for side in sides_of(claim, bases):
        for year, value in side.basis.annual(side.flow).items():
            if value.meets(claim.low, min(claim.high, claim.value * 1.1)):
                fitting.append(f"{year} ({side.basis.reporter} data)")
    return (way_out, f"it would fit {', '.join(fitting)}") if fitting else (way_out,)


def _pair(claim: Claim) -> str:
    return " ".join(sorted(claim.parties))
