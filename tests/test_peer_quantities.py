"""The published cases of other engines: numbers, money and percentages, strict spans and values.

The cases stay outside the repository. The floors stand just below what is measured; what is missed on purpose:
numbers that label a thing (*Nummer 3*), and the lower end of a range, which has the scale of the upper one here.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

FLOORS = {"numbers": 0.98, "money": 1.0, "percent": 1.0}
ANSWER = """
import json, sys
from kelisim.language.quantity_records import records
for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps({"id": case["id"], "quantities": records(case["text"])}))
"""


@pytest.fixture(scope="module")
def table(corpora, tmp_path_factory):
    """F1 by file, as the scorer of the corpora measures it."""
    scorer = corpora / "tools" / "score_quantities.py"
    folder = tmp_path_factory.mktemp("peers")
    (folder / "answer.py").write_text(ANSWER, encoding="utf-8")
    command = [sys.executable, str(scorer), "--files", *FLOORS, "--cased", "--json", str(folder / "table.json")]
    subprocess.run([*command, "--", sys.executable, str(folder / "answer.py")], check=True, capture_output=True)
    rows = json.loads((folder / "table.json").read_text(encoding="utf-8"))["rows"]
    return {row["file"]: row["strict"]["f1"] for row in rows if row["source"] == "all"}


@pytest.mark.parametrize("name", FLOORS)
def test_strict_f1(table, name):
    assert table[name] >= FLOORS[name]
