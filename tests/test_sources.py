"""Reports in: text, HTML, JSON, folders, standard input; encodings, front matter, dates, what the user says."""

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from kelisim.errors import BadReport, UsageError
from kelisim.model import Published, Report
from kelisim.sources import Given, PassedOver, parse_published, reports
from kelisim.sources.front_matter import split_front_matter

TEXT = "Händler öffnen Märkte\n\nÜber 40 Firmen kamen nach Köln – für „mehr“ Handel.\n"


def one(path, given=None):
    (report,) = reports([path], given)
    assert isinstance(report, Report), report
    return report


def standard_input(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(reports(["-"]))


# --- text and encodings


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "utf-16-no-bom", "utf-32", "cp1252", "crlf", "cr"],
)
def test_every_encoding_gives_the_same_text(put, data):
    path = put("bericht.txt", data)
    report = one(path)
    assert report.text == TEXT
    assert report.source == path
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert (report.url, report.title, report.outlet, report.author, report.published) == (None,) * 5


def test_nothing_else_of_the_text_is_changed(put):
    text = "\n  Zeile \t\u00a0mit\u2028Trennern, \u0301 und \ufeff innen\n\n\n"
    assert one(put("a.txt", text)).text == text


def test_a_cyrillic_code_page_is_found_out(put):
    text = (
        "Президент Казахстана встретился с президентом Узбекистана в Ташкенте и обсудил торговлю между странами. " * 5
    )
    assert one(put("a.txt", text.encode("cp1251"))).text == text


def test_an_unknown_ending_given_by_name_is_read_as_text(put):
    assert one(put("meldung.text", TEXT)).text == TEXT


# --- front matter


def test_front_matter_says_what_is_known(put):
    matter = (
        "---\nurl: https://blatt.example/2024/10/handel\noutlet: 'Das Blatt'\nauthor: \"A. Beispiel\"\n"
        "published: 2024-10-22\ntitle: Handel: mehr davon\nbased_on: https://anders.example/\ntags: handel\n---\n"
    )
    report = one(put("a.md", matter + TEXT))
    assert report.text == TEXT
    assert report.url == "https://blatt.example/2024/10/handel"
    assert (report.outlet, report.author, report.title) == ("Das Blatt", "A. Beispiel", "Handel: mehr davon")
    assert report.published == Published("2024-10-22", "2024-10-22", "metadata")


def test_front_matter_behind_a_byte_order_mark_and_with_other_line_ends(put):
    report = one(put("a.txt", "\ufeff---\r\noutlet: Blatt\r\n---\r\nText.\r\n"))
    assert (report.outlet, report.text) == ("Blatt", "Text.\n")


def test_based_on_is_neither_address_nor_date(put):
    report = one(put("a.txt", "---\nbased_on: https://blatt.example/2024/10/\n---\nText."))
    assert (report.url, report.published) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "---\nDas ist ein Satz zwischen zwei Linien.\n---\nUnd noch einer.",
        "---\nurl: https://blatt.example/\nkein Ende",
        "Erst Text\n---\nurl: x\n---\n",
        "----\nurl: x\n----\n",
    ],
)
def test_what_is_no_front_matter_stays_text(put, text):
    assert one(put("a.txt", text)).text == text


@settings(max_examples=200)
@any_of(st.text(alphabet=st.sampled_from(list("-\n\r: aä#'\"")), max_size=60))
def test_front_matter_only_ever_cuts_the_beginning_off(text):
    entries, body = split_front_matter(text)
    assert text.endswith(body)
    assert body == text or text.startswith("---")
    assert entries == {} or body != text


# --- what the user says


def test_what_the_user_says_wins(put):
    path = put("a.txt", "---\nurl: https://a.example/\noutlet: A\npublished: 2020\n---\nText.")
    told = Given(published=parse_published("2024-10"), url="https://b.example/", outlet="B")
    report = one(path, told)
    assert (report.url, report.outlet) == ("https://b.example/", "B")
    assert report.published == Published("2024-10-01", "2024-10-31", "metadata")


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2024-10-22", "2024-10-22", "2024-10-22"),
        (" 2024-10 ", "2024-10-01", "2024-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-10-22/2024-10-31", "2024-10-22", "2024-10-31"),
        ("2024-10/2024-11", "2024-10-01", "2024-11-30"),
        ("2024-10-22T09:30:00+05:00", "2024-10-22", "2024-10-22"),
        ("2024-10-22T23:30:00Z", "2024-10-22", "2024-10-22"),
        ("2024-10-22 09:30", "2024-10-22", "2024-10-22"),
        ("22.10.2024", "2024-10-22", "2024-10-22"),
        ("22.10.2024 09:30", "2024-10-22", "2024-10-22"),
        ("22.10.2024, 9:30 Uhr", "2024-10-22", "2024-10-22"),
        ("20241022", "2024-10-22", "2024-10-22"),
        ("1. 3. 2024", "2024-03-01", "2024-03-01"),
    ],
)
def test_dates(value, earliest, latest):
    assert parse_published(value) == Published(earliest, latest, "metadata")


@pytest.mark.parametrize(
    "value",
    ["", "gestern", "2024-13-40", "2024-13", "2023-02-29", "2024-10-31/2024-10-22", "2024/", "/2024", "0000",
     "24-10-22", "20241322", "2024-10-22T25:00:00", "2024-1-2", "2024-10-22/2024-10-23/2024-10-24", "²⁰²⁴"],
)  # fmt: skip
def test_what_is_no_date(value):
    with pytest.raises(UsageError, match=r"write|FROM"):
        parse_published(value)


def test_the_basis_may_be_named():
    assert parse_published("2024", basis="user").basis == "user"


# --- HTML

PAGE = """<!doctype html>
<html lang="de"><head><meta charset="{charset}">
<title>Länder wollen mehr Handel | Steppenblatt</title>
<meta property="og:title" content="Länder wollen mehr Handel">
{site}
<meta property="article:published_time" content="2024-10-22T09:30:00+05:00">
<meta name="author" content="Anna Beispiel">
<link rel="canonical" href="https://steppenblatt.example/2024/10/handel">
<script>var verfolgung = "nicht lesen";</script></head>
<body><nav><ul><li><a href="/">Startseite</a></li><li><a href="/politik">Politik</a></li></ul></nav>
<article><h1>Länder wollen mehr Handel</h1>
<p>ASTANA – Der Handel zwischen den beiden Ländern stieg im vergangenen Jahr auf 4,4 Milliarden Dollar, wie das
Ministerium am Dienstag mitteilte. Bis 2030 soll er zehn Milliarden erreichen.</p>
<p>Unterzeichnet wurden mehrere Papiere, über deren Inhalt die Minister vor der Presse sprachen:</p>
<ul><li>Abkommen über die Nutzung der Flüsse;</li><li>Memorandum über den Zoll.</li></ul>
<p>Beide Seiten nannten das Treffen nützlich, ein weiteres ist für den Herbst in Taschkent vorgesehen.</p>
</article><footer>© 2025 Steppenblatt. Impressum</footer></body></html>"""
SITE = '<meta property="og:site_name" content="Steppenblatt">'


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-16")])
def test_a_page(put, charset, codec):
    report = one(put("seite.html", PAGE.format(charset=charset, site=SITE).encode(codec)))
    assert report.title == "Länder wollen mehr Handel"
    assert (report.outlet, report.author) == ("Steppenblatt", "Anna Beispiel")
    assert report.url == "https://steppenblatt.example/2024/10/handel"
    assert report.published == Published("2024-10-22", "2024-10-22", "metadata")
    assert "stieg im vergangenen Jahr auf 4,4 Milliarden Dollar" in report.text
    assert "Abkommen über die Nutzung der Flüsse;" in report.text.replace("- ", "").split("\n")
    assert "verfolgung" not in report.text
    assert "Impressum" not in report.text


def test_the_host_of_a_page_is_no_outlet_and_its_footer_no_date(put):
    page = (
        PAGE.format(charset="utf-8", site="").replace("article:published_time", "unbekannt").replace("2024-10-22T", "T")
    )
    report = one(put("seite.htm", page))
    assert report.outlet is None
    assert report.published is None


def test_a_page_with_all_that_stands_around_an_article():
    report = one(str(Path(__file__).parent / "pages" / "bahn.html"))
    assert (report.title, report.outlet) == ("Astana und Baku wollen Bahn ausbauen", "Kaspischer Bote")
    assert (report.author, report.published) == ("Karl Muster", Published("2025-03-04", "2025-03-04", "metadata"))
    assert report.text.split("\n")[1].startswith("BAKU – Kasachstan und Aserbaidschan haben am Montag")
    assert "- Fahrplan für den Containerverkehr 2025–2027" in report.text.split("\n")
    for noise in ("Facebook", "Foto:", "Mehr zum Thema", "Iran und Oman", "500 Millionen", "Newsletter", "Impressum"):
        assert noise not in report.text


# --- JSON


def records(*objects):
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)


def test_lines_of_json(put):
    first = {"id": "a1", "text": "Erster Text.", "title": "Titel", "url": "https://a.example/", "published": "2024-10"}
    second = {"text": "Zweiter\r\nText.", "outlet": "Blatt", "author": "A. B.", "query": "x", "title": None}
    path = put("viele.jsonl", records(first, second) + "\n\n")
    one_, two = reports([path])
    assert (one_.source, two.source) == (f"{path}#a1", f"{path}#2")
    assert (one_.text, two.text) == ("Erster Text.", "Zweiter\nText.")
    assert (one_.title, one_.url, one_.published.latest) == ("Titel", "https://a.example/", "2024-10-31")
    assert (two.title, two.outlet, two.author, two.published) == (None, "Blatt", "A. B.", None)
    assert one_.sha256 == hashlib.sha256(json.dumps(first, ensure_ascii=False).encode()).hexdigest()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_of_json_in_every_encoding(put, codec):
    path = put("viele.jsonl", records({"id": 1, "text": TEXT}, {"id": 2, "text": "Über Öl."}).encode(codec))
    assert [report.text for report in reports([path])] == [TEXT, "Über Öl."]


def test_one_object_and_a_list_of_objects(put):
    single = put("einer.json", json.dumps({"id": "x", "text": TEXT}, indent=2))
    several = put("liste.json", json.dumps([{"id": "x", "text": "Eins."}, {"text": "Zwei."}], indent=2))
    assert one(single).source == single
    assert [(report.source, report.text) for report in reports([several])] == [
        (f"{several}#x", "Eins."),
        (f"{several}#2", "Zwei."),
    ]


def test_an_interval_as_kelisim_prints_it_is_read_again(put):
    published = {"earliest": "2024-10-22", "latest": "2024-10-31", "basis": "address"}
    report = one(put("a.json", json.dumps({"text": "Text.", "published": published})))
    assert report.published == Published("2024-10-22", "2024-10-31", "metadata")


def test_a_year_as_a_number_is_a_date(put):
    assert one(put("a.json", '{"text": "Text.", "published": 2024}')).published.earliest == "2024-01-01"


# --- folders and standard input


def test_a_folder_is_read_whole_and_in_order(put, tmp_path):
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.TXT", "B.txt"):
        put(f"ordner/{name}", name)
    put("ordner/.versteckt/x.txt", "nicht lesen")
    put("ordner/.x.txt", "nicht lesen")
    put("ordner/bild.png", b"\x89PNG")
    folder = str(tmp_path / "ordner")
    *passed, b, a, deep, z, last = reports([folder + "/"])
    assert [report.source.removeprefix(folder) for report in (b, a, deep, z, last)] == [
        "/B.txt", "/a.txt", "/a/b/c.TXT", "/a/z.md", "/b.txt",
    ]  # fmt: skip
    (notice,) = passed
    assert isinstance(notice, PassedOver)
    assert "bild.png" in str(notice)


def test_a_link_in_a_circle_is_not_followed(put, tmp_path):
    put("ordner/a.txt", "Text.")
    (tmp_path / "ordner" / "kreis").symlink_to(tmp_path / "ordner", target_is_directory=True)
    (tmp_path / "ordner" / "selbst").symlink_to(tmp_path / "ordner" / "selbst")
    found = list(reports([str(tmp_path / "ordner")]))
    assert [item.text for item in found if isinstance(item, Report)] == ["Text."]


def test_standard_input_as_text(monkeypatch):
    (report,) = standard_input(monkeypatch, b"---\noutlet: Blatt\n---\n" + TEXT.encode())
    assert (report.source, report.text, report.outlet) == ("-", TEXT, "Blatt")


def test_standard_input_as_records(monkeypatch):
    first, second = standard_input(
        monkeypatch, records({"id": "a", "text": "Eins."}, {"id": "b", "text": "Zwei."}).encode()
    )
    assert [(first.source, first.text), (second.source, second.text)] == [("-#a", "Eins."), ("-#b", "Zwei.")]


def test_standard_input_as_a_page_and_as_one_object(monkeypatch):
    (page,) = standard_input(monkeypatch, PAGE.format(charset="utf-8", site=SITE).encode())
    assert page.outlet == "Steppenblatt"
    (single,) = standard_input(monkeypatch, json.dumps({"text": "Eins."}, indent=1).encode())
    assert (single.source, single.text) == ("-", "Eins.")


def test_two_runs_give_the_same(put, tmp_path):
    for name in ("b.txt", "a.html", "c.jsonl"):
        put(
            f"o/{name}",
            {"b.txt": TEXT, "a.html": PAGE.format(charset="utf-8", site=SITE)}.get(name, records({"text": TEXT})),
        )
    folder = str(tmp_path / "o")
    assert list(reports([folder])) == list(reports([folder]))


def test_the_outside_corpora_can_be_read(corpora):
    found = list(reports([str(corpora / "seeds"), str(corpora / "gold" / "negative")]))
    assert [item for item in found if isinstance(item, BadReport)] == []
    assert len(found) == 26


@pytest.mark.parametrize("name", ["tief.json", "tief.jsonl"])
def test_json_that_is_nested_too_deep_is_named_and_the_rest_is_read(put, name):
    deep, good = put(name, "[" * 100_000 + "\n"), put("gut.txt", TEXT)
    first, second = reports([deep, good])
    assert isinstance(first, BadReport)
    assert name in str(first)
    assert isinstance(second, Report)


def test_an_empty_path_is_not_the_folder_one_stands_in():
    (found,) = reports([""])
    assert isinstance(found, BadReport)
