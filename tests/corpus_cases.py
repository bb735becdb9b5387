"""Reads the corpora of sentences and holds what the engine says against what a case expects."""

import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec

from kelisim.model import Report
from kelisim.reading import read

FOLDER = Path(__file__).parent / "corpus"


def cases(name):
    """The cases of one corpus file, `never` cases with an empty expectation."""
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    positive = [(case["text"], case[name], case.get("miss")) for case in raw.get("case", [])]
    return [*positive, *((case["text"], [], case.get("miss")) for case in raw.get("never", []))]


def found(text, group, published=None):
    """The statements of one group as the JSON lines show them, each with the words of its head."""
    reading = read(Report(source="case", sha256="", text=text, published=published))
    records = []
    for statement in getattr(reading, group):
        record = msgspec.to_builtins(statement)
        record["head"] = text[statement.evidence.head.start : statement.evidence.head.end]
        records.append(record)
    return records


def differences(expected, got):
    """What a record says differently from what the case expects of it; numbers within 0.2 per cent."""
    wrong = []
    for field, value in expected.items():
        have = got[field]
        if isinstance(value, int | float) and not isinstance(value, bool):
            same = abs(Decimal(str(value)) - Decimal(str(have))) <= abs(Decimal(str(value))) * Decimal("0.002")
        elif isinstance(value, list):
            same = list(have) == value
        else:
            same = have == (None if value == "" else value)  # TOML has no null: "" stands for a field that is empty
        if not same:
            wrong.append(f"{field}: {value!r} expected, {have!r} found")
    return wrong
