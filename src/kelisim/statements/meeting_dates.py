"""The date of an encounter, and whether it lies too far back to be the text's news."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Time
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_groups import Group

_UNKNOWN = "XXXX-XX"
_NEWS_MONTHS = 7  # "about half a year"


def meeting_date(group: Group) -> tuple[str | None, tuple[Span, ...]]:
    """The finest date that the mentions give, ISO or EDTF, and its words; None where nothing is known of it."""
    known = [time for time in group.times if not time.timex.startswith(_UNKNOWN) and set(time.timex) - set("X-/")]
    if not known:
        return None, ()
    best = max(known, key=lambda time: (_known_digits(time), -time.start))
    return best.timex, (best.span,)


def _known_digits(time: Time) -> int:
    return sum(letter.isdigit() for letter in time.timex.split("/")[0])


def latest_month(groups: Sequence[Group], context: Context) -> int | None:
    """The latest month of the text's encounters and of its publication, counted from year 0; None if none is known."""
    months = [month for group in groups if (month := _month(group)) is not None]
    if context.published is not None:
        months.append(_months(context.published.earliest))
    return max(months, default=None)


def is_old(group: Group, now: int | None) -> bool:
    """Whether the encounter lies more than about half a year before ``now``, or its words say that it is long past."""
    if all(mention.old for mention in group.mentions):
        return True
    own = _month(group)
    return own is not None and now is not None and now - own > _NEWS_MONTHS


def _month(group: Group) -> int | None:
    """The month of an encounter, counted from year 0; of a mere year its last month."""
    date, _ = meeting_date(group)
    if date is None or "X" in date[:4]:
        return None
    return _months(date)


def _months(date: str) -> int:
    month = date[5:7]
    return int(date[:4]) * 12 + (int(month) if month.isdigit() else 12)
