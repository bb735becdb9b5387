"""A reading process killed at any moment loses nothing and doubles nothing; several at once get along."""

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from kelisim.ledger import Ledger

TABLES = ("reports", "report_facts", "readings", "statements", "statement_parties")
COUNT = 600
KILLS = 50


def start(*arguments, **streams):
    command = [sys.executable, "-m", "tests.kill_driver", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **streams)


def contents(path):
    """All rows of a ledger; «second_source» aside, they do not depend on the order of reading."""
    connection = sqlite3.connect(path)
    rows = {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=str) for table in TABLES}
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return rows


def without_times(rows):
    """The same rows without the moments at which they were written."""
    return {table: [re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "", str(row)) for row in found] for table, found in rows.items()}


class Driver:
    """Runs one process after the other, to their end or to a kill."""

    def __init__(self, server):
        self.server = server

    def whole_run(self, path, count=COUNT):
        """What a ledger holds after a run that nobody disturbed."""
        self._begin(path, count)
        assert self._end() == 0
        return contents(path)

    def kill_at_random(self, path, chance, lines):
        """Start a run, let it keep a number of reports, kill it at a random moment soon after; False if it was over."""
        process = self._begin(path, COUNT)
        for _ in range(lines):
            self.server.stdout.readline()
        time.sleep(chance.random() * 0.02)
        os.kill(process, signal.SIGKILL)
        end = self._end()
        assert end in (-signal.SIGKILL, 0)
        return end != 0

    def _begin(self, path, count):
        self.server.stdin.write(json.dumps([str(path), count]) + "\n")
        self.server.stdin.flush()
        return int(self.server.stdout.readline().removeprefix("open "))

    def _end(self):
        for line in self.server.stdout:
            if "ended " in line:  # a kill may leave half a line before it
                return int(line.rpartition("ended ")[2])
        raise AssertionError("the server of runs has gone")


@pytest.fixture(scope="module")
def driver():
    with start("--serve", stdin=subprocess.PIPE) as server:
        yield Driver(server)
        server.stdin.close()


@pytest.fixture(scope="module")
def expected(driver, tmp_path_factory):
    """The rows of a run that nobody disturbed."""
    return driver.whole_run(tmp_path_factory.mktemp("ganz") / "ganz.db")


@pytest.mark.parametrize("seed", [20241022, 20250301])
def test_many_kills_lose_and_double_nothing(driver, tmp_path, expected, seed):
    chance, path, sizes, killed = random.Random(seed), tmp_path / "oft-getötet.db", [0], 0
    for _ in range(KILLS // 2):
        killed += driver.kill_at_random(path, chance, chance.choice([0, 1, 3, 10, 30]))
        if path.exists() and path.stat().st_size:
            with Ledger(path) as ledger:
                reports = ledger.reports()
            assert all(report.figures == 3 for report in reports), "a report is there wholly or not at all"
            sizes.append(len(reports))
    assert sizes == sorted(sizes), "what was kept is never lost"
    assert killed > KILLS // 4, "runs are over before they can be killed; make them longer"
    assert 0 < sizes[-1] <= len(expected["reports"])
    assert driver.whole_run(path) == expected


@pytest.mark.parametrize("seed", range(8))
def test_a_kill_while_the_ledger_is_made_leaves_a_place_to_begin_again(driver, tmp_path, seed):
    path = tmp_path / "neu.db"
    driver.kill_at_random(path, random.Random(seed), 0)  # within its first 20 ms
    assert driver.whole_run(path, 30) == driver.whole_run(tmp_path / "ganz.db", 30)


def test_several_processes_read_into_one_new_ledger(driver, tmp_path):
    expected = driver.whole_run(tmp_path / "allein.db", 100)
    path = tmp_path / "zu-zweit.db"
    runs = [start(path, 100), start(path, 100), start(path, 70, 30)]
    outputs = [run.communicate(timeout=180)[0].split() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert contents(path) == expected
    added = sum(word in ("added", "second_source") for words in outputs for word in words)
    assert added == len(expected["reports"]), "each report was added by one of them only"


def read_command(folder, path):
    command = [sys.executable, "-m", "kelisim.presentations.cli", "read", str(folder), "--ledger", str(path)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def test_the_command_itself_may_be_killed(tmp_path):
    folder = tmp_path / "meldungen"
    folder.mkdir()
    for number in range(50):
        text = f"Der Handelsumsatz zwischen Kasachstan und Usbekistan stieg 2023 auf {number + 1} Mio. US-Dollar."
        (folder / f"{number:03}.txt").write_text(f"Meldung {number}\n\n{text}\n", encoding="utf-8")
    began = time.monotonic()
    with read_command(folder, tmp_path / "ganz.db") as process:
        assert process.communicate(timeout=180)[1] == ""
    length, chance = time.monotonic() - began, random.Random(7)
    path = tmp_path / "oft-getötet.db"
    for _ in range(4):
        with read_command(folder, path) as process:
            time.sleep(length * chance.uniform(0.3, 1))
            process.kill()
    with read_command(folder, path) as process:
        assert process.communicate(timeout=180)[1] == ""
    expected = without_times(contents(tmp_path / "ganz.db"))
    assert len(expected["reports"]) == 50
    assert len(expected["statements"]) >= 50
    assert without_times(contents(path)) == expected
