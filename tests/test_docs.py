"""The documentation: pages made from the code are equal to it, links lead somewhere, the README's example is real."""

from __future__ import annotations

import json
import re

import pytest

import kelisim
from kelisim.presentations.reference import pages
from kelisim.presentations.tables import statement_table
from kelisim.records import as_json
from kelisim.sources import reports
from tests import account_tables
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", sorted(pages()))
def test_reference_is_what_the_code_says(name):
    made = pages()[name]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "run python -m kelisim.presentations.reference"


def test_every_kind_of_statement_has_its_rules_on_the_page():
    rules = pages()["rules.md"]
    assert {"Indicators", "Undertaking rules", "Encounters"} <= set(re.findall(r"^## (.*)", rules, re.MULTILINE))
    assert not re.search(r"\|\s*\|$", rules, re.MULTILINE), "a rule without a docstring"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.split("#")[0]).exists(), f"{page.name} links to {target}"


def test_every_page_is_linked_from_the_readme_or_a_page():
    linked = {
        target for page in PAGES for target in re.findall(r"\]\((?:docs/)?([^)\s#]+)", page.read_text(encoding="utf-8"))
    }
    assert {page.name for page in PAGES if page.parent.name == "docs"} <= linked


def test_the_example_of_the_readme_is_real(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    table, statement = re.findall(r"```(?:text|json)\n(.*?)```", page, re.DOTALL)[:2]
    [report] = reports(["samples/R010.txt"])
    quoted = " ".join(re.findall(r"^> (.*)", page, re.MULTILINE))
    assert quoted in report.text
    reading = kelisim.read(report)
    cells = [
        [str(cell) for cell in column._cells]
        for column in statement_table("figures", reading.figures, reading.text, "en").columns
    ]
    for line, row in zip(table.splitlines()[-len(reading.figures) :], zip(*cells, strict=True), strict=True):
        assert all(cell in line for cell in row), (line, row)
    shown = json.loads(statement)
    real = as_json(reading)["figures"][2]
    places = shown.pop("evidence")
    assert shown == {key: real[key] for key in shown}
    assert places.pop("fields").items() <= real["evidence"]["fields"].items()
    assert places == {key: real["evidence"][key] for key in places}


def test_the_tables_on_the_account_are_those_of_the_code():
    page = account_tables.PAGE.read_text(encoding="utf-8")
    assert account_tables.filled(page) == page, "run python -m tests.account_tables"
