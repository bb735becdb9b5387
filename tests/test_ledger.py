"""The ledger through its front door: what goes in comes out, once, and nothing is ever changed."""

import sqlite3
import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.errors import LedgerError, StatementRefused, UsageError
from kelisim.ledger import Correction, Ledger, Query
from kelisim.ledger.days import bounds
from kelisim.model import Published
from tests.made_readings import TEXT, figure, made_reading, made_report, meeting, undertaking

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "konto.db"


@pytest.fixture
def ledger(path):
    with Ledger(path, clock=lambda: NOW) as opened:
        yield opened


def rows(path, table):
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def test_a_statement_comes_back_exactly_as_it_went_in_with_its_words_and_report(ledger):
    report = made_report(url="https://example.org/2024/10/umsatz", outlet="Abendblatt")
    reading = made_reading(report, figures=[figure(low=Decimal("1300000000.10"))], meetings=[meeting()])
    outcome = ledger.add(report, reading)
    assert (outcome.status, outcome.figures, outcome.undertakings, outcome.meetings) == ("added", 1, 0, 1)
    [entry] = ledger.figures()
    assert entry.statement == reading.figures[0]
    assert entry.head == "1,3 Mrd. US-Dollar"
    assert entry.head in entry.sentence and entry.sentence in TEXT
    [source] = entry.sources
    assert (source.id, source.url, source.outlet) == (outcome.report, report.url, "Abendblatt")
    assert source.published == reading.document.published
    assert source.retrieved_at == "2025-03-01T12:00:00Z"


def test_reading_a_report_twice_changes_nothing(ledger, path):
    report = made_report()
    ledger.add(report, made_reading(report, figures=[figure()]))
    tables = ("reports", "report_facts", "readings", "statements", "statement_parties")
    before = {table: rows(path, table) for table in tables}
    outcome = ledger.add(report, made_reading(report, figures=[figure(), figure(id="f" * 16)]))
    assert outcome.status == "known"
    assert {table: rows(path, table) for table in tables} == before


def test_the_same_text_under_another_address_is_a_second_source_of_one_statement(ledger):
    first, second = made_report(url="https://a.example/1"), made_report(url="https://b.example/2")
    assert ledger.add(first, made_reading(first, figures=[figure()])).status == "added"
    assert ledger.add(second, made_reading(second, figures=[figure()])).status == "second_source"
    [entry] = ledger.figures()
    assert {source.url for source in entry.sources} == {first.url, second.url}
    assert len(ledger.reports()) == 2


def test_parties_asked_for_all_take_part_and_blocs_are_expanded_in_the_question_only(ledger):
    report = made_report()
    made = {"a" * 16: ("KZ", "UZ"), "b" * 16: ("DE", "KZ"), "c" * 16: ("C5", "EU"), "d" * 16: ("KZ",)}
    ledger.add(report, made_reading(report, figures=[figure(id=id, parties=parties) for id, parties in made.items()]))

    def asked(*parties):
        return {entry.statement.id[0] for entry in ledger.figures(Query(parties=parties))}

    assert asked("KZ") == set("abd")
    assert asked("KZ", "UZ") == set("a")
    assert asked("C5") == set("abcd")
    assert asked("C5", "EU") == set("bc")
    assert asked("C5", "KZ") == set("a"), "the other of the five must be another one"
    assert asked("EU") == set("bc")
    assert asked("UZ", "DE") == set()


def test_questions_by_indicator_stage_kind_and_format(ledger):
    report = made_report()
    ledger.add(
        report,
        made_reading(
            report,
            figures=[figure(indicator="exports"), figure(id="b" * 16, indicator="imports")],
            undertakings=[undertaking(stage="pledged"), undertaking(id="c" * 16, stage="completed", kind="training")],
            meetings=[meeting(format="summit"), meeting(id="d" * 16, format="talks")],
        ),
    )
    assert [entry.statement.indicator for entry in ledger.figures(Query(indicator="imports"))] == ["imports"]
    assert [entry.statement.stage for entry in ledger.undertakings(Query(stage="completed"))] == ["completed"]
    assert [entry.statement.kind for entry in ledger.undertakings(Query(kind="training"))] == ["training"]
    assert [entry.statement.format for entry in ledger.meetings(Query(kind="talks"))] == ["talks"]
    assert len(ledger.reports(Query(indicator="exports"))) == 1
    assert ledger.reports(Query(indicator="freight")) == []


def test_since_and_until_go_by_the_own_date_else_by_publication_and_unknown_is_left_out(ledger):
    dated = made_report(text=TEXT + " Eins.", published=Published("2024-10-22", "2024-10-31", "address"))
    undated = made_report(text=TEXT + " Zwei.", published=None)
    periods = {"a": "2023", "b": "2024-01/2024-08", "c": "2030", "d": None, "e": "XXXX-12", "f": "2024-05/.."}
    ledger.add(
        dated, made_reading(dated, figures=[figure(id=key * 16, period=period) for key, period in periods.items()])
    )
    ledger.add(undated, made_reading(undated, figures=[figure(id="9" * 16, period="XXXX-12")]))

    def asked(**bounds):
        return "".join(sorted(entry.statement.id[0] for entry in ledger.figures(Query(**bounds))))

    assert asked(since="2024-01-01") == "bcdef"
    assert asked(since="2024-10-25") == "cdef", "what is open at its end goes as far as its report can know"
    assert asked(since="2024-11-01") == "c"
    assert asked(until="2023-12-31") == "a"
    assert asked(since="2024-01-01", until="2024-12-31") == "bdef"
    assert asked() == "9abcdef"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02-30", None),
        ("2025-Q3", ("2025-07-01", "2025-09-30")),
        ("2024-01/2024-08", ("2024-01-01", "2024-08-31")),
        ("2018/2023", ("2018-01-01", "2023-12-31")),
        ("../2030", ("0001-01-01", "2030-12-31")),
        ("2025-01/..", ("2025-01-01", "9999-12-31")),
        ("203X", ("2030-01-01", "2039-12-31")),
        ("2023-05-02/2023-05-03", ("2023-05-02", "2023-05-03")),
        ("XXXX-01-25", None),
        ("XXXX-01/XXXX-08", None),
        ("P5Y", None),
        ("2024-13", None),
        ("2030/2024", None),
        ("٢٠٢٤", None),
        ("", None),
        (None, None),
    ],
)
def test_the_days_that_a_period_can_mean(period, expected):
    assert bounds(period) == expected


@given(st.text("0123X-/.QH", max_size=22))
def test_whatever_a_period_is_its_days_are_days_in_order(period):
    span = bounds(period)
    if span:
        first, last = (date.fromisoformat(day.replace("0000", "0001", 1)) for day in span)
        assert first <= last


@pytest.mark.parametrize("table", ["reports", "report_facts", "readings", "statements", "statement_parties"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "INSERT OR REPLACE INTO {0} {2}"])
def test_no_program_can_change_or_take_away_a_row(ledger, path, table, act):
    report = made_report()
    ledger.add(report, made_reading(report, figures=[figure()]))
    connection = sqlite3.connect(path)
    before = rows(path, table)
    assert before
    column = connection.execute(f"PRAGMA table_info({table})").fetchone()[1]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(act.format(table, column, f"SELECT * FROM {table}"))
    connection.close()
    assert rows(path, table) == before


def test_a_correction_is_a_new_row_and_a_new_generation_and_the_old_one_stays(ledger, path):
    report = made_report(published=None)
    added = ledger.add(report, made_reading(report, figures=[figure(id="a" * 16, period="XXXX-12")]))
    day = Published("2024-10-22", "2024-10-22", "given")
    correction = Correction(published=day, url="https://example.org/1", reason="date stands on the page")
    again = ledger.stored_report(added.report, correction)
    assert (again.published, again.url, again.text) == (day, "https://example.org/1", report.text)
    outcome = ledger.set_report(
        added.report, correction, made_reading(again, figures=[figure(id="b" * 16, period="2023-12")])
    )
    assert outcome.status == "corrected"
    assert [entry.statement.period for entry in ledger.figures()] == ["2023-12"]
    assert len(rows(path, "statements")) == 2
    old = ledger.statement("a" * 16)
    assert not old.current and old.statement.period == "XXXX-12"
    account = ledger.report(added.report)
    assert [(row.number, row.facts.url, row.reason) for row in account.facts] == [
        (1, None, "read in"),
        (2, "https://example.org/1", "date stands on the page"),
    ]
    assert account.report.generation == 2
    assert ledger.add(report, made_reading(report)).status == "known", "the uncorrected file is still this report"
    assert ledger.add(again, made_reading(again)).status == "known", "and so is it at its corrected address"


def test_a_correction_that_corrects_nothing_or_makes_a_double_is_refused(ledger, path):
    first, second = made_report(url="https://a.example/1"), made_report(url="https://b.example/2")
    one = ledger.add(first, made_reading(first)).report
    ledger.add(second, made_reading(second))
    with pytest.raises(UsageError, match="nothing to correct"):
        ledger.set_report(one, Correction(url=first.url), made_reading(first))
    with pytest.raises(UsageError, match="at this address already"):
        ledger.set_report(one, Correction(url=second.url), made_reading(first))
    assert len(rows(path, "report_facts")) == 2


def test_a_reading_anew_is_a_generation_only_where_it_says_something_else(ledger):
    report = made_report()
    id = ledger.add(report, made_reading(report, figures=[figure()])).report
    assert ledger.add_again(id, made_reading(report, figures=[figure()])).status == "known"
    changed = ledger.add_again(id, made_reading(report, figures=[figure(id="e" * 16, indicator="exports")]))
    assert changed.status == "reread"
    assert [entry.statement.indicator for entry in ledger.figures()] == ["exports"]


def test_ids_may_be_abbreviated_and_what_is_ambiguous_is_named(ledger):
    report = made_report()
    ids = ["abcdef0000000001", "abcdef0000000002", "1234567890abcdef"]
    outcome = ledger.add(report, made_reading(report, figures=[figure(id=id) for id in ids]))
    assert ledger.statement("123456").statement.id == ids[2]
    assert ledger.report(outcome.report[:8].upper()).report.id == outcome.report
    with pytest.raises(UsageError, match=r"abcdef0000000001.*abcdef0000000002"):
        ledger.statement("abcdef")
    for wrong, message in [("12345", "not an id"), ("xyzxyz", "not an id"), ("ffffff", "no statement")]:
        with pytest.raises(UsageError, match=message):
            ledger.resolve(wrong)
    with pytest.raises(UsageError, match="of a report"):
        ledger.statement(outcome.report)


def test_a_statement_without_words_is_refused_and_its_report_is_not_half_there(ledger, path):
    report = made_report()
    for bad in (figure(id=""), figure(head=(5, 5)), figure(head=(len(TEXT), len(TEXT) + 4))):
        with pytest.raises(StatementRefused):
            ledger.add(report, made_reading(report, figures=[figure(id="a" * 16), bad]))
        assert rows(path, "reports") == []


def test_a_reader_sees_whole_reports_while_a_writer_adds(ledger, path):
    done = threading.Event()
    seen = []

    def look():
        with Ledger(path, create=False) as other:
            while not done.is_set():
                reports = other.reports()
                assert all((report.figures, report.meetings) == (2, 1) for report in reports)
                seen.append(len(reports))

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(60):
        report = made_report(text=f"{TEXT} Nummer {number}.")
        ledger.add(report, made_reading(report, figures=[figure(), figure(id="b" * 16)], meetings=[meeting()]))
    done.set()
    reader.join()
    assert seen == sorted(seen) and len(seen) > 1
    assert len(ledger.reports()) == 60


def test_what_is_not_a_ledger_is_refused_with_a_way_out_and_left_alone(tmp_path):
    notes = tmp_path / "notizen.txt"
    notes.write_text("Dies ist kein Konto, sondern eine Notiz.\n" * 50)
    other = tmp_path / "andere.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE lieder (titel TEXT)")
    connection.close()
    newer = tmp_path / "neuer.db"
    Ledger(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = {path: path.read_bytes() for path in (notes, other, newer)}
    for place, message in [
        (notes, "not a ledger"),
        (other, "another program"),
        (newer, "newer kelisim"),
        (tmp_path, "a folder"),
        (tmp_path / "fehlt" / "konto.db", "does not exist"),
    ]:
        with pytest.raises(LedgerError, match=message) as caught:
            Ledger(place)
        assert "--ledger" in str(caught.value)
    assert {path: path.read_bytes() for path in before} == before
    assert not list(tmp_path.glob("*-wal"))


def test_a_question_never_makes_a_ledger(tmp_path):
    for path in (tmp_path / "fehlt.db", tmp_path / "leer.db"):
        if path.stem == "leer":
            path.touch()
        with pytest.raises(LedgerError, match="kelisim read"):
            Ledger(path, create=False)
    assert not (tmp_path / "fehlt.db").exists()


def test_a_place_that_cannot_be_written_is_named():
    with pytest.raises(LedgerError, match=r"unable to open|readonly"):
        Ledger("/proc/konto.db")


def test_a_ledger_in_a_place_without_rights_can_still_be_asked_but_not_written(tmp_path, monkeypatch):
    path, report = tmp_path / "archiv? %20#.db", made_report()
    with Ledger(path) as ledger:
        ledger.add(report, made_reading(report, figures=[figure()]))
    monkeypatch.setattr("os.access", lambda *_: False)
    with Ledger(path, create=False) as sealed:
        assert len(sealed.figures()) == 1
        assert list(tmp_path.iterdir()) == [path], "nothing is put beside it"
        with pytest.raises(LedgerError, match="copy it to a place where you may write"):
            sealed.add(made_report(text="Neu."), made_reading(made_report(text="Neu.")))
