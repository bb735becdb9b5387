"""The first page: what the ledger holds, who has to do with whom, what was told last, what is due."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request

from kelisim.web.answers import Answer, Record, page, sight_of
from kelisim.web.map_drawing import drawing
from kelisim.web.queries import List, Pair

router = APIRouter(tags=["overview"])
_MATRIX = 16  # states in the matrix of pairs
_SHOWN = 12
_ALL = ("all",)
Measure = Literal["told", "undertakings", "meetings", "trade"]


@page(router, "/", "overview.html", alias="/overview")
def overview(
    request: Request,
    tie: Annotated[Measure, Query(description="What the ties of the map are as thick as.")] = "told",
) -> Answer:
    """What the ledger holds, what was told last, and what is due."""
    sight = sight_of(request)
    counts = sight.counts(_ALL)
    pairs = sight.pairs()
    due = sight.works(List(_ALL, "call:due_soon", most=8))
    overdue = sight.works(List(_ALL, "call:overdue", most=6))
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
        shown={"counts": counts, "matrix": matrix(pairs), "map": drawing(pairs, tie), "tie": tie},
    )


def _counted(pair: Pair) -> Record:
    return {
        "undertakings": pair.undertakings, "series": pair.series, "meetings": pair.meetings,
        "conflicts": pair.conflicts, "overdue": pair.overdue, "value": pair.trade, "period": pair.trade_period,
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
