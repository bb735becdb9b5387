"""Reads made-up reports into a ledger: `python -m tests.kill_driver LEDGER COUNT [START]`. Meant to be killed.

Prints a line when the ledger is about to be opened and one for each report that is kept.
"""

import sys
from datetime import UTC, datetime

from kelisim.intake import take_in
from kelisim.ledger import Ledger
from tests.made_readings import made_report, read_made

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def reports(count, start=0):
    """``count`` different reports with three figures each; every fifth text also stands under a second address."""
    for number in range(start, start + count):
        lines = (f"Nummer {number}: {number * 10 + part} Mio. US-Dollar flossen." for part in range(3))
        text = "\n".join(lines)
        yield made_report(text=text, url=f"https://a.example/{number}", source=f"{number}.txt")
        if number % 5 == 0:
            yield made_report(text=text, url=f"https://b.example/{number}", source=f"{number}-b.txt")


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    print("open", flush=True)
    with Ledger(path, clock=lambda: NOON) as ledger:
        for outcome in take_in(reports(count, start), ledger, read_made):
            print(outcome.status, flush=True)


if __name__ == "__main__":
    main()
