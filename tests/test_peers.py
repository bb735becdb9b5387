"""The published cases of other engines, through `kelisim annotate`: numbers, money, percentages and dates.

The cases and their scorer stay outside the repository. The floors stand below what is measured; what is missed on
purpose: numbers that label a thing (*Nummer 3*), the lower end of a range, which has the scale of the upper one here,
and what `docs/times.md` says about dates.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KELISIM = Path(sys.executable).with_name("kelisim")
FLOORS = {
    ("numbers", "strict"): 0.98,
    ("money", "strict"): 1.0,
    ("percent", "strict"): 1.0,
    ("dates", "strict"): 0.88,
    ("dates", "relaxed"): 0.96,
}


@pytest.fixture(scope="module")
def table(corpora, tmp_path_factory):
    """F1 by file and strictness, as the scorer of the corpora measures the command."""
    out = tmp_path_factory.mktemp("peers") / "table.json"
    scorer = [sys.executable, str(corpora / "tools" / "score_quantities.py"), "--cased", "--json", str(out)]
    run = subprocess.run([*scorer, "--", str(KELISIM), "annotate"], check=True, capture_output=True, text=True)
    assert "exit 0, 0 without an answer" in run.stdout
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    whole = [row for row in rows if row["source"] == "all"]
    return {(row["file"], kind): row[kind]["f1"] for row in whole for kind in ("strict", "relaxed")}


@pytest.mark.parametrize("measured", FLOORS, ids=" ".join)
def test_f1(table, measured):
    assert table[measured] >= FLOORS[measured]
