"""Opening and holding the ledger file: the one module that knows SQLite.

A `Store` gives transactions: `writing` takes the write lock at once, `asking` sees one unchanging state of the
ledger. The file carries our application id and the number of its schema; what is not ours is never touched. A file of
an older schema is given the tables and indexes it lacks when it is opened; its rows stay as they are. That rows are
only ever added is held by triggers, so it holds for every other program as well; the digest alone, which says nothing
of its own, is rewritten.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, Table, UniqueConstraint, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

from kelisim.errors import LedgerError
from kelisim.ledger import digest_tables, link_tables, official_tables, tables, workings_tables

APPLICATION_ID = 0x6B656C69  # «keli»
SCHEMA = 9  # one more whenever a table or an index is added
TABLES = tables.metadata
MODULES = (
    tables,
    official_tables,
    link_tables,
    digest_tables,
    workings_tables,
)  # every module that adds tables, so that none is forgotten
WAIT_SECONDS = 30.0
_BEGINNING = b"SQLite format 3\0"

_REMEDIES = (
    ("locked", "another process has been writing for long; wait until it is done and try again"),
    ("busy", "another process has been writing for long; wait until it is done and try again"),
    ("not a database", "this file is not a ledger; choose another with --ledger"),
    ("malformed", "the file is damaged; restore it from a copy, or read the reports into a new one with --ledger"),
    ("full", "the disk is full; make room and run the same command again, nothing is half stored"),
    ("readonly", "it cannot be written; copy it to a place where you may write, or choose another with --ledger"),
    ("read-only", "it cannot be written; copy it to a place where you may write, or choose another with --ledger"),
    ("unable to open", "check that the folder exists and that you may write there, or choose another with --ledger"),
    ("no such table", "it is of an older kelisim and cannot be written here; copy it to a place where you may write"),
    ("append-only", "rows are never changed; correct a report with `kelisim report set`"),
)


class Store:
    """An open ledger file. Close it, or use it in a ``with`` block through `kelisim.ledger.Ledger`."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open ``path``; with ``create`` make it where it is missing or empty.

        Raises `LedgerError` for a missing file or folder, a directory, a file of another program, a schema that is
        newer than this program, a place where nothing can be written.
        """
        self.path = path
        _check_place(path, create)
        self._sealed = not create and _is_sealed(path)
        self._descriptor: int | None = None
        self._engine = _engine(path, sealed=self._sealed)
        try:
            self._prepare(create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all connections, and then what looked at the file beside them: see `is_overwritten`."""
        self._engine.dispose()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_overwritten(self) -> bool:
        """Whether the file does not begin like a database any more; what is open may still answer from its memory.

        The descriptor stays open as long as the connections: closing it would drop every lock that this process has
        on the file, so the next who writes would believe to be alone and take the log away from under us.
        """
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDONLY)
        return os.pread(self._descriptor, len(_BEGINNING), 0) != _BEGINNING

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its first moment; wholly kept or not at all."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger, however much is written meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(kelisim_begin=begin) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise _ledger_error(self.path, error) from error

    def _prepare(self, create: bool) -> None:
        with self.asking() as connection:
            fresh = self._is_fresh(connection)
        if fresh and not create:
            raise _missing(self.path)
        if fresh:
            with self.writing() as connection:
                if self._is_fresh(connection):  # nobody else was faster
                    _add_missing_tables(connection)
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        if not self._sealed:
            self._use_write_ahead_log()
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Give a file of an older schema what it lacks; a file that cannot be written stays as it is."""
        with self.asking() as connection:
            if _pragma(connection, "user_version") >= SCHEMA or not os.access(self.path, os.W_OK):
                return
        with self.writing() as connection:
            _add_missing_tables(connection)

    def _is_fresh(self, connection: Connection) -> bool:
        """Whether the file is still empty. Raises `LedgerError` where it is another's or too new."""
        application = _pragma(connection, "application_id")
        if application == APPLICATION_ID:
            schema = _pragma(connection, "user_version")
            if schema > SCHEMA:
                raise LedgerError(
                    f"{self.path}: written by a newer kelisim (schema {schema}, this one knows {SCHEMA}); "
                    "install a newer kelisim, or choose another ledger with --ledger"
                )
            return False
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if application or tables:
            raise LedgerError(f"{self.path}: a database of another program; choose another file with --ledger")
        return True

    def _use_write_ahead_log(self) -> None:
        """Readers and one writer side by side. Switching may find the file busy without waiting, so wait here."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                with self._engine.connect() as connection:
                    connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except Exception as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise _ledger_error(self.path, error) from error
                time.sleep(0.02)


def _engine(path: Path, *, sealed: bool) -> Engine:
    if sealed:
        query = {"mode": "ro", "immutable": "1", "uri": "true"}
        url = URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    else:
        url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url)
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(raw: sqlite3.Connection, _record: object) -> None:
    raw.isolation_level = None  # transactions are begun by `_begin`, not guessed by the driver
    for pragma in (
        f"busy_timeout = {int(WAIT_SECONDS * 1000)}",
        "foreign_keys = ON",
        "recursive_triggers = ON",  # so that REPLACE runs into the triggers as well
        "synchronous = NORMAL",  # in WAL mode a kill loses nothing, a power cut at most the last reports as a whole
    ):
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("kelisim_begin", "BEGIN"))


def _add_missing_tables(connection: Connection) -> None:
    """Make the tables and indexes that the file lacks, all of them where it is new; rows that are there stay as they
    are.
    """
    _drop_outdated(connection)
    there = set(inspect(connection).get_table_names())
    missing = [table for table in TABLES.sorted_tables if table.name not in there]
    TABLES.create_all(connection, tables=missing)
    for table in TABLES.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    for statement in _append_only_triggers(missing):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def _drop_outdated(connection: Connection) -> None:
    """Let go of derived tables of an older shape: what they said is worked out anew."""
    known = inspect(connection)
    there = known.get_table_names()
    derived = [table for table in TABLES.sorted_tables if table.info.get("derived") and table.name in there]
    columns = {table: {column["name"] for column in known.get_columns(table.name)} for table in derived}
    TABLES.drop_all(connection, tables=[table for table in derived if columns[table] != set(table.columns.keys())])


def _append_only_triggers(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        if not table.info.get("derived"):  # what is worked out of other rows may be worked out anew
            yield from _append_only(table)


def _append_only(table: Table) -> Iterator[str]:
    """Triggers that refuse UPDATE and DELETE, and INSERT over a row that is there (INSERT OR REPLACE)."""
    refuse = "SELECT RAISE(ABORT, 'the ledger is append-only')"
    for action in ("UPDATE", "DELETE"):
        yield f"CREATE TRIGGER {table.name}_no_{action.lower()} BEFORE {action} ON {table.name} BEGIN {refuse}; END"
    keys = [table.primary_key, *(key for key in table.constraints if isinstance(key, UniqueConstraint))]
    for number, key in enumerate(keys):
        same = " AND ".join(f"{column.name} = NEW.{column.name}" for column in key.columns)
        there = f"EXISTS (SELECT 1 FROM {table.name} WHERE {same})"  # noqa: S608  names of our own tables only
        head = f"CREATE TRIGGER {table.name}_no_replace_{number} BEFORE INSERT ON {table.name}"
        yield f"{head} WHEN {there} BEGIN {refuse}; END"


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _check_place(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: a folder, not a ledger; name a file, as in --ledger {path / 'kelisim.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it, or choose another --ledger")
    if not create and not path.exists():
        raise _missing(path)


def _is_sealed(path: Path) -> bool:
    """Whether nobody can write here, so that the file must be asked without the files that SQLite puts beside it."""
    log = path.with_name(f"{path.name}-wal")
    return not os.access(path.parent, os.W_OK) and not log.exists()


def _missing(path: Path) -> LedgerError:
    return LedgerError(f"{path}: no ledger there yet; read reports into it with `kelisim read SOURCE…` or name another")


def _ledger_error(path: Path, error: Exception) -> LedgerError:
    reason = str(getattr(error, "orig", None) or error)
    remedy = next((way_out for sign, way_out in _REMEDIES if sign in reason), "see the message of the database")
    return LedgerError(f"{path}: {reason}: {remedy}")
