"""What an undertaking is called on a page: its title in the nominative, and the beginning of its id."""

from __future__ import annotations

from textwrap import shorten

from kelisim.account.things import Thing
from kelisim.language.nominative import nominative, without_pronoun
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Undertaking
from kelisim.presentations.headings import name_of, phrase

SHORT_ID = 8
_LONGEST_TITLE = 90


def title_of(thing: Thing) -> str:
    """What to call an undertaking: words of the thing before those of a paper, a name in quotation marks first.

    The words are those of a report, in the nominative where their forms leave no doubt.
    """
    own = [entry for entry in thing.entries if entry.statement.kind != "agreement"] or thing.entries
    fitting = [entry for entry in own if len(entry.statement.title) <= _LONGEST_TITLE]
    best = max(fitting or own[:1], key=lambda e: ("„" in e.statement.title, len(e.statement.title)))
    return shorten(_named(best), _LONGEST_TITLE, placeholder=" …")


def _named(entry: UndertakingEntry) -> str:
    """The title of one statement; *einen über das Bündnis* by the sort of its paper."""
    statement, evidence = entry.statement, entry.statement.evidence
    rest = without_pronoun(statement.title)
    if rest is not None and statement.kind == "agreement":
        return f"{_paper(statement)} {rest}"
    before = entry.sentence[: evidence.head.start - evidence.start].split()
    return nominative(" ".join(statement.title.split()), before[-1] if before else "")


def _paper(statement: Undertaking) -> str:
    return name_of(statement.instrument, "de").partition(" (")[0] or phrase("paper", "de")
