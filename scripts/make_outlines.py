"""Make `web/data/outlines.json`: outlines of states as paths of a drawing, and a point in each of them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_outlines.py package        # needs babel, for the codes of states

Natural Earth's shapes are in the public domain. They are drawn in the Equal Earth projection, in whole units; of small
states that have no outline at this scale only the point is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from babel.core import get_global

HOME = Path(__file__).parents[1] / "src/kelisim/web/data/outlines.json"
SOURCE = "Natural Earth 1:110m, version 4.1.0, public domain (naturalearthdata.com), through world-atlas 2.0.2"
UNIT = 220  # units for one of the projection: the world is some 1200 wide
SMALLEST = 2  # square units: islands below are left out
A = (1.340264, -0.081106, 0.000893, 0.003796)
# Without a number of their own in the source.
NAMED = {"Kosovo": "XK", "N. Cyprus": None, "Somaliland": None}

Ring = list[tuple[float, float]]


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place stands in the drawing."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    y = A[0] * t + A[1] * t**3 + A[2] * t**7 + A[3] * t**9
    slope = 9 * A[3] * t**8 + 7 * A[2] * t**6 + 3 * A[1] * t**2 + A[0]
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x * UNIT, -y * UNIT


def rings(topology: dict, geometry: dict) -> Iterator[Ring]:
    """The outer rings of a state, projected."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for arc in polygon[0]:
            x = y = 0
            places = []
            for dx, dy in topology["arcs"][arc if arc >= 0 else ~arc]:
                x, y = x + dx, y + dy
                places.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
            ring += places if arc >= 0 else places[::-1]
        yield [equal_earth(*place) for place in unwrapped(ring)]


def unwrapped(ring: Ring) -> Iterator[tuple[float, float]]:
    """A ring that crosses the date line goes on beyond it, where it would leap around the world."""
    turns, before = 0, ring[0][0]
    for longitude, latitude in ring:
        turns += 360 * ((longitude - before < -180) - (longitude - before > 180))
        before = longitude
        yield longitude + turns, latitude


def area(ring: Ring) -> float:
    """How large a ring is."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a ring."""
    double = cx = cy = 0.0
    for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x * v - u * y
        double, cx, cy = double + cross, cx + (x + u) * cross, cy + (y + v) * cross
    return (cx / (3 * double), cy / (3 * double)) if double else ring[0]


def path(ring: Ring) -> str:
    """A ring as the path of a drawing, in tenths where it is small."""
    steps = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in ring))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in steps) + "Z"


def code_of(geometry: dict) -> str | None:
    """ISO 3166-1 alpha-2."""
    name = geometry["properties"]["name"]
    if name in NAMED:
        return NAMED[name]
    found = get_global("territory_aliases").get(geometry.get("id", ""), [])
    return found[0] if found else None


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    shapes: dict[str, str] = {}
    points: dict[str, list[int]] = {}
    for name in ("countries-50m.json", "countries-110m.json"):
        topology = json.loads((folder / name).read_text())
        for geometry in topology["objects"]["countries"]["geometries"]:
            code = code_of(geometry)
            if not code or not geometry.get("arcs") or code == "AQ":
                continue
            found = sorted(rings(topology, geometry), key=area, reverse=True)
            points[code] = [round(place) for place in middle(found[0])]
            if "110m" in name:
                large = [ring for place, ring in enumerate(found) if place == 0 or area(ring) >= SMALLEST]
                shapes[code] = "".join(map(path, large))
    told = {"source": SOURCE, "points": dict(sorted(points.items())), "shapes": dict(sorted(shapes.items()))}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in told.items())
    HOME.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
