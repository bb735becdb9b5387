"""The map of the states and their ties, as what a template needs to draw it: outlines, points, curves, a frame."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from msgspec import Struct

Form = Literal["wide", "narrow"]
Frame = tuple[int, int, int, int]
_PLACE = re.compile(r"-?[\d.]+ -?[\d.]+")
_MOST_TIES = 60
_THICKEST, _THINNEST = 7.0, 0.8
_MARGIN = 30
_SMALLEST = (260, 150)  # units: nearer than that a map shows nothing
_CORE = 0.75  # of all ties lies in the part of the world that a narrow map shows
_SHAPES = {"wide": (1.6, 2.4), "narrow": (0.9, 1.15)}  # how many times as wide as high, at least and at most
_SHOWN_AT = {"wide": 1000, "narrow": 400}  # about so many pixels wide, so that letters come out in one size


class Tie(Struct, frozen=True):
    """A curve between two states."""

    pair: str
    first: str
    second: str
    curve: str
    width: float


class Drawing(Struct, frozen=True):
    """The whole map; ``shapes`` are the codes of the outlines on it, ``points`` where the states with ties stand.

    Those are ``named`` whose names do not lie over another.
    """

    box: str
    shapes: tuple[str, ...]
    points: dict[str, tuple[int, int]]
    named: frozenset[str]
    ties: tuple[Tie, ...]
    scale: float


@cache
def _outlines() -> dict[str, Any]:
    text = files("kelisim.web").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def drawing(values: Mapping[str, float], form: Form = "wide") -> Drawing:
    """The map of pairs with a value each, which is how thick the tie is. A narrow one shows where most of them are."""
    known = _outlines()["points"]
    told = [(pair, value) for pair, value in values.items() if value and all(code in known for code in pair.split("-"))]
    told = sorted(told, key=lambda one: (-one[1], one[0]))[:_MOST_TIES]
    if form == "narrow":
        told = _core(told)
    most = max((value for _, value in told), default=1.0)
    points = {code: tuple(known[code]) for pair, _ in told for code in pair.split("-")}
    ties = tuple(_tie(pair, points, value / most) for pair, value in reversed(told))  # the thickest last, on top
    frame = _frame(list(points.values()), _SHAPES[form])
    left, top, width, height = frame
    return Drawing(
        box=f"{left} {top} {width} {height}",
        shapes=tuple(code for code in _outlines()["shapes"] if _is_in(code, frame)),
        points=points,
        named=_named(points, width / _SHOWN_AT[form]),
        ties=ties,
        scale=width / _SHOWN_AT[form],
    )


def _named(points: Mapping[str, tuple[int, int]], scale: float) -> frozenset[str]:
    """The states whose names find room beside their points, those with the thickest ties first."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for code, (x, y) in points.items():
        box = (x, y - 9 * scale, x + (8 + 11 * len(code)) * scale, y + 9 * scale)
        if not any(box[0] < one[2] and box[2] > one[0] and box[1] < one[3] and box[3] > one[1] for one in taken):
            taken.append(box)
            found.append(code)
    return frozenset(found)


def outlines(codes: Iterable[str]) -> dict[str, str]:
    """The outlines of states by their codes."""
    return {code: _outlines()["shapes"][code] for code in codes}


def source() -> str:
    """Where the outlines are from."""
    return str(_outlines()["source"])


def _core(told: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The thickest ties, which together are most of all."""
    enough, so_far, found = _CORE * sum(value for _, value in told), 0.0, []
    for pair, value in told:
        if so_far >= enough:
            break
        so_far += value
        found.append((pair, value))
    return found


def _tie(pair: str, points: Mapping[str, tuple[int, int]], share: float) -> Tie:
    """The tie of a pair that is so large a share of the largest."""
    first, second = pair.split("-")
    width = max(_THINNEST, _THICKEST * share**0.5)
    curve = _curve(points[first], points[second])
    return Tie(pair=pair, first=first, second=second, curve=curve, width=round(width, 1))


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


def _frame(points: Sequence[tuple[int, int]], shape: tuple[float, float]) -> Frame:
    """The part of the world that holds all points, at least and at most so many times as wide as high."""
    if not points:
        return -560, -280, 1120, 480
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(max(xs) - min(xs) + 2 * _MARGIN, _SMALLEST[0])
    height = max(max(ys) - min(ys) + 2 * _MARGIN, _SMALLEST[1])
    width, height = max(width, int(height * shape[0])), max(height, int(width / shape[1]))
    return (min(xs) + max(xs) - width) // 2, (min(ys) + max(ys) - height) // 2, width, height
