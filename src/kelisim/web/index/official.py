"""What statistical offices of both sides say of a pair, and the outlook for its targets, as cards of the pair."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kelisim.account.things import Account
from kelisim.ledger.official import StoredRow
from kelisim.statistics.annual_series import series_of
from kelisim.statistics.bases import Value, bases_of
from kelisim.statistics.outlook import Outlook, SideOutlook, outlook, pool_of
from kelisim.statistics.reference import with_reference
from kelisim.statistics.targets import Target, targets_of
from kelisim.web.index.subjects import pair_key

_NEVER = 9999
_MOST = 6  # targets of a pair


class Side(Struct, frozen=True, kw_only=True):
    """The trade turnover with ``partner`` that ``reporter`` counts, by year, in US$, and where each number stands."""

    reporter: str
    partner: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    sources: tuple[tuple[str, ...], ...] = ()


class View(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A target seen from one side's data: where it starts, the growth a year it needs, how often that has gone on for
    so long, and how probable it is by a random walk and by draws; shares, None where data are too few.
    """

    reporter: str
    year: int
    value: float
    needed: float | None = None
    reached: int | None = None
    windows: int | None = None
    by_walk: float | None = None
    by_draws: float | None = None
    low: float | None = None
    high: float | None = None
    even_in: int | None = None
    remarks: tuple[str, ...] = ()


class Prospect(Struct, frozen=True, kw_only=True):
    """The outlook for one target; ``id`` is the first statement that tells it."""

    id: str
    words: str
    value: float
    year: int | None
    views: tuple[View, ...]


class Official(Struct, frozen=True, kw_only=True):
    """Everything official about a pair."""

    pair: str
    sides: tuple[Side, ...]
    prospects: tuple[Prospect, ...] = ()


def official_cards(account: Account, rows: list[StoredRow], day: str) -> Iterator[Official]:
    """The pairs that some office gives figures of: in ``rows``, which were imported, or as they come with the program.

    The targets of the account are judged by ``day``.
    """
    this_year = int(day[:4])
    bases = bases_of(with_reference(rows))
    pool = pool_of(bases)
    sides: dict[str, list[Side]] = {}
    for (reporter, partner), basis in sorted(bases.items()):
        series = series_of(basis)
        if series:
            annual = basis.annual()
            side = Side(
                reporter=reporter,
                partner=partner,
                years=series.years,
                values=series.values,
                sources=tuple(_sources(annual[year]) for year in series.years),
            )
            sides.setdefault(pair_key(reporter, partner), []).append(side)
    aims: dict[str, list[Target]] = {}
    trade = (series for series in account.series if series.indicator == "trade_turnover")
    for target in targets_of(fact.entries for series in trade for fact in series.facts):
        aims.setdefault(pair_key(*target.parties), []).append(target)
    for pair, told in sides.items():
        # Where very many are told, those that are told most.
        most = sorted(aims.get(pair, ()), key=lambda target: -len(target.ids))[:_MOST]
        most.sort(key=lambda target: _urgency(target, this_year))
        prospects = tuple(_prospect(outlook(target, bases, pool, this_year=this_year)) for target in most)
        yield Official(pair=pair, sides=tuple(told), prospects=prospects)


def _urgency(target: Target, this_year: int) -> tuple[bool, int, float]:
    """Those that are still to be reached first, the next ones before; then those whose year is over, the last first."""
    year = target.year or _NEVER
    return year < this_year, abs(year - this_year), target.value


def _sources(value: Value) -> tuple[str, ...]:
    """Where the rows of a value stand, each place once."""
    return tuple(dict.fromkeys(each.row.source for each in value.rows if each.row.source))


def _prospect(look: Outlook) -> Prospect:
    target = look.target
    views = tuple(_view(side) for side in look.sides)
    return Prospect(id=target.ids[0], words=target.words, value=target.value, year=target.year, views=views)


def _view(side: SideOutlook) -> View:
    year, value = side.series.last
    return View(
        reporter=side.series.reporter,
        year=year,
        value=value,
        needed=side.needed,
        reached=side.own.reached if side.own else None,
        windows=side.own.windows if side.own else None,
        by_walk=side.by_walk,
        by_draws=side.by_draws,
        low=side.interval[0] if side.interval else None,
        high=side.interval[1] if side.interval else None,
        even_in=side.reached_in,
        remarks=side.remarks,
    )
