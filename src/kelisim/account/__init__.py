"""Stage 6, ACCOUNT: what many reports say becomes one history; pure functions, no database, no language rules.

In: the ledger's entries (each a statement with its words and its reports) and the decisions about them. Out: an
`Account`: undertakings with all that was told of them, series of figures with their facts, meetings with what came
of them. *«Internationales Zentrum für industrielle Kooperation „Zentralasien“»* (signed) and *«das Industriezentrum
an der Grenze»* (opened) are one thing with two events.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kelisim.account.account import account_from, account_of
    from kelisim.account.entries import Entries
    from kelisim.account.linking import links_of
    from kelisim.account.things import Account, Encounter, Fact, Link, Reason, Series, Thing

__all__ = [
    "Account",
    "Encounter",
    "Entries",
    "Fact",
    "Link",
    "Reason",
    "Series",
    "Thing",
    "account_from",
    "account_of",
    "links_of",
]

# Loaded when first used, so that commands that only read reports start without it.
_HOMES = {"account_from": "account", "account_of": "account", "Entries": "entries", "links_of": "linking"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"kelisim.account.{_HOMES.get(name, 'things')}"), name)
