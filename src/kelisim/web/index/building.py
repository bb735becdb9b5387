"""The index made of a ledger: `python -m kelisim.web.index.building LEDGER INDEX DAY`, a process of its own.

So the pages are answered meanwhile, and the memory that a large account takes is given back at the end.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from kelisim.errors import KelisimError
from kelisim.ledger import Ledger
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.standing import Wanted, standing
from kelisim.presentations.account.views import assessed_of
from kelisim.web.index.cards import Card
from kelisim.web.index.figures import aim, series_cards
from kelisim.web.index.hits import hits
from kelisim.web.index.official import official_cards
from kelisim.web.index.others import checked, disputes, meets
from kelisim.web.index.works import works
from kelisim.web.index.writing import Writing


def build(ledger: Ledger, path: Path, day: str) -> None:
    """Write the index of ``ledger`` as it stands on ``day`` to ``path``; the file appears when it is complete."""
    stamp = stamp_of(ledger)
    found = standing(ledger, Options(today=day), Wanted("everything"))
    state = found.state
    made = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        writing = Writing(made)
        for work in works(state, assessed_of(found).of):
            writing.add(work)
        for series in series_cards(state):
            writing.add(series)
        for one in state.account.series:
            for target in state.targets[one.id]:
                writing.add(aim(one, target))
        others: tuple[Card, ...] = (*meets(state, found.titles), *disputes(state, found.titles), *checked(state))
        for card in others:
            writing.add(card)
        for told in official_cards(ledger, day):
            writing.add_official(told)
        statements = writing.add_hits(hits(ledger, state.account))
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        counts = {"reports": str(len(ledger.reports())), "statements": str(statements)}
        writing.finish({"stamp": stamp, "day": day, "made_at": now, **counts})
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def stamp_of(ledger: Ledger) -> str:
    """What tells one state of a ledger from another: rows are only added, so their numbers do."""
    seen = ledger.to_be_linked("index of the pages")  # no run has this name, so it always says what there is
    assert seen is not None
    return f"{seen.readings}-{seen.decisions}-{len(ledger.official_vintages())}"


def main() -> None:
    """Make the index that the arguments name; one line on standard error says what went wrong."""
    gc.disable()  # everything lives to the end
    os.nice(10)  # readers come first
    ledger, path, day = sys.argv[1:]
    try:
        with Ledger(ledger, create=False) as opened:
            build(opened, Path(path), day)
    except KelisimError as error:
        print(error, file=sys.stderr)  # noqa: T201 - read by whoever started this
        sys.exit(1)


if __name__ == "__main__":
    main()
