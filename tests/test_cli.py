"""The command line as a user meets it: output, messages, exit codes, and what it must not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kelisim.presentations import cli
from tests.conftest import ROOT, SAMPLES

ONE = SAMPLES / "R010.txt"
COMMAND = [sys.executable, "-m", "kelisim.presentations.cli"]


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line in this process: (exit code, standard output, standard error)."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["kelisim", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "140")
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capfdbinary.readouterr()
        return end.value.code or 0, out.decode(), err.decode()

    return call


def piped(*arguments, stdin=b"", **environment):
    """Run it as a process of its own, with bytes on standard input."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, env={**os.environ, **environment}
    )


def commands(group, path=()):
    for name, command in group.commands.items():
        yield from commands(command, (*path, name)) if hasattr(command, "commands") else [(*path, name)]


ALL = sorted(commands(cli.typer.main.get_command(cli.app)))


def test_all_commands_are_there():
    assert {path[0] for path in ALL} >= {
        "extract",
        "annotate",
        "explain",
        "evaluate",
        "demo",
        "read",
        "ledger",
        "show",
        "report",
    }


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_has_an_example(run, path):
    code, out, _ = run(*path, "--help")
    assert code == 0
    assert "Example:\n  " in out
    assert f"kelisim {' '.join(path)}" in out.split("Example:")[1]
    assert all(len(line) <= 100 for line in out.splitlines())


def test_version(run):
    assert run("--version") == (0, "kelisim 0.1.0\n", "")


def test_an_unknown_command_is_a_usage_error(run):
    code, _, err = run("extrakt")
    assert code == 2
    assert "extract" in err


def test_extract_prints_one_line_a_report(run):
    code, out, err = run("extract", ONE, SAMPLES / "R036.txt")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(lines)) == (0, "", 2)
    assert lines[0]["document"]["source"] == str(ONE)
    assert [figure["low"] for figure in lines[0]["figures"] if figure["unit"] == "USD"] == [
        3_000_000_000,
        5_000_000_000,
    ]
    assert '"low":3000000000,' in out


def test_extract_says_nothing_about_a_text_that_says_nothing(tmp_path, run):
    path = tmp_path / "wetter.txt"
    path.write_text("Am Wochenende wird es sonnig. Im Süden sind Gewitter möglich.", encoding="utf-8")
    code, out, _ = run("extract", path)
    record = json.loads(out)
    assert (code, record["figures"], record["undertakings"], record["meetings"]) == (0, [], [], [])


@pytest.mark.parametrize("command", [("extract",), ("read", "--ledger", "konto.db")], ids=" ".join)
def test_a_file_that_is_no_report_is_named_and_no_failure(command, tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "meldungen"
    folder.mkdir()
    (folder / "R010.txt").write_bytes(ONE.read_bytes())
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n")
    code, out, err = run(*command, "meldungen")
    assert (code, err.count("\n")) == (0, 1)
    assert err.startswith("kelisim: meldungen/bild.png: passed over")
    if "read" in command:
        assert "1 report read, 0 already known, 0 skipped" in out


@pytest.mark.parametrize("width", [80, 100, 120])
def test_tables_stay_readable_on_narrow_terminals(width, tmp_path):
    read = piped("read", SAMPLES, "--ledger", tmp_path / "konto.db")
    assert read.returncode == 0
    for view, words in (
        ("figures", {"trade", "turnover", "actual"}),
        ("undertakings", {"agreement", "committed"}),
        ("meetings", {"participants", "session"}),
        ("reports", {"published", "title"}),
    ):
        end = piped("ledger", view, "--ledger", tmp_path / "konto.db", COLUMNS=str(width))
        table = end.stdout.decode()
        assert all(len(line) <= width for line in table.splitlines())
        assert words <= set(table.split()), view


def test_extract_reads_standard_input():
    end = piped(
        "extract", "-", "--published", "2024-10-22", "--outlet", "Bote", stdin="Händler grüßen Usbekistan.".encode()
    )
    document = json.loads(end.stdout)["document"]
    assert (document["source"], document["outlet"]) == ("-", "Bote")
    assert document["published"]["earliest"] == document["published"]["latest"] == "2024-10-22"


def test_extract_is_utf8_whatever_the_terminal_speaks():
    end = piped("extract", ONE, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert end.returncode == 0
    assert "für internationale Handelskooperation" in end.stdout.decode("utf-8")


def test_tables_survive_a_terminal_without_umlauts():
    end = piped("extract", ONE, "--format", "table", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (end.returncode, end.stderr) == (0, b"")


def test_extract_names_what_cannot_be_read_and_reads_the_rest(tmp_path, run):
    empty = tmp_path / "leer.txt"
    empty.write_bytes(b"")
    code, out, err = run("extract", tmp_path / "fehlt.txt", empty, ONE)
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "fehlt.txt" in err
    assert "leer.txt" in err


def test_a_wrong_date_is_a_usage_error(run):
    code, out, err = run("extract", ONE, "--published", "gestern")
    assert (code, out) == (2, "")
    assert "gestern" in err


def test_extract_as_table(run):
    code, out, _ = run("extract", ONE, "--format", "table", "--lang", "de")
    assert code == 0
    assert "Handelsumsatz" in out
    assert "3,0 Mrd. USD" in out
    assert "3.0 bn USD" in run("extract", ONE, "--format", "table", "--lang", "en")[1]


def test_a_closed_pipe_is_no_failure():
    shell = f"{' '.join(COMMAND)} extract {SAMPLES} {SAMPLES} {SAMPLES} {SAMPLES} | head -c 10"
    end = subprocess.run(["bash", "-c", shell], capture_output=True, cwd=ROOT)
    assert (len(end.stdout), end.stderr) == (10, b"")


def test_a_full_disk_is_said():
    with Path("/dev/full").open("wb") as full:
        end = subprocess.run([*COMMAND, "extract", str(ONE)], stdout=full, stderr=subprocess.PIPE)
    assert end.returncode == 1
    assert end.stderr.startswith(b"kelisim: No space left on device")
    assert len(end.stderr.splitlines()) == 1


def test_the_shell_completes_commands():
    code = "import sys; from kelisim.presentations.cli import main; sys.argv = ['kelisim']; main()"
    asked = {"_KELISIM_COMPLETE": "complete_bash", "COMP_WORDS": "kelisim ex", "COMP_CWORD": "1"}
    end = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, **asked})
    assert end.stdout.split() == [b"extract", b"export", b"explain"]


def test_extract_loads_nothing_that_it_does_not_need():
    code = (
        "import sys; from kelisim.presentations.cli import main; sys.argv = ['kelisim', 'extract', sys.argv[1]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", code, str(ONE)], capture_output=True, text=True, check=True).stderr
    for name in ("rich", "sqlalchemy", "trafilatura", "simplemma", "babel", "lxml"):
        assert f"'{name}'" not in loaded


def test_a_fault_of_ours_is_not_hidden(monkeypatch):
    def broken(report):
        raise ZeroDivisionError

    monkeypatch.setattr("kelisim.reading.read", broken)
    monkeypatch.setattr(sys, "argv", ["kelisim", "extract", str(ONE)])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_annotate():
    line = {
        "id": "a",
        "text": "Rund 1,3 Mrd. US-Dollar im vergangenen Jahr in Usbekistan",
        "reference_date": "2024-10-22",
    }
    end = piped("annotate", stdin=json.dumps(line).encode())
    record = json.loads(end.stdout)
    assert (end.returncode, record["id"]) == (0, "a")
    amount = record["quantities"][0]
    assert (amount["start"], amount["end"], amount["value"], amount["unit"]) == (5, 23, 1_300_000_000, "USD")
    assert [time["timex"] for time in record["times"]] == ["2023"]
    assert ["UZ"] in [actor["codes"] for actor in record["actors"]]


def test_annotate_names_broken_lines_and_goes_on():
    wrong_date = b'{"id": 4, "text": "", "reference_date": "bald"}'
    first, last = b'{"id": 1, "text": "zwei Abkommen"}', b'{"id": 5, "text": "drei Abkommen"}'
    lines = [first, b"{broken", b"", b'{"id": 3}', wrong_date, last]
    end = piped("annotate", stdin=b"\n".join(lines))
    assert end.returncode == 1
    assert [json.loads(line)["id"] for line in end.stdout.splitlines()] == [1, 5]
    for number in (2, 4, 5):
        assert f"-, line {number}: " in end.stderr.decode()


def test_annotate_files(tmp_path, run):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "zwei bis drei Prozent"}\n', encoding="utf-8")
    code, out, _ = run("annotate", path)
    first, second = json.loads(out)["quantities"]
    assert (code, first["value"], first["unit"], first["low"], first["high"]) == (0, 2, "percent", 2, 3)
    assert (second["start"], second["end"], second["value"], second["low"]) == (9, 21, 3, 2)
    assert run("annotate", tmp_path / "none.jsonl")[0] == 1


def test_evaluate_reads_the_texts_itself(tmp_path, run):
    gold = ROOT / "tests/gate/dev.jsonl"
    code, now, _ = run("evaluate", gold, "--texts", SAMPLES)
    assert code == 0
    assert "mean core F1" in now
    path = tmp_path / "read.jsonl"
    path.write_text(run("extract", SAMPLES)[1], encoding="utf-8")
    assert run("evaluate", gold, path)[1] == now
    listed = run("evaluate", gold, path, "--errors")[1]
    assert listed.endswith(now)
    assert len(listed) > len(now)


def test_evaluate_finds_the_texts_beside_the_gold(tmp_path, run):
    gold = tmp_path / "two.jsonl"
    lines = (ROOT / "tests/gate/dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    gold.write_text(lines[0], encoding="utf-8")
    code, _, err = run("evaluate", gold)
    assert code == 2
    assert "--texts" in err
    (tmp_path / "two").mkdir()
    (tmp_path / "two/R001.txt").write_bytes((SAMPLES / "R001.txt").read_bytes())
    assert run("evaluate", gold)[0] == 0


def test_explain_says_rule_and_words(run):
    code, out, _ = run("explain", ONE)
    assert code == 0
    for words in ("trade_turnover", "3 Mrd. US-Dollar", "beinahe 50 Prozent"):
        assert words in out


def test_demo_keeps_an_account(tmp_path, run):
    ledger = tmp_path / "demo.db"
    code, out, _ = run("demo", "--ledger", ledger)
    assert code == 0
    assert ledger.exists()
    assert "KZ" in out
    assert "kelisim show" in out or "show" in out
    again, second, _ = run("demo", "--ledger", ledger)
    assert again == 0
    assert out.splitlines()[-12:] == second.splitlines()[-12:]
