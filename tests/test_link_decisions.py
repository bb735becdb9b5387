"""Decisions about links through the front doors: kept with who, when and why, undone without a trace."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from kelisim.account import Link
from kelisim.account.things import RULE
from kelisim.errors import UsageError
from kelisim.intake import account_in, bring_together, judged, take_in
from kelisim.ledger import Ledger
from kelisim.ledger.link_book import Seen
from kelisim.presentations.cli import app
from kelisim.reading import read
from kelisim.sources import Given, reports
from tests.conftest import SAMPLES

FILES = ("R001.txt", "R005.txt", "R006.txt", "R008.txt", "R009.txt")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "konto.db"
    with Ledger(path, who="anna") as ledger:
        list(take_in(reports([str(SAMPLES / name) for name in FILES], Given()), ledger, read))
        bring_together(ledger)
    return path


@pytest.fixture
def path(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "konto.db")


def run(*arguments):
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(path, table):
    with sqlite3.connect(path) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()


def linked_things(path):
    with Ledger(path) as ledger:
        return [thing for thing in account_in(ledger).undertakings if len(thing.entries) > 1]


def test_a_decision_is_kept_and_undone_without_touching_a_statement(path):
    before = {table: rows(path, table) for table in ("reports", "readings", "statements", "statement_parties")}
    things = linked_things(path)
    first, last = things[0].entries[0].statement.id, things[0].entries[-1].statement.id
    assert "are two things" in run("apart", first, last, "--why", "zwei Papiere", "--ledger", path).stdout
    assert not any({first, last} <= {entry.statement.id for entry in thing.entries} for thing in linked_things(path))
    run("unlink", first[:10], last[:10], "--why", "doch eines", "--ledger", path)
    assert linked_things(path) == things
    assert {table: rows(path, table) for table in before} == before
    with Ledger(path) as ledger:
        said = ledger.decisions()
    assert [(one.verdict, one.number, one.why) for one in said] == [
        ("apart", 1, "zwei Papiere"), ("withdrawn", 2, "doch eines"),
    ]  # fmt: skip
    assert all(one.by and one.decided_at.endswith("Z") for one in said)


def test_an_id_of_a_thing_means_the_statement_that_founds_it(path):
    with Ledger(path) as ledger:
        one, other = account_in(ledger).undertakings[:2]
    run("link", one.id, other.id, "--why", "derselbe Bau", "--ledger", path)
    with Ledger(path) as ledger:
        together = [thing for thing in account_in(ledger).undertakings if one.id in (thing.id, *thing.aliases)]
    assert len(together) == 1
    assert other.id in (together[0].id, *together[0].aliases)


def test_linking_again_writes_nothing_where_nothing_changed(path):
    with Ledger(path) as ledger:
        assert bring_together(ledger) == 0
        assert ledger.keep_links(ledger.links(), Seen("other rules", 1, 0)) == 0
        kept = ledger.links()
        assert ledger.keep_links(kept[1:], Seen("other rules", 1, 0)) == 1
        assert ledger.links() == kept[1:]
        assert all(kept[1].left in (link.left, link.right) for link in ledger.links([kept[1].left]))


def test_links_come_back_as_they_went_in(path):
    link = Link(kind="same_meeting", left="a" * 16, right="b" * 16, verdict="suggested", score=2.5, by="x", why="weil")
    with Ledger(path) as ledger:
        ledger.keep_links([link], Seen("x", 1, 0))
        assert ledger.links() == [link]


def test_suggestions_name_both_sides_and_their_reasons(path):
    asked = json.loads(run("suggestions", "--format", "json", "--ledger", path).stdout)
    assert all(one["verdict"] == "suggested" for one in asked)
    assert all({"id", "head", "sentence", "source"} <= one["left"].keys() for one in asked)
    printed = run("suggestions", "--ledger", path).stdout
    assert printed.count("«") == 2 * len(asked) or "nothing waits" in printed
    assert run("suggestions", "--format", "csv", "--ledger", path).stdout.count("\n") == len(asked) + 1


@pytest.mark.parametrize("why", ["", "  "])
def test_a_decision_asks_for_its_reason(path, why):
    first = linked_things(path)[0].entries[0].statement.id
    with pytest.raises(UsageError, match="--why"):
        run("link", first, first, "--why", why, "--ledger", path)


def test_statements_of_different_sorts_are_never_one(path):
    with Ledger(path) as ledger:
        figure, work = ledger.figures()[0], ledger.undertakings()[0]
    with pytest.raises(UsageError, match="never one thing"):
        judged(figure, work, "linked")
    with pytest.raises(UsageError, match="name two"):
        judged(work, work, "linked")


def test_a_ledger_of_an_older_schema_is_brought_up(path):
    with sqlite3.connect(path) as connection:
        for table in ("links", "link_runs", "link_decisions"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")
    with Ledger(path) as ledger:
        assert ledger.decisions() == []
        assert bring_together(ledger) > 0


def test_export_writes_a_line_a_statement_with_its_thing(path, tmp_path):
    file = tmp_path / "statements.jsonl"
    run("export", "--to", "jsonl", "--what", "statements", "--output", file, "--ledger", path)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    with Ledger(path) as ledger:
        count = len(ledger.figures()) + len(ledger.undertakings()) + len(ledger.meetings())
    assert len(lines) == count
    assert {line["statement"] for line in lines} == {"figure", "undertaking", "meeting"}
    assert all({"id", "source", "evidence", "thing", "parties"} <= line.keys() for line in lines)
    things = {thing.id: thing for thing in linked_things(path)}
    for id, thing in things.items():
        assert {line["id"] for line in lines if line["thing"] == id} == {e.statement.id for e in thing.entries}


def test_export_writes_a_line_a_thing_with_its_grade(path):
    lines = [json.loads(line) for line in run("export", "--what", "things", "--ledger", path).stdout.splitlines()]
    with Ledger(path) as ledger:
        assert {line["thing"] for line in lines} == {thing.id for thing in account_in(ledger).things()}
    assert all(1 <= line["grade"]["sources"] <= 5 and line["statements"] for line in lines)
    assert any(line["grade"]["independent"] > 1 for line in lines)


def test_links_made_of_less_than_the_ledger_holds_are_made_anew(path):
    with Ledger(path) as ledger:
        kept = ledger.links()
        assert ledger.to_be_linked(RULE) is None
        ledger.keep_links([], Seen(RULE, 1, 0))  # another process that began when there was one reading
        assert ledger.to_be_linked(RULE) is not None
        assert bring_together(ledger) == len(kept)
        assert ledger.links() == kept


def test_what_nobody_decided_is_not_taken_back(path):
    with Ledger(path) as ledger:
        one, other = (thing.id for thing in account_in(ledger).undertakings[:2])
    for _ in range(2):
        with pytest.raises(UsageError, match="nothing is decided"):
            run("unlink", one, other, "--why", "Irrtum", "--ledger", path)
        run("apart", one, other, "--why", "zwei Papiere", "--ledger", path)
        assert run("unlink", one, other, "--why", "Irrtum", "--ledger", path).exit_code == 0


def test_suggestions_are_told_in_printed_words(path):
    out = run("suggestions", "--ledger", path, "--lang", "de").stdout
    assert "Antworten: kelisim link" in out or out.startswith("Nichts wartet")


def test_the_log_of_links_says_who_when_and_why(path):
    thing = linked_things(path)[0]
    first, last = thing.entries[0].statement.id, thing.entries[-1].statement.id
    log = json.loads(run("links", thing.id, "--ledger", path, "--format", "json").stdout)
    ours = [link for link in log if link["kind"] == "same_undertaking" and link["verdict"] == "linked"]
    assert ours and all(link["by"] == RULE and link["reasons"] for link in ours)
    assert "linked · the same undertaking · linking " in run("links", first, "--ledger", path, "--lang", "en").stdout
    run("apart", first, last, "--why", "zwei Papiere", "--ledger", path)
    out = run("links", last, "--ledger", path, "--lang", "de").stdout
    assert "getrennt · dasselbe Vorhaben · " in out and "zwei Papiere" in out
    [mine] = [link for link in json.loads(run("links", first, "--ledger", path, "--format", "json").stdout)
              if link["verdict"] == "apart"]  # fmt: skip
    assert mine["decided_at"].endswith("Z") and mine["why"] == "zwei Papiere"
