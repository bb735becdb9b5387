"""From which day on a statement counts: by what had certainly been published, by what may have been, by the ledger, by
when it was so.

A report of May 2024 on the year 2023, read in on 2025-03-01
    published 2024-05-31, possible 2024-05-01, recorded 2025-03-01, happened 2023-12-31

These are the lines along which one looks back; a statement with several reports is known from the first one on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal, TypeVar

from msgspec import Struct, structs

from kelisim.account.levels import whole_year
from kelisim.account.moments import reported, valid
from kelisim.ledger.days import LAST_DAY
from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Figure, Undertaking

E = TypeVar("E", bound=Entry[Any])
Line = Literal["published", "possible", "recorded", "happened"]
LINES: tuple[Line, ...] = ("published", "possible", "recorded", "happened")
Known = tuple[str, str, str, str]
"""The first day on each line; empty where it was known ever since."""
NEVER = "9999-99"
"""Later than every day: an undated report has certainly been published on none."""
_NEVER: Known = (NEVER, NEVER, NEVER, NEVER)


class At(Struct, frozen=True):
    """A day that one looks back to, and the line along which."""

    line: Line
    day: str

    def has(self, known: Known) -> bool:
        """Whether what is ``known`` from there on was known then."""
        return known[LINES.index(self.line)] <= self.day

    def of(self, every: tuple[Known, ...]) -> tuple[Known, ...]:
        """Those that were known then; all of them are the very same tuple."""
        line, day = LINES.index(self.line), self.day  # there are tens of thousands
        found = [known for known in every if known[line] <= day]
        return every if len(found) == len(every) else tuple(found)


class Version(Struct, frozen=True):
    """Some of the entries of a thing, with some of their reports, and on each line the days between which just they
    were known: from ``since`` to before ``until``. The whole has the number 0.
    """

    number: int
    entries: tuple[Any, ...]
    since: Known
    until: Known


def known_from(entry: Entry[Any], source: ReportEntry) -> Known:
    """From which day on a report is known to have told this, on each line."""
    published = source.published.latest if source.published else NEVER
    return published, _possible_from(entry, source), source.retrieved_at[:10], _happened(entry)


def first_known(entries: Iterable[Entry[Any]]) -> Known:
    """From which day on some report of some of the entries is known."""
    found = [known_from(entry, source) for entry in entries for source in entry.sources]
    return _of_each(min, found)


def all_known(entries: Iterable[Entry[Any]]) -> Known:
    """From which day on each of the entries is known by some report."""
    return _of_each(max, [first_known([entry]) for entry in entries])


def newest(entries: Iterable[Entry[Any]]) -> str:
    """The day from which on all that the entries tell, by all their reports, may have been published."""
    return max((_possible_from(entry, source) for entry in entries for source in entry.sources), default="")


def kept(entries: Iterable[E], at: At) -> tuple[E, ...]:
    """The entries with those of their reports that were known; those without any are left out."""
    found = []
    for entry in entries:
        sources = tuple(source for source in entry.sources if at.has(known_from(entry, source)))
        if sources:
            found.append(entry if len(sources) == len(entry.sources) else structs.replace(entry, sources=sources))
    return tuple(found)


def versions(entries: Sequence[Entry[Any]]) -> Iterator[Version]:
    """All that was ever known of the entries: the whole first, then what was known when less had been told."""
    pairs = [known_from(entry, source) for entry in entries for source in entry.sources]
    spans: dict[int, tuple[list[str], list[str]]] = {(1 << len(pairs)) - 1: ([*_NEVER], [*_NEVER])}
    for line in range(len(LINES)):
        days = sorted({known[line] for known in pairs} - {NEVER})
        for day, following in pairwise([*days, NEVER]):
            there = sum(1 << number for number, known in enumerate(pairs) if known[line] <= day)
            since, until = spans.setdefault(there, ([*_NEVER], [*_NEVER]))
            since[line], until[line] = day, following
    for number, (there, (since, until)) in enumerate(spans.items()):
        told = tuple(_part(entries, there)) if number else tuple(entries)
        yield Version(number, told, _known(since), _known(until))


def _part(entries: Iterable[E], there: int) -> Iterator[E]:
    """The entries with the reports whose bits are set."""
    for entry in entries:
        if len(entry.sources) == 1:  # nearly all of them
            if there & 1:
                yield entry
            there >>= 1
            continue
        sources = tuple(source for number, source in enumerate(entry.sources) if there >> number & 1)
        there >>= len(entry.sources)
        if sources:
            yield entry if len(sources) == len(entry.sources) else structs.replace(entry, sources=sources)


def _of_each(choose: Any, found: Sequence[Known]) -> Known:  # noqa: ANN401 - min or max
    return _known([choose(known[line] for known in found) for line in range(len(LINES))])


def _known(days: Sequence[str]) -> Known:
    return days[0], days[1], days[2], days[3]


def _happened(entry: Entry[Any]) -> str:
    """The last day on which it was so: of a fact its own, of a plan the day on which it was told."""
    told = entry.statement
    is_plan = isinstance(told, Figure) and told.modality != "actual"
    moment = reported(entry) if is_plan else valid(entry)
    return moment.latest if moment.is_dated else NEVER


def _possible_from(entry: Entry[Any], source: ReportEntry) -> str:
    """The first day on which a report can have told this; empty where nothing says so."""
    if source.published:
        return source.published.earliest
    told = entry.statement
    happened = (isinstance(told, Figure) and told.modality == "actual") or (
        isinstance(told, Undertaking) and told.stage != "pledged"
    )
    moment = valid(entry)
    if not happened or not moment.is_dated:
        return ""
    # of a year one tells while it runs, of a part of it when that is over
    over = moment.latest != LAST_DAY and whole_year((moment.earliest, moment.latest)) is None
    return moment.latest if over else moment.earliest
