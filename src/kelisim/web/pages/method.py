"""How it is made: the documentation of the program itself, code lists, addresses."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request
from markdown_it import MarkdownIt
from markupsafe import Markup

from kelisim.account import checks, conflicts, follow_up, sums, targets
from kelisim.account.legal import LEGAL_STAGES
from kelisim.presentations.account.standing import SECTORS
from kelisim.presentations.headings import headings, name_of, phrase
from kelisim.presentations.views import FORMATS, INDICATORS, KINDS, STAGES
from kelisim.web.answers import Answer, page, preferences_of, root
from kelisim.web.rendering import anchor
from kelisim.web.wording import spoken

router = APIRouter(tags=["method"])
_PAGES = (  # in the order in which one reads them; others follow
    "statements", "account", "rules", "accuracy", "data-dictionary", "linking", "times", "names", "statistics",
    "ledger", "web", "architecture",
)  # fmt: skip
_ROW = re.compile(r"<tr>\s*<td>([a-z][a-z ]*)</td>")  # of a table of things with names, as rules
_LINK = re.compile(r'href="([a-z-]+)\.md(#[^"]*)?"')


@page(router, "/method", "method.html")
def method(request: Request) -> Answer:
    """How the account is made: what the pages of the documentation are about."""
    lang = preferences_of(request).lang
    names = {name: _title(name) for name in _names()}
    rows: list[dict[str, object]] = [{"id": name, "title": title} for name, title in names.items()]
    return Answer(title=spoken("How it is made", lang), data={"pages": names}, rows=rows, shown={"text": None})


@page(router, "/method/codes", "codes.html")
def codes(request: Request) -> Answer:
    """The code lists with their names, and what each verdict and check means."""
    lang = preferences_of(request).lang
    lists = {name: [(code, name_of(code, lang)) for code in values] for name, values in _LISTS.items()}
    lists["unit"] = [(code, unit.speak(lang)) for code, unit in headings().units.items()]
    rows: list[dict[str, object]] = [
        {"kind": name, "id": code, "title": named} for name, values in lists.items() for code, named in values
    ]
    meanings = {name: [(_named(code, lang), said) for code, said in table] for name, table in _MEANINGS.items()}
    data: dict[str, Any] = {"lists": lists, "meanings": meanings}
    return Answer(title=spoken("Code lists", lang), data=data, rows=rows)


@page(router, "/method/{name}", "method.html")
def document(request: Request, name: Annotated[str, Path(max_length=40, pattern="^[a-z-]+$")]) -> Answer:
    """One page of the documentation."""
    if name not in _names():
        raise HTTPException(404)
    text = Markup(_LINK.sub(rf'href="{root(request)}/method/\1\2"', _html(name)))  # noqa: S704 - our own pages
    return Answer(title=_title(name), data={"markdown": _read(name)}, shown={"text": text, "pages": {}})


def _named(code: str, lang: str) -> str:
    """A verdict, a call, why something is left out: by the name that pages give it."""
    if code in headings().values:
        return name_of(code, lang)
    known = next((name for name in (code, f"out_{code}") if name in headings().phrases), None)
    return phrase(known, lang) if known else code


_LISTS: dict[str, tuple[str, ...]] = {
    "indicator": INDICATORS,
    "kind": KINDS,
    "stage": STAGES,
    "format": FORMATS,
    "legal_stage": LEGAL_STAGES,
    "sectors": SECTORS,
    "qualifier": ("exact", "about", "almost", "over", "at_least", "up_to"),
    "modality": ("actual", "target", "potential", "forecast"),
}
_MEANINGS: dict[str, Any] = {
    "Verdicts on targets": targets.VERDICTS,
    "Verdicts on undertakings": follow_up.VERDICTS,
    "Why something is to be asked about": follow_up.CALLS,
    "Contradictions": conflicts.CONFLICTS,
    "Checked sums": checks.CHECKS,
    "Left out of sums": sums.LEFT_OUT,
}


def _folder() -> File:
    """The documentation: inside the installed package, or beside the sources."""
    packaged = File(__file__).parents[2] / "docs"
    return packaged if packaged.is_dir() else File(__file__).parents[4] / "docs"


@cache
def _names() -> tuple[str, ...]:
    """Every page of the documentation that there is."""
    there = sorted(file.stem for file in _folder().glob("*.md"))
    return (*(name for name in _PAGES if name in there), *(name for name in there if name not in _PAGES))


def _file(name: str) -> File:
    return _folder() / f"{name}.md"


@cache
def _read(name: str) -> str:
    return _file(name).read_text(encoding="utf-8")


@cache
def _title(name: str) -> str:
    return next((line[2:].strip() for line in _read(name).splitlines() if line.startswith("# ")), name)


@cache
def _html(name: str) -> str:
    text = "\n".join(line for line in _read(name).splitlines() if not line.startswith(("<!--", "# ")))
    made = str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))
    made = _ROW.sub(lambda found: f'<tr id="{anchor(found[1])}"><td>{found[1]}</td>', made)
    # What is wider than a phone is scrolled, also with keys.
    made = made.replace("<pre>", '<pre tabindex="0">')
    return made.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
