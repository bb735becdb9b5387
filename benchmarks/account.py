"""The account at size: ledgers of generated statements, and how long each command takes on them.

    python -m benchmarks.account [--sizes 1000,10000,100000] [--folder FOLDER]

The statements are those of the sample reports with other states, names, amounts and days: nothing is read. Each command
runs in a process of its own, as a user runs it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from benchmarks.texts import ROOT
from kelisim.intake import bring_together
from kelisim.ledger import Ledger
from kelisim.ledger.blocs import bloc_members
from kelisim.model import Figure, Published, Reading, Report, Undertaking
from kelisim.reading import read
from kelisim.records import text_hash
from kelisim.sources.files import reports
from kelisim.statements.identity import identified

COMMANDS = (
    ("pair", "KZ", "UZ"),
    ("undertakings", "--party", "KZ", "--party", "UZ"),
    ("undertakings",),
    ("undertakings", "--min-amount", "1e9"),
    ("undertakings", "--sector", "210"),
    ("series",),
    ("targets",),
    ("follow-up", "--party", "C5"),
    ("follow-up",),
    ("conflicts",),
    ("meetings", "--party", "DE"),
    ("meetings",),
    ("suggestions",),
    ("ledger", "figures"),
    ("ledger", "reports", "--party", "KZ", "--party", "TM"),
    ("as-of", "2020-12-31", "--party", "KZ", "--party", "UZ"),
    ("diff", "2020-12-31", "2021-12-31", "--party", "KZ", "--party", "UZ"),
    ("as-of", "2020-12-31"),
    ("as-of", "2020-12-31", "--by", "happened"),
    ("as-of", "2100-12-31", "--by", "recorded"),
    ("diff", "2020-12-31", "2021-12-31"),
    ("undertakings", "--today", "2020-12-31"),
    ("check", "--party", "KZ", "--party", "UZ"),
    ("check",),
    ("pair", "KZ", "UZ", "--to", "markdown"),
    ("pair", "KZ", "UZ", "--format", "json"),
    ("meetings", "--party", "DE", "--format", "csv"),
    ("export", "--output", os.devnull),
)
_ONSETS = ("b", "d", "dsch", "g", "k", "l", "m", "n", "r", "s", "sch", "t", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai")


def generated(size: int) -> Iterator[tuple[Report, Reading]]:
    """Reports with at least ``size`` statements in all; the same call gives the same ones."""
    seeds = [(report, read(report)) for report in reports([str(ROOT / "samples")]) if isinstance(report, Report)]
    seeds = [(report, reading) for report, reading in seeds if reading.statements]
    random = Random(5)  # noqa: S311 - not for secrets
    states = sorted({code for codes in bloc_members().values() for code in codes})
    made = number = 0
    while made < size:
        report, reading = seeds[number % len(seeds)]
        number += 1
        changed = _changed(report, reading, random, states, number)
        made += len(changed[1].statements)
        yield changed


def _changed(
    report: Report, reading: Reading, random: Random, states: list[str], number: int
) -> tuple[Report, Reading]:
    """The same statements between other states, of other things, on another day; a few between the old ones."""
    text = f"{report.text}\n{number}"
    day = date(2015, 1, 1) + timedelta(days=random.randrange(4000))
    published = Published(day.isoformat(), day.isoformat(), "given")
    told = sorted({party for item in reading.statements for party in item.parties})
    other = dict(zip(told, random.sample(states, len(told)), strict=True)) if number % 20 else {}
    name = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(3)).title()
    factor = Decimal(random.randrange(50, 200)) / 100
    hashed = text_hash(text)

    def vary(item):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - one of three statements
        item = replace(item, parties=tuple(sorted(other.get(party, party) for party in item.parties)))
        if isinstance(item, Figure):
            ends = {"origin": other.get(item.origin or "", item.origin), "destination": item.destination and
                    other.get(item.destination, item.destination)}  # fmt: skip
            item = replace(item, period=_moved(item.period, day), **ends)
            share = _factor(f"{item.indicator} {item.parties} {item.period}", random)
            item = replace(item, low=item.low * share, high=item.high * share)
        elif isinstance(item, Undertaking):
            item = replace(item, title=f"{item.title} „{name}“", amount=item.amount and item.amount * factor)
        return identified(item, hashed)

    kinds = {kind: tuple(map(vary, getattr(reading, kind))) for kind in ("figures", "undertakings", "meetings")}
    given = replace(report, text=text, published=published, source=f"{number}.txt")
    document = replace(reading.document, published=published, source=given.source)
    return given, replace(reading, text=text, document=document, **kinds)


def _factor(about: str, random: Random) -> Decimal:
    """How much larger a figure is: the same in all reports of it, but for one in twenty, which contradicts."""
    source = random if random.random() < 0.05 else Random(about)  # noqa: S311 - not for secrets
    return Decimal(source.randrange(50, 200)) / 100


def _moved(period: str | None, day: date) -> str | None:
    """A period in the years around the report."""
    if period is None or not period[:4].isdigit():
        return period
    return f"{day.year + (int(period[:4]) - 2022) % 4 - 1}{period[4:]}" if "/" not in period else period


def fill(path: Path, size: int) -> float:
    """Write a ledger of ``size`` statements; seconds."""
    began = time.perf_counter()
    with Ledger(path) as ledger:
        for report, reading in generated(size):
            ledger.add(report, reading)
    return time.perf_counter() - began


def seconds(words: tuple[str, ...], ledger: Path) -> float:
    """How long a command computes in a process of its own, start and all: the quicker of two runs.

    Time of computing, not by the clock, so that other work on the machine counts less.
    """
    command = [sys.executable, "-c", "from kelisim.presentations.cli import main; main()", *words]
    taken = []
    for _ in range(2):
        began = _computed()
        subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, check=False, env=os.environ | {"KELISIM_LEDGER": str(ledger)}
        )
        taken.append(_computed() - began)
    return min(taken)


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Fill ledgers of each size and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.account", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        ledgers = {size: folder / f"{size}.db" for size in sizes}
        for size, path in ledgers.items():
            if not path.exists():
                sys.stdout.write(f"{size:,} statements written in {fill(path, size):.1f} s\n")
        for path in ledgers.values():
            with Ledger(path) as ledger:
                bring_together(ledger)
        sys.stdout.write(f"| command |{'|'.join(f' {size:,} ' for size in sizes)}|\n|---|{'---:|' * len(sizes)}\n")
        for words in COMMANDS:
            times = (f" {seconds(words, path):.2f} s " for path in ledgers.values())
            sys.stdout.write(f"| `kelisim {' '.join(words)}` |{'|'.join(times)}|\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
