"""Packages: members attach wherever they are named, the count is kept, and no sum counts anything twice."""

from __future__ import annotations

import json

import pytest

import kelisim
from kelisim.ledger import Ledger
from kelisim.model import Report
from kelisim.presentations import cli
from tests.command_line import invoked

PACKAGE = (
    "Am 3. März 2024 trafen sich die Präsidenten Kasachstans und Usbekistans in Taschkent. Die Seiten unterzeichneten "
    "12 Dokumente im Gesamtwert von 300 Millionen Dollar, darunter ein Memorandum über den Tourismus. Die Unternehmen "
    "schlossen Exportverträge über 40 Millionen Dollar."
)
ELSEWHERE = (
    "Beim Treffen der Präsidenten Kasachstans und Usbekistans am 3. März 2024 in Taschkent wurde ein Abkommen über die "
    "Ausbildung von Lehrern unterzeichnet."
)
IN_ALL = (
    "Norwegen und Island unterzeichneten ein Abkommen über Fischfang und ein Protokoll über den Zoll. Insgesamt wurden "
    "neun Dokumente unterzeichnet."
)
PLEDGED = "Norwegen und Island wollen für 90 Millionen Dollar eine Fischfabrik in Bergen bauen."


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a ledger of these reports."""
    path = tmp_path / "konto.db"
    with Ledger(path, who="anna") as ledger:
        for number, text in enumerate((PACKAGE, ELSEWHERE, IN_ALL, PLEDGED)):
            report = Report(source=f"{number}.txt", sha256=str(number) * 64, text=text)
            ledger.add(report, kelisim.read(report))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KELISIM_LEDGER", str(path))
    return lambda *words: invoked(cli.app, words)


def undertakings(run, *words):
    page = json.loads(run("undertakings", "--format", "json", *words)[1])
    return page, {row["title"]: row for row in page["undertakings"]}


def test_members_attach_to_their_package_from_every_report_and_it_keeps_its_count(run):
    _, found = undertakings(run)
    package = found["12 Dokumente"]
    assert (package["members"], package["members_named"]) == (12, 2)
    named = {found["Memorandum über den Tourismus"]["id"], found["Abkommen über die Ausbildung von Lehrern"]["id"]}
    assert set(package["parts"]) == named
    assert all(row["package"] == package["id"] for row in found.values() if row["id"] in named)
    page = " ".join(run("pair", "KZ", "UZ", "--lang", "en")[1].split())
    assert "2 of 12 identified:" in page and "part of: 12 Dokumente" in page
    assert "2 von 12 benannt:" in run("pair", "KZ", "UZ", "--lang", "de")[1]


def test_what_is_named_before_a_total_is_a_part_of_it(run):
    _, found = undertakings(run, "--party", "NO")
    package = found["neun Dokumente"]
    assert (package["members"], package["members_named"]) == (9, 2)


def test_a_heap_of_contracts_is_no_member(run):
    _, found = undertakings(run)
    assert found["Exportverträge"]["package"] is None


def test_no_sum_counts_a_package_and_its_members_and_all_say_why_they_are_out(run):
    page, found = undertakings(run)
    [dollars] = page["totals"]
    assert (dollars["unit"], dollars["value"]) == ("USD", 340_000_000)
    recommended = {title for title, row in found.items() if row["recommended_for_aggregates"]}
    assert recommended == {"12 Dokumente", "Exportverträge"}
    reasons = {title: row["aggregates_reason"] for title, row in found.items() if title not in recommended}
    assert reasons["Memorandum über den Tourismus"] in ("in_package", "pledge")
    assert reasons["Abkommen über die Ausbildung von Lehrern"] == "no_amount"
    [mill] = [reason for title, reason in reasons.items() if "Fischfabrik" in title]
    assert mill == "pledge"
    assert {row["id"]: row["reason"] for row in page["not_in_totals"]} == {
        row["id"]: row["aggregates_reason"] for row in found.values() if row["aggregates_reason"]
    }
    out = run("undertakings", "--lang", "en")[1]
    assert "Sum 340.0 m USD (2)" in out and "Not in the sum, only pledged" in out


def test_the_export_adds_up_to_the_totals(run):
    lines = [json.loads(line) for line in run("export", "--what", "statements")[1].splitlines()]
    counted = [line for line in lines if line.get("recommended_for_aggregates")]
    assert sum(line["amount"] for line in counted) == 340_000_000
    things = [json.loads(line) for line in run("export", "--what", "things")[1].splitlines()]
    [package] = [line for line in things if line.get("members") == 12]
    assert package["recommended_for_aggregates"] and len(package["parts"]) == 2


def test_grades_stand_on_the_page_and_in_the_data(run):
    _, found = undertakings(run)
    package = found["12 Dokumente"]
    assert (package["source_grade"], package["independent_sources"], package["completeness"]) == (1, 1, 4)
    assert "sources 1/5, completeness 4/5 · in the sum" in run("pair", "KZ", "UZ", "--lang", "en")[1]
    head = run("undertakings", "--format", "csv")[1].splitlines()[0]
    assert {"source_grade", "completeness", "recommended_for_aggregates", "aggregates_reason"} <= set(head.split(","))


def test_a_person_attaches_a_member_and_takes_it_off_again(run):
    _, found = undertakings(run)
    contracts, package = found["Exportverträge"]["id"], found["12 Dokumente"]["id"]

    def attached():
        return undertakings(run)[1]["Exportverträge"]["package"] == package

    assert not attached()
    assert run("link", contracts, package, "--part-of", "--why", "steht im Protokoll")[0] == 0
    assert attached()
    assert run("apart", contracts, package, "--part-of", "--why", "doch eigene")[0] == 0
    assert not attached()
    assert run("unlink", contracts, package, "--part-of", "--why", "zurück")[0] == 0
    member = found["Memorandum über den Tourismus"]["id"]
    assert run("apart", member, package, "--part-of", "--why", "anderer Tag")[0] == 0
    assert undertakings(run)[1]["Memorandum über den Tourismus"]["package"] is None
