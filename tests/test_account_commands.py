"""The account as a user meets it: pages, tables, looks back, briefs, over the samples and the story that goes on."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from xml.etree import ElementTree

import pytest

import kelisim
from kelisim.ledger import Ledger
from kelisim.presentations import cli, demo
from kelisim.presentations.account.commands import _VIEWS
from kelisim.presentations.account.views import SECTIONS
from kelisim.presentations.headings import headings
from kelisim.presentations.samples import sample_folder
from kelisim.sources import Given, reports
from tests.command_line import invoked
from tests.conftest import SAMPLES

STORY = sample_folder().parent / "src/kelisim/presentations/demo.jsonl"
TODAY = ("--today", "2026-06-01")
NAMES = [name for name, *_ in _VIEWS]
BACK = [("as-of", "2025-12-31"), ("diff", "2024-01-01", "2026-01-01")]
EVERY = [("pair", "KZ", "UZ"), *((name,) for name in NAMES), *BACK]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The samples and the story of the demo, read in."""
    path = tmp_path_factory.mktemp("account") / "konto.db"
    with Ledger(path) as opened:
        for report in reports([str(SAMPLES), str(STORY)], Given()):
            opened.add(report, kelisim.read(report))
    return path


@pytest.fixture
def run(ledger, monkeypatch):
    """Run a command on that ledger; gives exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KELISIM_LEDGER", str(ledger))
    monkeypatch.delenv("KELISIM_LANG", raising=False)

    return lambda *words: invoked(cli.app, words)


def test_the_table_of_commands_is_that_of_the_pages():
    assert list(SECTIONS) == NAMES


def test_the_page_of_a_pair_tells_promise_opening_target_and_contradiction(run):
    code, out, _ = run("pair", "KZ", "UZ", *TODAY)
    assert code == 0
    page = " ".join(out.split())
    assert "by 2023-09-14: pledged «Internationale Zentrum für industrielle Zusammenarbeit „Zentralasien“»" in page
    assert "2025-11-15: completed" in page
    assert "10.0 bn USD by 2030: behind" in page and "needed: (10 / 3.1)^(1 / 7) - 1 = 18.2 % a year" in page
    assert "4.4 bn USD (against 3.1 bn USD)" in page
    assert "Contradictions (1)" in page and "4,4 Mrd. US-Dollar.» made-up report, 2024-05-20" in page
    assert "Overdue (1) kasachisches Handelshaus in Taschkent" in page
    assert "undated" in page


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_page_is_readable_at_80_columns(run, words, lang):
    code, out, _ = run(*words, *(() if words[0] in ("as-of", "diff") else TODAY), "--lang", lang)
    assert code == 0
    lines = out.splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 80
    assert "view_" not in out and "None" not in out


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_page_comes_in_every_format(run, words, form):
    code, out, _ = run(*words, "--format", form)
    assert code == 0
    if form == "json":
        page = json.loads(out)
        assert any(isinstance(value, list) and value for value in page.values())
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        assert rows and None not in rows[0]
    else:
        assert out.startswith("# ") and "[^1]: «" in out


def test_headings_of_csv_are_translated(run):
    for name in ("undertakings", "series", "targets", "meetings", "conflicts"):
        head = run(name, "--format", "csv")[1].splitlines()[0].split(",")
        assert set(head) <= headings().columns.keys(), name
    assert run("undertakings", "--format", "csv", "--lang", "de")[1].startswith("Kennung,Titel,Art,Stand,seit")


def test_undertakings_say_what_is_in_a_sum_and_what_is_not(run):
    _, out, _ = run("undertakings", "--party", "KZ", "--party", "UZ", *TODAY)
    assert "Sum at least 12.044 bn USD (3)" in out and "Not in the sum, no amount" in out
    page = json.loads(run("undertakings", "--party", "KZ", "--party", "UZ", "--format", "json")[1])
    [dollars, tenge] = page["totals"]
    assert (dollars["value"], dollars["at_least"], len(dollars["counted"])) == (12_044_100_000, True, 3)
    assert tenge["unit"] == "KZT"
    listed = {row["id"] for row in page["undertakings"]}
    counted = {id for total in page["totals"] for id in total["counted"]}
    assert listed == counted | {row["id"] for row in page["not_in_totals"]}


def test_the_centre_is_one_undertaking_with_law_dates_and_quotes(run):
    page = json.loads(run("undertakings", "--format", "json", "--party", "KZ", "--party", "UZ", *TODAY)[1])
    [centre] = [row for row in page["undertakings"] if "„Zentralasien“" in row["title"]]
    assert (centre["stage"], centre["since"], centre["since_basis"]) == ("completed", "2025-11-15", "said")
    assert (centre["legal_stage"], centre["iati_status"], centre["verdict"]) == ("ratified", "3 finalisation", "met")
    assert (centre["planned_end"], centre["actual_end"]) == ("2025", "2025-11-15")
    assert all(event["head"] in event["sentence"] for event in centre["events"])
    assert len(centre["events"]) >= 5


def test_facts_and_meetings_have_the_grade_of_their_sources(run):
    for words, least in (("series", 2), ("meetings", 1)):
        rows = list(csv.DictReader(io.StringIO(run(words, "--party", "KZ", "--format", "csv")[1])))
        assert {row["source_grade"] for row in rows} <= set("12345")
        assert all(1 <= int(row["independent_sources"]) <= int(row["texts"]) for row in rows)
        assert max(int(row["independent_sources"]) for row in rows) >= least
    fact = next(row for row in csv.DictReader(io.StringIO(run("series", "--format", "csv")[1])) if row["texts"] != "1")
    line = f"sources {fact['source_grade']}/5 ({fact['independent_sources']} independent)"
    assert run("show", fact["id"])[1].startswith(line)
    statement = json.loads(run("show", fact["id"], "--format", "json")[1])[0]["id"]
    assert f"Belongs to {fact['id']}: {line}" in run("show", statement)[1]


def test_every_undertaking_has_an_event_of_its_stage_with_its_words(run):
    found = json.loads(run("undertakings", "--format", "json")[1])["undertakings"]
    for one in found:
        events = [event for event in one["events"] if event["stage"] == one["stage"]]
        assert events and all(event["sentence"] and event["head"] in event["sentence"] for event in events)
    assert len(found) > 20


def test_questions_and_their_log_are_readable_at_80_columns(run):
    _, asked, _ = run("suggestions")
    assert max(map(len, asked.splitlines())) <= 80 and "the same undertaking?" in asked
    id = next(line.split()[0] for line in asked.splitlines() if "«" in line)
    _, log, _ = run("links", id)
    assert max(map(len, log.splitlines())) <= 80 and "the same" in log


def test_days_without_a_report_that_count_as_silence_can_be_set(run):
    def dormant(*words):
        found = json.loads(run("undertakings", *TODAY, "--format", "json", *words)[1])["undertakings"]
        return {one["id"]: one["silent_since"] for one in found if one["dormant"]}

    assert dormant("--dormant-after", "100").keys() > dormant().keys() > dormant("--dormant-after", "9000").keys()
    assert all(dormant().values())


def test_a_target_names_the_level_that_its_report_starts_from(run):
    found = json.loads(run("targets", "--party", "KZ", "--party", "UZ", "--format", "json")[1])["targets"]
    aim = next(one for one in found if one["deadline"] == "2020")
    start, target = aim["baseline_told"], aim["told"][0]
    assert (start["sentence"], start["head"]) == (
        "Bilanz: 2018 wuchs der Handel um beinahe 50 Prozent und kam auf 3 Mrd. US-Dollar.",
        "3 Mrd. US-Dollar",
    )
    assert start["source"] == target["source"] and target["head"] == "5 Mrd."


def test_a_thing_is_shown_by_the_id_of_its_page(run):
    (thing, *_) = json.loads(run("undertakings", "--party", "KZ", *TODAY, "--format", "json")[1])["undertakings"]
    code, out, _ = run("show", thing["id"])
    assert code == 0 and out.count("undertaking · ") >= 1
    assert run("show", thing["id"], "--format", "json")[0] == 0
    assert run("show", "ffffffffffff")[0] == 2


def test_a_time_that_ends_before_it_begins_is_refused(run):
    for words in (("undertakings",), ("pair", "KZ", "UZ"), ("ledger", "figures")):
        code, _, err = run(*words, "--since", "2025", "--until", "2024-06")
        assert code == 2 and "--since 2025-01-01 is later than --until 2024-06-30" in " ".join(err.split()), words


def test_only_what_lies_in_the_time_is_shown_and_targets_are_judged_by_all(run):
    def page(name, *words):
        return json.loads(run(name, "--party", "KZ", "--party", "UZ", "--format", "json", *TODAY, *words)[1])[name]

    every, since = page("series"), page("series", "--since", "2023", "--until", "2029")
    assert {"2018", "2022"} <= {row["period"] for row in every}
    dated = {row["period"] for row in since if row["period"]} - {None}
    assert "2023" in dated and not {"2018", "2020", "2022", "2030"} & dated
    assert any(row["period"] is None for row in since)
    (target,) = page("targets", "--since", "2030")
    assert (target["deadline"], target["baseline_period"]) == ("2030", "2022")


def test_what_appeared_after_the_day_that_is_judged_by_does_not_count_unless_asked_for(run):
    def target(*words):
        asked = ("--party", "KZ", "--party", "UZ", "--format", "json", "--today", "2024-05-25", *words)
        page = json.loads(run("targets", *asked)[1])
        (found,) = (row for row in page["targets"] if row["deadline"] == "2030")
        return page["later_left_out"], found["latest_value"], found["latest_disputed"]

    assert target() == (2, 4_400_000_000, False)
    assert target("--later") == (0, 3_100_000_000, True)
    page = run("pair", "KZ", "UZ", "--today", "2024-05-25")[1]
    assert "Reports of a later day, not counted: 2 (--later)" in page and "completed" not in page
    assert "4.4 bn USD (against 3.1 bn USD)" not in page


def test_a_page_says_what_it_was_asked_for(run):
    _, out, _ = run("undertakings", "--sector", "210", "--since", "2023", "--min-amount", "1e8", "--lang", "de", *TODAY)
    head = " ".join(out.split("\n\n")[0].split())
    assert head == "Vorhaben · alle Parteien · Verkehr · Wert ab 100,0 Mio. · seit 2023-01-01 · Stand 2026-06-01"
    assert run("as-of", "2025-01-01")[1].startswith("all parties · as of 2025-01-01")


def test_sums_speak_the_language_of_the_page(run):
    _, out, _ = run("targets", "--party", "KZ", "--party", "UZ", "--lang", "de", *TODAY)
    assert "(10 / 3,1)^(1 / 7) - 1 = 18,2 % im Jahr" in out
    assert "umstritten: dagegen 4,4 Mrd. USD" in " ".join(out.split())


def test_what_finds_no_room_says_how_to_see_it(run):
    _, out, _ = run("undertakings", *TODAY)
    assert " more (--format markdown)" in out


@pytest.mark.parametrize("columns", ["60", "80", "100"])
def test_an_id_is_never_cut(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    ids = [row["id"][:8] for row in json.loads(run("undertakings", "--format", "json")[1])["undertakings"]]
    out = run("undertakings", *TODAY)[1]
    assert ids and all(id in out for id in ids)


def test_options_narrow_a_page(run):
    def ids(*words):
        return {row["id"] for row in json.loads(run("undertakings", "--format", "json", *words)[1])["undertakings"]}

    every = ids()
    assert ids("--party", "Usbekistan") < every
    assert ids("--party", "C5", "--party", "C5") <= ids("--party", "C5") < every
    assert ids("--party", "KZ", "--party", "KZ") == ids("--party", "KZ")
    assert ids("--sector", "transport") == ids("--sector", "210") < every
    assert ids("--min-amount", "1e9") < ids("--min-amount", "1")
    assert ids("--organisation", "IndiGo") <= every
    assert ids("--since", "2026") < every


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("pair", "KZ", "Usbekistn"), "did you mean UZ"),
        (("targets", "--sector", "traffic"), "--sector"),
        (("series", "--min-amount", "viel"), "--min-amount"),
        (("follow-up", "--today", "morgen"), "--today"),
        (("as-of", "gestern"), "DAY"),
        (("undertakings", "--convert", "USD", "--rates", "fehlt.csv"), "--rates"),
        (("pair", "KZ", "UZ", "--to", "docx"), "--output"),
        (("pair", "KZ", "UZ", "--to", "markdown", "--output", "/nirgends/x.md"), "--output"),
    ],
)
def test_what_makes_no_sense_is_named(run, words, hint):
    code, out, err = run(*words)
    assert (code, out) == (2, "") and hint in err


def test_a_look_back_by_publication_leaves_out_what_came_later(run):
    _, then, _ = run("as-of", "2025-06-30", "--party", "KZ", "--party", "UZ")
    assert "as of 2025-06-30" in then and "Undated reports left out: " in then
    assert "completed" not in then and "pledged" in then
    _, now, _ = run("as-of", "2025-12", "--party", "KZ", "--party", "UZ")
    assert "2025-11-15: completed" in now


def test_a_look_back_by_recording_knows_what_the_ledger_knew(run):
    assert "Nothing found" in run("as-of", "2020-01-01", "--by", "recorded")[1]
    assert "2025-11-15: completed" in run("as-of", "2100-01-01", "--by", "recorded")[1]


def test_a_look_back_by_what_had_happened_counts_what_was_told_later(run):
    asked = ("as-of", "2023-01-31", "--party", "KZ", "--party", "UZ")
    told = " ".join(run(*asked)[1].split())
    so = " ".join(run(*asked, "--by", "happened")[1].split())
    assert "2022 5.0 bn USD" in so and "2022 5.0 bn USD" not in told  # the report appeared in September
    assert "target" not in so and "To be asked about" not in so  # a plan holds from the day on which it was told
    later = run("as-of", "2023-09-14", *asked[2:], "--by", "happened")[1]
    assert "2030 10.0 bn USD (target" in " ".join(later.split())


def test_what_changed_between_two_days(run):
    _, out, _ = run("diff", "2024-12-31", "2025-12-31", "--party", "KZ", "--party", "UZ")
    page = " ".join(out.split())
    assert "Other stage (1)" in page and "pledged → completed" in page
    assert "2024-12-31 → 2025-12-31" in page
    assert "Nothing found" in run("diff", "2025-12-01", "2025-12-31")[1]


def test_two_runs_give_the_same_bytes(run):
    assert run("pair", "KZ", "UZ", *TODAY) == run("pair", "KZ", "UZ", *TODAY)


def test_a_printed_rate_and_an_imported_one_convert_with_their_name(run, tmp_path):
    rates = tmp_path / "kurse.csv"
    rates.write_text("date,from,to,rate,source\n2019-01-31,EUR,USD,1.14,EZB\n", encoding="utf-8")
    words = ("undertakings", "--party", "DE", "--convert", "usd", "--rates", rates, "--format")
    page = json.loads(run(*words, "json")[1])
    [row] = [row for row in page["undertakings"] if row["amount"]]
    assert (row["converted"], row["converted_unit"]) == (4_560_000_000, "USD")
    assert (row["rate"], row["rate_day"], row["rate_source"]) == ("1 EUR = 1.14 USD", "2019-01-31", "EZB")
    assert "(4.56 bn USD)" in " ".join(run(*words, "table")[1].split())
    [row] = csv.DictReader(io.StringIO(run(*words, "csv", "--min-amount", "1")[1]))
    assert (row["amount"], row["converted"], row["rate_source"]) == ("4000000000", "4560000000", "EZB")


def test_the_brief_in_markdown_numbers_its_quotes(run, tmp_path):
    file = tmp_path / "brief.md"
    assert run("pair", "KZ", "UZ", *TODAY, "--to", "markdown", "--output", file)[0] == 0
    text = file.read_text(encoding="utf-8")
    notes = [line for line in text.splitlines() if line.startswith("[^")]
    assert len(notes) > 20
    assert all(f"[^{number}]" in text.split("[^1]: ")[0] for number in range(1, len(notes) + 1))
    assert "… " not in text.split("[^1]: ")[0].replace(" … ", "")


def test_the_brief_in_word_has_footnotes(run, tmp_path):
    file = tmp_path / "brief.docx"
    assert run("pair", "KZ", "UZ", *TODAY, "--to", "docx", "--output", file)[0] == 0
    with zipfile.ZipFile(file) as parts:
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    named = {note.get(f"{word}id") for note in notes.iter(f"{word}footnote")}
    marked = {mark.get(f"{word}id") for mark in body.iter(f"{word}footnoteReference")}
    assert marked == named - {"-1", "0"} and len(marked) > 20
    assert any("4,4 Mrd. US-Dollar" in "".join(note.itertext()) for note in notes)


def test_without_python_docx_the_brief_says_how_to_get_it(run, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    code, _, err = run("pair", "KZ", "UZ", "--to", "docx", "--output", tmp_path / "x.docx")
    assert code == 2 and "kelisim[docx]" in err


def test_press_text_is_no_markup_of_a_brief_and_no_command_of_a_terminal(tmp_path, run, monkeypatch):
    text = "Kasachstan und Usbekistan wollen ein Logistikzentrum „<b>*Weg*</b>\x1b[2J“ bauen."
    path = tmp_path / "boese.txt"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("KELISIM_LEDGER", str(tmp_path / "b.db"))
    assert run("read", path)[0] == 0
    assert "\x1b" not in run("pair", "KZ", "UZ")[1]
    assert "<b>" not in run("pair", "KZ", "UZ", "--to", "markdown")[1]


def test_one_report_is_verified_alone(run, ledger):
    with Ledger(ledger) as opened:
        first = opened.reports()[0]
    code, out, _ = run("verify", "--report", first.id[:8])
    assert (code, out.splitlines()[-1].split(", ")[0]) == (0, "1 reports")
    assert "the report is what its statements say" in out


def test_verify_finds_the_account_as_it_is_and_names_a_row_that_was_changed(run, ledger, tmp_path, monkeypatch):
    code, out, _ = run("verify")
    assert code == 0 and "the account is what its statements say" in out
    copy = tmp_path / "anders.db"
    with sqlite3.connect(ledger) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("DROP TRIGGER statements_no_update")
        target.execute("UPDATE statements SET low = '7' WHERE indicator = 'trade_turnover' AND period = '2018'")
        target.execute(
            'UPDATE statements SET payload = replace(payload, \'"stage":"pledged"\', \'"stage":"completed"\')'
        )
    monkeypatch.setenv("KELISIM_LEDGER", str(copy))
    code, out, _ = run("verify")
    assert code == 1
    assert "low is '7', its statement says '3000000000'" in out and "not that of its words and fields" in out


def test_the_day_of_the_demo_does_not_move():
    assert TODAY[1] == demo._DAY


def test_the_page_in_the_readme_is_real(run):
    readme = (SAMPLES.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.split("## What became of it")[1].split("```")[1].splitlines()[1:]
    out = run("pair", "KZ", "UZ", *TODAY)[1].splitlines()
    assert len(shown) > 8
    assert all(not line or line in out for line in shown)
