"""The index made of a ledger: `python -m kelisim.web.index.building LEDGER INDEX DAY`, a process of its own.

So the pages are answered meanwhile, and the memory that a large account takes is given back at the end. Each step is
told on standard output as it begins: see `kelisim.web.index.making`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from kelisim.account.minting import words_id
from kelisim.errors import KelisimError, LedgerError
from kelisim.intake import bring_together
from kelisim.ledger import Ledger, questions
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.standing import Standing, Wanted, standing
from kelisim.presentations.account.views import assessed_of
from kelisim.web.index.cards import Card
from kelisim.web.index.figures import aims, series_cards
from kelisim.web.index.hits import hits
from kelisim.web.index.making import Step, say
from kelisim.web.index.official import official_cards
from kelisim.web.index.others import checked, disputes, meets
from kelisim.web.index.works import works
from kelisim.web.index.writing import Writing


def build(ledger: Ledger, path: Path, day: str, say: Callable[[Step, int], None] = lambda _step, _things: None) -> None:
    """Write the index of ``ledger`` as it stands on ``day`` to ``path``; the file appears when it is complete.

    ``say`` is told each step as it begins, and of how many things it is, where that is known.
    """
    stamp = stamp_of(ledger)
    say("linking", 0)
    with suppress(LedgerError):  # where it cannot be written, the links are made for this index alone
        bring_together(ledger)
    say("judging", 0)
    found = standing(ledger, Options(today=day), Wanted("everything"))
    things = len(found.state.account.things())
    made = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        writing = Writing(made)
        for step, cards in _cards(found):
            say(step, things)
            for card in cards:
                writing.add(card)
        for told in official_cards(found.state.account, ledger.official_rows(), day):
            writing.add_official(told)
        with ledger.reading() as connection:
            for id, kind, text_hash, head in questions.superseded(connection):
                writing.add_superseded(words_id(kind, text_hash, head), id)
        say("words", things)
        statements = writing.add_hits(hits(ledger, found.state.account))
        say("finishing", things)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        counts = {"reports": str(len(ledger.ids("report"))), "statements": str(statements)}
        writing.finish({"stamp": stamp, "day": day, "made_at": now, **counts})
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _cards(found: Standing) -> Iterator[tuple[Step, Iterator[Card]]]:
    """All cards of the account, step by step."""
    state, titles = found.state, found.titles
    yield "undertakings", works(state, assessed_of(found).of)
    yield "series", series_cards(state)
    yield "targets", aims(state)
    yield "meetings", chain(meets(state, titles), disputes(state, titles), checked(state))


def stamp_of(ledger: Ledger) -> str:
    """What tells one state of a ledger from another: rows are only added, so their numbers do; and its last report,
    which tells it from another ledger in its place.
    """
    seen = ledger.to_be_seen("")
    with ledger.reading() as connection:
        last = questions.last_report(connection)
    return f"{seen.readings}-{seen.decisions}-{len(ledger.official_vintages())}-{last}"


def main() -> None:
    """Make the index that the arguments name; one line on standard error says what went wrong."""
    gc.disable()  # everything lives to the end
    os.nice(10)  # readers come first
    ledger, path, day = sys.argv[1:]
    try:
        with Ledger(ledger, create=False) as opened:
            build(opened, Path(path), day, say)
    except KelisimError as error:
        print(error, file=sys.stderr)  # noqa: T201 - read by whoever started this
        sys.exit(1)


if __name__ == "__main__":
    main()
