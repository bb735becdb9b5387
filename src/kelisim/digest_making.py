"""What the digest keeps, made of an account: outlines as rows, which statement belongs where, names of things."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kelisim.account.account import Grouping, account_from
from kelisim.account.entries import Entries
from kelisim.account.lines import LINES, NEVER, first_known
from kelisim.account.outlines import KINDS, Finding, Outlines, SeriesOutline, SeriesTargets, Sort
from kelisim.account.owners import rates_of
from kelisim.account.states import state
from kelisim.account.things import Account, Encounter, Fact, Link, Thing
from kelisim.ledger.digest_book import Digest, Member, Shelved
from kelisim.ledger.query import AnyEntry
from kelisim.model import Figure

_ENCODER = msgspec.msgpack.Encoder()
SOME_DAY = "2000-01-01"  # outlines do not depend on it


def outlined(account: Account) -> Outlines:
    """The outlines of a whole account."""
    from kelisim.account.outlining import outlines  # knows words, which only the making of outlines needs

    return outlines(state(account, SOME_DAY))


def worked_out(entries: Entries, links: Sequence[Link]) -> Digest:
    """The digest of statements under links: outlines of what is sure, names of everything."""
    whole = account_from(entries, links)
    sure = entries.sure()
    account = whole if len(sure.ids) == len(entries.ids) else account_from(sure, links)
    found = outlined(account)
    return Digest(
        outlines=list(shelved(found)),
        members=list(members(account)),
        names=names_of(whole.things()),
        things={entry.statement.id: thing.id for thing in whole.things() for entry in thing.entries},
    )


def members(account: Account) -> Iterator[Member]:
    """Which statement belongs to which outline and thing."""
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
    known = dict(zip(LINES, first_known([entry]), strict=True))
    rates = rates_of(entry.statement) if isinstance(entry.statement, Figure) else None
    return Member(entry.statement.id, thing, thing, period, known["possible"], known["happened"] != NEVER, rates)


def shelved(found: Outlines) -> Iterator[Shelved]:
    """Outlines as they are kept."""
    codes = _codes(found)
    for sort in KINDS:
        for kept in found.of_sort(sort):
            one = kept.outline
            if isinstance(one, Finding):
                named = frozenset[str]().union(*(codes[thing] for thing in one.things))
                id, newest = finding_id(sort, one), ""
            else:
                named, id, newest = codes[one.id], one.id, getattr(one, "newest", "")
            yield Shelved(
                sort=sort,
                id=id,
                number=kept.number,
                codes=tuple(sorted(named)),
                newest="" if kept.number else newest,
                since=kept.since,
                until=kept.until,
                owner=kept.owner,
                payload=_ENCODER.encode(one),
            )


def _codes(found: Outlines) -> dict[str, frozenset[str]]:
    """By the id of a thing all parties that some statement of it names."""
    codes: dict[str, frozenset[str]] = {}
    for kept in (*found.series, *found.targets, *found.undertakings, *found.meetings):
        one = kept.outline
        if kept.number == 0 and isinstance(one, SeriesOutline | SeriesTargets):
            codes[one.id] = frozenset(one.parties)
        elif kept.number == 0 and not isinstance(one, Finding):
            codes[one.id] = frozenset(code for named in one.parties for code in named)
    return codes


def finding_id(sort: Sort, finding: Finding) -> str:
    """The id of a contradiction or a check: what it says, 16 hexadecimal digits."""
    words = "\n".join((sort, *finding.order, finding.words))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def names_of(things: Iterable[Thing | Fact | Encounter]) -> dict[str, str]:
    """By each id that a thing goes by the one it goes by now."""
    return {name: thing.id for thing in things for name in (thing.id, *getattr(thing, "aliases", ()))}


def grouping_of(entries: Entries, members: Mapping[str, Member]) -> Grouping:
    """The statements in the groups that the digest keeps."""

    def groups(told: Sequence[AnyEntry]) -> list[tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for entry in told:
            found[members[entry.statement.id].thing].append(entry.statement.id)
        return sorted(tuple(sorted(ids)) for ids in found.values())

    inferred = {member.statement: member.period for member in members.values() if member.period}
    return Grouping(groups(entries.undertakings), groups(entries.figures), groups(entries.meetings), inferred)
