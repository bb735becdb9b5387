"""The first page: what the ledger holds, who has to do with whom, what was told last, what is due."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request

from kelisim.records import plain
from kelisim.web.answers import Answer, Record, page, sight_of
from kelisim.web.map_drawing import Form, drawing, outlines, source
from kelisim.web.queries import List, Pair, Sight

router = APIRouter(tags=["overview"])
_MATRIX = 16  # states in the matrix of pairs
_SHOWN = 12
_ALL = ("all",)
COUNTED = ("told", "undertakings", "meetings")
FORMS: tuple[Form, ...] = ("wide", "narrow")


@page(router, "/", "overview.html", alias="/overview")
def overview(
    request: Request,
    tie: Annotated[
        str, Query(pattern="^[a-z_]{1,40}(:[^:]{1,20})?$", description="What the ties of the map are as thick as.")
    ] = "told",
) -> Answer:
    """What the ledger holds, what was told last, and what is due."""
    sight = sight_of(request)
    counts = sight.counts(_ALL)
    pairs = sight.pairs()
    due = sight.works(List(_ALL, "call:due_soon", most=8))
    overdue = sight.works(List(_ALL, "call:overdue", most=6))
    sorts = [f"{indicator}:{unit}" for indicator, unit in sight.level_sorts()]
    tie = tie if tie in (*COUNTED, *sorts) else "told"
    values = _values(sight, pairs, tie)
    maps = {form: drawing(values, form) for form in FORMS}
    shapes = outlines({code for one in maps.values() for code in one.shapes})
    return Answer(
        title="",
        data={
            "holds": {sort: parts.get("", 0) for sort, parts in counts.items()}
            | {name: int(sight.facts[name]) for name in ("reports", "statements")},
            "pairs": pairs[:_SHOWN],
            "due_soon": due,
            "overdue": overdue,
            "latest": sight.latest(8),
        },
        rows=[{"parties": (pair.first, pair.second), **_counted(pair)} for pair in pairs],
        shown={
            "counts": counts,
            "matrix": matrix(pairs),
            "maps": maps,
            "outlines": shapes,
            "map_source": source(),
            "tie": tie,
            "sorts": sorts,
        },
    )


def _values(sight: Sight, pairs: list[Pair], tie: str) -> dict[str, float]:
    """By pair what its tie is as thick as: how much there is of it, or the latest level of a sort of series."""
    if tie in COUNTED:
        return {pair.pair: getattr(pair, tie) for pair in pairs}
    indicator, _, unit = tie.partition(":")
    return sight.levels(indicator, unit)


def _counted(pair: Pair) -> Record:
    trade = None if pair.trade is None else plain(Decimal(pair.trade))
    return {
        "undertakings": pair.undertakings, "series": pair.series, "meetings": pair.meetings,
        "conflicts": pair.conflicts, "overdue": pair.overdue, "value": trade, "unit": pair.trade_unit,
        "period": pair.trade_period,
    }  # fmt: skip


def matrix(pairs: list[Pair]) -> dict[str, object]:
    """The states of whom most is told, and how much of each two: shades from 0 to 5."""
    weight: dict[str, int] = {}
    for pair in pairs:
        for code in (pair.first, pair.second):
            weight[code] = weight.get(code, 0) + pair.told
    states = sorted(weight, key=lambda code: (-weight[code], code))[:_MATRIX]
    told = {frozenset((pair.first, pair.second)): pair for pair in pairs}
    most = max((pair.told for pair in pairs), default=1)
    cells = {
        one: {other: _cell(told.get(frozenset((one, other))), most) for other in states if other != one}
        for one in states
    }
    return {"states": states, "cells": cells}


def _cell(pair: Pair | None, most: int) -> tuple[str, int, int] | None:
    if pair is None or not pair.told:
        return None
    return pair.pair, pair.told, 1 + int(4 * (pair.told / most) ** 0.5)
