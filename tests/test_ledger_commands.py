"""`read`, `ledger …`, `show` and `report set` as a user meets them, in one process and over made-up readings."""

import csv
import io
import json
import sqlite3
import sys
from decimal import Decimal
from types import SimpleNamespace
from typing import get_args, get_type_hints

import pytest
import typer

from kelisim import model
from kelisim.ledger import Ledger
from kelisim.ledger.blocs import bloc_members
from kelisim.ledger.query import ReportEntry
from kelisim.model import Figure, Meeting, Sum, Undertaking
from kelisim.presentations import ledger_commands
from kelisim.presentations.amounts import amount_of, figure_amount
from kelisim.presentations.headings import headings
from kelisim.presentations.rows import columns
from kelisim.presentations.tables import print_reading
from kelisim.presentations.views import party_code
from tests.command_line import invoked
from tests.made_readings import TEXT, figure, made_reading, made_report, meeting, read_made, undertaking

FIGURE, UNDERTAKING, MEETING = "a1" * 8, "b2" * 8, "c3" * 8


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command line in an empty folder; gives exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "kelisim.reading", SimpleNamespace(read=read_made, ENGINE="7"))
    for name in ("KELISIM_LEDGER", "KELISIM_LANG", "KELISIM_WHO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer()
    ledger_commands.register(app)

    return lambda *words: invoked(app, words)


@pytest.fixture
def filled(run, tmp_path):
    """The same, with a ledger that holds one report with one statement of each kind."""
    report = made_report(url="https://example.org/1", outlet="Abendblatt", title="=HYPERLINK(1)")
    parts = {
        "figures": [figure(id=FIGURE, qualifier="over", also=(Sum(Decimal(27), Decimal(27), "KZT"),))],
        "undertakings": [undertaking(id=UNDERTAKING, amount=Decimal("3.2E+9"), unit="EUR", title="+49 neue Projekte")],
        "meetings": [meeting(id=MEETING, format="session", ordinal=4)],
    }
    with Ledger(tmp_path / "kelisim.db") as ledger:
        ledger.add(report, made_reading(report, **parts))
    return run


def write(folder, name, *amounts):
    text = "\n".join(f"Der Handel belief sich im Vorjahr auf {amount} Mio. US-Dollar." for amount in amounts)
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_read_says_what_was_read_known_and_skipped_and_why(run, tmp_path):
    good, empty = write(tmp_path, "gut.txt", 12, 15), write(tmp_path, "leer.txt")
    code, out, err = run("read", good, empty, "fehlt.txt")
    assert code == 1
    assert "1 report read, 0 already known, 2 skipped" in out
    assert "2 figures, 0 undertakings, 0 meetings" in out
    assert "leer.txt" in err and "fehlt.txt" in err
    code, out, err = run("read", good)
    assert (code, err) == (0, "")
    assert "0 reports read, 1 already known, 0 skipped" in out
    assert "report set" in run("read", good, "--published", "2024-10-22")[2]
    assert "unknown" in run("ledger", "reports")[1]


def test_the_ledger_is_found_by_option_then_environment_then_default(run, tmp_path, monkeypatch):
    good = write(tmp_path, "gut.txt", 12)
    run("read", good)
    assert (tmp_path / "kelisim.db").exists()
    monkeypatch.setenv("KELISIM_LEDGER", "umgebung.db")
    run("read", good)
    assert (tmp_path / "umgebung.db").exists()
    run("read", good, "--ledger", "wahl.db")
    assert (tmp_path / "wahl.db").exists()
    assert "rules 7" in run("ledger", "reports", "--format", "csv")[1]
    assert "12.0 m USD" in run("ledger", "figures")[1]


def test_a_question_without_a_ledger_says_how_to_make_one(run, tmp_path):
    code, out, err = run("ledger", "figures")
    assert (code, out) == (1, "")
    assert "kelisim.db" in err and "kelisim read" in err
    assert not list(tmp_path.iterdir())


def test_tables_speak_german_or_english(filled, monkeypatch):
    english, german = filled("ledger", "figures")[1], filled("ledger", "figures", "--lang", "de")[1]
    assert "indicator" in english and "trade turnover" in english and "over 1.3 bn USD" in english
    assert "Kenngröße" in german and "Handelsumsatz" in german and "über 1,3 Mrd. USD" in german
    monkeypatch.setenv("KELISIM_LANG", "de")
    assert filled("ledger", "figures")[1] == german
    assert "3,2 Mrd. EUR" in filled("ledger", "undertakings")[1]
    assert "4. Sitzung" in filled("ledger", "meetings")[1]
    assert "Abendblatt" in filled("ledger", "reports")[1]
    monkeypatch.setenv("KELISIM_LANG", "fr")
    code, _, err = filled("ledger", "figures")
    assert code == 2 and "KELISIM_LANG" in err


def test_json_has_the_fields_of_the_contract_exact_numbers_words_and_sources(filled):
    [record] = json.loads(filled("ledger", "figures", "--format", "json")[1], parse_float=Decimal)
    assert {"id", "indicator", "from", "to", "period", "evidence", "rule", "confidence"} <= record.keys()
    assert (record["low"], record["unit"], record["parties"]) == (1_300_000_000, "USD", ["KZ", "UZ"])
    assert record["head"] in record["sentence"]
    assert TEXT[slice(*record["evidence"]["head"])] == record["head"]
    [source] = record["sources"]
    assert (source["url"], source["published"]["basis"]) == ("https://example.org/1", "address")
    [record] = json.loads(filled("ledger", "undertakings", "--format", "json")[1])
    assert record["amount"] == 3_200_000_000
    assert "3.2E" not in filled("ledger", "undertakings", "--format", "json")[1]
    assert json.loads(filled("ledger", "meetings", "--format", "json", "--party", "DE")[1]) == []


def test_csv_has_exact_numbers_every_field_and_no_formulas(filled):
    [row] = csv.DictReader(io.StringIO(filled("ledger", "figures", "--format", "csv")[1]))
    assert (row["low"], row["also"], row["published_earliest"]) == ("1300000000", "27 KZT", "2024-10-22")
    [row] = csv.DictReader(io.StringIO(filled("ledger", "undertakings", "--format", "csv")[1]))
    assert (row["amount"], row["title"]) == ("3200000000", "'+49 neue Projekte")
    [row] = csv.DictReader(io.StringIO(filled("ledger", "reports", "--format", "csv")[1]))
    assert row["title"] == "'=HYPERLINK(1)"
    german = filled("ledger", "meetings", "--format", "csv", "--lang", "de")[1]
    [row] = csv.DictReader(io.StringIO(german))
    assert row["Teilnehmer"] == "Aigul Sarsenowa, Ministerin, KZ"
    assert filled("ledger", "figures", "--format", "csv", "--party", "DE")[1].count("\n") == 1


def test_a_negative_number_is_a_number_and_no_formula(run, tmp_path):
    report = made_report()
    fall = figure(low=Decimal("-12.5"), unit="percent", measure="change")
    with Ledger(tmp_path / "kelisim.db") as ledger:
        ledger.add(report, made_reading(report, figures=[fall]))
    [row] = csv.DictReader(io.StringIO(run("ledger", "figures", "--format", "csv")[1]))
    assert row["low"] == "-12.5"


def test_unsure_statements_are_marked_and_can_be_left_out(run, tmp_path):
    unsure = {"confidence": 0.49}
    parts = {
        "figures": [figure(id=FIGURE), figure(id="d4" * 8, indicator="exports", **unsure)],
        "undertakings": [undertaking(id=UNDERTAKING, **unsure)],
        "meetings": [meeting(id=MEETING, confidence=0.5)],
    }
    with Ledger(tmp_path / "kelisim.db") as ledger:
        ledger.add(made_report(), made_reading(made_report(), **parts))
    shown = run("ledger", "figures", "--lang", "de")[1].splitlines()
    assert [("unsicher" in line) for line in shown if "Handelsumsatz" in line or "Ausfuhren" in line] == [False, True]
    assert "unsure" in run("ledger", "undertakings")[1]
    assert "unsure" not in run("ledger", "meetings")[1]
    sure = {view: len(json.loads(run("ledger", view, "--sure", "--format", "json")[1])) for view in parts}
    assert sure == {"figures": 1, "undertakings": 0, "meetings": 1}


def test_an_empty_answer_says_so(filled):
    assert "Nothing found." in filled("ledger", "figures", "--party", "DE")[1]
    assert "Nichts gefunden." in filled("ledger", "figures", "--party", "DE", "--lang", "de")[1]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("figures", "--party", "XQ"), "ISO 3166-1"),
        (("figures", "--party", "Kasachstann"), "did you mean KZ?"),
        (("figures", "--indicator", "trade_turnovr"), "did you mean trade_turnover?"),
        (("figures", "--indicator", "blau"), "known are agreement_count"),
        (("undertakings", "--stage", "plegded"), "did you mean pledged?"),
        (("undertakings", "--kind", "summit"), "known are agreement"),
        (("meetings", "--kind", "supply"), "known are call, ceremony"),
        (("figures", "--since", "gestern"), "write 2024"),
        (("figures", "--since", "2024-13"), "write 2024"),
        (("reports", "--kind", "blau"), "known are"),
    ],
)
def test_unknown_words_are_refused_with_what_is_known(filled, words, hint):
    code, out, err = filled("ledger", *words)
    assert (code, out) == (2, "")
    assert hint in err


def test_words_may_be_names_in_either_language(filled):
    for words in (
        ("--party", "Kasachstan", "--party", "uz"),
        ("--indicator", "Handelsumsatz"),
        ("--indicator", "trade-turnover", "--party", "C5"),
        ("--since", "2023", "--until", "2023-12"),
    ):
        assert FIGURE[:8] in filled("ledger", "figures", *words)[1]
    assert UNDERTAKING[:8] in filled("ledger", "undertakings", "--stage", "vereinbart", "--kind", "Abkommen")[1]
    assert party_code("usbekistan") == "UZ" and party_code("eu") == "EU"


def test_members_of_blocs_are_countries_that_reports_can_name():
    for bloc, members in bloc_members().items():
        assert party_code(bloc) == bloc
        assert [party_code(member) for member in members] == sorted(set(members))
    assert len(bloc_members()["EU"]) == 27 and len(bloc_members()["NATO"]) == 32


def test_show_gives_every_field_the_marked_quote_and_the_report(filled):
    out = filled("show", FIGURE[:6])[1]
    assert "⟦1,3 Mrd. US-Dollar⟧" in out
    assert "«1,3 Mrd. US-Dollar»" in out, "the words behind the field"
    for part in ("https://example.org/1", "meldung.txt", made_report().sha256, "2024-10-22/2024-10-31 (address)"):
        assert part in out
    assert "auf ⟦1,3 Mrd. US-Dollar⟧." in out
    german = filled("show", FIGURE, "--lang", "de")[1]
    assert "Kenngröße" not in out and "Kenngröße" in german and "Handelsumsatz" in german and "über" in german
    record = json.loads(filled("show", MEETING, "--format", "json")[1])
    assert (record["ordinal"], record["sources"][0]["outlet"]) == (4, "Abendblatt")


def test_show_of_a_report_gives_its_facts_and_all_it_says(filled):
    [report] = json.loads(filled("ledger", "reports", "--format", "json")[1])
    out = filled("show", report["id"][:8])[1]
    assert "read in" in out and "kelisim 0." in out and out.count("⟦") == 3
    record = json.loads(filled("show", report["id"], "--format", "json")[1])
    assert record["text"] == TEXT and len(record["statements"]) == 3


@pytest.mark.parametrize("wrong", ["12345", "ffffffff", "zzzzzz", "'; DROP TABLE reports"])
def test_show_of_what_is_not_there(filled, wrong):
    code, out, err = filled("show", wrong)
    assert (code, out) == (2, "") and wrong in err


def test_report_set_corrects_and_reads_again(run, tmp_path, monkeypatch):
    monkeypatch.setenv("KELISIM_WHO", "Erika")
    run("read", write(tmp_path, "gut.txt", 12))
    [report] = json.loads(run("ledger", "reports", "--format", "json")[1])
    code, out, _ = run("report", "set", report["id"][:7], "--published", "2021-05-03", "--reason", "steht im Archiv")
    assert code == 0 and "1 figures" in out
    [record] = json.loads(run("ledger", "figures", "--format", "json")[1])
    assert record["period"] == "2020"
    assert record["sources"][0]["published"] == {"earliest": "2021-05-03", "latest": "2021-05-03", "basis": "given"}
    shown = run("show", report["id"])[1]
    assert "Erika: steht im Archiv" in shown
    with sqlite3.connect(tmp_path / "kelisim.db") as connection:
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (2,)
    connection.close()
    for words, hint in [
        ((report["id"],), "--published"),
        ((report["id"], "--published", "morgen"), "no date"),
        ((report["id"], "--published", "2021-05-03"), "nothing to correct"),
        ((record["id"], "--outlet", "Blatt"), "the id of a statement"),
        ((report["id"], "--outlet", "Blatt", "--reason", " "), "--reason"),
    ]:
        code, _, err = run("report", "set", *words)
        assert code == 2 and hint in err
    assert run("report", "set", report["id"], "--published", "")[0] == 0
    assert json.loads(run("ledger", "figures", "--format", "json")[1])[0]["period"] is None


def test_press_text_cannot_command_the_terminal_or_be_markup(run, tmp_path):
    report = made_report(title="\x1b[2J[red]Rot[/red]\u202eLinks", outlet="[link]")
    with Ledger(tmp_path / "kelisim.db") as ledger:
        ledger.add(report, made_reading(report, meetings=[meeting(place="\x1b]0;neu\x07Osch")]))
    out = run("ledger", "reports")[1] + run("ledger", "meetings")[1] + run("show", "0" * 15 + "3")[1]
    assert "[red]Rot[/red]" in out and "[link]" in out and "Osch" in out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_a_reading_is_printed_without_a_ledger(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    report = made_report(title="Handel wächst")
    print_reading(made_reading(report, figures=[figure()], meetings=[meeting()]), "de")
    print_reading(made_reading(report), "en")
    out = capsys.readouterr().out
    assert "Handel wächst" in out and "1,3 Mrd. USD" in out and "1,3 Mrd. US-Dollar" in out and "No statements." in out


@pytest.mark.parametrize(
    ("value", "unit", "german", "english"),
    [
        ("10000000000", "USD", "10,0 Mrd. USD", "10.0 bn USD"),
        ("1340000000", "EUR", "1,34 Mrd. EUR", "1.34 bn EUR"),
        ("1.9E+8", "USD", "190,0 Mio. USD", "190.0 m USD"),
        ("14600", "count", "14.600", "14,600"),
        ("-15.0", "percent", "−15 %", "−15%"),
        ("33.33", "percent", "33,33 %", "33.33%"),
        ("2.5", "factor", "2,5-fach", "2.5-fold"),
        ("0", "count", "0", "0"),
        ("5", "year", "5 Jahre", "5 years"),
        ("1500000", "t", "1,5 Mio. t", "1.5 m t"),
    ],
)
def test_amounts_as_people_read_them(value, unit, german, english):
    assert (amount_of(Decimal(value), unit, "de"), amount_of(Decimal(value), unit, "en")) == (german, english)


def test_amounts_of_ranges_rates_and_changes():
    def amount(**fields):
        return figure_amount(figure(**fields), "de")

    assert amount(low=Decimal("6E7"), high=Decimal("8E7"), unit="t", per="year") == "60,0–80,0 Mio. t im Jahr"
    assert amount(low=Decimal("9E8"), high=Decimal("2E9")) == "900,0 Mio.–2,0 Mrd. USD"
    assert amount(low=Decimal(40), unit="percent", measure="change", qualifier="almost") == "fast +40 %"


def test_every_field_and_every_code_has_its_words():
    words = headings()
    for view in ("figures", "undertakings", "meetings", "reports"):
        assert set(columns(view)) <= words.columns.keys()
    assert set(ReportEntry.__struct_fields__) <= words.columns.keys()
    codes = set()
    for struct in (Figure, Undertaking, Meeting):
        for hint in get_type_hints(struct, vars(model)).values():
            codes |= {code for code in get_args(hint) if isinstance(code, str)}
            codes |= {code for part in get_args(hint) for code in get_args(part) if isinstance(code, str)}
    assert len(codes) > 60
    assert codes <= words.values.keys()
