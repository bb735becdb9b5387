"""Claims of a known kind, made at random over made official data: each trap of the press, and claims that simply fit.

The data of a pair have both sides, a gap between them, every month, and farm goods; the claims are printed with two to
four digits, as the press does. What the check makes of them is counted by kind.
"""

import random

from kelisim.ledger.official import OfficialRow, StoredRow
from kelisim.model import Published
from kelisim.statistics.check import check
from kelisim.statistics.claims import Claim

PAIRS = [
    tuple(pair.split()) for pair in "GE AM,MN RU,PK IR,TM UZ,BY LT,MD RO,RS HU,EG JO,VN TH,KE UG,PE BO,MA ES".split(",")
]
YEARS = range(2014, 2025)
KINDS = {
    "fits, first side": 25,
    "fits, second side only": 25,
    "part of the year as the year": 30,
    "one direction as turnover": 20,
    "farm goods as all goods": 20,
    "a zero lost": 20,
    "a decimal comma lost": 20,
    "direction swapped": 10,
    "growth that fits": 15,
    "growth against the levels": 15,
}
EXPECTED = {
    "fits, first side": ("fits", "as_printed"),
    "fits, second side only": ("fits", "as_printed"),
    "part of the year as the year": ("fits_other_reading", "part_of_period"),
    "one direction as turnover": ("fits_other_reading", "one_flow"),
    "farm goods as all goods": ("fits_other_reading", "goods"),
    "a zero lost": ("fits_other_reading", "scale"),
    "a decimal comma lost": ("fits_other_reading", "scale"),
    "direction swapped": ("fits_other_reading", "direction"),
    "growth that fits": ("fits", "as_printed"),
    "growth against the levels": ("differs", "as_printed"),
    "simply wrong": ("differs", "as_printed"),
}


def stored(reporter, partner, period, flow, value, *, item=""):
    row = OfficialRow(
        reporter=reporter, partner=partner, period=str(period), flow=flow, value=round(value), item=item, source="made"
    )
    return StoredRow(row, "made", "")


class World:
    """Made data of all pairs: by side, flow and year the twelve months."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.months = {}
        self.farm = {}
        self.rows = []
        for left, right in PAIRS:
            gaps = {code: self.random.uniform(-0.25, 0.25) for code in (left, right)}
            for flow in ("there", "back"):
                size = 10 ** self.random.uniform(7.8, 9.7)
                for year in YEARS:
                    size *= 1 + self.random.gauss(0.06, 0.15)
                    shares = [self.random.uniform(0.6, 1.4) for _ in range(12)]
                    for code in (left, right):
                        told = size * (1 + gaps[code]) * self.random.uniform(0.97, 1.03)
                        months = [told * share / sum(shares) for share in shares]
                        self._add((left, right), code, flow, year, months)

    def _add(self, pair, side, flow, year, months):
        other = pair[1] if side == pair[0] else pair[0]
        name = "exports" if (side == pair[0]) == (flow == "there") else "imports"
        self.months[side, other, name, year] = months
        self.farm[side, other, name, year] = farm = sum(months) * self.random.uniform(0.05, 0.4)
        for number, value in enumerate(months, 1):
            self.rows.append(stored(side, other, f"{year}-{number:02}", name, value))
        self.rows.append(stored(side, other, year, name, sum(months)))
        self.rows.append(stored(side, other, year, name, farm, item="agriculture"))

    def value(self, side, other, flow, year, months=12):
        if flow == "turnover":
            return sum(self.value(side, other, name, year, months) for name in ("exports", "imports"))
        return sum(self.months[side, other, flow, year][:months])


def printed(value, digits, **other):
    """A number with so many digits, and what it leaves open."""
    place = 10.0 ** (len(str(int(value))) - digits)
    said = round(value / place) * place
    return {"value": said, "low": said - place / 2, "high": said + place / 2} | other


def made_claim(world, kind, number):
    pick = world.random
    left, right = pick.choice(PAIRS)
    year, digits = pick.choice(YEARS[1:]), pick.choice((2, 2, 3, 3, 4))
    base = {"id": f"{number:016x}", "kind": "level", "flow": "turnover", "parties": (left, right), "period": str(year)}
    after = Published(f"{year + 1}-06-01", f"{year + 1}-06-01", "made")
    base["published"] = after
    whole = world.value(left, right, "turnover", year)
    match kind:
        case "fits, first side":
            said = printed(whole, digits)
            if pick.random() < 0.2:
                said |= {
                    "high": float("inf"),
                    "low": said["value"] * 0.97,
                    "value": said["value"] * 0.97,
                    "qualifier": "over",
                }
        case "fits, second side only":
            said = printed(world.value(right, left, "turnover", year), max(digits, 3))
        case "part of the year as the year":
            until = pick.randint(3, 11)
            day = f"{year}-{until + 1:02}-20"
            said = printed(world.value(left, right, "turnover", year, until), digits)
            said["published"] = Published(day, day, "made")
        case "one direction as turnover":
            said = printed(world.value(left, right, pick.choice(("exports", "imports")), year), digits)
        case "farm goods as all goods":
            farm = sum(world.farm[left, right, flow, year] for flow in ("exports", "imports"))
            said = printed(farm, digits)
        case "a zero lost":
            said = printed(whole / 10, digits)
        case "a decimal comma lost":
            said = printed(whole * 1000, digits)
        case "direction swapped":
            said = printed(world.value(left, right, "imports", year), max(digits, 3), flow="exports")
        case "simply wrong":
            said = printed(whole * pick.choice((0.62, 0.8, 1.25, 1.5)) * pick.uniform(0.97, 1.03), digits)
        case _:
            said = _growth(world, kind, (left, right, year))
    return Claim(**base | said)


def _growth(world, kind, where):
    left, right, year = where
    true = world.value(left, right, "turnover", year) / world.value(left, right, "turnover", year - 1) - 1
    if kind == "growth against the levels":
        true += world.random.choice((-1, 1)) * world.random.uniform(0.03, 0.15)
    said = round(true, 3)
    return {"kind": "growth", "value": said, "low": said - 0.0005, "high": said + 0.0005, "side": left}


def measured(seed, kinds):
    """By kind: how many there are, how many got the right verdict, how many were wrongly said to differ."""
    world = World(seed)
    claims = [(kind, made_claim(world, kind, number)) for kind, many in kinds.items() for number in range(many)]
    table = {kind: [0, 0, 0] for kind in kinds}
    for (kind, _), verdict in zip(claims, check([claim for _, claim in claims], world.rows), strict=True):
        outcome, reading = EXPECTED[kind]
        table[kind][0] += 1
        table[kind][1] += (verdict.outcome, verdict.reading) == (outcome, reading)
        table[kind][2] += verdict.outcome == "differs" != outcome
    return table


def several_claims(world, many):
    """Claims of all kinds in turn, for measuring time."""
    kinds = list(KINDS)
    return [made_claim(world, kinds[number % len(kinds)], number) for number in range(many)]
