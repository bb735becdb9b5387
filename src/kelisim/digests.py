"""The digest of the account, kept in the ledger beside what it is made of: what answers at once, however much was read.

    keep(ledger)                                  works the digest out, where statements, links or decisions are newer
    choice = Choice(KeptShelf(ledger), Question(parties=("KZ", "UZ")))
    choice.undertakings, choice.series …          outlines: enough to choose, order, count, add up
    choice.shelf.account([one.id for one in choice.undertakings[:20]])
                                                  those twenty with all their statements, and what they are linked to

The digest is no knowledge of its own: it may be thrown away, and comes out the same from statements, links, decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kelisim.account.account import Grouping, account_from, account_grouped
from kelisim.account.choosing import HeldShelf
from kelisim.account.entries import Entries
from kelisim.account.lines import LINES, At, first_known
from kelisim.account.outlines import (
    IN_A_LINE,
    KINDS,
    Finding,
    Outlines,
    SeriesOutline,
    Sort,
    UndertakingOutline,
)
from kelisim.account.states import state
from kelisim.account.things import RULE, Account, Link
from kelisim.ledger import digest_book, link_book, questions
from kelisim.ledger.digest_book import Digest, Member, Shelved
from kelisim.ledger.links import LinkKind
from kelisim.ledger.query import AnyEntry
from kelisim.model import is_sure

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.ledger.link_book import Seen

DIGEST_RULE = f"{RULE}, digest 2"  # one more whenever outlines are made otherwise
_ENCODER = msgspec.msgpack.Encoder()
_DECODERS = {sort: msgspec.msgpack.Decoder(kind) for sort, kind in KINDS.items()}
_LINE_DECODERS = {sort: msgspec.msgpack.Decoder(kind) for sort, kind in IN_A_LINE.items()}
_SOME_DAY = "2000-01-01"  # outlines do not depend on it
_IN_PARTS: tuple[LinkKind, ...] = ("part_of", "outcome_of")
_BETWEEN: tuple[LinkKind, ...] = (*_IN_PARTS, "revises", "contradicts", "baseline_of")


def keep(ledger: Ledger) -> None:
    """Work the digest out and keep it, unless the one that is kept is of the links that hold now."""
    linked = ledger.last_linked()
    if linked is None:
        return
    seen = msgspec.structs.replace(linked, rule=DIGEST_RULE)
    with ledger.reading() as connection:
        kept = digest_book.digest_seen(connection)
    if kept != seen:
        ledger.keep_digest(worked_out(every_entry(ledger), ledger.links()), seen)


def is_right(ledger: Ledger) -> bool:
    """Whether the digest is what statements and links make; where none is kept, nothing is wrong with it."""
    with ledger.reading() as connection:
        if digest_book.digest_seen(connection) is None:
            return True
        kept = digest_book.read_digest(connection)
    return digest_book.rows(kept) == digest_book.rows(worked_out(every_entry(ledger), ledger.links()))


def is_kept(ledger: Ledger, now: Seen) -> bool:
    """Whether the digest is of the ledger as it is ``now``."""
    with ledger.reading() as connection:
        return digest_book.digest_seen(connection) == msgspec.structs.replace(now, rule=DIGEST_RULE)


def held(account: Account) -> HeldShelf:
    """The shelf of an account at hand."""
    return HeldShelf(account, _outlines(account))


def _outlines(account: Account) -> Outlines:
    from kelisim.account.outlining import outlines  # knows words, which only the making of outlines needs

    return outlines(state(account, _SOME_DAY))


def every_entry(ledger: Ledger) -> Entries:
    """All statements of the ledger."""
    return Entries(figures=ledger.figures(), undertakings=ledger.undertakings(), meetings=ledger.meetings())


def worked_out(entries: Entries, links: Sequence[Link]) -> Digest:
    """The digest of statements under links: outlines of what is sure, names of everything."""
    whole = account_from(entries, links)
    sure = entries.sure()
    account = whole if len(sure.ids) == len(entries.ids) else account_from(sure, links)
    found = _outlines(account)
    return Digest(
        outlines=list(_shelved(found)),
        members=list(_members(account)),
        names={name: thing.id for thing in whole.things() for name in (thing.id, *getattr(thing, "aliases", ()))},
        things={entry.statement.id: thing.id for thing in whole.things() for entry in thing.entries},
    )


def _members(account: Account) -> Iterator[Member]:
    for thing in account.undertakings:
        yield from (_member(entry, thing.id) for entry in thing.entries)
    for met in account.meetings:
        yield from (_member(entry, met.id) for entry in met.entries)
    for series in account.series:
        for fact in series.facts:
            for entry in fact.entries:
                member = _member(entry, fact.id, account.inferred.get(entry.statement.id))
                yield msgspec.structs.replace(member, outline=series.id)


def _member(entry: AnyEntry, thing: str, period: str | None = None) -> Member:
    possible = first_known([entry])[LINES.index("possible")]
    return Member(entry.statement.id, thing, thing, period, possible)


def _shelved(found: Outlines) -> Iterator[Shelved]:
    codes = _codes(found)
    for sort in KINDS:
        for kept in found.of_sort(sort):
            one = kept.outline
            if isinstance(one, Finding):
                named = frozenset[str]().union(*(codes[thing] for thing in one.things))
                id, newest = f"{one.place:09}", ""
            else:
                named, id, newest = codes[one.id], one.id, one.newest
            yield Shelved(
                sort=sort,
                id=id,
                number=kept.number,
                codes=tuple(sorted(named)),
                newest="" if kept.number else newest,
                since=kept.since,
                until=kept.until,
                payload=_ENCODER.encode(one),
            )


def _codes(found: Outlines) -> dict[str, frozenset[str]]:
    """By the id of a thing all parties that some statement of it names."""
    codes: dict[str, frozenset[str]] = {}
    for kept in (*found.series, *found.undertakings, *found.meetings):
        one = kept.outline
        if kept.number == 0 and isinstance(one, SeriesOutline):
            codes[one.id] = frozenset(one.parties)
        elif kept.number == 0 and not isinstance(one, Finding):
            codes[one.id] = frozenset(code for named in one.parties for code in named)
    return codes


class KeptShelf:
    """The outlines that a ledger keeps, and the things behind them."""

    def __init__(self, ledger: Ledger, at: At | None = None) -> None:
        self._ledger = ledger
        self.at = at

    def outlines(self, sort: Sort, parties: Sequence[str], *, in_a_line: bool) -> Sequence[Any]:
        """The outlines of a sort, of those that name all ``parties``; their lines alone with ``in_a_line``."""
        with self._ledger.reading() as connection:
            rows = digest_book.ask_outlines(connection, sort, self._when, parties)
        decode = (_LINE_DECODERS if in_a_line else _DECODERS)[sort].decode
        found = [decode(row) for row in rows]
        return found if self.at is None or sort != "series" else [one.at(self.at) for one in found]

    def undertakings(self, ids: Iterable[str]) -> Sequence[UndertakingOutline]:
        """The outlines of the undertakings with these ids."""
        with self._ledger.reading() as connection:
            rows = digest_book.ask_outlines(connection, "undertaking", self._when, ids=list(set(ids)))
        return [_DECODERS["undertaking"].decode(row) for row in rows]

    @property
    def _when(self) -> tuple[str, str] | None:
        return (self.at.line, self.at.day) if self.at else None

    def account(self, ids: Iterable[str], statements: Iterable[str] = ()) -> Account:
        """The things and series with these ids, with all that they are linked to; and these statements' own.

        A series or thing that is only linked to them, or of which only a statement was asked for, is there as well.
        """
        with self._ledger.reading() as connection:
            known = {member.statement: member for member in digest_book.members_of(connection, list(set(ids)))}
            links = link_book.ask_links(connection, sorted({*known, *statements}), _BETWEEN)
            beyond = {id for link in links if link.verdict == "linked" for id in (link.left, link.right)}
            others = digest_book.outlines_with(connection, sorted(beyond.union(statements) - known.keys()))
            known |= {member.statement: member for member in others}
            in_parts = {id for link in links if link.kind in _IN_PARTS for id in (link.left, link.right)}
            whole = {member.outline for member in others if member.statement in in_parts}
            more = digest_book.members_of(connection, sorted(whole))
            known |= {member.statement: member for member in more}
            links += link_book.ask_links(connection, [member.statement for member in more], _BETWEEN)
            told = questions.statements_by_ids(connection, sorted(known))
        entries = Entries().with_more(entry for entry in told if is_sure(entry.statement))
        held = {(link.kind, link.left, link.right): link for link in links}
        order = sorted(held.values(), key=lambda link: (link.kind, -link.score, link.left, link.right))
        return account_grouped(entries, _grouping(entries, known), order)

    def looking_back(self, at: At) -> KeptShelf:
        """The same on a day."""
        return KeptShelf(self._ledger, at)

    def is_known_on(self, day: str, parties: Sequence[str]) -> bool:
        """Whether all that is said of things with these parties may have been published on a day."""
        with self._ledger.reading() as connection:
            return not digest_book.has_newer(connection, day, parties)

    def left_out(self, parties: Sequence[str]) -> int:
        """How many reports on these parties are not counted on the day that one looks back to."""
        if self.at is None or self.at.line == "recorded":
            return 0
        with self._ledger.reading() as connection:
            later = None if self.at.line == "published" else self.at.day
            return digest_book.count_left_out(connection, parties, later)

    def named(self, prefix: str) -> list[tuple[str, ...]]:
        """The statements of each undertaking, fact or meeting that goes by an id with this beginning."""
        with self._ledger.reading() as connection:
            things = digest_book.things_named(connection, prefix)
            return [tuple(digest_book.statements_in(connection, thing)) for thing in things]

    def things_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a statement that of its undertaking, fact or meeting."""
        with self._ledger.reading() as connection:
            return digest_book.things_of(connection, statements)


def _grouping(entries: Entries, members: Mapping[str, Member]) -> Grouping:
    """The statements in the groups that the digest keeps."""

    def groups(told: Sequence[AnyEntry]) -> list[tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for entry in told:
            found[members[entry.statement.id].thing].append(entry.statement.id)
        return sorted(tuple(sorted(ids)) for ids in found.values())

    inferred = {member.statement: member.period for member in members.values() if member.period}
    return Grouping(groups(entries.undertakings), groups(entries.figures), groups(entries.meetings), inferred)
