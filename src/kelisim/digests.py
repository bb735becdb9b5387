"""The digest of the account, kept in the ledger beside what it is made of: what answers at once, however much was read.

    keep(ledger)                                  works the digest out, where statements, links or decisions are newer
    choice = Choice(KeptShelf(ledger), Question(parties=("KZ", "UZ")))
    choice.undertakings, choice.series …          outlines: enough to choose, order, count, add up
    choice.shelf.account([one.id for one in choice.undertakings[:20]])
                                                  those twenty with all their statements, and what they are linked to

The digest is no knowledge of its own: it may be thrown away, and comes out the same from statements, links, decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kelisim.account.account import account_grouped
from kelisim.account.choosing import HeldShelf
from kelisim.account.entries import Entries
from kelisim.account.lines import At
from kelisim.account.outlines import (
    IN_A_LINE,
    KINDS,
    Sort,
    UndertakingOutline,
)
from kelisim.account.things import RULE, Account
from kelisim.digest_making import grouping_of, outlined, worked_out
from kelisim.ledger import digest_book, link_book, questions
from kelisim.ledger.links import LinkKind
from kelisim.ledger.query import AnyEntry
from kelisim.model import is_sure

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.ledger.link_book import Seen

DIGEST_RULE = f"{RULE}, digest 5"  # one more whenever outlines are made otherwise
_DECODERS = {sort: msgspec.msgpack.Decoder(kind) for sort, kind in KINDS.items()}
_LINE_DECODERS = {sort: msgspec.msgpack.Decoder(kind) for sort, kind in IN_A_LINE.items()}
_IN_PARTS: tuple[LinkKind, ...] = ("part_of", "outcome_of")
_BETWEEN: tuple[LinkKind, ...] = ("part_of", "revises", "contradicts", "baseline_of")


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
    """Whether the digest is what statements and links make.

    Nothing is wrong with one that is not kept, or that an older version has made: nothing is answered from it.
    """
    with ledger.reading() as connection:
        seen = digest_book.digest_seen(connection)
        if seen is None or seen.rule != DIGEST_RULE:
            return True
        kept = digest_book.read_digest(connection)
    return digest_book.rows(kept) == digest_book.rows(worked_out(every_entry(ledger), ledger.links()))


def is_kept(ledger: Ledger, now: Seen) -> bool:
    """Whether the digest is of the ledger as it is ``now``."""
    with ledger.reading() as connection:
        return digest_book.digest_seen(connection) == msgspec.structs.replace(now, rule=DIGEST_RULE)


def held(account: Account) -> HeldShelf:
    """The shelf of an account at hand."""
    return HeldShelf(account, outlined(account))


def every_entry(ledger: Ledger) -> Entries:
    """All statements of the ledger."""
    return Entries(figures=ledger.figures(), undertakings=ledger.undertakings(), meetings=ledger.meetings())


class KeptShelf:
    """The outlines that a ledger keeps, and the things behind them."""

    def __init__(self, ledger: Ledger, at: At | None = None) -> None:
        self._ledger = ledger
        self.at = at
        self._known: dict[tuple[type[Any], bytes], Any] | None = None

    def outlines(self, sort: Sort, parties: Sequence[str], *, in_a_line: bool) -> Sequence[Any]:
        """The outlines of a sort, of those that name all ``parties``; their lines alone with ``in_a_line``."""
        with self._ledger.reading() as connection:
            rows = digest_book.ask_outlines(connection, sort, self._when, parties)
        decoder = (_LINE_DECODERS if in_a_line else _DECODERS)[sort]
        found = [decoder.decode(row) for row in rows] if self._known is None else self._remembered(rows, decoder)
        if sort in ("conflict", "check"):
            found.sort(key=lambda one: one.order)
        return found if self.at is None or sort not in ("series", "target") else [one.at(self.at) for one in found]

    def _remembered(self, rows: Sequence[bytes], decoder: msgspec.msgpack.Decoder[Any]) -> list[Any]:
        """What rows say; on two days most say the same."""
        known, found = self._known, []
        assert known is not None
        for row in rows:
            one = known.get((decoder.type, row))
            if one is None:
                one = known[decoder.type, row] = decoder.decode(row)
            found.append(one)
        return found

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

        A series or thing that is only linked to them, or of which only a statement was asked for, is there as well; not
        the meetings at which undertakings were agreed.
        """
        with self._ledger.reading() as connection:
            known = {member.statement: member for member in digest_book.members_of(connection, list(set(ids)))}
            asked = sorted({*known, *statements})
            links = link_book.ask_links(connection, asked, _BETWEEN)
            links += link_book.ask_links(connection, asked, ("outcome_of",), ("right",))
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
        return account_grouped(entries, grouping_of(entries, known), order)

    def looking_back(self, at: At) -> KeptShelf:
        """The same on a day."""
        return KeptShelf(self._ledger, at)

    def beside(self, at: At) -> tuple[KeptShelf, KeptShelf]:
        """The same on this day and on another, each outline made once if it says the same on both."""
        both = KeptShelf(self._ledger, self.at), KeptShelf(self._ledger, at)
        both[0]._known = both[1]._known = {}
        return both

    def is_known_on(self, day: str, parties: Sequence[str]) -> bool:
        """Whether all that is said of things with these parties may have been published on a day."""
        with self._ledger.reading() as connection:
            return not digest_book.has_newer(connection, day, parties)

    def left_out(self, parties: Sequence[str]) -> int:
        """How many reports on these parties are not counted on the day that one looks back to."""
        if self.at is None or self.at.line == "recorded":
            return 0
        with self._ledger.reading() as connection:
            if self.at.line == "happened":
                return digest_book.count_undated(connection, parties)
            later = None if self.at.line == "published" else self.at.day
            return digest_book.count_left_out(connection, parties, later)

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All sure statements of texts."""
        with self._ledger.reading() as connection:
            return [entry for entry in questions.told_in(connection, list(texts)) if is_sure(entry.statement)]

    def named(self, prefix: str) -> list[tuple[str, ...]]:
        """The statements of each undertaking, fact or meeting that goes by an id with this beginning."""
        with self._ledger.reading() as connection:
            things = digest_book.things_named(connection, prefix)
            return [tuple(digest_book.statements_in(connection, thing)) for thing in things]

    def undertakings_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a sure statement that of the undertaking, series or meeting whose outline it is in."""
        with self._ledger.reading() as connection:
            return {one.statement: one.outline for one in digest_book.outlines_with(connection, statements)}

    def things_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a statement that of its undertaking, fact or meeting."""
        with self._ledger.reading() as connection:
            return digest_book.things_of(connection, statements)
