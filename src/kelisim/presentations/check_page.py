"""Verdicts on claims: lines for people, records for JSON, rows for CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isinf
from typing import Any

import msgspec

from kelisim.ledger.official import StoredRow
from kelisim.presentations.headings import name_of, phrase
from kelisim.presentations.spoken import spoken
from kelisim.presentations.tables import clean
from kelisim.statistics.claims import NotChecked
from kelisim.statistics.readings import NAMES
from kelisim.statistics.verdicts import Verdict

Line = tuple[str, str]  # indent and words
_MOST = 200  # claims on a terminal; JSON and CSV have all
_ROWS = 6  # of a sum of many months the first ones are shown
_FLOWS = {"turnover": "trade_turnover"}


def verdict_lines(verdicts: list[Verdict], unchecked: list[NotChecked], lang: str) -> Iterator[Line]:
    """The first claims with verdict, arithmetic, remarks and rows; at the end how many there are of each verdict."""
    for verdict in verdicts[:_MOST]:
        yield from _lines(verdict, lang)
        yield "", ""
    if len(verdicts) > _MOST:
        yield "", f"… {len(verdicts) - _MOST} {phrase('rest', lang)} (--format csv)"
        yield "", ""
    counts = Counter(spoken(verdict.outcome.replace("_", " "), lang) for verdict in verdicts)
    said = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    yield "", spoken(f"{len(verdicts)} claim{'' if len(verdicts) == 1 else 's'}", lang) + (f": {said}" if said else "")
    for reason, number in sorted(Counter(each.reason for each in unchecked).items()):
        yield "", spoken(f"{number} not checked: {reason}", lang)


def _lines(verdict: Verdict, lang: str) -> Iterator[Line]:
    claim = verdict.claim
    flow = name_of(_FLOWS.get(claim.flow, claim.flow), lang)
    period = claim.period or spoken("no period", lang)
    yield "", f"{claim.id[:8]}  {' '.join(claim.parties)}  {flow}, {period}: «{clean(claim.words)}»"
    says = f": {verdict.says}" if verdict.says else ""
    if verdict.outcome == "fits_other_reading" and verdict.reading:
        yield "    ", spoken(f"fits in another reading ({NAMES[verdict.reading]}){says}", lang)
    else:
        yield "    ", spoken(f"{verdict.outcome.replace('_', ' ')}{says}", lang)
    if verdict.arithmetic:
        yield "    ", spoken(verdict.arithmetic, lang)
    for remark in verdict.remarks:
        yield "    ", f"· {spoken(remark, lang)}"
    for row in verdict.rows[:_ROWS]:
        yield "    ", f"= {_row_words(row, lang)}"
    if len(verdict.rows) > _ROWS:
        yield "    ", spoken(f"= and {len(verdict.rows) - _ROWS} more rows", lang)


def _row_words(stored: StoredRow, lang: str) -> str:
    """A row of official data: ours in ``lang``, source, goods and note as they were imported."""
    row = stored.row
    bound = f"{row.bound.replace('_', ' ')} " if row.bound else ""
    kind = "" if row.valuation == "unknown" else f" {row.valuation}"
    status = "" if row.status == "reported" else f" ({row.status})"
    goods = f" of {row.item}" if row.item else ""
    figure = f"{row.reporter} on {row.partner}, {row.flow}{goods}{kind}, {row.period}: {bound}{row.value:,} US${status}"
    made = [stored.vintage[:8], *([f"× {row.factor}"] if row.factor != "1" else []), row.rate, row.note]
    return f"{spoken(figure, lang)}, {row.source} [{'; '.join(filter(None, made))}]"


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict for JSON: the claim, the judgement, the rows with their vintages."""
    record: dict[str, Any] = msgspec.to_builtins(verdict)
    record["rows"] = [each.pop("row") | each for each in record["rows"]]
    return record


def verdict_row(verdict: Verdict) -> dict[str, object]:
    """A verdict for CSV; open ends of a claim are empty."""
    claim = verdict.claim
    low, high = (None if isinf(end) else end for end in (claim.low, claim.high))
    return {
        "id": claim.id,
        "parties": claim.parties,
        "kind": claim.kind,
        "indicator": _FLOWS.get(claim.flow, claim.flow),
        "period": claim.period,
        "words": claim.words,
        "low": low,
        "high": high,
        "value": claim.value,
        "verdict": verdict.outcome,
        "reading": verdict.reading,
        "says": verdict.says,
        "data_of": verdict.side,
        "official": verdict.official,
        "gap": verdict.gap,
        "arithmetic": verdict.arithmetic,
        "remarks": verdict.remarks,
        "source": tuple(dict.fromkeys(each.row.source for each in verdict.rows)),
        "vintages": tuple(dict.fromkeys(each.vintage for each in verdict.rows)),
        "sentence": claim.sentence,
        "reports": claim.reports,
    }
