"""A text on which a rule breaks down costs that text and no more, whichever command reads it."""

from __future__ import annotations

import json

import pytest

from kelisim import reading
from kelisim.bulk.manifest import PARTS
from kelisim.bulk.parts import table_rows
from kelisim.bulk.pieces import found, pieces
from kelisim.bulk.work import Job, read_piece, rules_version
from kelisim.ledger import Ledger
from kelisim.presentations.cli import app
from kelisim.sources import reports
from tests.command_line import invoked

LINE = "Der Handel zwischen Kasachstan und Usbekistan belief sich 2023 auf {} Mrd. US-Dollar."
SAYS = "2.txt: the rules broke down (IndexError, reading.py:"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Three reports, and rules that break down on the second."""
    home = tmp_path / "meldungen"
    home.mkdir()
    for number in (1, 2, 3):
        (home / f"{number}.txt").write_text(LINE.format(number), encoding="utf-8")
    break_down(monkeypatch, IndexError("tuple index out of range"))
    return home


def break_down(monkeypatch, error):
    whole = reading.mark

    def mark(text, published):
        if text == LINE.format(2):
            raise error
        return whole(text, published)

    monkeypatch.setattr(reading, "mark", mark)


def test_read_skips_it(folder, tmp_path):
    path = tmp_path / "konto.db"
    code, out, err = invoked(app, ["read", folder, "--ledger", path])
    assert code == 1
    assert "2 reports read, 0 already known, 1 skipped" in out
    assert SAYS in err and "please report it" in err
    with Ledger(path) as ledger:
        assert sorted(report.source[-5:] for report in ledger.reports()) == ["1.txt", "3.txt"]
        assert len(ledger.figures()) == 2


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_what_prints_leaves_it_out(folder, command):
    code, out, err = invoked(app, [command, folder])
    assert code == 1
    assert SAYS in err
    assert "1 Mrd" in out and "3 Mrd" in out and "2 Mrd" not in out


def test_extract_prints_a_line_for_each_of_the_others(folder):
    _, out, _ = invoked(app, ["extract", folder])
    assert [len(json.loads(line)["figures"]) for line in out.splitlines()] == [1, 1]


def test_a_part_of_bulk_is_made_without_it(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    archive, out = tmp_path / "jahr.jsonl", tmp_path / "teile"
    archive.write_text("".join(json.dumps({"text": LINE.format(number)}) + "\n" for number in (1, 2, 3)))
    job = Job(folder=str(out), base=str(tmp_path), rules=rules_version())
    [piece] = pieces(found([str(archive)]), 1_000_000, "")
    read_piece(piece, job)
    part = json.loads((out / PARTS / piece.key / "part.json").read_bytes())
    assert (part["counts"]["reports"], part["counts"]["figures"], part["counts"]["refused"]) == (2, 2, 1)
    [row] = table_rows(out, piece.key, "refused")
    assert "jahr.jsonl#2: the rules broke down (IndexError, reading.py:" in row["message"]
    assert row["counted"]


@pytest.mark.parametrize("error", [MemoryError(), FileNotFoundError("lexicons/de/goods.toml")], ids=repr)
def test_what_no_text_is_to_blame_for_comes_through(folder, monkeypatch, error):
    break_down(monkeypatch, error)
    [report] = reports([str(folder / "2.txt")])
    with pytest.raises(type(error)):
        reading.read(report)
