"""The page of `extract --format html`: the text as it is, every statement reachable, nothing that runs or asks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from kelisim.model import Evidence, Span
from kelisim.presentations.cli import app
from kelisim.presentations.highlights import stretches
from kelisim.presentations.page import page
from tests.conftest import SAMPLES
from tests.made_readings import TEXT, figure, made_reading, made_report, meeting, undertaking

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What a browser would see: elements, anchors, links, and the text of each report without the notes in it."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.attributes = [], [], [], [], []
        self.texts, self.notes, self.cells, self.declared = [], [], [], []
        self.feed(markup)
        self.close()
        assert self.open == [], "elements that are never closed"

    def handle_decl(self, decl):
        self.declared.append(decl)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), "an attribute stands twice"
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        classes = (given.get("class") or "").split()
        if "text" in classes:
            self.texts.append("")
        if "tip" in classes:
            self.notes.append("")
        if tag == "td":
            self.cells.append("")
        if tag not in VOID:
            self.open.append((tag, classes))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = {name for _, classes in self.open for name in classes}
        if "tip" in inside:
            self.notes[-1] += data
        elif "text" in inside:
            self.texts[-1] += data
        elif any(tag == "td" for tag, _ in self.open):
            self.cells[-1] += data


def shown(readings, lang="en"):
    return Page(page(readings, lang))


def reading_of(text, **statements):
    return made_reading(made_report(text), **statements)


def at(make, start, end, **fields):
    return make(evidence=Evidence(start=0, end=end + 1, head=Span(start, end)), **fields)


def test_the_text_is_the_text():
    reading = made_reading(made_report(), [figure()], [undertaking()], [meeting()])
    assert shown([reading]).texts == [TEXT]


def test_every_statement_has_a_row_and_words_that_lead_to_each_other():
    seen = shown([made_reading(made_report(), [figure()], [undertaking()], [meeting()])])
    for anchor in ("r1-f1", "r1-u1", "r1-m1"):
        assert {anchor, f"{anchor}-words"} <= set(seen.ids)
        assert {f"#{anchor}", f"#{anchor}-words"} <= set(seen.links)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_the_notes_hold_every_field():
    seen = shown([made_reading(made_report(), [figure(period="2023")])])
    assert all(
        words in seen.notes[0] for words in ("trade turnover", "1300000000", "KZ; UZ", "2023", "«1,3 Mrd. US-Dollar»")
    )


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([], [("abcdefghij", ())]),
        ([(2, 4)], [("ab", ()), ("cd", (0,)), ("efghij", ())]),
        ([(0, 10), (2, 4)], [("ab", (0,)), ("cd", (1, 0)), ("efghij", (0,))]),
        ([(0, 5), (3, 8)], [("abc", (0,)), ("de", (0, 1)), ("fgh", (1,)), ("ij", ())]),
        ([(3, 6), (3, 6)], [("abc", ()), ("def", (0, 1)), ("ghij", ())]),
        ([(0, 3), (3, 10)], [("abc", (0,)), ("defghij", (1,))]),
    ],
)
def test_nested_crossing_and_equal_heads(heads, expected):
    found = list(stretches(10, [Span(*head) for head in heads]))
    assert [(part.span.quote("abcdefghij"), part.covering) for part in found] == expected
    assert sorted(place for part in found for place in part.beginning) == list(range(len(heads)))


def test_no_text_has_no_stretches():
    assert list(stretches(0, [])) == []


def test_crossing_heads_keep_the_text_and_name_both():
    text = "abcdefghij und mehr."
    seen = shown([reading_of(text, figures=[at(figure, 0, 5)], undertakings=[at(undertaking, 3, 8)])])
    assert seen.texts == [text]
    assert [note.count("figure") > 0 for note in seen.notes] == [True, True, False]
    assert sum("undertaking" in note for note in seen.notes) == 2


HOSTILE = "<script>alert(1)</script> \"Zitat\" 'so' & &lt;b&gt; <a href=x onmouseover=y> $title ${style} {x}"


def test_what_is_in_the_text_never_becomes_markup():
    fields = {"title": HOSTILE, "place": HOSTILE, "organisations": (HOSTILE,), "attribution": HOSTILE}
    statement = at(undertaking, 0, len(HOSTILE), rule=HOSTILE, **fields)
    report = made_report(HOSTILE, source=f"{HOSTILE}.txt", title=HOSTILE, outlet=HOSTILE, author=HOSTILE, url=HOSTILE)
    seen = shown([made_reading(report, undertakings=[statement])] * 2)
    assert "script" not in seen.tags
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert seen.texts == [HOSTILE, HOSTILE]
    assert HOSTILE in seen.cells
    assert all(link.startswith("#") for link in seen.links)


def test_only_addresses_of_the_web_are_links():
    for url, linked in (
        ('https://a.example/?b=1&c="d"', True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ):
        seen = shown([made_reading(made_report(url=url))])
        assert (url in seen.links) is linked


def test_marks_of_direction_and_controls_are_shown_and_not_obeyed():
    text = "vor \u202eumgekehrt\u202c nach \u200f \x1b[31m \x00 \ud800 Ende"
    reading = made_reading(made_report(), undertakings=[at(undertaking, 0, 20, title=text)])
    markup = page([replace(reading, text=text)], "de")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x1b\ud800-\udfff]", markup)
    assert Page(markup).texts == [re.sub("[^ -~]", lambda sign: f"U+{ord(sign[0]):04X}", text)]
    markup.encode("utf-8")


def test_nothing_leaves_the_page():
    markup = page([made_reading(made_report(), [figure()], [undertaking()], [meeting()])], "en")
    seen = Page(markup)
    assert seen.declared == ["doctype html"]
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg"} & set(seen.tags)
    assert not {"src", "srcset", "action", "background", "style"} & {name for name, _ in seen.attributes}
    assert not re.search(r"@import|url\(|@font-face", markup)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in seen.attributes
    assert "http-equiv" in dict(seen.attributes)


def test_headings_speak_the_language_asked_for():
    reading = made_reading(made_report(), [figure()], [undertaking()], [meeting()])
    german, english = page([reading], "de"), page([reading], "en")
    assert '<html lang="de">' in german
    assert "1,3 Mrd. USD" in german
    assert "Zeitraum" in german
    assert ">Z1<" in german
    assert '<html lang="en">' in english
    assert "1.3 bn USD" in english
    assert "period" in english
    assert ">F1<" in english


def test_an_unsure_statement_is_marked():
    reading = made_reading(made_report(), [figure(), figure("0" * 15 + "4", head=(0, 3), confidence=0.4)])
    assert re.findall(r'<tr id="(r1-f\d)" class="unsure">', page([reading], "en")) == ["r1-f2"]


def test_ids_of_other_statements_are_numbers_of_the_page():
    one, two = figure(of="0" * 15 + "2"), replace(undertaking(), figures=("0" * 15 + "1",))
    markup = page([made_reading(made_report(), [one], [two])], "en")
    assert "0" * 15 not in markup
    assert ">U1</span>" in markup


def test_reports_are_listed_where_there_are_several():
    several = shown([made_reading(made_report(title="Eins")), made_reading(made_report(title="Zwei"))])
    assert {"#r1", "#r2"} <= set(several.links)
    assert "nav" not in shown([made_reading(made_report())]).tags
    assert "main" in shown([]).tags


def run(*arguments):
    return CliRunner().invoke(app, ["extract", *map(str, arguments)])


def test_the_samples_as_one_page(tmp_path, samples):
    page_file = tmp_path / "page.html"
    outcome = run(SAMPLES, "--format", "html", "--lang", "de", "--output", page_file)
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    seen = Page(page_file.read_text(encoding="utf-8"))
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in samples]
    assert [text.strip() for text in seen.texts] == [body.strip() for body in bodies]
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("form", ["jsonl", "table", "html"])
def test_output_is_what_would_be_printed(tmp_path, form):
    sample = SAMPLES / "R010.txt"
    printed = run(sample, "--format", form).stdout
    run(sample, "--format", form, "--output", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == printed
    assert len(printed) > 200


def test_output_never_overwrites_a_source_and_says_where_it_cannot_write(tmp_path):
    source = tmp_path / "meldung.txt"
    source.write_text(TEXT, encoding="utf-8")
    for output in (source, tmp_path / "none" / "page.html", tmp_path):
        outcome = run(source, "--format", "html", "--output", output)
        assert outcome.exit_code != 0
        assert "--output" in str(outcome.exception)
    assert source.read_text(encoding="utf-8") == TEXT
