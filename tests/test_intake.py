"""From reports into the ledger: bad ones are skipped, known ones passed over."""

import pytest

from kelisim.errors import BadReport, LedgerError, StatementRefused, UsageError
from kelisim.intake import Notice, Skipped, correct, take_in
from kelisim.ledger import Correction, Ledger
from kelisim.model import Published
from kelisim.reading import read
from kelisim.sources import Given, PassedOver
from kelisim.sources import reports as sources_reports
from tests.made_readings import made_report, read_made

LINE = "Der Handel belief sich im vergangenen Jahr auf {} Mio. US-Dollar."


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "konto.db") as opened:
        yield opened


def reports(count, **fields):
    return [made_report(text=LINE.format(number), source=f"{number}.txt", **fields) for number in range(count)]


def test_each_report_is_kept_with_what_it_says(ledger):
    results = list(take_in(reports(5), ledger, read_made))
    assert [(result.status, result.figures) for result in results] == [("added", 1)] * 5
    assert [entry.statement.low for entry in ledger.figures()] != []
    assert {entry.statement.period for entry in ledger.figures()} == {"2023"}


def test_what_is_known_is_not_read_again(ledger):
    list(take_in(reports(3), ledger, read_made))

    def never(report):
        raise AssertionError(f"{report.source} was read again")

    assert [result.status for result in take_in(reports(3), ledger, never)] == ["known"] * 3


def test_bad_reports_are_skipped_with_their_reason_and_the_rest_is_read(ledger):
    def stumbling(report):
        if report.source == "2.txt":
            raise StatementRefused("2.txt: the words say something else")
        return read_made(report)

    given = [BadReport("liste.jsonl, line 7: broken"), *reports(4)]
    results = list(take_in(given, ledger, stumbling))
    reasons = [result.reason for result in results if isinstance(result, Skipped)]
    assert reasons[0] == "liste.jsonl, line 7: broken"
    assert reasons[1:] == ["2.txt: the words say something else"]
    assert sorted(report.source for report in ledger.reports()) == ["0.txt", "1.txt", "3.txt"]


def test_a_fault_of_the_program_comes_through_and_keeps_what_was_read(ledger):
    def broken(report):
        if report.source == "2.txt":
            raise ZeroDivisionError
        return read_made(report)

    with pytest.raises(ZeroDivisionError):
        list(take_in(reports(4), ledger, broken))
    assert sorted(report.source for report in ledger.reports()) == ["0.txt", "1.txt"]


def test_a_file_that_is_no_report_is_a_notice_and_no_failure(ledger):
    results = list(take_in([PassedOver("meldungen/bild.png: passed over"), *reports(1)], ledger, read_made))
    assert isinstance(results[0], Notice)
    assert (results[0].text, results[1].status) == ("meldungen/bild.png: passed over", "added")


def test_a_ledger_that_cannot_be_written_stops_the_run(ledger, monkeypatch):
    def full(*_, **__):
        raise LedgerError("konto.db: the disk is full")

    monkeypatch.setattr(ledger, "add", full)
    with pytest.raises(LedgerError, match="full"):
        list(take_in(reports(2), ledger, read_made))


def test_results_come_one_by_one_as_they_are_kept(ledger):
    for number, _ in enumerate(take_in(reports(3), ledger, read_made), 1):
        assert len(ledger.reports()) == number


def test_reading_again_writes_only_what_has_become_different(ledger):
    list(take_in(reports(2), ledger, read_made))

    def better(report):
        reading = read_made(report)
        return reading if report.source == "0.txt" else read_made(made_report(text=report.text, published=None))

    results = list(take_in(reports(2), ledger, better, again=True))
    assert [result.status for result in results] == ["known", "reread"]
    assert sorted(str(entry.statement.period) for entry in ledger.figures()) == ["2023", "None"]


def test_a_corrected_day_resolves_the_periods_anew(ledger):
    [outcome] = take_in(reports(1, published=None), ledger, read_made)
    [before] = ledger.figures()
    assert before.statement.period is None
    corrected = correct(
        ledger, outcome.report, Correction(published=Published("2021-05-03", "2021-05-03", "given")), read_made
    )
    assert (corrected.status, corrected.figures) == ("corrected", 1)
    [after] = ledger.figures()
    assert after.statement.period == "2020"
    assert after.statement.id != before.statement.id
    assert not ledger.statement(before.statement.id).current
    assert [result.status for result in take_in(reports(1, published=None), ledger, read_made)] == ["known"]
    with pytest.raises(UsageError, match="nothing to correct"):
        correct(ledger, outcome.report, Correction(published=after.sources[0].published), read_made)


def test_the_ledger_knows_a_report_by_the_id_that_its_reading_prints(ledger):
    for url in (None, "https://example.org/2024/10/ä"):
        report = made_report(text=LINE.format(12), url=url)
        reading = read(report)
        assert ledger.add(report, reading).report == reading.document.id


def test_what_the_rules_read_comes_back_from_the_ledger_unchanged(ledger, samples):
    given = list(sources_reports([str(samples[0].parent)], Given()))
    results = list(take_in(given, ledger, read))
    assert {result.status for result in results} == {"added"}
    expected = {item.id: item for report in given for item in read(report).statements}
    kept = {
        entry.statement.id: entry for kind in (ledger.figures, ledger.undertakings, ledger.meetings) for entry in kind()
    }
    assert {id: entry.statement for id, entry in kept.items()} == expected
    texts = {report.source: report.text for report in given}
    for entry in kept.values():
        evidence, text = entry.statement.evidence, texts[entry.sources[0].source]
        assert (entry.sentence, entry.head) == (evidence.sentence.quote(text), evidence.head.quote(text))
