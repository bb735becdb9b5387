"""Quotes that survive an edited copy of their text: exact words with what stands before and behind them.

In: a text and a span; later another text. Out: a `Selector` (TextQuoteSelector of W3C Web Annotation), and where its
words stand in the other text. *… belief sich auf | 4,4 Mrd. US-Dollar | . Das sind …* is found behind a new headline.
"""

from __future__ import annotations

import re

from msgspec import Struct

from kelisim.model import Span

_CONTEXT = 40  # characters before and behind
_ENOUGH = 12  # characters of context that fit: less may be chance
_TELLING = 16  # characters of a quote that need no context where they stand once
_GROWTH = 3  # times: words that were changed are not much longer than the quote


class Selector(Struct, frozen=True, kw_only=True):
    """The words of a quote, and those right before and behind them."""

    exact: str
    prefix: str
    suffix: str


class Anchor(Struct, frozen=True):
    """Where a quote stands in another text; ``changed`` if its own words are others now between the same neighbours."""

    span: Span
    changed: bool


def selector(text: str, span: Span) -> Selector:
    """The selector of ``span`` in ``text``."""
    return Selector(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - _CONTEXT) : span.start],
        suffix=text[span.end : span.end + _CONTEXT],
    )


def anchored(quote: Selector, text: str) -> Anchor | None:
    """Where the quote stands in ``text``, whatever became of blanks; None where nothing or too much fits."""
    found = [Span(*match.span()) for match in _blanks(quote.exact).finditer(text)] if quote.exact.strip() else []
    scored = sorted(((_fit(quote, text, span), span) for span in found), key=lambda item: (-item[0], item[1]))
    if scored:
        score, best = scored[0]
        alone = len(scored) == 1 or score > scored[1][0]
        enough = score >= _ENOUGH or (len(scored) == 1 and len(quote.exact) >= _TELLING)
        return Anchor(best, changed=False) if alone and enough else None
    return _between(quote, text)


def _blanks(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _fit(quote: Selector, text: str, span: Span) -> int:
    """How many characters before and behind agree, blanks left out."""
    before = _same("".join(quote.prefix.split())[::-1], "".join(text[: span.start][-2 * _CONTEXT :].split())[::-1])
    behind = _same("".join(quote.suffix.split()), "".join(text[span.end : span.end + 2 * _CONTEXT].split()))
    return before + behind


def _same(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _between(quote: Selector, text: str) -> Anchor | None:
    """What stands now between the neighbours of the quote, if both stand there once and not far apart."""
    before, behind = quote.prefix.strip(), quote.suffix.strip()
    if len(before) < _ENOUGH or len(behind) < _ENOUGH:
        return None
    lefts, rights = list(_blanks(before).finditer(text)), list(_blanks(behind).finditer(text))
    if len(lefts) != 1 or len(rights) != 1:
        return None
    start, end = lefts[0].end(), rights[0].start()
    inside = text[start:end]
    if not inside.strip() or len(inside) > _GROWTH * len(quote.exact) + _ENOUGH:
        return None
    start += len(inside) - len(inside.lstrip())
    return Anchor(Span(start, end - (len(inside) - len(inside.rstrip()))), changed=True)
