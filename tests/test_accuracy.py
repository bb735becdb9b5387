"""What is measured beside the scores: confusion tables, reliability, sentences of errors, and the page of it all."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from kelisim.evaluation import Judged, by_confidence, by_rule, confusions, digest
from kelisim.evaluation.quotes import sentence_at
from kelisim.presentations.accuracy import GOLD, PAGE, TEXTS, accuracy_page
from kelisim.presentations.cli import app
from tests.conftest import ROOT


def gold(stage, **fields):
    return {"kind": "project", "stage": stage, "parties": ["KZ", "UZ"], **fields}


def read(stage, sure=0.9, rule="signed paper", **fields):
    return {"kind": "project", "stage": stage, "parties": ["KZ", "UZ"], "confidence": sure, "rule": rule, **fields}


def pair(want, have):
    return Judged("a.txt", "undertakings", want, have)


JUDGED = [
    pair(gold("committed"), read("committed")),
    pair(gold("committed"), read("committed", 0.95)),
    pair(gold("committed"), read("pledged", 0.7)),
    pair(gold(["pledged", "completed"]), read("completed", 0.4, "thing with its sum")),
    pair(gold(["pledged", "completed"]), read("committed", 0.2)),
    pair(gold("?"), read("suspended")),
    pair(gold("cancelled", optional=True), read("pledged", 0.5)),
    pair(gold("implementing"), None),
    pair(None, read("pledged", 0.45)),
]


def stages():
    return next(table for table in confusions(JUDGED) if table.field == "stage")


def test_a_confusion_table_counts_gold_against_reading():
    table = stages()
    assert table.counts == {
        ("committed", "committed"): 2,
        ("committed", "pledged"): 1,
        ("completed", "completed"): 1,
        ("pledged", "committed"): 1,
        ("implementing", "missed"): 1,
        ("spurious", "pledged"): 1,
    }


def test_what_stands_alone_comes_last():
    table = stages()
    assert table.rows[0] == "committed"
    assert (table.rows[-1], table.columns[-1]) == ("spurious", "missed")
    assert table.count("committed", "missed") == 0


def test_right_is_core_or_optional_and_spurious_is_wrong():
    assert [one.is_right for one in JUDGED] == [True, True, False, True, False, True, True, False, False]


def test_bins_by_confidence_hold_every_read_statement_once():
    bins = by_confidence(JUDGED)
    assert {low: (found.count, found.right) for low, found in bins.items()} == {
        0.9: (3, 3),
        0.7: (1, 0),
        0.5: (1, 1),
        0.0: (3, 1),
    }
    assert sum(found.count for found in bins.values()) == sum(one.have is not None for one in JUDGED)
    assert by_confidence(JUDGED, "figures") == {}
    assert bins[0.9].share == 1.0


def test_rules_are_told_apart():
    rules = by_rule(JUDGED, "undertakings")
    assert list(rules) == ["signed paper", "thing with its sum"]
    assert (rules["thing with its sum"].count, rules["thing with its sum"].mean) == (1, 0.4)


def test_the_sentence_of_an_error_is_the_whole_sentence_on_one_line():
    text = "Am Montag trafen sich beide.\nDer Handel\nwuchs 2023 um 1,3 Prozent. Mehr wurde nicht gesagt."
    start = text.index("1,3")
    assert sentence_at(text, start, start + 3).endswith("wuchs 2023 um 1,3 Prozent.")
    assert "Mehr wurde" not in sentence_at(text, start, start + 3)
    assert sentence_at("", 3, 9) == ""


GOLD_LINE = (
    '{"file": "a.txt", "figures": [], "meetings": [], "undertakings": [{"kind": "project", "stage": "pledged", '
    '"parties": ["KZ", "UZ"], "heads": [{"start": 4, "end": 13, "text": "Kraftwerk"}]}]}\n'
)
READ_LINE = (
    '{"document": {"source": "in/a.txt"}, "text": "Das Kraftwerk kommt. Ein Hafen wurde gebaut.", "figures": [], '
    '"meetings": [], "undertakings": [{"kind": "project", "stage": "completed", "parties": ["KZ", "UZ"], '
    '"confidence": 0.4, "rule": "r", "evidence": {"start": 21, "end": 44, "head": [25, 30]}}]}\n'
)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "gold.jsonl").write_text(GOLD_LINE, encoding="utf-8")
    (tmp_path / "read.jsonl").write_text(READ_LINE, encoding="utf-8")
    return [str(tmp_path / "gold.jsonl"), str(tmp_path / "read.jsonl")]


def evaluate(*arguments):
    outcome = CliRunner().invoke(app, ["evaluate", *arguments])
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_errors_stand_with_their_sentences(files):
    shown = evaluate(*files, "--errors")
    assert "missed: «Kraftwerk»\n    Das Kraftwerk kommt.\n" in shown
    assert re.search(r"spurious: «Hafen».*\n    Ein Hafen wurde gebaut\.\n", shown)


def test_tables_are_printed_on_demand_and_leave_the_scores_alone(files):
    plain, tables = evaluate(*files), evaluate(*files, "--tables")
    assert tables.endswith(plain)
    assert "undertakings: stage of the gold" in tables
    row = re.search(r"^ *\d+ pledged +(.*)$", tables, re.MULTILINE)
    assert row[1].split() == [".", "1"]  # not read as completed, but missed
    assert re.search(r"^unsure +1 +0 +0\.00  all$", tables, re.MULTILINE)


def test_the_digest_speaks_of_annotations_and_texts(tmp_path):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("eins", encoding="utf-8")
    two.write_text("zwei", encoding="utf-8")
    first = digest(one, [two])
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    two.write_text("drei", encoding="utf-8")
    assert digest(one, [two]) != first


def test_the_page_is_what_is_measured(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert PAGE.read_text(encoding="utf-8") == accuracy_page(GOLD, TEXTS), "run make docs"
