"""Reads made-up reports into a ledger, and is meant to be killed: `python -m tests.kill_driver LEDGER COUNT [START]`.

Prints its process id when the ledger is about to be opened, and a line for each report that is kept. With `--serve`
it takes such arguments line by line (JSON), runs each in a process of its own, and prints how that ended: fifty runs
without starting Python fifty times.
"""

import json
import os
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


def run(path, count, start=0):
    """One run."""
    print("open", os.getpid(), flush=True)
    with Ledger(path, clock=lambda: NOON) as ledger:
        for outcome in take_in(reports(count, start), ledger, read_made):
            print(outcome.status, flush=True)


def serve():
    """A run for each line of standard input."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(*json.loads(line))
            os._exit(0)
        print("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve() if sys.argv[1] == "--serve" else run(sys.argv[1], *map(int, sys.argv[2:]))
