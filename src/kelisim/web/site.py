"""What all pages of one server share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kelisim.ledger import Ledger
from kelisim.web.index.keeping import Keeper


class Site(Struct, frozen=True):
    """The ledger, its index, the language that holds where nothing else is said, and a folder for what is made once."""

    ledger: Ledger
    keeper: Keeper
    cache: Path
    lang: str = "en"


def site(ledger: Ledger, cache: Path, today: Callable[[], str], lang: str = "en") -> Site:
    """A site of ``ledger``, with its files in ``cache``; the keeper is yet to be started."""
    return Site(ledger=ledger, keeper=Keeper(ledger, cache / "web", today), cache=cache / "web", lang=lang)
