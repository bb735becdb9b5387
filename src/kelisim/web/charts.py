"""The chart of a series: points by period, targets and other numbers beside them; a point leads to its words.

Altair writes the specification; the browser draws it with the JavaScript that vl-convert carries, made once into the
cache folder and served from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kelisim.ledger.days import FIRST_DAY, LAST_DAY, bounds
from kelisim.presentations.amounts import amount_of
from kelisim.presentations.headings import headings, name_of
from kelisim.web.index.cards import Amount, Point, SeriesCard, Words
from kelisim.web.index.official import Official
from kelisim.web.rendering import amount_text, day_text, where
from kelisim.web.wording import party_name, spoken

_SORTS = ("actual", "target", "forecast", "potential", "against", "also")
# Told apart by shape too, not by colour alone; the colours are those of the style sheet in light and dark.
_COLOURS = ("#3f7fbf", "#c98a2b", "#7a68b8", "#8a8f98", "#c4514b", "#8a8f98")
_OFFICIAL = "#7d8a70"
_SHAPES = ("circle", "diamond", "triangle-up", "square", "cross", "circle")


def specification(series: SeriesCard, official: Official | None, lang: str, root: str) -> dict[str, Any]:
    """The chart of ``series`` for Vega-Lite, with the figures of offices beside; links begin with ``root``."""
    import altair as alt

    # A year's name stands over the whole of it, so that what is told of a year lies in its middle.
    years = alt.Axis(
        format="%Y",
        tickCount="year",
        labelOverlap=True,
        labelAlign="left",
        labelOffset=4,
        labelPadding=-10,
        tickSize=14,
    )
    divisor, unit = _scale(series, lang)
    rows = list(_rows(series, divisor, lang, root))
    names = {sort: _name(sort, lang) for sort in _SORTS}
    told = [sort for sort in _SORTS if any(row["sort"] == names[sort] for row in rows)]
    places = [_SORTS.index(sort) for sort in told]
    colour = alt.Color("sort:N", title=None, legend=alt.Legend(orient="top") if len(told) > 1 else None).scale(
        domain=[names[sort] for sort in told], range=[_COLOURS[place] for place in places]
    )
    shape = alt.Shape("sort:N", title=None).scale(
        domain=[names[sort] for sort in told], range=[_SHAPES[place] for place in places]
    )
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("day:T", title=None, axis=years, scale=alt.Scale(nice="year")),
        y=alt.Y("value:Q", title=unit, axis=alt.Axis(tickCount=5)),
    )
    layers = []
    if official and series.indicator == "trade_turnover" and series.unit == "USD" and not series.item:
        sides = list(_official_rows(official, divisor, lang))
        both = alt.Chart({"values": sides}).encode(x=alt.X("day:T"), y=alt.Y("value:Q"), tooltip="said:N")
        dashes = alt.StrokeDash("side:N", title=None, legend=alt.Legend(orient="top"))
        layers.append(both.mark_line(color=_OFFICIAL, strokeWidth=1.2).encode(strokeDash=dashes, detail="side:N"))
        layers.append(both.mark_point(color=_OFFICIAL, size=30, filled=True, opacity=1))
    if sum(row["level"] for row in rows) > 1:
        line = base.transform_filter("datum.level").mark_line(strokeWidth=1.5, opacity=0.6)
        layers.append(line.encode(color=alt.value(_COLOURS[0])))
    if any(row["high"] != row["value"] for row in rows):
        ranges = base.transform_filter("datum.high !== datum.value").mark_rule(opacity=0.5)
        layers.append(ranges.encode(y2="high:Q", color=colour))
    points = base.mark_point(filled=True, size=110, opacity=1)
    layers.append(points.encode(color=colour, shape=shape, href="href:N", tooltip="said:N"))
    chart = alt.layer(*layers).properties(width="container", height=260, background="transparent")
    made: dict[str, Any] = chart.to_dict(validate=False)
    return made


def _rows(series: SeriesCard, divisor: Decimal, lang: str, root: str) -> Iterator[dict[str, Any]]:
    """A row for each number; the line goes through one of each year, so that it does not run between two at odds."""
    years: set[str | None] = set()
    for point in series.points:
        day = _day(point.period)
        if day is None or not point.words:
            continue
        is_level = point.modality == "actual" and point.is_year and point.period not in years
        years |= {point.period} if is_level else set()
        told = [(_name(point.modality, lang), point.amount, point.words[0])]
        told += [(_name("also", lang), other.amount, other.words) for other in point.also]
        for sort, amount, words in told:
            yield {
                "day": day,
                "value": float(amount.low / divisor),
                "high": float(amount.high / divisor),
                "sort": _name("against", lang) if point.against and sort == told[0][0] else sort,
                "level": is_level and amount is point.amount,
                "said": _said(point, amount, words, lang),
                "href": f"{root}/report/{words.report}#{words.id}",
            }


def _official_rows(official: Official, divisor: Decimal, lang: str) -> Iterator[dict[str, Any]]:
    """The years of both sides."""
    for side in official.sides:
        name = f"{spoken('Statistics', lang)}: {party_name(side.reporter, lang)}"
        for year, value in zip(side.years, side.values, strict=True):
            said = f"{name}\n{amount_of(Decimal(round(value)), 'USD', lang)} ({year})"
            yield {"day": f"{year}-07-02", "value": value / float(divisor), "side": name, "said": said}


def _said(point: Point, amount: Amount, words: Words, lang: str) -> str:
    """What shows under the pointer: the number with its period, the sentence, who says it."""
    published = f", {day_text(words.latest, lang)}" if words.latest else ""
    head = f"{amount_text(amount, lang)} ({day_text(point.period, lang)})"
    return f"{head}\n«{words.sentence}»\n{where(words)}{published}"


def _name(sort: str, lang: str) -> str:
    if sort == "against":
        return spoken("contradicted", lang)
    return spoken("other number", lang) if sort == "also" else name_of(sort, lang)


def _day(period: str | None) -> str | None:
    """Where a period lies: its middle; of an open one its known end."""
    days = bounds(period)
    if days is None or (days[0] == FIRST_DAY and days[1] == LAST_DAY):
        return None
    first, last = (date.fromisoformat(day) for day in days)
    if days[0] == FIRST_DAY or days[1] == LAST_DAY:
        return (first if days[1] == LAST_DAY else last).isoformat()
    return (first + (last - first) / 2).isoformat()


def _scale(series: SeriesCard, lang: str) -> tuple[Decimal, str]:
    """By what all numbers are divided, and what the axis says: *Mrd. USD*."""
    most = max((abs(point.amount.high) for point in series.points), default=Decimal(0))
    wording = headings().units.get(series.unit)
    symbol = wording.speak(lang) if wording else series.unit
    for power, scale in headings().scales.items():
        if most >= Decimal(10) ** int(power):
            return Decimal(10) ** int(power), f"{scale.speak(lang)} {symbol}".strip()
    return Decimal(1), symbol


@cache
def bundle_name() -> str:
    """The name of the file with the JavaScript that draws charts; another version has another name."""
    return f"vega-{version('vl-convert-python')}.js"


def bundle(folder: Path) -> Path:
    """That file, made where it is missing: three seconds, once."""
    path = folder / bundle_name()
    if not path.exists():
        import vl_convert

        folder.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{os.getpid()}.new")
        bundled: Any = vl_convert.javascript_bundle  # its types forget that it needs no argument
        made.write_text(bundled(), encoding="utf-8")
        made.replace(path)
    return path
