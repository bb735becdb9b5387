"""Hostile text in every field of every statement and report, as a broken or false source would bring it in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from kelisim.ledger import Ledger
from kelisim.model import Figure, Meeting, Participant, Published, Reading, Report, Statement, Undertaking
from kelisim.reading import read
from kelisim.records import text_hash
from kelisim.statements.identity import identified
from tests.web_site import PLACES, client

BIDI, NUL, HALF = "\u202e", "\0", "\ud800"
EVIL = (
    f"=1+1 <script>alert(1)</script><img src=x onerror=alert(2)>{{{{7373*97}}}}\"'{BIDI}{NUL}\r\nSet-Cookie: a=b ]]>&"
)
TEXT = (
    "Der Handel zwischen Kasachstan und Usbekistan erreichte 2024 einen Umfang von 5,1 Mrd. US-Dollar. "
    "Der Handel soll bis 2030 auf 10 Mrd. US-Dollar steigen. "
    "Kasachstan und Usbekistan unterzeichneten am 3. März 2024 in Taschkent ein Abkommen über das Logistikzentrum. "
    "Präsident Tokajew traf am 3. März 2024 in Taschkent Präsident Mirsijojew.\n\n"
    f"<script>alert(3)</script>{BIDI}{NUL}\n{'x' * 1_000_000}\n"
)
# What a page never holds: marks of ours that work, what a screen or a template obeys.
SIGNS = ("<script>alert", "<img src=x", BIDI, NUL, "715181", 'href="javascript:', "\r\nSet-Cookie")


def _evil(statement: Statement, number: int) -> Statement:
    text = f"{EVIL} {number}"
    match statement:
        case Figure():
            return replace(statement, item=text, attribution=text, unit=statement.unit)
        case Undertaking():
            return replace(
                statement, title=text, organisations=(text, f"{text} & Co"), place=text, attribution=text,
                amount=Decimal("1e400"), unit="USD",
            )  # fmt: skip
        case Meeting():
            return replace(statement, place=text, attribution=text, participants=(Participant(text, text, "KZ"),))


def fill(path: Path) -> None:
    """A ledger of two such reports."""
    with Ledger(path) as ledger:
        for number in range(2):
            text = f"{TEXT}{number}"
            day = Published("2024-03-05", "2024-03-05", "given")
            report = Report(
                source=f"../../{EVIL}", sha256="0" * 64, text=text, url="javascript:alert(4)", title=EVIL,
                outlet=EVIL, author=EVIL, published=day,
            )  # fmt: skip
            told = read(report)
            hashed = text_hash(text)
            made = {
                kind: tuple(identified(_evil(item, number), hashed) for item in getattr(told, kind))
                for kind in ("figures", "undertakings", "meetings")
            }
            assert all(made.values()), made
            document = replace(told.document, title=EVIL, outlet=EVIL, author=EVIL, dateline=EVIL, published=day)
            ledger.add(report, Reading(document=document, text=text, **made), engine=EVIL)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "kelisim.db"
    fill(path)
    with client(path) as found:
        yield found


@pytest.fixture(scope="module")
def places(asking: TestClient) -> list[str]:
    """Every page there is, as the pages themselves link to them."""
    found, left = set(PLACES), list(PLACES)
    while left:
        page = asking.get(left.pop())
        for place in re.findall(r'href="(/[a-z][^"#]*)"', page.text):
            path = place.replace("&amp;", "&")
            is_twin = path.partition("?")[0].endswith((".json", ".csv", ".xlsx", ".atom", ".ics"))
            if path not in found and len(found) < 400 and not is_twin and not path.startswith(("/static", "/choose")):
                found.add(path)
                left.append(path)
    return sorted(found)


def test_no_page_obeys(asking: TestClient, places: list[str]) -> None:
    kinds = {place.split("/")[1] for place in places}
    assert {"undertaking", "series", "meeting", "statement", "report", "named"} <= kinds
    for place in places:
        page = asking.get(place)
        assert page.status_code == 200, place
        for sign in SIGNS:
            assert sign not in page.text, (place, sign)
        assert "set-cookie" not in page.headers


def test_no_twin_obeys(asking: TestClient, places: list[str]) -> None:
    for place in places:
        path, _, query = place.partition("?")
        base = "/overview" if path == "/" else path
        if path.startswith("/charts") or path == "/openapi.json":
            continue
        assert isinstance(json.loads(asking.get(f"{base}.json?{query}").content), dict), place
        rows = csv.reader(io.StringIO(asking.get(f"{base}.csv?{query}").text))
        assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row), place


def test_no_feed_breaks(asking: TestClient) -> None:
    feed = ElementTree.fromstring(asking.get("/changes.atom").content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) > 3
    calendar = asking.get("/deadlines.ics?past=true").text
    assert "\r\nSet-Cookie" not in calendar
    assert asking.get("/explore.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("word", [EVIL, HALF, "%00", "x" * 5000, "../" * 40, "'; DROP TABLE items; --", "\uffff", "🦀"])
def test_nothing_asked_breaks_it(asking: TestClient, word: str) -> None:
    told = quote(word.encode("utf-8", "surrogatepass"), safe="")
    for place in (
        f"/explore?q={told}", f"/explore?outlet={told}", f"/explore?party={told}", f"/explore?year={told}",
        f"/pair/{told}", f"/pair/KZ-UZ/as-of/{told}", f"/pair/KZ-UZ/changes/{told}/{told}", f"/state/{told}",
        f"/undertaking/{told}", f"/report/{told}", f"/named/person?name={told}", f"/person/{told}", f"/method/{told}",
        f"/?tie={told}", f"/static/{told}", f"/charts/{told}", f"/choose?back={told}&lang={told}", f"/{told}",
        f"/undertakings?party={told}&stage={told}&page={told}",
    ):  # fmt: skip
        answer = asking.get(place, follow_redirects=False)
        assert answer.status_code < 500, (place, answer.status_code)
        assert "\r" not in answer.headers.get("location", "")
        for sign in SIGNS:
            assert sign not in answer.text, (place, sign)


def test_headers_are_not_believed(asking: TestClient) -> None:
    for name in ("host", "x-forwarded-host", "x-forwarded-prefix", "accept-language", "cookie", "x-request-id"):
        answer = asking.get("/pair/KZ-UZ", headers={name: "evil.example<script>alert(1)</script>"})
        assert "evil.example" not in answer.text
        assert all("evil.example" not in value for value in answer.headers.values())
    for feed in ("/changes.atom", "/deadlines.ics?past=true"):
        assert "evil.example" not in asking.get(feed, headers={"host": "evil.example"}).text
