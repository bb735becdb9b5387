"""The documentation: pages made from the code are equal to it, links lead somewhere, the README's example is real."""

from __future__ import annotations

import re

import pytest

from kelisim.presentations.reference import pages
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", sorted(pages()))
def test_reference_is_what_the_code_says(name):
    made = pages()[name]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "run python -m kelisim.presentations.reference"


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
