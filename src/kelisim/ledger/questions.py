"""Questions as SQL: a `Query` becomes one parametrised SELECT over the current rows, rows become entries.

The current facts of a report are its highest-numbered ones, its current statements those of the highest generation;
nothing else is stored about the present.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Row,
    Select,
    Table,
    and_,
    exists,
    func,
    intersect,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.sql.elements import ColumnElement

from kelisim.ledger.blocs import expand
from kelisim.ledger.query import Entry, Facts, FactsEntry, Query, ReportEntry
from kelisim.ledger.tables import readings, report_facts, reports, statement_parties, statements
from kelisim.model import Figure, Meeting, Published, Span, Statement, Undertaking, is_sure

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    "figure": msgspec.json.Decoder(Figure),
    "undertaking": msgspec.json.Decoder(Undertaking),
    "meeting": msgspec.json.Decoder(Meeting),
}
_QUOTES = (
    func.substr(
        reports.c.text,
        statements.c.sentence_start + 1,
        statements.c.sentence_end - statements.c.sentence_start,
    ).label("sentence"),
    func.substr(
        reports.c.text,
        statements.c.head_start + 1,
        statements.c.head_end - statements.c.head_start,
    ).label("head"),
)
_REPORTS = 100  # at a time
_HEAD = (statements.c.head_start, statements.c.head_end)
_OF_REPORTS = (  # in the order in which they are asked for: of a report, of its reading, how many statements it has
    *("id", "source", "sha256", "text_hash", "retrieved_at"),
    *("url", "outlet", "author", "title", "dateline", "language", "generation", "engine"),
    *(f"{kind}s" for kind in _DECODERS),
)
_IN_TEXT = (statements.c.head_start, statements.c.id)
_IN_ORDER = (reports.c.source, statements.c.report, *_IN_TEXT)


def is_current(table: Table = readings, recorded: str | None = None) -> ColumnElement[bool]:
    """Whether a row of ``table`` (readings or statements) belongs to the latest generation of its report.

    With ``recorded``, an ISO day, to the latest one that was written up to the end of that day (UTC).
    """
    newest = readings.alias("newest")
    latest = select(func.max(newest.c.generation)).where(newest.c.report == table.c.report)
    if recorded is not None:
        latest = latest.where(func.substr(newest.c.read_at, 1, len(recorded)) <= recorded)
    current: ColumnElement[bool] = table.c.generation == latest.scalar_subquery()
    return current


def ask_statements(connection: Connection, kind: str, query: Query) -> list[Entry[Any]]:
    """The current statements of ``kind`` (figure, undertaking, meeting) that fulfil ``query``, the oldest first."""
    rows = connection.execute(_in_order(_with_report(), kind, query)).all()
    found = _entries(connection, rows, query.recorded)
    return [entry for entry in found if not query.sure or is_sure(entry.statement)]


def ask_ids(connection: Connection, kind: str, query: Query) -> list[str]:
    """The ids of these statements in the same order, each once: enough to count them and to ask for the first ones."""
    payload = statements.c.payload if query.sure else literal_column("''")
    asked = _joined(select(statements.c.id, payload.label("payload")))
    rows = connection.execute(_in_order(asked, kind, query))
    decode = _DECODERS[kind].decode
    return list(dict.fromkeys(row.id for row in rows if not query.sure or is_sure(decode(row.payload))))


def _in_order(asked: Select[Any], kind: str, query: Query) -> Select[Any]:
    """What fulfils ``query``, the oldest first."""
    conditions = [is_current(statements, query.recorded), _is_kind(kind, query), *_conditions(query, kind)]
    first_day = func.coalesce(statements.c.first_day, readings.c.published_earliest)
    return asked.where(*conditions).order_by(first_day.is_(None), first_day, *_IN_ORDER)


def statements_by_ids(connection: Connection, ids: Sequence[str]) -> list[Entry[Any]]:
    """The current statements with these ids; those that no reading gives any more are left out."""
    found: list[Entry[Any]] = []
    for part in range(0, len(ids), 500):  # databases limit the number of parameters
        asked = _with_report().where(statements.c.id.in_(ids[part : part + 500]), is_current(statements))
        found += _entries(connection, connection.execute(asked.order_by(*_IN_ORDER)).all())
    return found


def told_in(connection: Connection, texts: Sequence[str]) -> list[Entry[Any]]:
    """All current statements of texts."""
    ids: dict[str, None] = {}
    for part in range(0, len(texts), 500):
        asked = select(statements.c.id).join(reports, reports.c.id == statements.c.report)
        current = asked.where(reports.c.text_hash.in_(texts[part : part + 500]), is_current(statements))
        ids.update(dict.fromkeys(connection.scalars(current)))
    return statements_by_ids(connection, list(ids))


def in_order_of_sources(connection: Connection) -> Iterator[list[Entry[Any]]]:
    """All current statements, some reports at a time, by the source of their first report and their place in it."""
    found = connection.execute(select(reports.c.id, reports.c.source).order_by(reports.c.source, reports.c.id)).all()
    first = 0
    while first < len(found):
        last = min(first + _REPORTS, len(found))
        while last < len(found) and found[last].source == found[last - 1].source:
            last += 1
        inside = {row.id for row in found[first:last]}
        told = select(statements.c.id).where(statements.c.report.in_(sorted(inside)), is_current(statements))
        asked = _with_report().where(statements.c.id.in_(told), is_current(statements)).order_by(*_IN_ORDER)
        entries = _entries(connection, connection.execute(asked).all())
        yield sorted(
            (entry for entry in entries if entry.sources[0].id in inside),
            key=lambda entry: (entry.sources[0].source, entry.statement.evidence.head, entry.statement.id),
        )
        first = last


def statement_by_id(connection: Connection, id: str) -> Entry[Any] | None:
    """The statement with every report that gives it now, or gave it where none does any more."""
    rows = connection.execute(
        _with_report().where(statements.c.id == id).order_by(statements.c.generation.desc(), *_IN_ORDER)
    ).all()
    current = [row for row in rows if row.is_current]
    entries = _entries(connection, current or rows[:1])
    if not entries:
        return None
    return entries[0] if current else msgspec.structs.replace(entries[0], current=False)


def ids_beginning(connection: Connection, prefix: str) -> tuple[list[str], list[str]]:
    """The ids of statements and of reports that begin with ``prefix``, at most ten each."""
    # «g» comes after the last hexadecimal digit, so this is a range that an index answers.
    found = []
    for column in (statements.c.id, reports.c.id):
        within = and_(column >= prefix, column < prefix + "g")
        found.append(list(connection.scalars(select(column).where(within).distinct().order_by(column).limit(10))))
    return found[0], found[1]


def ask_reports(connection: Connection, query: Query) -> list[str]:
    """The ids of the reports that fulfil ``query``, by the day they appeared, those of unknown day last.

    Parties, indicator, stage and kind ask for reports with at least one statement of that sort.
    """
    published = readings.c.published_earliest
    conditions = _published_conditions(query)
    wanted = _conditions(query, None)
    if wanted:
        same = and_(statements.c.report == readings.c.report, statements.c.generation == readings.c.generation)
        conditions.append(exists(select(statements.c.id).where(same, *wanted).correlate(readings)))
    found = (
        select(readings.c.report)
        .join(reports, reports.c.id == readings.c.report)
        .where(is_current(), *conditions)
        .order_by(published.is_(None), published, reports.c.source, reports.c.id)
    )
    return list(connection.scalars(found))


def last_report(connection: Connection) -> str:
    """The id of the report that was read in last; empty where there is none."""
    rows = select(reports.c.id).order_by(text("rowid DESC")).limit(1)
    return connection.scalar(rows) or ""


def reports_by_id(connection: Connection, ids: Sequence[str], recorded: str | None = None) -> dict[str, ReportEntry]:
    """The reports ``ids`` as they are now, or were on the day ``recorded``, in the same order."""
    return _reports(connection, ids, recorded, counted=True)


def _reports(
    connection: Connection, ids: Sequence[str], recorded: str | None, *, counted: bool
) -> dict[str, ReportEntry]:
    """The reports; beside a statement nobody asks how many statements they have."""
    rows: dict[str, ReportEntry] = {}
    for part in range(0, len(ids), 500):  # databases limit the number of parameters
        for row in connection.execute(_report_rows(ids[part : part + 500], recorded, counted=counted)).all():
            rows[row.id] = _report_entry(row)
    return {id: rows[id] for id in ids}


def facts_of(connection: Connection, report: str) -> list[FactsEntry]:
    """What was said about the report, from the first word to the last correction."""
    rows = connection.execute(
        select(report_facts).where(report_facts.c.report == report).order_by(report_facts.c.number)
    )
    return [
        FactsEntry(
            number=row.number,
            facts=Facts(published=_published(row), url=row.url, outlet=row.outlet),
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            reason=row.reason,
        )
        for row in rows
    ]


def statements_of(connection: Connection, report: str) -> list[Statement]:
    """The current statements of a report in the order of its text."""
    rows = connection.execute(
        select(statements.c.statement, statements.c.payload)
        .where(statements.c.report == report, is_current(statements))
        .order_by(*_IN_TEXT)
    )
    return [_DECODERS[row.statement].decode(row.payload) for row in rows]


def superseded(connection: Connection) -> Iterator[tuple[str, str, str, Span]]:
    """The statements that the latest reading of their report does not give: id, kind, hash of the text, head."""
    rows = connection.execute(
        select(statements.c.id, statements.c.statement, reports.c.text_hash, *_HEAD)
        .join_from(statements, reports, reports.c.id == statements.c.report)
        .where(~is_current(statements))
        .order_by(statements.c.report, statements.c.generation.desc(), *_IN_TEXT)
    )
    for id, kind, text_hash, start, end in rows:
        yield id, kind, text_hash, Span(start, end)


def _with_report() -> Select[Any]:
    return _joined(
        select(
            statements.c.id,
            statements.c.report,
            statements.c.statement,
            statements.c.payload,
            is_current(statements).label("is_current"),
            *_QUOTES,
        )
    )


def _joined(asked: Select[Any]) -> Select[Any]:
    """A question about statements beside their reports and readings."""
    same = and_(readings.c.report == statements.c.report, readings.c.generation == statements.c.generation)
    return asked.join(reports, reports.c.id == statements.c.report).join(readings, same)


def _conditions(query: Query, kind: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.ids:
        conditions.append(statements.c.id.in_(query.ids))
    if query.indicator:
        conditions.append(statements.c.indicator == query.indicator)
    if query.indicators:
        conditions.append(statements.c.indicator.in_(query.indicators))
    if query.modality:
        conditions.append(statements.c.modality == query.modality)
    if query.stage:
        conditions.append(statements.c.stage == query.stage)
    if query.kind:
        conditions.append(or_(statements.c.kind == query.kind, statements.c.format == query.kind))
    if query.parties:
        conditions += [statements.c.id.in_(_named(query.parties)), take_part(query.parties)]
    if kind and query.since:
        conditions.append(func.coalesce(statements.c.last_day, readings.c.published_latest) >= query.since)
    if kind and query.until:
        conditions.append(func.coalesce(statements.c.first_day, readings.c.published_earliest) <= query.until)
    return conditions


def _is_kind(kind: str, query: Query) -> ColumnElement[bool]:
    """Wrapped where parties or ids are asked for, so that the database begins with those few and not with the kind."""
    few = query.parties or query.ids
    return (func.coalesce(statements.c.statement, "") if few else statements.c.statement) == kind


def _named(parties: Sequence[str]) -> CompoundSelect[Any]:
    """The ids of statements that name some state of each party: few to look at, found by an index."""
    codes = (statement_parties.c.code.in_(expand(party)) for party in parties)
    return intersect(*(select(statement_parties.c.statement).where(code) for code in codes))


def take_part(parties: Sequence[str]) -> ColumnElement[bool]:
    """Every asked party takes part in a statement, each as another one: KZ with C5 is Kazakhstan and one more."""
    tables = [statement_parties.alias(f"party{number}") for number in range(len(parties))]
    conditions: list[ColumnElement[bool]] = []
    for number, (table, party) in enumerate(zip(tables, parties, strict=True)):
        conditions += [
            table.c.report == statements.c.report,
            table.c.generation == statements.c.generation,
            table.c.statement == statements.c.id,
            table.c.code.in_(expand(party)),
        ]
        conditions += [table.c.code != other.c.code for other in tables[:number]]
    return exists(select(literal_column("1")).select_from(*tables).where(*conditions).correlate(statements))


def _published_conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.since:
        conditions.append(readings.c.published_latest >= query.since)
    if query.until:
        conditions.append(readings.c.published_earliest <= query.until)
    return conditions


def _report_rows(ids: Sequence[str], recorded: str | None, *, counted: bool) -> Select[Any]:
    counts = [
        select(func.count())
        .select_from(statements)
        .where(
            statements.c.report == readings.c.report,
            statements.c.generation == readings.c.generation,
            statements.c.statement == kind,
        )
        .scalar_subquery()
        .label(f"{kind}s")
        for kind in (_DECODERS if counted else ())
    ]
    return (
        select(
            *(readings.c[f"published_{name}"] for name in ("earliest", "latest", "basis")),
            *(reports.c[name] for name in _OF_REPORTS[:5]),
            *(readings.c[name] for name in _OF_REPORTS[5:13]),
            *counts,
        )
        .join(readings, readings.c.report == reports.c.id)
        .where(reports.c.id.in_(ids), is_current(recorded=recorded))
    )


def _report_entry(row: Row[Any]) -> ReportEntry:
    # by their places: by their names, one by one, would take most of the time of a long answer
    earliest, latest, basis, *values = tuple(row)
    published = Published(earliest, latest, basis) if earliest is not None else None
    return ReportEntry(**dict(zip(_OF_REPORTS, values, strict=False)), published=published)


def _published(row: Row[Any]) -> Published | None:
    if row.published_earliest is None:
        return None
    return Published(row.published_earliest, row.published_latest, row.published_basis)


def _entries(connection: Connection, rows: Sequence[Row[Any]], recorded: str | None = None) -> list[Entry[Any]]:
    """One entry a statement: the same text under two addresses is one statement with two sources."""
    sources = _reports(connection, sorted({row.report for row in rows}), recorded, counted=False)
    carried: dict[str, list[Row[Any]]] = {}
    for row in rows:
        carried.setdefault(row.id, []).append(row)
    return [_entry(same, sources) for same in carried.values()]


def _entry(same: list[Row[Any]], sources: Mapping[str, ReportEntry]) -> Entry[Any]:
    """The entry of a statement out of the rows that carry it, which come in no order."""
    if len(same) > 1:
        same.sort(key=lambda row: (sources[row.report].source, row.report))
    row = same[0]
    return Entry(
        statement=_DECODERS[row.statement].decode(row.payload),
        sentence=row.sentence,
        head=row.head,
        sources=tuple(sources[id] for id in dict.fromkeys(row.report for row in same))
        if len(same) > 1
        else (sources[row.report],),
    )
