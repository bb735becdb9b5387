"""Which things, series and meetings of the account a question is about.

A bloc stands for itself and its members: KZ with EU is Kazakhstan and some state of the union.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

from msgspec import Struct, structs

from kelisim.account.moments import valid
from kelisim.account.things import Account, Encounter, Series, Thing
from kelisim.ledger.blocs import expand
from kelisim.ledger.days import Bounds
from kelisim.ledger.query import Entry, FigureEntry


class Question(Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given is not asked.

    ``parties``: all of them take part, each as another one. ``since`` and ``until`` are ISO days: something of it
    happened between them; what has no date at all stays in, and is shown as undated.
    """

    parties: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    organisation: str | None = None
    min_amount: Decimal | None = None
    since: str | None = None
    until: str | None = None


def select(account: Account, question: Question) -> Account:
    """The part of the account that ``question`` is about; links stay as they are."""
    things = tuple(thing for thing in account.undertakings if _is_thing(thing, question))
    asked = {thing.id for thing in things}
    of = {entry.statement.id for thing in things for entry in thing.entries}
    by_thing = bool(question.sectors or question.organisation)
    series = (one for one in account.series if _is_series(one, question))
    meetings = (one for one in account.meetings if _is_meeting(one, question))
    return structs.replace(
        account,
        undertakings=things,
        series=tuple(one for one in series if not by_thing or any(f.statement.of in of for f in _figures(one))),
        meetings=tuple(
            one
            for one in meetings
            if not (by_thing or question.min_amount is not None) or asked.intersection(one.outcomes)
        ),
    )


def take_part(asked: Sequence[str], parties: Iterable[str]) -> bool:
    """Whether all who are asked for are among ``parties``, each as another one."""
    there = set(parties)
    if not asked:
        return True
    if all(expand(code) == (code,) for code in asked):
        return there.issuperset(asked)
    standing = [there.intersection(expand(code)) for code in asked]
    return any(
        all(code in group for code, group in zip(order, standing, strict=True))
        for order in permutations(sorted(there), len(asked))
    )


def _is_thing(thing: Thing, question: Question) -> bool:
    told = [entry.statement for entry in thing.entries]
    if not any(take_part(question.parties, item.parties) for item in told):
        return False
    if question.sectors and not any(set(question.sectors) & set(item.sectors) for item in told):
        return False
    if question.organisation and not any(_names(question.organisation, item.organisations) for item in told):
        return False
    if question.min_amount is not None and not any((item.amount or 0) >= question.min_amount for item in told):
        return False
    return in_time(thing.entries, question)


def _is_series(series: Series, question: Question) -> bool:
    found = list(_figures(series))
    if not take_part(question.parties, series.parties):
        return False
    if question.min_amount is not None and not any(money(entry) >= question.min_amount for entry in found):
        return False
    return in_time(found, question)


def _is_meeting(meeting: Encounter, question: Question) -> bool:
    return any(take_part(question.parties, e.statement.parties) for e in meeting.entries) and in_time(
        meeting.entries, question
    )


def in_time(entries: Iterable[Entry[Any]], question: Question) -> bool:
    """Whether something of the entries happened between the days asked for; what has no date at all may have.

    Beside one that is dated an undated entry says nothing of the time.
    """
    if question.since is None and question.until is None:
        return True
    dated = (moment for entry in entries if (moment := valid(entry)).is_dated)
    return days_in_time([(moment.earliest, moment.latest) for moment in dated], question)


def days_in_time(days: Sequence[Bounds], question: Question) -> bool:
    """The same by the days of what is dated."""
    return not days or any_between(days, question)


def any_between(days: Sequence[Bounds], question: Question) -> bool:
    """Whether some of the days lies between those asked for."""
    first, last = question.since or "", question.until
    return any(first <= day[1] and (last is None or day[0] <= last) for day in days)


def _names(word: str, organisations: Iterable[str]) -> bool:
    return any(word.casefold() in name.casefold() for name in organisations)


def money(entry: FigureEntry) -> Decimal:
    """The number where it is of money, a currency being written in capitals; else nothing."""
    figure = entry.statement
    return figure.high if len(figure.unit) == 3 and figure.unit.isupper() and figure.unit != "TEU" else Decimal(0)


def _figures(series: Series) -> Iterable[FigureEntry]:
    return (entry for fact in series.facts for entry in fact.entries)
