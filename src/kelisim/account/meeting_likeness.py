"""How like two statements of meetings are: a table of weighted features, as for undertakings.

Days decide where both are known; an undated report is held against place, persons, rank and form, and against what
else the two reports have in common.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from kelisim.account.gatherings import Gathering
from kelisim.account.likeness import Seen, in_common
from kelisim.account.things import Reason

LINKED, SUGGESTED = 3.6, 2.5
_VISITS = ("state_visit", "official_visit", "working_visit", "talks", "ceremony")
_SESSIONS = ("session", "state_visit", "official_visit", "talks")
_LONGEST_AFTER, _LONGEST_BEFORE = 45, 30  # days between a meeting and a report of it


class MeetingPair(Struct, frozen=True):
    """Two gatherings; ``companions`` if their reports tell of another meeting in common, ``agreed`` if of a thing that
    was agreed in both.
    """

    left: Gathering
    right: Gathering
    companions: bool = False
    agreed: bool = False


class MeetingFeature(Struct, frozen=True):
    """One row of the table: a name, what a full value counts, how it is seen, and the same in words."""

    name: str
    weight: float
    see: Callable[[MeetingPair], Seen]
    says: str


def _parties(pair: MeetingPair) -> Seen:
    left, right = pair.left.parties, pair.right.parties
    both = ", ".join(sorted(left & right))
    if left == right:
        return 1.0, both
    return (0.2, both) if left <= right or right <= left else (-1.0, both)


def _days(pair: MeetingPair) -> Seen:
    left, right = pair.left, pair.right
    words = f"{left.entry.statement.date}, {right.entry.statement.date}"
    if left.days and right.days:
        if left.days[0] > right.days[1] or right.days[0] > left.days[1]:
            return -3.0, words
        return (1.0 if left.days == right.days and left.days[0][:7] == left.days[1][:7] else 0.3), words
    for one, other in ((left, right), (right, left)):
        if one.month_and_day is None:
            continue
        month, day = one.month_and_day
        if other.month_and_day is not None:
            return (0.7, words) if other.month_and_day == one.month_and_day else (-3.0, words)
        if other.days and other.days[0][:7] == other.days[1][:7]:
            same = other.days[0][5:7] == month and (day is None or other.days[0][8:] <= day <= other.days[1][8:])
            return (0.7, words) if same else (-3.0, words)
    return None


def _report(pair: MeetingPair) -> Seen:
    """An undated meeting is about as old as its report."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        if one.days or not one.told or not other.days or other.days[0][:7] != other.days[1][:7]:
            continue
        words = f"{other.entry.statement.date}, report of {one.told[0]}"
        early = _shift(other.days[0], -_LONGEST_BEFORE)
        late = _shift(other.days[1], _LONGEST_AFTER)
        return (0.5 if one.told[0] <= late and early <= one.told[1] else -2.0), words
    return None


def _shift(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _place(pair: MeetingPair) -> Seen:
    left, right = pair.left, pair.right
    words = f"{left.entry.statement.place}, {right.entry.statement.place}"
    if left.town and right.town:
        return (1.0 if left.town == right.town else -1.7), words
    if left.land and right.land:
        return (0.2 if left.land == right.land else -1.3), words
    return None


def _ordinal(pair: MeetingPair) -> Seen:
    left, right = pair.left.entry.statement, pair.right.entry.statement
    if left.ordinal is None or right.ordinal is None:
        return None
    words = f"{left.ordinal}, {right.ordinal}"
    if left.ordinal != right.ordinal:
        return (-1.0 if left.format == right.format else -0.3), words
    return (1.0, words) if left.format == right.format else None


def _persons(pair: MeetingPair) -> Seen:
    left, right = pair.left.persons, pair.right.persons
    both = [name for country in left.keys() & right.keys() for name in left[country] & right[country]]
    apart = [country for country in left.keys() & right.keys() if not left[country] & right[country]]
    lands = sum(bool(left[country] & right[country]) for country in left.keys() & right.keys())
    if lands > 1 or (lands and not apart):  # of a large delegation reports name one or the other
        value = 0.5 if lands == 1 else 1.0 if apart else 2.0
        return value, ", ".join(sorted(both))
    if apart:
        names = sorted(name for country in apart for name in left[country] | right[country])
        return (-0.5 if lands else -1.7), ", ".join(names)
    return None


def _ranks(pair: MeetingPair) -> Seen:
    return in_common(pair.left.ranks, pair.right.ranks, (1.0, -1.5))


def _form(pair: MeetingPair) -> Seen:
    left, right = pair.left.entry.statement.format, pair.right.entry.statement.format
    words = ", ".join(dict.fromkeys((left, right)))
    if left == right:
        return 1.0, words
    if {left, right} <= set(_VISITS) or {left, right} <= set(_SESSIONS):
        return 0.3, words
    return -1.5, words


def _same_report(pair: MeetingPair) -> Seen:
    return (1.0, "the same report") if pair.left.text == pair.right.text else None


def _companions(pair: MeetingPair) -> Seen:
    return (1.0, "the reports have another meeting in common") if pair.companions else None


def _agreed(pair: MeetingPair) -> Seen:
    return (1.0, "the reports tell of one thing that was agreed") if pair.agreed else None


MEETING_FEATURES: tuple[MeetingFeature, ...] = (
    MeetingFeature("parties", 1.0, _parties, "the same parties, some, or others"),
    MeetingFeature("days", 3.0, _days, "the same day, a day that may be the same, or another one"),
    MeetingFeature("report", 1.0, _report, "an undated meeting beside the day its report appeared"),
    MeetingFeature("place", 1.5, _place, "the same town, the same state, or others"),
    MeetingFeature("ordinal", 3.0, _ordinal, "the same number of the session, or another one"),
    MeetingFeature("persons", 1.2, _persons, "persons in common, or others for the same state"),
    MeetingFeature("ranks", 1.0, _ranks, "offices in common, or others"),
    MeetingFeature("form", 1.0, _form, "the same form, one that is part of the other, or another one"),
    MeetingFeature("same report", -4.0, _same_report, "one report names both"),
    MeetingFeature("companions", 1.7, _companions, "another meeting that both reports tell of"),
    MeetingFeature("agreed", 1.0, _agreed, "both reports tell of one thing as agreed"),
)


def meeting_likeness(pair: MeetingPair) -> tuple[float, tuple[Reason, ...]]:
    """The score of two meetings with its reasons, the strongest first."""
    seen = ((feature, feature.see(pair)) for feature in MEETING_FEATURES)
    reasons = [Reason(feature.name, round(feature.weight * found[0], 2), found[1]) for feature, found in seen if found]
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.feature))
    return round(sum(reason.weight for reason in reasons), 2), tuple(reasons)
