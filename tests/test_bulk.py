"""Bulk reading on this machine: the same as reading one by one, part by part, again after a kill."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import msgspec
import pyarrow
import pytest
from pyarrow import parquet

from kelisim.bulk import work
from kelisim.bulk.loading import load, readings
from kelisim.bulk.manifest import read_manifest
from kelisim.bulk.opening import opened
from kelisim.bulk.parts import table_rows
from kelisim.bulk.pieces import Piece, found, pieces
from kelisim.bulk.rows import KINDS, TABLES
from kelisim.bulk.run import Options, bulk
from kelisim.errors import BadReport, KelisimError, UsageError
from kelisim.intake import take_in
from kelisim.ledger import Ledger
from kelisim.presentations.cli import app
from kelisim.reading import ENGINE, read
from kelisim.records import encode, encode_statement
from kelisim.sources import Given, limits, reports
from tests.archives import ENGLISH, record, write_archive
from tests.command_line import invoked
from tests.test_kill import contents, without_times

# Daft leaves the pipe of a worker open that has ended.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
SMALL = Options(part_size=6000, workers=2)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return write_archive(tmp_path_factory.mktemp("archiv") / "jahr.jsonl", 120)


@pytest.fixture(scope="module")
def parts(archive, tmp_path_factory):
    """A finished folder of parts; tests that change it work on a copy."""
    folder = tmp_path_factory.mktemp("gelesen")
    ended = bulk([str(archive)], folder, SMALL)
    assert not ended.failed
    assert len(ended.manifest.parts) > 2
    return folder


def copied(parts, tmp_path):
    subprocess.run(["cp", "-r", str(parts), str(tmp_path / "teile")], check=True)
    return tmp_path / "teile"


def bytes_of(folder):
    """Every file of every part."""
    return {path.relative_to(folder): path.read_bytes() for path in (folder / "parts").rglob("*") if path.is_file()}


class Line(msgspec.Struct):
    """The statements of a printed reading, byte for byte."""

    figures: list[msgspec.Raw]
    undertakings: list[msgspec.Raw]
    meetings: list[msgspec.Raw]

    @property
    def items(self):
        return [*self.figures, *self.undertakings, *self.meetings]


def statements(folder):
    """The statements as they stand in the parts, sorted."""
    keys = read_manifest(folder).parts
    return sorted(
        row["json"].encode() for key in keys for kind in KINDS for row in table_rows(folder, key, kind, ["json"])
    )


def report_rows(folder, key):
    return list(table_rows(folder, key, "reports"))


def extracted(*paths):
    """The readings that `kelisim extract` prints."""
    return [read(report) for report in reports([str(path) for path in paths]) if not isinstance(report, BadReport)]


def test_the_parts_say_byte_for_byte_what_extract_says(archive, parts):
    lines = [encode(reading) for reading in extracted(archive)]
    printed = [bytes(item) for line in lines for told in [msgspec.json.decode(line, type=Line)] for item in told.items]
    assert len(printed) > 40
    assert statements(parts) == sorted(printed)
    loaded = [encode(reading) for key in read_manifest(parts).parts for _, reading in readings(parts, key)]
    assert loaded == [line for line in lines if b"Handel" in line]


def test_everything_is_counted_and_explained(tmp_path):
    broken = ('{"text": 7}', '{"text": ""}', "{", json.dumps({"text": ENGLISH}))
    archive = write_archive(tmp_path / "jahr.jsonl", 50, broken)
    ended = bulk([str(archive)], tmp_path / "teile", SMALL)
    counts = ended.manifest.counts
    assert (counts.reports, counts.relevant + counts.other_language, counts.irrelevant) == (51, 11, 40)
    assert counts.without_date >= 5
    assert counts.refused == 3
    assert sum(counts.reasons.values()) == 3
    assert any("there is no text in it" in reason for reason in counts.reasons)
    keys = ended.manifest.parts
    refused = [row for key in keys for row in table_rows(tmp_path / "teile", key, "refused")]
    assert len(refused) == 3
    assert all("jahr.jsonl, line 2" in row["message"] for row in refused)
    rows = [row for key in keys for row in table_rows(tmp_path / "teile", key, "reports")]
    assert {row["rules"] for row in rows} == {work.rules_version()}
    assert all((row["text"] is not None) == (row["status"] == "relevant") for row in rows)


def test_what_is_finished_is_not_made_again(archive, parts, tmp_path):
    folder = copied(parts, tmp_path)
    before = bytes_of(folder)
    lost = sorted((folder / "parts").iterdir())[0]
    subprocess.run(["rm", "-r", str(lost)], check=True)
    ended = bulk([str(archive)], folder, SMALL)
    assert (ended.progress.done, ended.progress.known) == (1, len(ended.manifest.parts) - 1)
    assert bytes_of(folder) == before
    again = bulk([str(archive)], folder, SMALL)
    assert again.progress.done == 0
    assert again.manifest == ended.manifest == read_manifest(folder)


def test_the_number_of_processes_changes_nothing(archive, parts, tmp_path):
    bulk([str(archive)], tmp_path / "teile", Options(part_size=6000, workers=1))
    assert bytes_of(tmp_path / "teile") == bytes_of(parts)


def test_what_is_read_anew_replaces_and_what_is_else_is_added(archive, parts, tmp_path, monkeypatch):
    folder = copied(parts, tmp_path)
    before = set(read_manifest(folder).parts)
    monkeypatch.setattr("kelisim.bulk.run.rules_version", lambda: "0-older")
    older = bulk([str(archive)], folder, SMALL)
    assert not older.manifest.complete
    assert "install the same kelisim there" in older.failed[0], "a node with other rules makes no part"
    assert before < set(older.manifest.parts), "and nothing is lost"
    monkeypatch.undo()
    other = write_archive(tmp_path / "neu.jsonl", 60)
    assert before < set(bulk([str(other)], folder, SMALL).manifest.parts), "another archive is added"
    os.utime(other, (1, 1))
    assert bulk([str(other)], folder, SMALL).manifest.counts.reports == 180, "a changed file replaces what was read"


def test_ranges_are_whole_lines_with_their_numbers(tmp_path):
    archive = write_archive(tmp_path / "jahr.jsonl", 100)
    for size in (100, 1000, 7777, 10**6):
        cut = list(pieces(found([str(archive)]), size, ""))
        text, numbers = b"", []
        for piece in cut:
            data = archive.read_bytes()[piece.first : piece.last or None]
            numbers.append(text.count(b"\n") + 1)
            text += data
        assert text == archive.read_bytes()
        assert [piece.number for piece in cut] == numbers
        assert len({piece.key for piece in cut}) == len(cut)


def test_a_file_of_a_few_pieces_is_cut_smaller(tmp_path):
    path = tmp_path / "jahr.jsonl"
    path.write_bytes((b'{"text": "' + b"x" * 9_980 + b'"}\n') * 1600)  # 16 MB
    sizes = [piece.size for piece in pieces(found([str(path)]), 4_000_000, "")]
    assert len(sizes) == 16
    assert max(sizes) < 1_100_000
    assert len(list(pieces(found([str(path)]), 100_000, ""))) > 140, "what the user wants still smaller is"


@pytest.mark.parametrize("rows_a_group", [7, 1000])
def test_rows_of_a_large_table_are_read_in_pieces(tmp_path, rows_a_group):
    records = [record(number) for number in range(100)]
    columns = {name: [item.get(name) for item in records] for name in ("id", "text", "published")}
    path = tmp_path / "jahr.parquet"
    parquet.write_table(pyarrow.table(columns), path, row_group_size=rows_a_group)
    assert len(list(pieces(found([str(path)]), 1000, ""))) > 3
    bulk([str(path)], tmp_path / "teile", Options(part_size=1000, workers=2))
    rows = [row for key in read_manifest(tmp_path / "teile").parts for row in report_rows(tmp_path / "teile", key)]
    assert [row["source"] for row in rows] == [f"{path}#n{number}" for number in range(100)]
    wanted = [statement for reading in extracted(path) for statement in reading.statements]
    assert statements(tmp_path / "teile") == sorted(map(encode_statement, wanted)) != []


def test_crawls_tables_and_archives(tmp_path):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + record(5)["text"].encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/5\r\nContent-Length: {len(page)}\r\n"
    crawl = head + "WARC-Record-ID: <urn:uuid:5>\r\nContent-Type: application/http; msgtype=response\r\n\r\n"
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(crawl.encode() + page + b"\r\n\r\n"))
    (tmp_path / "b.csv").write_text('id,text\n1,"' + record(10)["text"] + '"\n', encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("meldung.txt", record(15)["text"])
        packed.writestr("bild.png", "x")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 and nothing else")
    ended = bulk([str(tmp_path / "*.*")], tmp_path / "teile", Options(workers=1))
    counts = ended.manifest.counts
    assert (counts.relevant, counts.refused, counts.passed_over) == (3, 1, 1), ended
    sources = [str(tmp_path / name) for name in ("a.warc.gz#urn:uuid:5", "b.csv#1", "c.zip!meldung.txt")]
    [key] = ended.manifest.parts
    assert [row["source"] for row in report_rows(tmp_path / "teile", key)] == sources


def test_small_files_are_read_together(tmp_path):
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Meldung {number:02}\n", encoding="utf-8")
    cut = list(pieces(found([str(tmp_path)]), 100, ""))
    assert [path for piece in cut for path in piece.files] == [str(path) for path in sorted(tmp_path.iterdir())]
    assert [len(piece.files) for piece in cut] == [9, 9, 9, 3]


def test_patterns_and_addresses_are_inputs(samples, tmp_path):
    pattern = str(samples[0].with_name("R00*.txt"))
    local = bulk([pattern], tmp_path / "a", Options(workers=1))
    stored = bulk([f"file://{pattern}"], tmp_path / "b", Options(workers=1))
    names = [str(path) for path in samples if path.name.startswith("R00")]
    assert local.manifest.counts.reports == len(names) > 5
    assert statements(tmp_path / "a") == statements(tmp_path / "b") != []
    rows = [row for key in stored.manifest.parts for row in table_rows(tmp_path / "b", key, "reports")]
    assert [row["source"] for row in rows] == [f"file://{name}" for name in names]


def test_load_brings_in_what_read_does(archive, parts, tmp_path):
    with Ledger(tmp_path / "einzeln.db") as ledger:
        list(take_in((item for item in reports([str(archive)]) if "Handels" in item.text), ledger, read, engine=ENGINE))
    with Ledger(tmp_path / "teile.db") as ledger:
        first = list(load(parts, ledger))
        assert {outcome.status for outcome in first} == {"added"}
        assert {outcome.status for outcome in load(parts, ledger)} == {"known"}
    assert without_times(contents(tmp_path / "teile.db")) == without_times(contents(tmp_path / "einzeln.db"))


def test_a_load_that_was_stopped_goes_on(parts, tmp_path):
    with Ledger(tmp_path / "ganz.db") as ledger:
        everything = len(list(load(parts, ledger)))
    with Ledger(tmp_path / "halb.db") as ledger:
        half = load(parts, ledger)
        for _ in range(everything // 2):
            next(half)
        half.close()
        assert len(list(load(parts, ledger))) == everything
    assert without_times(contents(tmp_path / "halb.db")) == without_times(contents(tmp_path / "ganz.db"))


def test_the_commands(archive, tmp_path):
    folder, ledger = tmp_path / "teile", tmp_path / "konto.db"
    code, out, err = invoked(app, ["bulk", archive, "--out", folder, "--workers", "2"])
    assert (code, err) == (0, "")
    assert "120 texts: 24 read (12 without a date), 96 about something else, 0 in another language" in out
    code, out, _ = invoked(app, ["load", folder, "--ledger", ledger])
    assert code == 0
    assert "24 reports read" in out
    code, out, _ = invoked(app, ["bulk", archive, "--out", folder])
    assert "parts: 0 made, 1 there already, 0 missing" in out


def test_what_is_refused_is_named_and_a_wrong_input_leaves_no_folder(tmp_path):
    (tmp_path / "jahr.jsonl").write_text('{"text": 7}\n' * 12, encoding="utf-8")
    (tmp_path / "leer.txt").touch()
    code, out, err = invoked(app, ["bulk", tmp_path / "jahr.jsonl", tmp_path / "leer.txt", "--out", tmp_path / "teile"])
    assert code == 1
    assert f"{tmp_path}/jahr.jsonl, line 1: " in err
    assert f"and 3 more, in {tmp_path}/teile/parts/*/refused.parquet" in err
    assert "12 × Expected" in out
    assert "1 × the file is empty" in out
    assert invoked(app, ["bulk", tmp_path / "nichts.txt", "--out", tmp_path / "neu"])[0] == 2
    assert not (tmp_path / "neu").exists()


def test_errors_say_what_to_do(parts, tmp_path, monkeypatch):
    assert invoked(app, ["bulk", tmp_path / "nichts.jsonl", "--out", tmp_path])[0] == 2
    assert "no such file" in invoked(app, ["bulk", "nichts*.jsonl", "--out", tmp_path])[2]
    assert "kelisim bulk INPUT" in invoked(app, ["load", tmp_path / "nichts"])[2]
    (tmp_path / "datei").write_text("")
    with pytest.raises(UsageError, match="choose another folder"):
        bulk([str(parts)], tmp_path / "datei", SMALL)
    monkeypatch.setattr("kelisim.presentations.bulk_command.find_spec", lambda _: None)
    code, _, err = invoked(app, ["bulk", "a.jsonl", "--out", tmp_path])
    assert (code, err) == (2, "bulk needs daft, pyarrow; install it with: pip install 'kelisim[bulk]'")
    assert "kelisim[bulk,cluster]" in invoked(app, ["bulk", "a", "--out", tmp_path, "--ray", "auto"])[2]


def test_a_damaged_part_is_named(parts, tmp_path):
    folder = copied(parts, tmp_path)
    key = read_manifest(folder).parts[0]
    (folder / "parts" / key / "figures.parquet").write_bytes(b"PAR1")
    with (
        Ledger(tmp_path / "konto.db") as ledger,
        pytest.raises(KelisimError, match=f"{key}/figures.parquet: is damaged"),
    ):
        list(load(folder, ledger))
    (folder / "manifest.json").write_bytes(b"{")
    with pytest.raises(KelisimError, match="is damaged"):
        read_manifest(folder)


def test_a_part_that_is_gone_is_named_and_made_again(archive, parts, tmp_path):
    folder = copied(parts, tmp_path)
    before, key = bytes_of(folder), read_manifest(folder).parts[1]
    (folder / "parts" / key / "part.json").unlink()
    with Ledger(tmp_path / "konto.db") as ledger, pytest.raises(KelisimError, match=f"{key}: the part is missing"):
        list(load(folder, ledger))
    assert bulk([str(archive)], folder, SMALL).progress.done == 1
    assert bytes_of(folder) == before


def test_one_run_at_a_time(archive, parts, tmp_path):
    folder = copied(parts, tmp_path)
    code = "import sys, time; from pathlib import Path; from kelisim.bulk.alone import alone\n" + (
        "with alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(UsageError, match="another run is writing there"):
            bulk([str(archive)], folder, SMALL)
        other.kill()
    assert bulk([str(archive)], folder, SMALL).manifest.complete, "a lock goes with its process"


def test_the_same_name_in_another_folder_is_another_file(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_archive(tmp_path / name / "jahr.jsonl", 10)
        os.utime(tmp_path / name / "jahr.jsonl", (1, 1))
        monkeypatch.chdir(tmp_path / name)
        ended = bulk(["jahr.jsonl"], tmp_path / "teile", Options(workers=1))
    assert len(ended.manifest.parts) == 2
    assert ended.manifest.counts.reports == 20


def test_others_may_read_what_the_user_lets_them(tmp_path):
    archive = write_archive(tmp_path / "jahr.jsonl", 10)
    before = os.umask(0o027)
    try:
        bulk([str(archive)], tmp_path / "teile", Options(workers=1))
    finally:
        os.umask(before)
    [part] = (tmp_path / "teile" / "parts").iterdir()
    modes = [path.stat().st_mode & 0o777 for path in (part, part / "part.json", tmp_path / "teile" / "manifest.json")]
    assert modes == [0o750, 0o640, 0o640]


def test_an_error_while_looking_is_told_at_the_end(archive, tmp_path):
    def broken(progress):
        raise OSError("the terminal is gone")

    with pytest.raises(OSError, match="the terminal is gone"):
        bulk([str(archive)], tmp_path / "teile", SMALL, broken)


def test_a_stored_file_that_is_too_large_is_refused(archive, tmp_path, monkeypatch):
    piece = Piece((f"file://{archive}",), 10)
    assert len(list(opened(piece, Given()))) == 120
    monkeypatch.setattr(limits, "LARGEST_FILE", 1000)
    [error] = opened(piece, Given())
    assert "larger than 1,000 bytes" in str(error)


def test_what_opens_files_belongs_to_the_rules(monkeypatch):
    before = work.rules_version()
    work.rules_version.cache_clear()
    monkeypatch.setattr(work, "version", lambda name: "0.0")
    assert work.rules_version() != before
    work.rules_version.cache_clear()


def test_a_part_has_all_tables_and_nobody_is_told_of_it(parts):
    for place in (parts / "parts").iterdir():
        assert {path.name for path in place.iterdir()} == {f"{table}.parquet" for table in TABLES} | {"part.json"}
    assert os.environ["DAFT_ANALYTICS_ENABLED"] == os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
    assert os.environ["DO_NOT_TRACK"] == "true"


def test_a_killed_run_goes_on(tmp_path):
    archive = write_archive(tmp_path / "jahr.jsonl", 600)
    code = "from pathlib import Path; import sys; from kelisim.bulk.run import *; " + (
        "bulk([sys.argv[1]], Path(sys.argv[2]), Options(part_size=10_000, workers=1))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(archive), str(tmp_path / "teile")]) as process:
        wait_for_parts(tmp_path / "teile", 2)
        process.send_signal(signal.SIGKILL)
    done = finished(tmp_path / "teile")
    ended = bulk([str(archive)], tmp_path / "teile", Options(part_size=10_000, workers=2))
    assert len(done) >= 2
    assert ended.progress.known >= len(done)
    assert ended.progress.done > 0, "the run was over before it was killed"
    bulk([str(archive)], tmp_path / "ganz", Options(part_size=10_000, workers=2))
    assert bytes_of(tmp_path / "teile") == bytes_of(tmp_path / "ganz")


def finished(folder):
    return [path for path in (folder / "parts").glob("*") if not path.name.startswith(".")]


def wait_for_parts(folder, count, patience=600.0):
    until = time.monotonic() + patience
    while len(finished(folder)) < count:
        assert time.monotonic() < until, "no part has come"
        time.sleep(0.02)
