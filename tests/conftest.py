"""What several tests share: the samples, and the corpora outside the repository with the one skip there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kelisim.ledger import Ledger

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
CORPORA = (ROOT / os.environ.get("KELISIM_CORPORA", "../shared")).resolve()
LEFT_OUT = f"corpora are not at {CORPORA}: set KELISIM_CORPORA to their folder to run this too"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the outside corpora (seeds, gold, negatives, peers); tests that ask for it are skipped without."""
    if not (CORPORA / "gold").is_dir():
        pytest.skip(LEFT_OUT)
    return CORPORA


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The bundled sample reports, sorted."""
    return sorted(SAMPLES.glob("*.txt"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger whose clock goes on by a day with every write."""
    times = iter(datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 29))
    with Ledger(tmp_path / "konto.db", clock=lambda: next(times)) as opened:
        yield opened


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Write bytes or text into a new file and give its path."""

    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was left out, so that nobody takes a run without the corpora for the whole."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(f"left out: {len(skipped)} tests: {LEFT_OUT}")
