"""A fan chart as SVG: a panel a side with what was, where it may go, and the target. Plain text, no library.

PNG is made of it by the extra `kelisim[statistics]`.
"""

from __future__ import annotations

from html import escape
from math import floor, isinf, log10

from msgspec import Struct

from kelisim.errors import UsageError
from kelisim.statistics.forecast import SHARES, walk
from kelisim.statistics.outlook import Outlook, SideOutlook

_WIDTH, _HEIGHT = 460, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 64, 40
_BANDS = ((0, 6, "#dbe7f3"), (1, 5, "#b3cde3"), (2, 4, "#7fa8cf"))
_YEARS_UNDATED = 8
_BN = 1e9


class _Panel(Struct, frozen=True):
    """The scales of one panel: years to x, billions to y."""

    left: float
    first: int
    last: int
    top: float

    def x(self, year: float) -> float:
        """The place of a year."""
        return self.left + _LEFT + (year - self.first) / max(self.last - self.first, 1) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, billions: float) -> float:
        """The place of a sum; what is above the panel is cut off at its edge."""
        return _HEIGHT - _BOTTOM - min(billions / self.top, 1.0) * (_HEIGHT - _TOP - _BOTTOM)


def svg(look: Outlook) -> str:
    """The chart. The bands hold 50, 80 and 95 % of what the walk thinks possible."""
    width = _WIDTH * max(len(look.sides), 1)
    left, right = look.target.parties
    goal = f"{look.target.value / _BN:g} bn US$" + (f" by {look.target.year}" if look.target.year else "")
    head = f"Trade turnover {left}–{right}, bn US$, nominal; target {goal}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12" role="img">',
        f"<title>{escape(head)}</title>",
        f'<rect width="{width}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14" font-weight="bold">{escape(head)}</text>',
    ]
    for number, side in enumerate(look.sides):
        parts += _side(look, side, number * _WIDTH)
    return "\n".join([*parts, "</svg>", ""])


def png(look: Outlook) -> bytes:
    """The chart as pixels. Raises `UsageError` where the extra is not installed."""
    try:
        from vl_convert import svg_to_png
    except ImportError as error:
        raise UsageError("a PNG needs an extra: pip install 'kelisim[statistics]'; SVG needs none") from error
    made: bytes = svg_to_png(svg(look), scale=2)
    return made


def _side(look: Outlook, side: SideOutlook, left: float) -> list[str]:
    target, series = look.target, side.series
    path = walk(series)
    last = target.year or series.last[0] + _YEARS_UNDATED
    ahead = range(path.year, max(last, path.year) + 1) if path else range(0)
    fans = {year: path.quantiles(year) for year in ahead if year > path.year} if path else {}
    highest = max(*series.values, target.value, *(fan[5] for fan in fans.values() if not isinf(fan[5])), 0.0) / _BN
    panel = _Panel(left, series.years[0], max(last, series.last[0]), _round_up(highest * 1.05))
    parts = [f'<text x="{left + _LEFT}" y="42" fill="#444">{escape(_words(side))}</text>', *_axes(panel)]
    if path:
        parts += _fan(panel, (path.year, path.value / _BN), fans)
    parts += _history(panel, series.years, [value / _BN for value in series.values])
    y = panel.y(target.value / _BN)
    x = panel.x(target.year or panel.last)
    parts.append(
        f'<line x1="{panel.x(panel.first):.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#b2182b" '
        f'stroke-dasharray="4 3"/><circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b2182b"/>'
    )
    return parts


def _words(side: SideOutlook) -> str:
    said = f"{side.series.reporter} data"
    if side.needed is not None:
        said += f": needs {side.needed:.1%} a year"
    if side.by_walk is not None:
        said += f", P = {side.by_walk:.0%}"
    return said


def _fan(panel: _Panel, start: tuple[int, float], fans: dict[int, tuple[float, ...]]) -> list[str]:
    parts = []
    for low, high, colour in _BANDS:
        upper = [start, *((year, fan[high] / _BN) for year, fan in fans.items())]
        lower = [start, *((year, fan[low] / _BN) for year, fan in fans.items())]
        points = " ".join(f"{panel.x(year):.1f},{panel.y(value):.1f}" for year, value in [*upper, *reversed(lower)])
        share = SHARES[high] - SHARES[low]
        parts.append(f'<polygon points="{points}" fill="{colour}"><title>{share:.0%} of what may be</title></polygon>')
    middle = [start, *((year, fan[3] / _BN) for year, fan in fans.items())]
    points = " ".join(f"{panel.x(year):.1f},{panel.y(value):.1f}" for year, value in middle)
    return [*parts, f'<polyline points="{points}" fill="none" stroke="#2166ac" stroke-dasharray="2 2"/>']


def _history(panel: _Panel, years: tuple[int, ...], billions: list[float]) -> list[str]:
    places = [(panel.x(year), panel.y(value)) for year, value in zip(years, billions, strict=True)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#08306b"><title>{year}: {value:.2f} bn</title></circle>'
        for (x, y), year, value in zip(places, years, billions, strict=True)
    ]
    return [f'<polyline points="{line}" fill="none" stroke="#08306b" stroke-width="1.5"/>', *dots]


def _axes(panel: _Panel) -> list[str]:
    parts = []
    step = _round_up(panel.top / 5)
    for number in range(int(panel.top / step + 1e-9) + 1):
        y = panel.y(number * step)
        parts.append(
            f'<line x1="{panel.x(panel.first):.1f}" y1="{y:.1f}" x2="{panel.x(panel.last):.1f}" y2="{y:.1f}" '
            f'stroke="#e5e5e5"/><text x="{panel.left + _LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{number * step:g}</text>"
        )
    every = max(1, (panel.last - panel.first) // 6)
    parts += [
        f'<text x="{panel.x(year):.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{year}</text>'
        for year in range(panel.first, panel.last + 1, every)
    ]
    return parts


def _round_up(value: float) -> float:
    """The next number of the form 1, 2, 2.5, 5 or 10 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9))
