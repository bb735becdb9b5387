"""The index behind the pages: a first one that is being made, a ledger that is replaced, gone, or cannot be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kelisim.ledger import Ledger
from kelisim.web.app import create_app
from kelisim.web.index import keeping
from kelisim.web.index.building import build, stamp_of
from kelisim.web.index.making import STEPS, Making, read_progress
from kelisim.web.site import site
from tests.web_site import DAY, fill, put

_LONGEST = 60  # seconds until something that goes on by itself has happened


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keeping") / "samples.db"
    fill(path)
    return path


def _until(holds: Callable[[], object]) -> None:
    until = time.monotonic() + _LONGEST
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_first_index_is_made_while_a_page_says_so(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LOOK_EVERY", 0.1)
    with Ledger(samples) as ledger, TestClient(create_app(site(ledger, tmp_path, lambda: DAY))) as asking:
        first = asking.get("/pair/KZ-UZ")
        assert (first.status_code, first.headers["refresh"]) == (503, "2")
        assert "being prepared" in first.text
        assert asking.get("/pair/KZ-UZ.json").status_code == 503
        _until(lambda: asking.get("/readyz").status_code == 200)
        assert asking.get("/pair/KZ-UZ").status_code == 200


def test_every_step_is_told(samples: Path, tmp_path: Path) -> None:
    told: list[str] = []
    with Ledger(samples) as ledger:
        build(ledger, tmp_path / "x.index", DAY, lambda step, _things: told.append(step))
    assert tuple(told) == STEPS


def test_lines_of_progress() -> None:
    made = Making(began=0.0)
    for line in ("nothing 4", "words", "words x", ""):
        assert read_progress(line, made) is made
    assert read_progress("words 12\n", made) == Making(began=0.0, step="words", things=12)


def test_a_ledger_that_is_replaced_or_gone_is_noticed(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LOOK_EVERY", 0.1)
    path, other = tmp_path / "kelisim.db", tmp_path / "other.db"
    shutil.copy(samples, path)
    with Ledger(other):
        pass
    with Ledger(path) as ledger, TestClient(create_app(site(ledger, tmp_path, lambda: DAY))) as asking:
        _until(lambda: asking.get("/readyz").status_code == 200)
        assert asking.get("/undertakings.json").json()["total"]
        for left in tmp_path.glob("kelisim.db*"):
            left.rename(tmp_path / f"away-{left.name}")
        _until(lambda: asking.get("/readyz").json()["status"] == "blind")
        _until(lambda: "the ledger is gone" in asking.get("/pair/KZ-UZ").text)
        other.rename(path)
        _until(lambda: asking.get("/undertakings.json").json()["total"] == 0)
        _until(lambda: asking.get("/readyz").json()["fault"] is None)
        assert "is gone" not in asking.get("/pair/KZ-UZ").text
        path.write_bytes(b"no ledger at all" * 1000)
        _until(lambda: asking.get("/readyz").json()["fault"])
        assert asking.get("/pair/KZ-UZ").status_code == 200  # as it was


def test_what_other_processes_read_in_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(keeping, "REST", 0)
    path = tmp_path / "kelisim.db"
    put(path, "Usbekistan liefert 2 Mio. t Weizen nach Kasachstan.")
    with Ledger(path) as ledger, TestClient(create_app(site(ledger, tmp_path, lambda: DAY))) as asking:

        def shown() -> str:
            return asking.get("/readyz").json().get("reports", "")

        _until(lambda: shown() == "1")
        for number in range(2, 5):
            report = tmp_path / f"{number}.txt"
            report.write_text(f"Usbekistan liefert {number + 1} Mio. t Weizen nach Kasachstan.", encoding="utf-8")
            command = (sys.executable, "-m", "kelisim.presentations.cli", "read", str(report), "--ledger", str(path))
            subprocess.run(command, check=True, capture_output=True)
            _until(lambda: shown() == str(number))  # noqa: B023 - asked at once
            time.sleep(0.3)  # some looks at the ledger in peace


def test_two_ledgers_with_as_many_reports_have_two_stamps(tmp_path: Path) -> None:
    from kelisim.model import Report
    from kelisim.reading import read

    stamps = set()
    for number in range(2):
        with Ledger(tmp_path / f"{number}.db") as ledger:
            report = Report(source="x", sha256="0", text=f"Usbekistan liefert {number} Mio. t Weizen.")
            ledger.add(report, read(report))
            stamps.add(stamp_of(ledger))
    assert len(stamps) == 2
