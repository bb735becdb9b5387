"""A fan chart as SVG: a panel a side with what was, where it may go, and the target. Plain text, no library.

PNG is made of it by the extra `kelisim[statistics]`.
"""

from __future__ import annotations

from html import escape
from math import floor, isinf, log10

from msgspec import Struct

from kelisim.errors import UsageError
from kelisim.presentations.spoken import spoken
from kelisim.statistics.forecast import SHARES, walk
from kelisim.statistics.outlook import Outlook, SideOutlook

_WIDTH, _HEIGHT = 520, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 24, 68, 76
_BANDS = ((0, 6, "#dbe7f3"), (1, 5, "#b3cde3"), (2, 4, "#7fa8cf"))
_YEARS_UNDATED, _MOST_YEARS = 8, 20
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
        """The place of a sum; what is far above the panel is cut off at its edge by the clip path."""
        return _HEIGHT - _BOTTOM - min(billions / self.top, 50.0) * (_HEIGHT - _TOP - _BOTTOM)


def svg(look: Outlook, lang: str = "en") -> str:
    """The chart. The bands hold 50, 80 and 95 % of what the walk thinks possible."""
    width = _WIDTH * max(len(look.sides), 1)
    left, right = look.target.parties
    prices = f"prices of {look.index.base}" if look.index else "nominal"
    goal = f"{look.target.value / _BN:g} bn" + (f" by {look.target.year}" if look.target.year else "")
    head = spoken(f"Trade turnover {left}–{right}, bn US$, {prices}; target {goal}", lang)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img" lang="{lang}">',
        f"<title>{escape(head)}</title>",
        f'<rect width="{width}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14" font-weight="bold">{escape(head)}</text>',
    ]
    for number, side in enumerate(look.sides):
        parts += _side(look, side, number, lang)
    return "\n".join([*parts, "</svg>", ""])


def png(look: Outlook, lang: str = "en") -> bytes:
    """The chart as pixels. Raises `UsageError` where the extra is not installed."""
    try:
        from vl_convert import svg_to_png
    except ImportError as error:
        raise UsageError("a PNG needs an extra: pip install 'kelisim[statistics]'; SVG needs none") from error
    made: bytes = svg_to_png(svg(look, lang), scale=2)
    return made


def _side(look: Outlook, side: SideOutlook, number: int, lang: str) -> list[str]:
    target, series = look.target, side.series
    path = walk(series)
    last = max(target.year or _last_year(side), series.last[0])
    fans = {year: path.quantiles(year) for year in range(path.year + 1, last + 1)} if path else {}
    highest = max(*series.values, target.value, *(fan[5] for fan in fans.values() if not isinf(fan[5])), 0.0) / _BN
    panel = _Panel(number * _WIDTH, series.years[0], last, _round_up(highest * 1.05))
    parts = [
        f'<text x="{panel.left + _LEFT}" y="42" fill="#444">{escape(spoken(_words(side), lang))}</text>',
        *_axes(panel),
        f'<clipPath id="panel{number}"><rect x="{panel.left + _LEFT}" y="{_TOP}" '
        f'width="{_WIDTH - _LEFT}" height="{_HEIGHT - _TOP - _BOTTOM}"/></clipPath>',
    ]
    if path and fans:
        parts += [f'<g clip-path="url(#panel{number})">', *_fan(panel, (path.year, path.value / _BN), fans), "</g>"]
    parts += _history(panel, series.years, [value / _BN for value in series.values])
    parts += _target(panel, target.value / _BN, target.year)
    return [*parts, *_legend(panel, lang, fans=bool(fans))]


def _last_year(side: SideOutlook) -> int:
    """The last year of the panel for a target without a year: two after that in which it is even."""
    now = side.series.last[0]
    return min(max(now + _YEARS_UNDATED, (side.reached_in or 0) + 2), now + _MOST_YEARS)


def _target(panel: _Panel, billions: float, year: int | None) -> list[str]:
    """A line at the target's height; a dot at its year where it has one."""
    y, x = panel.y(billions), panel.x(year or panel.last)
    line = (
        f'<line x1="{panel.x(panel.first):.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#b2182b" '
        'stroke-dasharray="4 3"/>'
    )
    return [line, f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b2182b"/>'] if year else [line]


def _legend(panel: _Panel, lang: str, *, fans: bool) -> list[str]:
    left, y = panel.left + _LEFT, _HEIGHT - 32
    parts = [f'<g fill="#444" font-size="11"><circle cx="{left + 4}" cy="{y - 4}" r="3" fill="#08306b"/>']
    entries = [(12, "was")]
    if fans:
        for at, (low, high, colour) in enumerate(reversed(_BANDS)):
            parts.append(f'<rect x="{left + 54 + 52 * at}" y="{y - 10}" width="12" height="12" fill="{colour}"/>')
            entries.append((70 + 52 * at, f"{SHARES[high] - SHARES[low]:.0%}"))
        entries.append((214, "of the paths of a random walk with drift"))
    else:
        entries.append((54, "too few years for a fan"))
    parts += [f'<text x="{left + at}" y="{y}">{escape(spoken(words, lang))}</text>' for at, words in entries]
    marks = [(0, 12, "target", "#b2182b", "4 3"), (130, 142, "as probable above as below", "#2166ac", "2 2")]
    for at, words_at, words, colour, dashes in marks if fans else marks[:1]:
        parts.append(
            f'<line x1="{left + at}" y1="{y + 14}" x2="{left + at + 20}" y2="{y + 14}" stroke="{colour}" '
            f'stroke-dasharray="{dashes}"/>'
            f'<text x="{left + words_at + 14}" y="{y + 18}">{escape(spoken(words, lang))}</text>'
        )
    return [*parts, "</g>"]


def _words(side: SideOutlook) -> str:
    said = f"{side.series.reporter} data"
    if side.needed is not None:
        said += f": needs {side.needed:.1%} a year"
    if side.by_walk is not None:
        said += f", P = {side.by_walk:.0%}"
    if side.reached_in:
        said += f": even chance by {side.reached_in}"
    return said


def _fan(panel: _Panel, start: tuple[int, float], fans: dict[int, tuple[float, ...]]) -> list[str]:
    parts = []
    for low, high, colour in _BANDS:
        upper = [start, *((year, fan[high] / _BN) for year, fan in fans.items())]
        lower = [start, *((year, fan[low] / _BN) for year, fan in fans.items())]
        points = " ".join(f"{panel.x(year):.1f},{panel.y(value):.1f}" for year, value in [*upper, *reversed(lower)])
        share = SHARES[high] - SHARES[low]
        parts.append(f'<polygon points="{points}" fill="{colour}"><title>{share:.0%}</title></polygon>')
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
    every = -(-(panel.last - panel.first) // 8) or 1
    parts += [
        f'<text x="{panel.x(year):.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{year}</text>'
        for year in range(panel.last, panel.first - 1, -every)
    ]
    return parts


def _round_up(value: float) -> float:
    """The next number of the form 1, 2, 2.5, 5 or 10 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9))
