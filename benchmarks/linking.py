"""How linking and the account grow: `python -m benchmarks.linking [--sizes 1000 10000 100000]`.

A ledger is filled with statements made of the samples, with other states, names and amounts in each report. Measured
are the linking of the whole, and the questions that a user asks of it afterwards.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import structs

from kelisim.intake import account_in, bring_together
from kelisim.language.demonyms import adjective_stems
from kelisim.ledger import Ledger, Query
from kelisim.model import Reading, Report
from kelisim.reading import read
from kelisim.records import report_id, text_hash
from kelisim.sources import Given, reports
from kelisim.statements.identity import identified

ROOT = Path(__file__).parents[1]
STATES = tuple(sorted({code for code in adjective_stems().values() if len(code) == 2}))
SYLLABLES = [first + last for first in "bdfgklmnprst" for last in ("a", "el", "in", "or", "u")]
SIZES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a ledger of each size, measure, and print a line a size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args(arguments)
    known = [read(report) for report in reports([str(ROOT / "samples")], Given()) if isinstance(report, Report)]
    say(f"{'statements':>10}{'reports':>9}{'filling':>9}{'linking':>9}{'a pair':>9}{'a state':>9}{'links':>9}")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "kelisim.db") as ledger:
            say(_measured(ledger, known, size))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _measured(ledger: Ledger, known: Sequence[Reading], size: int) -> str:
    count = 0

    def fill() -> None:
        nonlocal count
        for reading in made(known, size):
            count += 1
            report = Report(source=reading.document.source, sha256=reading.document.sha256, text=reading.text)
            ledger.add(report, reading)

    filling = _timed(fill)
    linking = _timed(lambda: bring_together(ledger))
    pair = _timed(lambda: account_in(ledger, Query(sure=True, parties=("KZ", "UZ"))))
    state = _timed(lambda: account_in(ledger, Query(sure=True, parties=("KZ",))))
    seconds = "".join(f"{value:9.2f}" for value in (filling, linking, pair, state))
    return f"{size:>10}{count:>9}{seconds}{len(ledger.links()):>9}"


def _timed(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def made(known: Sequence[Reading], size: int) -> Iterator[Reading]:
    """Readings with at least ``size`` statements together, each with states, names and amounts of its own."""
    chance = random.Random(1)  # noqa: S311 - no secret
    written = 0
    while written < size:
        reading = _varied(chance.choice(known), chance, written)
        written += len(reading.statements)
        yield reading


def _varied(reading: Reading, chance: random.Random, number: int) -> Reading:
    states = dict(zip(sorted({code for one in reading.statements for code in one.parties}), STATES, strict=False))
    others = chance.sample(STATES, len(states))
    renamed = dict(zip(states, others, strict=True))
    name = "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()
    factor = chance.randint(1, 400)
    text = f"{reading.text}\n{number}"
    hashed = text_hash(text)

    def vary(one: Any) -> Any:  # noqa: ANN401 - any sort of statement
        values: dict[str, Any] = {"parties": tuple(sorted(renamed[code] for code in one.parties))}
        if one.statement == "undertaking":
            values["title"] = f"{one.title} {name}"
        elif one.statement == "figure":
            values |= {"low": one.low * factor, "high": one.high * factor, "origin": None, "destination": None}
        return identified(structs.replace(one, **values), hashed)

    document = structs.replace(
        reading.document, id=report_id(hashed, None), source=f"{number}.txt", sha256=hashed, url=None
    )
    return structs.replace(
        reading,
        document=document,
        text=text,
        figures=tuple(map(vary, reading.figures)),
        undertakings=tuple(map(vary, reading.undertakings)),
        meetings=tuple(map(vary, reading.meetings)),
    )


if __name__ == "__main__":
    main()
