"""How linking and the account grow: `python -m benchmarks.linking [--sizes 1000 10000 100000]`.

A ledger is filled with statements made of the samples, with other states, names and amounts in each report. Measured
are the linking of the whole with all that is worked out of it, by which power of the size that grew since the size
before (1 is linear, 2 quadratic), what one more report then costs (the middle one of nine, with the digest), and how
long outlines of a pair, of a state, of everything take afterwards.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct, structs

from kelisim.account.choosing import Choice
from kelisim.account.selection import Question
from kelisim.intake import bring_together, shelf_of
from kelisim.language.demonyms import adjective_stems
from kelisim.ledger import Ledger
from kelisim.model import Reading, Report
from kelisim.reading import read
from kelisim.records import report_id, text_hash
from kelisim.sources import Given, reports
from kelisim.statements.identity import identified

ROOT = Path(__file__).parents[1]
STATES = tuple(sorted({code for code in adjective_stems().values() if len(code) == 2}))
SYLLABLES = [first + last for first in "bdfgklmnprst" for last in ("a", "el", "in", "or", "u")]
COLUMNS = ("statements", "links", "filling", "linking", "power", "one more", "a pair", "a state", "all")
SIZES = (1_000, 10_000, 100_000)
_MORE = 9


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a ledger of each size, measure, and print a line a size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args(arguments)
    known = [read(report) for report in reports([str(ROOT / "samples")], Given()) if isinstance(report, Report)]
    say("".join(f"{name:>11}" for name in COLUMNS))
    before = None
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "kelisim.db") as ledger:
            found = _measured(ledger, known, size)
        power = math.log(found.linking / before.linking, found.size / before.size) if before else None
        before = found
        numbers = (found.filling, found.linking, power, found.more, found.pair, found.state, found.everything)
        shown = "".join(f"{'' if value is None else f'{value:.2f}':>11}" for value in numbers)
        say(f"{found.size:>11}{found.links:>11}{shown}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Found(Struct, frozen=True):
    """Seconds for a ledger of ``size`` statements."""

    size: int
    links: int
    filling: float
    linking: float
    more: float
    pair: float
    state: float
    everything: float


def _measured(ledger: Ledger, known: Sequence[Reading], size: int) -> Found:
    readings = list(made(known, size + 100))
    count = 0
    while size > 0:
        size -= len(readings[count].statements)
        count += 1
    filling = _timed(lambda: [_add(ledger, reading) for reading in readings[:count]])
    written = sum(len(reading.statements) for reading in readings[:count])
    linking = _timed(lambda: bring_together(ledger))
    more = []
    for reading in readings[count : count + _MORE]:
        _add(ledger, reading)
        more.append(_timed(lambda: bring_together(ledger)))
    questions = (Question(parties=("KZ", "UZ")), Question(parties=("KZ",)), Question())
    asked = [_timed(lambda question=question: _all_of(ledger, question)) for question in questions]  # type: ignore[misc]
    return Found(written, len(ledger.links()), filling, linking, median(more), *asked)


def _add(ledger: Ledger, reading: Reading) -> None:
    report = Report(source=reading.document.source, sha256=reading.document.sha256, text=reading.text)
    ledger.add(report, reading)


def _all_of(ledger: Ledger, question: Question) -> int:
    """The outlines of everything that a question is about."""
    choice = Choice(shelf_of(ledger), question)
    return len(choice.undertakings) + len(choice.series) + len(choice.meetings) + len(choice.conflicts)


def _timed(action: Callable[[], Any]) -> float:
    """Seconds of computing, so that other work on the machine counts less."""
    start = time.process_time()
    action()
    return time.process_time() - start


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
