"""The tables of the page on the account over time: `python -m tests.account_tables` writes them into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

from kelisim.account import checks, conflicts, follow_up, snapshots, sums, targets
from kelisim.account.histories import MOVES
from kelisim.account.statuses import STATUSES
from kelisim.model import Stage
from tests.conftest import ROOT

PAGE = ROOT / "docs/account.md"


def moves() -> str:
    stages = get_args(Stage)
    meaning = {(before, after): name for before, after, name in MOVES}
    rows = ((before, *(meaning.get((before, after), "") for after in stages)) for before in stages)
    return table(("from \\ to", *stages), rows)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head), *map(tuple, rows)]
    return "".join(
        f"| {' | '.join(line)} |\n" + ("|---" * len(line) + "|\n" if line is lines[0] else "") for line in lines
    )


def tables() -> Mapping[str, str]:
    pairs = {
        "targets": ("verdict", targets.VERDICTS),
        "follow-up": ("verdict", follow_up.VERDICTS),
        "calls": ("why", follow_up.CALLS),
        "checks": ("check", checks.CHECKS),
        "conflicts": ("contradiction", conflicts.CONFLICTS),
        "left out": ("reason", sums.LEFT_OUT),
        "changes": ("change", snapshots.CHANGES),
    }
    found = {
        name: table((head, "means"), ((f"`{code}`", words) for code, words in rows))
        for name, (head, rows) in pairs.items()
    }
    found["moves"] = moves()
    found["statuses"] = table(("stage", "IATI", "AidData"), ((row.stage, row.iati, row.aiddata) for row in STATUSES))
    return found


def filled(page: str) -> str:
    for mark, rows in tables().items():
        pattern = rf"(?<=<!-- {mark} -->\n)(?:\|.*\n|\n)*(?=<!-- end -->)"
        page, count = re.subn(pattern, lambda _, rows=rows: f"\n{rows}\n", page)
        assert count == 1, f"{PAGE.name} has no table of {mark}"
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
