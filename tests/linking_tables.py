"""The tables of features as the page on linking shows them: `python -m tests.linking_tables` writes them into it."""

from __future__ import annotations

import re

from kelisim.account.likeness import FEATURES
from kelisim.account.meeting_likeness import MEETING_FEATURES
from tests.conftest import ROOT

PAGE = ROOT / "docs/linking.md"


def table(features) -> str:
    rows = "".join(f"| {feature.name} | {feature.weight:g} | {feature.says} |\n" for feature in features)
    return f"\n| feature | weight | what is seen |\n|---|---:|---|\n{rows}\n"


def filled(page: str) -> str:
    for mark, features in (("features", FEATURES), ("meeting features", MEETING_FEATURES)):
        pattern = rf"(?<=<!-- {mark} -->\n)(?:\|.*\n|\n)*(?=<!-- end -->)"
        page = re.sub(pattern, lambda _, rows=features: table(rows), page)
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
