"""Claims: what a report says about the trade of two states, with what its printed number leaves open.

FigureEntry(«4,4 Mrd. US-Dollar», KZ UZ, 2023)  ->  Claim(turnover, 4.35 … 4.45 bn, 2023)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kelisim.account.precision import printed_range
from kelisim.language.actors import actors
from kelisim.language.annotations import codes_of
from kelisim.ledger.official import Flow, Rate
from kelisim.ledger.query import FigureEntry
from kelisim.model import Figure, Published, Qualifier

Kind = Literal["level", "growth", "rise"]  # how much it was, by which share it changed, by how much money it changed
INDICATORS: Mapping[str, Flow] = {"trade_turnover": "turnover", "exports": "exports", "imports": "imports"}


class Claim(Struct, frozen=True, kw_only=True):
    """One claimed figure. ``low`` to ``high`` are what the printed number can stand for: US$, or a share (0.15).

    ``flow`` is seen from ``parties[0]``: of exports and imports the state that says so (or the exporter, the importer);
    of turnover either. ``directed`` is False where the text does not say who exports. ``side`` is the state that the
    text names as its source, where it is one of the two.
    """

    id: str
    kind: Kind
    flow: Flow
    parties: tuple[str, str]
    low: float
    high: float
    value: float
    qualifier: Qualifier = "exact"
    directed: bool = True
    period: str | None = None
    item: str | None = None
    published: Published | None = None
    side: str | None = None
    words: str = ""
    sentence: str = ""
    reports: tuple[str, ...] = ()


class NotChecked(Struct, frozen=True):
    """A figure about trade that is no claim about two states' trade, and why."""

    id: str
    reason: str


def claim_of(entry: FigureEntry, rates: Mapping[tuple[str, str], Rate]) -> Claim | NotChecked | None:
    """The claim that a figure makes; why it cannot be checked; None for a figure about something else or no fact."""
    figure = entry.statement
    if figure.indicator not in INDICATORS or figure.modality != "actual" or figure.polarity != "affirmed":
        return None
    kind = _kind(figure)
    if kind is None:
        return NotChecked(
            figure.id, f"a {figure.measure} in {figure.unit}: only levels and changes are held against data"
        )
    if len(figure.parties) != 2 or not all(len(code) == 2 and code.isalpha() for code in figure.parties):
        return NotChecked(figure.id, "not about two states")
    worth = 1.0 if kind == "growth" else _worth(figure, rates)
    if worth is None:
        return NotChecked(figure.id, f"in {figure.unit}, and no exchange rate was imported for it")
    span = printed_range(figure, entry.head)
    low, high, value = (float(number) for number in (span.low, span.high, figure.low))
    if kind == "growth" and figure.unit == "factor":
        low, high, value = low - 1, high - 1, value - 1
    elif kind == "growth":
        low, high, value = low / 100, high / 100, value / 100
    parties, directed = _direction(figure)
    published = next((report.published for report in entry.sources if report.published), None)
    return Claim(
        id=figure.id,
        kind=kind,
        flow=INDICATORS[figure.indicator],
        parties=parties,
        low=low * worth,
        high=high * worth,
        value=value * worth,
        qualifier=figure.qualifier,
        directed=directed,
        period=figure.period,
        item=figure.item,
        published=published,
        side=_source_state(figure.attribution, figure.parties),
        words=entry.head,
        sentence=entry.sentence,
        reports=tuple(report.id for report in entry.sources),
    )


@lru_cache(maxsize=10_000)
def _source_state(attribution: str | None, parties: tuple[str, ...]) -> str | None:
    """The party whose office the text names as its source (*usbekisches Statistikamt*), None for persons and others.

    Presidents quote their neighbours' numbers as readily as their own.
    """
    found = actors(attribution) if attribution else []
    named = codes_of(found)
    if any(actor.kind == "person" for actor in found) or not any(actor.kind == "organisation" for actor in found):
        return None
    return named.pop() if len(named) == 1 and named <= set(parties) else None


def _kind(figure: Figure) -> Kind | None:
    if figure.measure == "level" and len(figure.unit) == 3 and figure.unit.isupper():
        return "level"
    if figure.measure == "change":
        return "growth" if figure.unit in ("percent", "factor") else "rise" if figure.unit.isupper() else None
    return None


def _worth(figure: Figure, rates: Mapping[tuple[str, str], Rate]) -> float | None:
    """US$ for one unit of the figure's currency: by its own sum in dollars, else by an imported rate of its period."""
    if figure.unit == "USD":
        return 1.0
    for other in figure.also:
        if other.unit == "USD" and figure.low:
            return float(other.low / figure.low)
    year = (figure.period or "")[:4]
    rate = rates.get((figure.unit, figure.period or "")) or rates.get((figure.unit, year))
    return float(rate.usd_per_unit) if rate else None


def _direction(figure: Figure) -> tuple[tuple[str, str], bool]:
    """The parties with the one first from whom the flow is seen, and whether the text says so."""
    left, right = figure.parties
    origin, destination = figure.origin, figure.destination
    first = origin if figure.indicator == "exports" else destination if figure.indicator == "imports" else left
    other = destination if figure.indicator == "exports" else origin
    if first is None and other is not None:
        first = right if other == left else left
    if first not in (left, right):
        return (left, right), figure.indicator == "trade_turnover"
    return (first, right if first == left else left), True
