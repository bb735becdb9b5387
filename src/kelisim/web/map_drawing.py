"""The map of the states and their ties, as what a template needs to draw it: outlines, points, curves, a frame."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from kelisim.web.queries import Pair

MEASURES: dict[str, Callable[[Pair], float]] = {
    "told": lambda pair: pair.told,
    "undertakings": lambda pair: pair.undertakings,
    "meetings": lambda pair: pair.meetings,
    "trade": lambda pair: pair.trade or 0,
}
Frame = tuple[int, int, int, int]
_PLACE = re.compile(r"-?[\d.]+ -?[\d.]+")
_MOST_TIES = 60
_THICKEST, _THINNEST = 7.0, 0.8
_MARGIN = 30
_SMALLEST = (260, 150)  # units: nearer than that a map shows nothing


class Tie(Struct, frozen=True):
    """A curve between two states."""

    pair: str
    first: str
    second: str
    curve: str
    width: float
    value: float


class Drawing(Struct, frozen=True):
    """The whole map; ``shapes`` are the outlines by code, ``points`` where the states with ties stand."""

    box: str
    shapes: dict[str, str]
    points: dict[str, tuple[int, int]]
    ties: tuple[Tie, ...]
    source: str
    scale: float


@cache
def _outlines() -> dict[str, Any]:
    text = files("kelisim.web").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def drawing(pairs: Sequence[Pair], measure: str = "told") -> Drawing:
    """The map of ``pairs``; what ``measure`` gives is how thick a tie is."""
    known = _outlines()["points"]
    of = MEASURES[measure]
    told = [pair for pair in pairs if of(pair) and pair.first in known and pair.second in known]
    told = sorted(told, key=lambda pair: (-of(pair), pair.pair))[:_MOST_TIES]
    most = max((of(pair) for pair in told), default=1.0)
    points = {code: tuple(known[code]) for pair in told for code in (pair.first, pair.second)}
    ties = tuple(
        Tie(
            pair=pair.pair,
            first=pair.first,
            second=pair.second,
            curve=_curve(points[pair.first], points[pair.second]),
            width=round(max(_THINNEST, _THICKEST * (of(pair) / most) ** 0.5), 1),
            value=of(pair),
        )
        for pair in reversed(told)  # the thickest last, on top
    )
    frame = _frame(list(points.values()))
    left, top, width, height = frame
    return Drawing(
        box=f"{left} {top} {width} {height}",
        shapes={code: shape for code, shape in _outlines()["shapes"].items() if _is_in(code, frame)},
        points=points,
        ties=ties,
        source=_outlines()["source"],
        scale=width / 1000,
    )


@cache
def _extents() -> dict[str, Frame]:
    """Left, top, right, bottom of every outline."""
    found = {}
    for code, shape in _outlines()["shapes"].items():
        places = [tuple(map(float, place.split())) for place in _PLACE.findall(shape)]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        found[code] = (int(min(xs)), int(min(ys)), int(max(xs)), int(max(ys)))
    return found


def _is_in(code: str, frame: Frame) -> bool:
    """Whether a state can be seen in the frame."""
    left, top, right, bottom = _extents()[code]
    return left <= frame[0] + frame[2] and right >= frame[0] and top <= frame[1] + frame[3] and bottom >= frame[1]


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    """An arc, bent a little to one side, so that ties along one line can be told apart."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bend = 0.14
    x, y = (start[0] + end[0]) / 2 + dy * bend, (start[1] + end[1]) / 2 - abs(dx) * bend
    return f"M{start[0]} {start[1]}Q{x:.0f} {y:.0f} {end[0]} {end[1]}"


def _frame(points: Sequence[tuple[int, int]]) -> Frame:
    """The part of the world that holds all points, in the shape of a page."""
    if not points:
        return -560, -280, 1120, 480
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(max(xs) - min(xs) + 2 * _MARGIN, _SMALLEST[0])
    height = max(max(ys) - min(ys) + 2 * _MARGIN, _SMALLEST[1])
    width, height = max(width, int(height * 1.6)), max(height, int(width / 2.4))
    return (min(xs) + max(xs) - width) // 2, (min(ys) + max(ys) - height) // 2, width, height
