"""The order of cards in lists, as one whole number: the smaller, the earlier."""

from __future__ import annotations

from kelisim.account.follow_up import CALLS
from kelisim.model import TRADE
from kelisim.presentations.views import INDICATORS
from kelisim.web.index.cards import Aim, Card, Dispute, Meet, SeriesCard, Work

_CALLS: list[str] = [name for name, _ in CALLS]
_LAST = 99_999_999
_FIRST = (*TRADE, "investment", "financing")


def rank(card: Card, part: str) -> int:
    """Undertakings and meetings the latest first, those to be asked about by urgency, series by weight, targets by
    how open they are.
    """
    if isinstance(card, Work):
        if part == "deadline":
            return -_day(card.deadline)
        if part.startswith("call"):
            urgent = _CALLS.index(card.calls[0]) if part == "call" else 0
            return urgent * 100_000_000 + _day(card.deadline or card.silent_since)
        return _latest_first(card.since.latest, card.texts)
    if isinstance(card, Meet):
        return _latest_first(card.date, card.texts)
    if isinstance(card, SeriesCard):
        told = INDICATORS.index(card.indicator) if card.indicator in INDICATORS else len(INDICATORS)
        first = _FIRST.index(card.indicator) if card.indicator in _FIRST else len(_FIRST) + told
        return (first * 10 + (card.item is not None) * 5 + (card.measure != "level")) * 10_000 - min(card.total, 9_999)
    if isinstance(card, Aim):
        return _aim(card)
    if isinstance(card, Dispute):
        days = [said.words.latest for said in card.said if said.words.latest]
        return _latest_first(max(days, default=None), 0)
    return 0


def _aim(card: Aim) -> int:
    """Targets that can still be judged by their growth first, the next ones before; then the others, the last first."""
    if card.verdict in ("on_course", "behind"):
        return _day(card.deadline)
    return _LAST * 3 if card.due_year is None else _LAST * 2 - _day(card.deadline)


def _day(day: str | None) -> int:
    """An ISO day or the beginning of one as a number; unknown ones, also of an unknown year, last."""
    if day and day.startswith("X"):
        return _LAST
    digits = "".join(char for char in (day or "")[:10] if char.isdigit())
    return int(digits.ljust(8, "9")) if digits else _LAST


def _latest_first(day: str | None, texts: int) -> int:
    number = _day(day)
    return _LAST * 100 if number == _LAST else -(number * 100 + min(texts, 99))
