"""Series of figures and their targets as cards."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from kelisim.account.arithmetic import percent
from kelisim.account.levels import Level, levels
from kelisim.account.moments import valid
from kelisim.account.states import State
from kelisim.account.targets import Target
from kelisim.account.things import Fact, Series
from kelisim.ledger.days import LAST_DAY
from kelisim.presentations.account.pages import sources_of
from kelisim.web.index.cards import Aim, Point, SeriesCard, Stand
from kelisim.web.index.words import figure_amount, others, words

_FLAGS = ("conditional", "provisional", "estimate")


def series_cards(state: State) -> Iterator[SeriesCard]:
    """Every series of the account with its targets."""
    for series in state.account.series:
        points = _in_order(series)
        yield SeriesCard(
            id=series.id,
            indicator=series.indicator,
            measure=series.measure,
            unit=series.unit,
            parties=series.parties,
            origin=series.origin,
            destination=series.destination,
            item=series.item,
            per=series.per,
            points=points,
            total=len(points),
            targets=tuple(aim(series, target) for target in state.targets[series.id]),
        )


def _in_order(series: Series) -> tuple[Point, ...]:
    """The points by period; of one period first the level that counts, then what else is told, then what is wanted,
    what most texts tell first.
    """
    counting = {level.entry.statement.id for level in levels(series)}
    places: dict[str | None, int] = {}
    found = []
    for fact in series.facts:
        point = _point(fact)
        counts = any(entry.statement.id in counting for entry in fact.entries)
        place = places.setdefault(point.period, len(places))
        found.append(((place, not counts, point.modality != "actual", -point.texts), point))
    return tuple(point for _, point in sorted(found, key=itemgetter(0)))


def _point(fact: Fact) -> Point:
    entry = fact.entries[0]
    figure, moment = entry.statement, valid(entry)
    dated = moment.is_dated and moment.basis == "said"
    return Point(
        id=fact.id,
        period=fact.period,
        inferred=fact.period is not None and all(one.statement.period is None for one in fact.entries),
        first=moment.earliest if dated else None,
        last=moment.latest if dated and moment.latest != LAST_DAY else None,
        amount=figure_amount(figure),
        modality=figure.modality,
        flags=tuple(name for name in _FLAGS if getattr(figure, name)),
        texts=sources_of(fact.entries),
        part_of=fact.part_of_period,
        words=tuple(words(entry) for entry in fact.entries),
        also=others(fact.vintages),
        against=others(fact.contradictions),
    )


def aims(state: State) -> Iterator[Aim]:
    """Every target of the account."""
    for series in state.account.series:
        yield from (aim(series, target) for target in state.targets[series.id])


def aim(series: Series, target: Target) -> Aim:
    """A target with the levels it is measured by."""
    first = target.entries[0]
    return Aim(
        id=first.statement.id,
        series=series.id,
        indicator=series.indicator,
        measure=series.measure,
        parties=series.parties,
        origin=series.origin,
        destination=series.destination,
        item=series.item,
        amount=figure_amount(first.statement),
        deadline=target.deadline,
        due_year=target.due_year,
        verdict=target.verdict,
        needed=_percent(target.needed),
        made=_percent(target.made),
        slip=target.slip,
        latest=_stand(target.latest),
        so_far=_stand(target.so_far),
        baseline=_stand(target.baseline),
        sums=target.arithmetic,
        words=tuple(words(entry) for entry in sorted(target.entries, key=lambda e: e.statement.period is None)),
        restated=others(target.restated),
    )


def _stand(level: Level | None) -> Stand | None:
    if level is None:
        return None
    amount = figure_amount(level.entry.statement)
    return Stand(period=level.period, amount=amount, disputed=level.disputed, words=words(level.entry))


def _percent(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else percent(rate)
