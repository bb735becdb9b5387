"""The outlook of targets and the score of past ones, as lines for people and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kelisim.statistics.annual_series import Record
from kelisim.statistics.backtest import FARTHEST, THRESHOLDS, PastOutlook, Score
from kelisim.statistics.deflating import PriceIndex
from kelisim.statistics.outlook import Outlook, SideOutlook

Line = tuple[str, str]  # indent and words
_BN = 1e9
_ENOUGH_CASES = 200


def outlook_lines(looks: Iterable[Outlook], index: PriceIndex | None) -> Iterator[Line]:
    """Each target from each side, and at the end in which prices all this is."""
    for look in looks:
        target = look.target
        when = f"by {target.year}" if target.year else "without a year"
        told = f" «{target.words}» [{', '.join(id[:8] for id in target.ids)}]" if target.ids else ""
        yield "", f"{' '.join(target.parties)}: {target.value / _BN:g} bn US$ {when}{told}"
        for side in look.sides:
            yield from _side_lines(side)
        if not look.sides:
            yield "  ", "no whole year is known of either side"
        yield "", ""
    yield "", prices_words(index)


def prices_words(index: PriceIndex | None) -> str:
    """In which prices sums are told."""
    if index is None:
        return "Nominal US$: nothing is deflated. The two sides' data are two series."
    return (
        f"In prices of {index.base}, deflated with «{index.name}» («{'; '.join(index.sources)}», retrieved "
        f"{index.retrieved}); targets are taken as sums in these prices. The two sides' data are two series."
    )


def _side_lines(side: SideOutlook) -> Iterator[Line]:
    year, value = side.series.last
    yield "  ", f"{side.series.reporter} data, from {value / _BN:.2f} bn in {year}:"
    if side.needed is not None:
        yield "    ", f"needs {side.needed:.1%} a year; that growth was reached"
        yield "      ", f"by this side in {_record_words(side.own)}"
        yield "      ", f"by all pairs in {_record_words(side.all)}"
    if side.by_walk is not None and side.interval:
        low, high = (end / _BN for end in side.interval)
        words = (
            f"P = {side.by_walk:.0%} by a random walk with drift (80% of its paths between {low:.1f} and {high:.1f} bn)"
        )
        yield "    ", words
    if side.by_draws is not None:
        yield "    ", f"P = {side.by_draws:.0%} by draws from {side.drawn_from}"
    if side.by_ets is not None and side.by_arima is not None:
        yield "    ", f"P = {side.by_ets:.0%} by ETS and {side.by_arima:.0%} by ARIMA from {side.season_from}"
    if side.reached_in or side.likely_from:
        chances = (("one in ten", side.likely_from), ("even", side.reached_in), ("nine in ten", side.likely_until))
        said = (f"{words} {f'by {year}' if year else 'not within thirty years'}" for words, year in chances)
        yield "    ", f"chance that it is reached: {', '.join(said)}"
    for remark in side.remarks:
        yield "    ", remark


def _record_words(record: Record | None) -> str:
    if record is None or not record.windows:
        return "no stretch of years, as none is as long"
    length = f"{record.shortest}" if record.shortest == record.longest else f"{record.shortest} to {record.longest}"
    many = "stretch" if record.windows == 1 else "stretches"
    words = f"{record.reached} of {record.windows} {many} of {length} years"
    if record.best:
        words += f", best {record.best.growth:+.1%} a year ({record.best.first} to {record.best.last})"
    return words


def outlook_record(look: Outlook) -> dict[str, Any]:
    """A target for JSON."""
    index = look.index
    prices: object = "nominal"
    if index:
        prices = {"of": index.base, "deflator": index.name, "sources": index.sources, "retrieved": index.retrieved}
    return {"target": look.target, "prices": prices, "sides": look.sides}


def outlook_rows(looks: Iterable[Outlook]) -> Iterator[dict[str, object]]:
    """A row for each target and side, for CSV."""
    for look in looks:
        target, index = look.target, look.index
        for side in look.sides:
            low, high = side.interval or (None, None)
            own, every = side.own, side.all
            yield {
                "parties": target.parties,
                "target": round(target.value),
                "by": target.year,
                "statements": target.ids,
                "prices": f"{index.base}, {index.name}" if index else "nominal",
                "data_of": side.series.reporter,
                "base_year": side.series.last[0],
                "base": round(side.series.last[1]),
                "needed_percent_a_year": _percent(side.needed),
                "own_reached": own and own.reached,
                "own_stretches": own and own.windows,
                "all_reached": every and every.reached,
                "all_stretches": every and every.windows,
                "p_walk": _percent(side.by_walk),
                "low": low and round(low),
                "high": high and round(high),
                "p_draws": _percent(side.by_draws),
                "p_ets": _percent(side.by_ets),
                "p_arima": _percent(side.by_arima),
                "one_in_ten_by": side.likely_from,
                "even_by": side.reached_in,
                "nine_in_ten_by": side.likely_until,
                "remarks": side.remarks,
            }


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def score_lines(scores: Mapping[str, Score | None]) -> Iterator[Line]:
    """The scores by rolling origin: Brier scores beside the yardsticks, and the calibration."""
    if not any(scores.values()):
        yield "", "Rolling origin: no series is long enough; import more (`kelisim statistics import FILE…`)."
        return
    multiples = ", ".join(f"{times:g}" for times in THRESHOLDS)
    yield (
        "",
        f"Rolling origin: 1 to {FARTHEST} years ahead, turnover at least {multiples} times that of the year of origin",
    )
    for name, score in scores.items():
        if score is None:
            yield "  ", f"{name}: no series is long enough"
            continue
        few = ", too few to say much" if score.cases < _ENOUGH_CASES else ""
        yield "  ", f"{name}: {score.cases} cases of {score.series} series{few}"
        yield "    ", f"Brier score {score.brier:.3f} (0 is perfect, 0.25 is knowing nothing)"
        yield (
            "    ",
            f"yardsticks: no change {score.brier_no_change:.3f}, last growth goes on {score.brier_goes_on:.3f}",
        )
        for each in score.bins:
            told = f"said {each.low:.0%} to {each.high:.0%} (mean {each.given:.0%})"
            yield "    ", f"{told}: came {each.came:.0%} of {each.cases}"


def past_lines(past: Iterable[PastOutlook]) -> Iterator[Line]:
    """Past targets whose outcome is known."""
    yield "", "Past targets (needed growth a year; probability by growth of all pairs known before)"
    for each in past:
        told = each.target
        known = f"from {each.known} growths" if each.known else "of growth"
        came = f"{'reached' if told.reached else 'missed'}, {told.outcome / _BN:.2f} bn"
        chance = f"too little was known {known}" if each.probability is None else f"P = {each.probability:.0%} {known}"
        yield (
            "  ",
            f"{' '.join(told.parties)} {told.value / _BN:g} bn by {told.year}, said {told.said} ({told.side} data): "
            f"needed {told.needed:.1%}; {chance}; {came}",
        )
