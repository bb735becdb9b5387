"""The measures: by hand on small cases, and against the published scorer on mangled gold where it is there."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys

import pytest

from kelisim.errors import BadReport
from kelisim.evaluation import by_file, lines, score
from kelisim.evaluation.bcubed import b_cubed
from tests.conftest import ROOT

DEV = ROOT / "tests/gate/dev.jsonl"


def figure(start, end, low, **fields):
    gold = {"indicator": "exports", "measure": "level", "modality": "actual", "parties": ["KZ", "UZ"], "unit": "USD"}
    return {
        **gold,
        "low": low,
        "high": low,
        "heads": [{"start": start, "end": end, "text": "x" * (end - start)}],
        **fields,
    }


def said(gold, **fields):
    head = gold["heads"][0]
    first = {key: value[0] if isinstance(value, list) and key != "parties" else value for key, value in gold.items()}
    return {**first, "evidence": {"start": 0, "end": 900, "head": [head["start"], head["end"]]}, **fields}


def one(gold, read, group="figures"):
    empty = {"figures": [], "undertakings": [], "meetings": []}
    gold_record = {"file": "a.txt", **empty, group: gold}
    read_record = {"document": {"source": "in/a.txt"}, "text": "x" * 900, **empty, group: read}
    return score(by_file([gold_record]), by_file([read_record]))


def test_what_is_read_as_annotated_is_perfect():
    scores = one([figure(0, 10, 5)], [said(figure(0, 10, 5))])
    group = scores.groups["figures"]
    assert (group.found, group.core, group.spurious, group.missed) == (1, 1, 0, 0)
    assert scores.findings == []
    assert scores.mean_core == 1.0


def test_a_wrong_number_is_missed_and_spurious():
    group = one([figure(0, 10, 5)], [said(figure(0, 10, 5), low=6, high=6)]).groups["figures"]
    assert (group.found, group.spurious, group.missed) == (0, 1, 1)
    assert group.found_rates.f1 == 0.0


def test_a_wrong_core_field_is_found_and_not_core():
    scores = one([figure(0, 10, 5)], [said(figure(0, 10, 5), modality="target")])
    group = scores.groups["figures"]
    assert (group.found, group.core) == (1, 0)
    assert group.core_rates.f1 == 0.0
    finding = scores.findings[0]
    assert (finding.what, finding.field, finding.want, finding.have) == ("differs", "modality", "actual", "target")


def test_alternatives_and_unscored_fields():
    gold = figure(0, 10, [5, 500], modality=["actual", "target"], period="?", high=[5, 500])
    group = one([gold], [said(figure(0, 10, 500), modality="target", period="2030")]).groups["figures"]
    assert (group.core, group.share("period")) == (1, None)


def test_optional_gold_is_neither_demanded_nor_punished():
    gold = figure(0, 10, 5, optional=True)
    for read in ([], [said(gold)], [said(gold, low=7, high=7)]):
        group = one([gold], read).groups["figures"]
        assert (group.found, group.spurious, group.missed) == (0, 0, 0)


def test_a_paragraph_is_no_head():
    gold = figure(0, 10, 5)
    whole = said(gold, evidence={"start": 0, "end": 900, "head": [0, 200]})
    assert one([gold], [whole]).groups["figures"].found == 0


def test_people_pair_meetings_whose_words_differ():
    people = [{"name": "Kassym-Schomart Tokajew"}, {"name": "Schawkat Mirsijojew"}]
    gold = {
        "format": "talks",
        "parties": ["KZ"],
        "participants": people,
        "heads": [{"start": 0, "end": 9, "text": "Gespräche"}],
    }
    read = said(gold, evidence={"start": 50, "end": 99, "head": [50, 60]}, participants=people[:1])
    group = one([gold], [read], "meetings").groups["meetings"]
    assert (group.found, group.share("participants")) == (1, 0.0)


def test_a_gold_file_with_a_broken_line_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "a.txt"}\n{"file": \n', encoding="utf-8")
    with pytest.raises(BadReport, match=r"gold\.jsonl, line 2"):
        lines(path)
    with pytest.raises(BadReport, match="path of a JSONL file"):
        lines(tmp_path / "none.jsonl")


def mangled(gold, seed):
    """Readings made from gold by dropping, shifting, doubling and changing statements."""
    chance = random.Random(seed)
    for record in gold:
        read = {
            "document": {"source": f"somewhere/{record['file']}", "published": record.get("published")},
            "text": "ä" * 5000,
        }
        for group in ("figures", "undertakings", "meetings"):
            read[group] = [changed for item in record[group] for changed in mangle(item, chance)]
            chance.shuffle(read[group])
        if chance.random() < 0.95:
            yield read


def mangle(item, chance):
    if chance.random() < 0.1:
        return
    for _ in range(1 + (chance.random() < 0.1)):
        read = {}
        for key, value in item.items():
            if isinstance(value, list) and value and key not in ("parties", "participants", "sectors", "heads"):
                value = chance.choice(value)
            if key == "parties" and value and isinstance(value[0], list):
                value = chance.choice(value)
            if key in ("parties", "participants", "sectors") and value == "?":
                value = None
            read[key] = (
                chance.choice([value, value, value, value, value, None]) if key not in ("low", "high") else value
            )
        head = chance.choice(item["heads"])
        start = max(0, head["start"] + chance.choice([0, 0, 0, -3, 4, -40]))
        end = max(start + 1, head["end"] + chance.choice([0, 0, 0, 5, -4, 70]))
        yield {**read, "evidence": {"start": 0, "end": 5000, "head": [start, end]}}


@pytest.mark.parametrize("seed", range(6))
def test_same_numbers_as_the_published_scorer(corpora, tmp_path, seed):
    gold = corpora / "gold" / ("dev.jsonl" if seed % 2 else "seeds.jsonl")
    read = list(mangled(lines(gold), seed))
    path = tmp_path / "read.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in read), encoding="utf-8")
    command = [sys.executable, str(corpora / "tools/score.py"), str(gold), str(path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert as_printed(score(by_file(lines(gold)), by_file(read))) == re.sub(r"no prediction.*\n", "", printed)


def as_printed(scores):
    """The scores in the published scorer's own layout."""
    out = []
    for name, group in scores.groups.items():
        found, core = group.found_rates, group.core_rates
        total, read = group.found + group.missed, group.found + group.spurious
        rates = f"found P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}   core F1 {core.f1:.3f}"
        out.append(f"{name:13} {rates}   (gold {total}, predicted {read})")
        shares = {field: group.share(field) for field in group.fields}
        out.append(
            "              " + "  ".join(f"{field} {share:.2f}" for field, share in shares.items() if share is not None)
        )
    if scores.dates:
        out.append(
            f"published     {scores.dates_within}/{scores.dates} within the gold interval, {scores.dates_exact} exact"
        )
    return "\n".join([*out, f"mean core F1 {scores.mean_core:.3f}", ""])


def test_b_cubed_counts_each_statement_once():
    wanted = {"a": 0, "b": 0, "c": 0, "d": 1, "e": 2}
    exact = b_cubed(wanted, [["a", "b", "c"], ["d", "unknown"], ["e"]])
    assert (exact.precision, exact.recall, exact.f1) == (1.0, 1.0, 1.0)
    rates = b_cubed(wanted, [["a", "b"], ["c", "d"], ["e"]])
    assert rates.precision == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert rates.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert b_cubed({}, [["a"]]).f1 == 1.0
