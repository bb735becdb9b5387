"""The web pages without a browser: every page with its twins, languages, redirects, errors, hostile text, queries."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from msgspec import structs

from kelisim.model import Published, Report
from kelisim.records import text_hash
from kelisim.web.command import Serving, own_address
from kelisim.web.pages.method import _MEANINGS, _PAGES, _title
from kelisim.web.preferences import way_back
from kelisim.web.rendering import day_text
from kelisim.web.wording import best_language
from tests.conftest import ROOT
from tests.web_site import LISTS, PLACES, client, fill, opened, things

WEB = ROOT / "src/kelisim/web"
WRONG = """
/nothing /pair/KZ /pair/KZ-XX /pair/KZ-KZ /undertaking/abcdef123456 /report/ffffff /statement/ffffff /method/secret
/place/nowhere /sector/999 /static/nothing.css /static/../app.py /static/%2e%2e/app.py /method/..%2f..%2fpyproject
/report/..%2fx /report/..%2f /pair/KZ-UZ%0d%0aset-cookie:x
""".split()
BIDI, NUL = "\u202e", "\0"
HOSTILE = (
    f'=HYPERLINK("http://evil.example") <script>alert(1)</script> {BIDI}{NUL}\n\n'
    "Der Handel zwischen Kasachstan und Usbekistan erreichte 2024 einen Umfang von 5,1 Mrd. US-Dollar. "
    "Kasachstan und Usbekistan unterzeichneten am 3. März 2024 in Taschkent ein Abkommen über das Logistikzentrum "
    "„<img src=x onerror=alert(2)>“. \"'><svg/onload=alert(3)>\n\n" + "x" * 1_000_000 + "\n"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "samples.db"
    fill(path)
    return path


@pytest.fixture(scope="module")
def asking(ledger: Path) -> Iterator[TestClient]:
    with client(ledger) as found:
        yield found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    title = f"=cmd|'/c calc'!A1 <script>{BIDI}"
    report = Report(
        source="../../<b>x</b>", sha256=text_hash(HOSTILE), text=HOSTILE, url="javascript:alert(4)", title=title,
        outlet="<i>=1+1</i>",
    )  # fmt: skip
    fill(path, [report])
    with client(path) as found:
        yield found


def test_every_page_has_its_twins(asking: TestClient) -> None:
    for place in (*PLACES, *things(asking).values()):
        page = asking.get(place)
        assert page.status_code == 200, place
        assert page.headers["content-type"].startswith("text/html")
        twin = "/overview" if place == "/" else place
        assert json.loads(asking.get(f"{twin}.json").content)["day"] == "2026-06-01"
        table = asking.get(f"{twin}.csv")
        assert table.headers["content-type"].startswith("text/csv"), twin
        assert len(list(csv.reader(io.StringIO(table.text)))) > 0
        assert f"{twin}.json" in page.text
        assert f"{twin}.csv" in page.text


@pytest.mark.parametrize("path", ["/undertakings", "/follow-up", "/pair/KZ-UZ", "/state/KZ", "/explore"])
@pytest.mark.parametrize("twin", [".json", ".csv"])
def test_no_twin_tells_a_day_that_nobody_knows(asking: TestClient, path: str, twin: str) -> None:
    told = asking.get(path + twin).text
    assert "undated" in told or path == "/explore"
    assert "9999-12-31" not in told


def test_rows_of_several_sorts_say_which_they_are(asking: TestClient) -> None:
    for path in ("/pair/KZ-UZ", "/sector/210"):
        rows = list(csv.DictReader(asking.get(f"{path}.csv").text.splitlines()))
        assert rows[0].keys() >= {"row"}
        assert {row["row"] for row in rows} <= {"point", "target", "undertaking", "meeting"}


def test_the_account_of_a_day_and_what_changed_since(asking: TestClient) -> None:
    way = asking.get("/pair/UZ-KZ/as-of?day=2023", follow_redirects=False)
    assert way.headers["location"] == "/pair/KZ-UZ/as-of/2023-12-31"
    now, then = (asking.get(f"/pair/KZ-UZ{view}.json").json() for view in ("", "/as-of/2023-12-31"))
    assert then["as_of"]["day"] == "2023-12-31"
    assert 0 < then["counts"]["undertaking"][""] < now["counts"]["undertaking"][""]
    page = asking.get("/pair/KZ-UZ/as-of/2023-12-31").text
    for place in set(re.findall(r'href="(/(?:undertaking|series|meeting)/[0-9a-f]+)"', page)):
        assert asking.get(place).status_code == 200, place
    way = asking.get("/pair/KZ-UZ/changes?since=2026&until=2023-06", follow_redirects=False)
    assert way.headers["location"] == "/pair/KZ-UZ/changes/2026-12-31/2023-06-30"
    told = asking.get("/pair/KZ-UZ/changes/2026-12-31/2023-06-30.json").json()
    assert (told["before"], told["after"]) == ("2023-06-30", "2026-12-31")
    assert {"new_undertaking", "new_figure"} <= {one["kind"] for one in told["changes"]}
    assert "New undertakings" in asking.get("/pair/KZ-UZ/changes/2023-06-30/2026-12-31").text
    for wrong in ("/pair/KZ-UZ/as-of/never", "/pair/KZ-UZ/changes/2023/..", "/pair/KZ-XX/as-of/2023"):
        assert asking.get(wrong).status_code in (404, 422)


def test_what_others_agreed_at_a_meeting_of_three_has_no_stage_in_the_past_of_two(tmp_path: Path) -> None:
    text = (
        "Die Präsidenten von Kasachstan, Usbekistan und Kirgisistan trafen sich am 3. März 2024 in Taschkent. "
        "Dabei unterzeichneten Usbekistan und Kirgisistan ein Abkommen über den Bau eines Kraftwerks."
    )
    day = Published("2024-03-04", "2024-03-04", "given")
    fill(tmp_path / "x.db", [Report(source="x", sha256="0", text=text, published=day)])
    with client(tmp_path / "x.db") as asking:
        then = asking.get("/pair/KG-KZ/as-of/2024-12-31.json").json()
        [outcome] = then["meetings"][0]["outcomes"]
        assert outcome["title"] == "Abkommen über den Bau eines Kraftwerks"
        assert "stage" not in outcome
        page = asking.get("/pair/KG-KZ/as-of/2024-12-31")
        assert page.status_code == 200
        assert outcome["id"] in page.text


def test_the_changes_of_one_kind(asking: TestClient) -> None:
    path = "/pair/KZ-UZ/changes/2022-12-31/2026-06-01"
    everything = asking.get(f"{path}.json").json()
    some = asking.get(f"{path}.json?kind=new_figure").json()
    assert {one["kind"] for one in some["changes"]} == {"new_figure"}
    assert len(some["changes"]) == some["counts"]["new_figure"] == everything["counts"]["new_figure"]
    assert "New undertakings" not in asking.get(f"{path}?kind=new_figure").text
    assert "Figure</a>: trade turnover" in asking.get(path).text
    assert asking.get(f"{path}?kind=nothing").status_code == 200


def test_addresses_do_not_come_from_who_asks(asking: TestClient) -> None:
    evil = {"host": "evil.example"}
    assert asking.get("/pair/KZ-UZ.json", headers=evil).json()["address"] == "/pair/KZ-UZ.json"
    for path in ("/pair/KZ-UZ", "/explore"):
        assert "evil.example" not in asking.get(path, headers=evil).text
    for path in ("/changes.atom", "/deadlines.ics?past=true"):
        told = [asking.get(path, headers=headers).text for headers in (evil, {})]
        assert told[0] == told[1]
        assert "http://127.0.0.1:8000/" in told[0]


@pytest.mark.parametrize(
    ("how", "address"),
    [
        (Serving(), "http://127.0.0.1:8000"),
        (Serving(host="0.0.0.0", port=80, root_path="/k/"), "http://127.0.0.1:80/k"),
        (Serving(host="::"), "http://[::1]:8000"),
        (Serving(host="server.example"), "http://server.example:8000"),
    ],
)
def test_the_server_knows_its_own_address(how: Serving, address: str) -> None:
    assert own_address(how) == address


def test_the_public_address_is_told(ledger: Path) -> None:
    from kelisim.web.app import create_app

    with opened(ledger) as made, TestClient(create_app(structs.replace(made, public="https://a.example/k"))) as asking:
        assert asking.get("/pair/KZ-UZ.json?lang=de").json()["address"] == "https://a.example/k/pair/KZ-UZ.json?lang=de"
        assert "https://a.example/k/pair/KZ-UZ" in asking.get("/pair/KZ-UZ").text
        assert "https://a.example/k/statement/" in asking.get("/changes.atom").text


def test_targets_keep_their_direction(asking: TestClient) -> None:
    rows = list(csv.DictReader(asking.get("/targets.csv").text.splitlines()))
    assert rows
    assert {"from", "to"} <= rows[0].keys()
    assert any(row["from"] and row["to"] for row in rows)


def test_the_policy_allows_nothing_from_elsewhere(asking: TestClient) -> None:
    for place in ("/", "/nothing", "/pair/KZ-UZ.json", "/static/site.css"):
        headers = asking.get(place).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert len(headers["x-request-id"]) == 12
    assert "style=" not in asking.get("/").text
    assert not re.search(r"<script(?![^>]*src=)", asking.get("/pair/KZ-UZ").text)


def test_numbers_lead_to_their_words(asking: TestClient) -> None:
    page = asking.get("/pair/KZ-UZ").text
    address, quote = re.search(r'<a class="number" href="([^"]+)" title="«([^»]+)»', page).groups()  # type: ignore[union-attr]
    statement = asking.get(f"{address}.json").json()["statement"]
    assert statement["sentence"].split()[0] in quote


def test_a_statement_names_its_fields_in_the_language_of_the_page(asking: TestClient) -> None:
    address = things(asking)["statement"]
    german, english = (asking.get(f"{address}?lang={lang}").text for lang in ("de", "en"))
    assert "<td>Kasachstan, Usbekistan</td>" in german
    assert "<td>3.000.000.000</td>" in german
    assert "führt das Thema fort −0,10" in german
    assert "<td>3,000,000,000</td>" in english
    assert "goes on with the topic −0.10" in english


def test_the_rule_of_every_statement_leads_to_what_it_accepts(asking: TestClient) -> None:
    rules = asking.get("/method/rules").text
    hits = asking.get("/explore.json").json()["statements"]
    named = {re.search(r'href="/method/rules#([a-z-]+)"', asking.get(f"/statement/{hit['id']}").text) for hit in hits}
    places = {found[1] for found in named if found}
    assert len(places) > 15
    assert all(f'<tr id="{place}">' in rules for place in places)


def test_a_target_without_a_deadline_cannot_be_judged(asking: TestClient) -> None:
    found = {one["id"]: one for one in asking.get("/targets.json").json()["cards"]}
    undated = [one for one in found.values() if not one.get("deadline") and one["verdict"] == "no_report"]
    told = asking.get("/targets.json?verdict=not_to_judge").json()["cards"]
    assert undated
    assert {one["id"] for one in undated} <= {one["id"] for one in told}
    assert "cannot be judged" in asking.get("/targets").text
    assert "nicht zu beurteilen" in asking.get("/targets?verdict=not_to_judge&lang=de").text
    assert all(one.get("deadline") for one in asking.get("/targets.json?verdict=no_report").json()["cards"])


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        ("2024-05-12", "12. 5. 2024", "12 May 2024"),
        ("2025-03", "März 2025", "Mar 2025"),
        ("2023-01/2023-11", "Januar 2023 – November 2023", "Jan 2023 – Nov 2023"),
        ("2025-01/..", "Januar 2025 →", "Jan 2025 →"),
        ("../2030", "→ 2030", "→ 2030"),
        ("2024-Q1", "2024-Q1", "2024-Q1"),
        ("2024-13", "2024-13", "2024-13"),
        ("XXXX-08-08", "8. August (Jahr unbekannt)", "8 August (year unknown)"),
    ],
)
def test_days_and_periods_in_words(day: str, german: str, english: str) -> None:
    assert (day_text(day, "de"), day_text(day, "en")) == (german, english)


def test_every_verdict_is_named_in_the_language_of_the_page(asking: TestClient) -> None:
    page = asking.get("/method/codes?lang=de").text
    for name in ("Erreicht", "Bald fällig", "Ohne Betrag", "Barrel"):
        assert f">{name}<" in page


def test_one_number_of_a_year_counts_on_every_page(asking: TestClient) -> None:
    [target] = [one for one in asking.get("/pair/KZ-UZ.json").json()["targets"] if one.get("deadline") == "2030"]
    series = asking.get(f"{things(asking)['series']}.json").json()["series"]
    first = next(point for point in series["points"] if point["period"] == target["latest"]["period"])
    rows = csv.DictReader(asking.get("/overview.csv").text.splitlines())
    [pair] = [row for row in rows if row["parties"] == "KZ; UZ"]
    assert first["amount"]["low"] == target["latest"]["amount"]["low"] == float(pair["value"]) == 3.1e9


def test_both_sides_figures_and_the_outlook_stand_on_the_page_of_a_pair(asking: TestClient) -> None:
    official = asking.get("/pair/KZ-UZ.json").json()["official"]
    assert [side["reporter"] for side in official["sides"]] == ["KZ", "UZ"]
    views = [view for prospect in official["prospects"] if prospect["year"] == 2030 for view in prospect["views"]]
    assert {view["reporter"] for view in views} == {"KZ", "UZ"}
    assert all(0 <= view["by_walk"] <= 1 for view in views)
    told = [(prospect["value"], prospect["year"]) for prospect in official["prospects"]]
    assert told == [(1e10, 2030), (5e9, 2020)]  # a sum whose year one of two reports prints is one target
    [over] = {remark for view in official["prospects"][1]["views"][:1] for remark in view["remarks"]}
    assert over.startswith("its year is over")
    page = asking.get("/pair/KZ-UZ?lang=de").text
    assert "Amtliche Zahlen und Ausblick" in page
    assert "nach einer Irrfahrt mit Drift" in page
    assert "sein Jahr ist vorbei" in page
    chart = asking.get(f"{things(asking)['series']}/chart.json").json()
    assert "Statistics: Kazakhstan" in json.dumps(chart)


def test_language_by_header_address_and_choice(asking: TestClient) -> None:
    german, english = "Was Staaten miteinander tun", "What states do with each other"
    assert german in asking.get("/", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.8"}).text
    assert english in asking.get("/", headers={"accept-language": "fr"}).text
    assert german in asking.get("/?lang=de").text
    chosen = asking.get("/choose?lang=de&theme=dark&back=/pair/KZ-UZ", follow_redirects=False)
    assert chosen.headers["location"] == "/pair/KZ-UZ"
    page = asking.get("/", headers={"accept-language": "en"}).text
    assert german in page
    assert 'data-theme="dark"' in page
    asking.cookies.clear()


def test_ways_back_stay_on_this_site() -> None:
    for bad in (
        "//evil.example",
        "http://evil.example",
        "/\\evil.example",
        "/a\r\nset-cookie: x=1",
        "",
        "javascript:x",
    ):
        assert way_back(bad) == "/"
    assert way_back("/explore?q=a&page=2") == "/explore?q=a&page=2"


def test_header_weights() -> None:
    assert best_language("en;q=0.3, de;q=0.7", "en") == "de"
    assert best_language("xx, ;q=, en;q=nan", "de") == "de"


def test_what_stood_elsewhere_redirects(asking: TestClient) -> None:
    moved = asking.get("/pair/UZ-KZ.json?lang=de", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/pair/KZ-UZ.json?lang=de")
    assert asking.get("/pair/Usbekistan-Kasachstan", follow_redirects=False).headers["location"] == "/pair/KZ-UZ"
    found = things(asking)
    work = asking.get(f"{found['undertaking']}.json").json()["undertaking"]
    assert work["aliases"]
    for alias in work["aliases"]:
        merged = asking.get(f"/undertaking/{alias}", follow_redirects=False)
        assert merged.headers["location"] == found["undertaking"]
    short = asking.get(found["statement"][:-8], follow_redirects=False)
    assert short.headers["location"] == found["statement"]
    series = asking.get(f"{found['series']}.json").json()["series"]
    assert asking.get(f"/series/{series['points'][0]['id']}", follow_redirects=False).status_code == 308


def test_a_superseded_statement_leads_to_what_is_said_now_or_stays(tmp_path: Path) -> None:
    from kelisim.account.minting import words_id
    from kelisim.ledger import Ledger
    from kelisim.reading import read
    from kelisim.statements.identity import identified

    text = (
        "Der Handel zwischen Kasachstan und Usbekistan erreichte 2024 einen Umfang von 5,1 Mrd. US-Dollar. "
        "Kasachstan und Usbekistan unterzeichneten am 3. März 2024 in Taschkent ein Abkommen über Wasser."
    )
    report = Report(source="x", sha256="0", text=text)
    reading = read(report)
    [figure], [work] = reading.figures, reading.undertakings
    otherwise = identified(structs.replace(figure, period="2023"), text_hash(text))
    with Ledger(tmp_path / "x.db") as ledger:
        added = ledger.add(report, reading)
        later = structs.replace(reading, figures=(otherwise,), undertakings=())
        assert ledger.add_again(added.report, later).status == "reread"
    with client(tmp_path / "x.db") as asking:
        moved = asking.get(f"/statement/{figure.id}", follow_redirects=False)
        assert moved.headers["location"] == f"/statement/{otherwise.id}"
        gone = asking.get(f"/statement/{work.id}")
        assert gone.status_code == 200
        assert "A later reading of its report no longer says so" in gone.text
        assert asking.get(f"/statement/{work.id}.json").json()["statement"]["title"] == work.title
        thing = words_id("undertaking", text_hash(text), work.evidence.head)
        moved = asking.get(f"/undertaking/{thing}", follow_redirects=False)
        assert moved.headers["location"] == f"/statement/{work.id}"
        assert asking.get(f"/series/{words_id('figure', text_hash(text), figure.evidence.head)}").status_code == 200
        assert asking.get(f"/statement/{added.report}").status_code == 404


def test_errors_are_pages_with_an_id(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in WRONG:
        answer = asking.get(place)
        assert answer.status_code in (404, 422), place
        assert answer.headers["x-request-id"] in answer.text or place.startswith("/static")
    assert asking.get("/explore?page=0").status_code == 422
    assert asking.post("/explore").status_code == 405
    twin = asking.get("/pair/KZ-XX.json")
    assert (twin.status_code, twin.json()["status"]) == (404, 404)

    def fails(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("kelisim.web.queries.Sight.counts", fails)
    answer = asking.get("/pair/KZ-UZ?not=kept")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_health_and_heads(asking: TestClient) -> None:
    assert asking.get("/healthz").json() == {"status": "ok"}
    assert asking.get("/readyz").json()["status"] == "ready"
    assert asking.head("/pair/KZ-UZ").status_code == 200


def test_every_page_is_described(asking: TestClient) -> None:
    paths = asking.get("/openapi.json").json()["paths"]
    for path in ("/", "/pair/{pair}", "/undertaking/{id}", "/report/{id}", "/explore", "/targets", "/deadlines.ics"):
        assert path in paths
    for path in ("/overview.json", "/pair/{pair}.csv", "/explore.csv", "/explore.xlsx", "/changes.atom"):
        assert path in paths


def test_searching_filters_counts_and_exports(asking: TestClient) -> None:
    everything = asking.get("/explore.json").json()["total"]
    found = asking.get("/explore.json?q=Handel&party=KZ&party=UZ&kind=figure").json()
    assert 0 < found["total"] < everything
    assert all(hit["sort"] == "figure" and {"KZ", "UZ"} <= set(hit["parties"]) for hit in found["statements"])
    page = asking.get("/explore?q=Handel&party=KZ&party=UZ&kind=figure").text
    assert f"{found['total']} statements" in page
    rows = list(csv.DictReader(io.StringIO(asking.get("/explore.csv?q=Handel&party=KZ").text)))
    assert rows[0]["query"] == "q=Handel&party=KZ"
    assert rows[0]["asked_on"] == "2026-06-01"
    book = asking.get("/explore.xlsx?q=Handel")
    assert book.content.startswith(b"PK")
    assert "<entry>" in asking.get("/changes.atom?q=Handel").text
    calendar = asking.get("/deadlines.ics?past=true").text
    assert "BEGIN:VEVENT" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    for strange in ('"', "*", "a AND", 'NEAR("', "-", "col:x", "'; DROP TABLE", "\0", "(", "ß" * 300):
        assert asking.get("/explore", params={"q": strange}).status_code == 200


def test_lists_turn_their_pages(asking: TestClient) -> None:
    for place in LISTS:
        assert asking.get(f"{place}?page=400").status_code == 200
    some = asking.get("/undertakings.json?party=KZ&party=UZ&stage=committed").json()
    assert some["total"] == len(some["cards"]) > 0
    assert {card["stage"] for card in some["cards"]} == {"committed"}


def test_hostile_text_stays_text(hostile: TestClient) -> None:
    found = hostile.get("/explore.json?q=Logistikzentrum").json()["statements"]
    assert found
    report = found[0]["words"]["report"]
    places = [*PLACES, "/pair/KZ-UZ", "/explore?q=Logistikzentrum", f"/report/{report}"]
    places += [f"/statement/{hit['id']}" for hit in found] + [f"/undertaking/{hit['thing']}" for hit in found]
    for place in places:
        text = hostile.get(place).text
        for sign in ("<script>alert", "<img src=x", "<svg/onload", BIDI, NUL, 'href="javascript:', "<i>=1", "<b>x"):
            assert sign not in text, (place, sign)
    rows = csv.DictReader(io.StringIO(hostile.get("/explore.csv?q=Logistikzentrum").text))
    assert all(not (value or "").startswith(("=", "+", "@", "-")) for row in rows for value in row.values())
    for feed in ("/changes.atom", "/deadlines.ics?past=true", "/explore.xlsx"):
        assert hostile.get(feed).status_code == 200


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    from kelisim.ledger import Ledger

    with Ledger(tmp_path / "empty.db"):
        pass
    with client(tmp_path / "empty.db") as asking:
        assert "kelisim read" in asking.get("/").text
        for place in PLACES:
            assert asking.get(place).status_code == 200, place


def test_queries_of_a_page_do_not_grow(ledger: Path, tmp_path: Path) -> None:
    from kelisim.ledger import Ledger

    text = "Kasachstan und Usbekistan unterzeichneten am 3. März 2024 in Taschkent ein Abkommen über Wasser."
    with Ledger(tmp_path / "one.db"):
        pass
    one = Report(source="one.txt", sha256="0", text=text)
    from kelisim.intake import take_in
    from kelisim.reading import read

    with Ledger(tmp_path / "one.db") as opened:
        assert list(take_in([one], opened, read))
    asked: dict[Path, list[int]] = {}
    for path in (tmp_path / "one.db", ledger):
        with client(path) as asking:
            index = asking.app.state.site.keeper.current  # type: ignore[attr-defined]
            for place in ("/", "/pair/KZ-UZ", "/state/KZ", "/explore?q=Kasachstan", "/sector/210", *LISTS):
                before = index.asked
                assert asking.get(place).status_code == 200
                asked.setdefault(path, []).append(index.asked - before)
    small, large = asked.values()
    assert all(few <= 16 and many <= 16 for few, many in zip(small, large, strict=True)), asked


def test_catalogues_say_everything() -> None:
    catalogue = read_po(io.BytesIO((WEB / "catalogues/de.po").read_bytes()))
    said = {message.id for message in catalogue if message.id and message.string}
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true"}
    sources = (
        (WEB / "templates", [("**.html", "jinja2")], {"**.html": options}, {"_": None, "ngettext": (1, 2)}),
        (WEB, [("**.py", "python")], {}, {"spoken": (1,)}),
    )
    asked = {
        found[2]
        for folder, methods, how, keywords in sources
        for found in extract_from_dir(folder, method_map=methods, options_map=how, keywords=keywords)
    }
    asked |= {meaning for table in _MEANINGS.values() for _, meaning in table}
    asked |= {_title(name) for name in _PAGES}
    assert asked <= said, asked - said
