"""The dates of other engines' published test cases, kept outside the repository: floors just below what is reached."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from kelisim.language.timex import timexes

CORPORA = Path(os.environ.get("KELISIM_CORPORA", Path(__file__).parents[2] / "shared"))
CASES = CORPORA / "peers" / "dates.jsonl"
SCORER = CORPORA / "tools" / "score_quantities.py"
FLOORS = {True: 0.88, False: 0.96}

pytestmark = pytest.mark.skipif(not (CASES.is_file() and SCORER.is_file()), reason="outside corpora are not here")


def scorer():
    spec = importlib.util.spec_from_file_location("score_quantities", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "relaxed"])
def test_dates_of_other_engines(strict):
    count = scorer().count
    right = missed = wrong = 0
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text = case.get("text_cased", case["text"])
        got = [
            {"start": timex.start, "end": timex.end, "timex": timex.timex}
            for timex in timexes(text, case["reference_date"])
        ]
        hits, misses, extra = count(case, got, strict, False)
        right, missed, wrong = right + hits, missed + len(misses), wrong + len(extra)
    assert 2 * right / (2 * right + missed + wrong) >= FLOORS[strict]
