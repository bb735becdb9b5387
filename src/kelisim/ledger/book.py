"""`Ledger`: the account as a whole. Reports with their readings go in, questions are answered.

with Ledger("kelisim.db") as ledger:
    ledger.add(report, read(report))
    for entry in ledger.figures(Query(parties=("KZ", "UZ"), indicator="trade_turnover")):
        print(entry.statement.low, entry.head, entry.sources[0].url)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from msgspec import structs
from sqlalchemy import Connection, select

from kelisim.errors import UsageError
from kelisim.ledger import auditing, digest_book, link_book, official_book, questions, report_rows, workings_book
from kelisim.ledger.link_book import Judged, Seen
from kelisim.ledger.links import Decision, Link, LinkKind
from kelisim.ledger.official import Deflator, Rate, Record, StoredRow, Vintage
from kelisim.ledger.query import (
    Correction,
    Entry,
    FigureEntry,
    MeetingEntry,
    Outcome,
    Query,
    ReportAccount,
    ReportEntry,
    Status,
    UndertakingEntry,
)
from kelisim.ledger.store import Store
from kelisim.ledger.tables import reports
from kelisim.ledger.workings import Found, Indexed, Rescored
from kelisim.ledger.writing import Stamp, engine_name, statement_row, write_facts, write_reading, write_report
from kelisim.model import Reading, Report
from kelisim.records import report_id, text_hash

_ID = re.compile(r"[0-9a-f]{6,16}")
Target = Literal["statement", "report"]
Kind = Literal["figure", "undertaking", "meeting", "report"]


def utc_now() -> datetime:
    """The present moment, the only clock of the ledger; it dates rows and nothing else."""
    return datetime.now(UTC)


Linker = Callable[[workings_book.KeptWorkings, list[str]], Found | None]
Renew = Callable[[Connection, set[str]], digest_book.Renewed]


class _Outgrown(Exception):
    """What was begun is to be taken back."""


class Ledger:
    """The ledger in one file. Use it in a ``with`` block, or call `close`.

    Rows are only ever added. Every method is one transaction: it happens wholly or not at all, and sees one state.
    Raises `LedgerError` when the file cannot be opened or written.
    """

    def __init__(
        self, path: str | Path, *, create: bool = True, who: str = "kelisim", clock: Callable[[], datetime] = utc_now
    ) -> None:
        """Open the ledger at ``path``; ``create`` makes it where it is missing. ``who`` signs what is written."""
        self.path = Path(path)
        self._store = Store(self.path, create=create)
        self._who = who
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def is_overwritten(self) -> bool:
        """Whether something that is no database was written over the open file."""
        return self._store.is_overwritten()

    def find(self, report: Report) -> str | None:
        """The id under which the ledger holds this report, or None: same text hash and same address."""
        with self._store.asking() as connection:
            return report_rows.find(connection, text_hash(report.text), report.url)

    def add(self, report: Report, reading: Reading, *, engine: str = "") -> Outcome:
        """Keep a report and what it says. A report that is known already changes nothing.

        ``engine`` is the version of the rules that read it.
        """
        return self.add_all([(report, reading)], engine=engine)[0]

    def add_all(self, read: Iterable[tuple[Report, Reading]], *, engine: str = "") -> list[Outcome]:
        """Keep many reports with what they say, in one transaction; known ones change nothing."""
        with self._store.writing() as connection:
            return [_add(connection, report, reading, self._stamp("read in"), engine) for report, reading in read]

    def add_again(self, report: str, reading: Reading, *, engine: str = "") -> Outcome:
        """Keep a newer reading of a report that is known, as its next generation.

        Where it says what the present one says, nothing is written.
        """
        with self._store.writing() as connection:
            source = questions.reports_by_id(connection, [report])[report].source
            if self._says_the_same(connection, report, reading):
                return Outcome(report=report, source=source, status="known")
            key = report_rows.next_reading(connection, report) | {"engine": engine_name(engine)}
            write_reading(connection, key, reading, self._stamp("read again"))
        return _outcome(report, source, "reread", reading)

    def set_report(self, report: str, correction: Correction, reading: Reading, *, engine: str = "") -> Outcome:
        """Correct what is said about a report, with ``reading`` as what it says under the corrected facts.

        The corrected facts and the reading are new rows; what was there stays. Raises `UsageError` where nothing
        would change, or where another report with this text stands at the corrected address.
        """
        with self._store.writing() as connection:
            key = report_rows.next_reading(connection, report) | {"engine": engine_name(engine)}
            facts = report_rows.current_facts(connection, report)
            corrected = correction.applied_to(facts)
            if corrected == facts:
                raise UsageError(f"report {report}: nothing to correct, the ledger says so already")
            report_rows.refuse_double(connection, report, corrected.url)
            stamp = self._stamp(correction.reason)
            number = key["facts"] + 1
            write_facts(connection, {"report": report, "number": number}, corrected, stamp)
            write_reading(connection, key | {"facts": number}, reading, stamp)
            source = questions.reports_by_id(connection, [report])[report].source
        return _outcome(report, source, "corrected", reading)

    def stored_report(self, report: str, correction: Correction | None = None) -> Report:
        """The report with this whole id, as it came in but under its current facts, or those ``correction`` makes."""
        with self._store.asking() as connection:
            row = connection.execute(select(reports).where(reports.c.id == report)).one()
            facts = report_rows.current_facts(connection, report)
        if correction:
            facts = correction.applied_to(facts)
        return Report(
            source=row.source,
            sha256=row.sha256,
            text=row.text,
            title=row.title,
            author=row.author,
            published=facts.published,
            url=facts.url,
            outlet=facts.outlet,
        )

    def figures(self, query: Query = Query()) -> list[FigureEntry]:  # noqa: B008
        """The current figures that fulfil ``query``, the oldest period first."""
        with self._store.asking() as connection:
            return questions.ask_statements(connection, "figure", query)

    def undertakings(self, query: Query = Query()) -> list[UndertakingEntry]:  # noqa: B008
        """The current undertakings that fulfil ``query``, the oldest first."""
        with self._store.asking() as connection:
            return questions.ask_statements(connection, "undertaking", query)

    def meetings(self, query: Query = Query()) -> list[MeetingEntry]:  # noqa: B008
        """The current meetings that fulfil ``query``, the oldest first."""
        with self._store.asking() as connection:
            return questions.ask_statements(connection, "meeting", query)

    def reports(self, query: Query = Query()) -> list[ReportEntry]:  # noqa: B008
        """The reports that fulfil ``query``, the oldest first."""
        with self._store.asking() as connection:
            return list(questions.reports_by_id(connection, questions.ask_reports(connection, query)).values())

    def ids(self, kind: Kind, query: Query = Query()) -> list[str]:  # noqa: B008
        """The ids of the statements of a kind, or of the reports, that fulfil ``query``, in their order."""
        with self._store.asking() as connection:
            if kind == "report":
                return questions.ask_reports(connection, query)
            return questions.ask_ids(connection, kind, query)

    def reports_of(self, ids: Sequence[str]) -> list[ReportEntry]:
        """The reports with these whole ids, in their order."""
        with self._store.asking() as connection:
            return list(questions.reports_by_id(connection, ids).values())

    def audit(self, report: str | None = None) -> tuple[list[Reading], list[str]]:
        """Every current reading, or that of one report, made of texts and statements alone, and where rows differ."""
        with self._store.asking() as connection:
            kept = list(auditing.readings_kept(connection, report))
            return kept, [fault for reading in kept for fault in auditing.faults(connection, reading)]

    def entries_of(self, ids: Sequence[str]) -> list[Entry[Any]]:
        """The current statements with these whole ids."""
        with self._store.asking() as connection:
            return questions.statements_by_ids(connection, ids)

    def decide(self, judged: Judged, why: str) -> Decision:
        """Keep what a person decided of two statements; the last decision about a pair counts."""
        with self._store.writing() as connection:
            return link_book.write_decision(connection, judged, self._stamp(why))

    def decisions(self) -> list[Decision]:
        """Everything that persons decided of pairs of statements, the earliest first."""
        with self._store.asking() as connection:
            return link_book.ask_decisions(connection)

    def keep_links(
        self, found: Iterable[Link], seen: Seen, workings: tuple[Mapping[str, Indexed], Iterable[Rescored]] = ({}, ())
    ) -> int:
        """Keep what the rules found as their next run; returns how many rows are new: what is held stays as it is.

        ``workings`` are what statements are looked up by, and which are likely one: for the runs to come.
        """
        with self._store.writing() as connection:
            workings_book.write_workings(connection, *workings, seen)
            return link_book.write_links(connection, found, seen, self._stamp("linked"))

    def link_more(self, rule: str, link: Linker, digest: tuple[str, Renew]) -> int | None:
        """Link what was read or decided since the last run, with ``link`` told the texts; how many rows are new.

        None, and nothing is changed, where all must be linked anew. A ``digest`` of the run before is renewed.
        """
        with suppress(_Outgrown), self._store.writing() as connection:
            before, seen = link_book.last_seen(connection), link_book.to_be_seen(connection, rule)
            texts = workings_book.changed_texts(connection, seen)
            if before is None or texts is None:
                return None
            kept = workings_book.KeptWorkings(connection)
            if (found := link(kept, texts)) is None:
                raise _Outgrown
            rows, touched = kept.keep(found, seen, self._stamp("linked"))
            of_digest, renew = digest
            if digest_book.digest_seen(connection) == structs.replace(before, rule=of_digest):
                digest_book.write_renewed(connection, renew(connection, touched), structs.replace(seen, rule=of_digest))
            return rows
        return None

    def to_be_linked(self, rule: str) -> Seen | None:
        """What a run under ``rule`` would see; None where the last one has seen just that."""
        with self._store.asking() as connection:
            now = link_book.to_be_seen(connection, rule)
            return None if link_book.last_seen(connection) == now else now

    def links(self, ids: Sequence[str] | None = None) -> list[Link]:
        """The links that hold, all of them or those of the statements ``ids``."""
        with self._store.asking() as connection:
            return link_book.ask_links(connection, ids)

    def to_be_seen(self, rule: str) -> Seen:
        """What a run of the rules would see now."""
        with self._store.asking() as connection:
            return link_book.to_be_seen(connection, rule)

    def last_linked(self) -> Seen | None:
        """What the last run of the rules saw; None before the first."""
        with self._store.asking() as connection:
            return link_book.last_seen(connection)

    def has_replaced_since(self, day: str) -> bool:
        """Whether some reading has been replaced by a newer one after a day, or a person has decided something."""
        with self._store.asking() as connection:
            return link_book.has_replaced_since(connection, day)

    def keep_digest(self, digest: digest_book.Digest, seen: Seen) -> None:
        """Put a digest in the place of the one that is kept; it says nothing of its own."""
        with self._store.writing() as connection:
            digest_book.write_digest(connection, digest, seen)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the ledger, for the questions of `kelisim.ledger.digest_book`."""
        with self._store.asking() as connection:
            yield connection

    def suggested(
        self, kinds: Sequence[LinkKind], among: Container[str] | None = None, most: int | None = None
    ) -> tuple[list[Link], int]:
        """What the rules suggest, the likeliest first, no more than ``most``; and how much it is in all.

        With ``among`` what is of these statements alone.
        """
        with self._store.asking() as connection:
            return link_book.ask_suggested(connection, kinds, among, most)

    def dated_links(self, ids: Sequence[str]) -> list[Link]:
        """The links of the statements ``ids`` that hold, with the time at which each was recorded."""
        with self._store.asking() as connection:
            return link_book.ask_dated_links(connection, ids)

    def statement(self, id: str) -> Entry[Any]:
        """The statement with this id or the beginning of it. Raises `UsageError` like `resolve`."""
        target, full = self.resolve(id)
        if target != "statement":
            raise UsageError(f"{id}: the id of a report, not of a statement")
        with self._store.asking() as connection:
            entry = questions.statement_by_id(connection, full)
        assert entry is not None  # rows never go away
        return entry

    def report(self, id: str) -> ReportAccount:
        """Everything about the report with this id or the beginning of it. Raises `UsageError` like `resolve`."""
        target, full = self.resolve(id)
        if target != "report":
            raise UsageError(f"{id}: the id of a statement, not of a report; ask for its report's id")
        with self._store.asking() as connection:
            return ReportAccount(
                report=questions.reports_by_id(connection, [full])[full],
                text=connection.scalar(select(reports.c.text).where(reports.c.id == full)) or "",
                facts=tuple(questions.facts_of(connection, full)),
                statements=tuple(questions.statements_of(connection, full)),
            )

    def resolve(self, prefix: str) -> tuple[Target, str]:
        """What an id, whole or its first six or more digits, stands for: a statement or a report, and the whole id.

        Raises `UsageError` for what is no id, is not there, or could mean several; those are named.
        """
        wanted = prefix.strip().lower()
        if not _ID.fullmatch(wanted):
            raise UsageError(f"{prefix}: not an id; an id has 16 hexadecimal digits, its first six or more will do")
        with self._store.asking() as connection:
            in_statements, in_reports = questions.ids_beginning(connection, wanted)
        found: list[tuple[Target, str]] = [("statement", id) for id in in_statements]
        found += [("report", id) for id in in_reports]
        if not found:
            raise UsageError(f"{prefix}: no statement and no report has this id; `kelisim ledger reports` lists them")
        if len(found) > 1:
            names = ", ".join(f"{target} {id}" for target, id in found)
            raise UsageError(f"{prefix}: could be {names}; give more digits")
        return found[0]

    def add_official(self, file: official_book.NewVintage, records: Iterable[Record]) -> Vintage | None:
        """Keep a file of official statistics as a new vintage; None where this very file is there already.

        Wholly or not at all: what ``records`` raises comes through, and so does `LedgerError` for another scale.
        """
        with self._store.writing() as connection:
            vintage = official_book.write_vintage(connection, file, records, self._stamp("imported"))
            if vintage:
                official_book.refuse_other_scale(connection, vintage.id, file.path)
            return vintage

    def official_rows(self, pairs: Iterable[official_book.Pair] | None = None) -> list[StoredRow]:
        """The official figures that count now, of all pairs or of both sides of ``pairs``."""
        with self._store.asking() as connection:
            return list(official_book.ask_rows(connection, pairs))

    def official_rates(self) -> list[Rate]:
        """The exchange rates that count now."""
        with self._store.asking() as connection:
            return official_book.ask_rates(connection)

    def official_deflators(self) -> list[Deflator]:
        """The levels of price indices that count now."""
        with self._store.asking() as connection:
            return official_book.ask_deflators(connection)

    def official_vintages(self) -> list[Vintage]:
        """Every file of official statistics that was imported."""
        with self._store.asking() as connection:
            return official_book.ask_vintages(connection)

    def _stamp(self, why: str) -> Stamp:
        return Stamp(self._who, self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"), why)

    def _says_the_same(self, connection: Connection, report: str, reading: Reading) -> bool:
        stored = {item.id: item for item in questions.statements_of(connection, report)}
        new = {item.id: item for item in reading.statements}
        same_document = questions.reports_by_id(connection, [report])[report].published == reading.document.published
        return same_document and stored == new and all(statement_row(item, reading) for item in new.values())


def _add(connection: Connection, report: Report, reading: Reading, stamp: Stamp, engine: str) -> Outcome:
    hashed = text_hash(report.text)
    if known := report_rows.find(connection, hashed, report.url):
        return Outcome(report=known, source=report.source, status="known")
    twin = connection.scalar(select(reports.c.id).where(reports.c.text_hash == hashed).limit(1))
    id = report_id(hashed, report.url)
    write_report(connection, report, id, stamp)
    key = {"report": id, "generation": 1, "facts": 1, "engine": engine_name(engine)}
    write_reading(connection, key, reading, stamp)
    return _outcome(id, report.source, "second_source" if twin else "added", reading)


def _outcome(report: str, source: str, status: Status, reading: Reading) -> Outcome:
    counts = {name: len(getattr(reading, name)) for name in ("figures", "undertakings", "meetings")}
    return Outcome(report=report, source=source, status=status, **counts)
