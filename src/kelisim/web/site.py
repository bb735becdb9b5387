"""What all pages of one server share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kelisim.ledger import Ledger
from kelisim.web.aside import Aside
from kelisim.web.index.keeping import Keeper


class Site(Struct, frozen=True):
    """The ledger with its index, a process for long work, a folder for what is made once.

    ``lang`` holds where nothing else is said; ``public`` is the address by which others know the site, empty where
    nobody says, ``own`` the one at which the server listens.
    """

    keeper: Keeper
    aside: Aside
    cache: Path
    lang: str = "en"
    public: str = ""
    own: str = "http://127.0.0.1:8000"

    @property
    def ledger(self) -> Ledger:
        """The ledger that stands at its place now."""
        return self.keeper.ledger


def site(ledger: Ledger, cache: Path, today: Callable[[], str], lang: str = "en", public: str = "") -> Site:
    """A site of ``ledger``, with its files in ``cache``; the keeper is yet to be started."""
    keeper = Keeper(ledger, cache / "web", today)
    return Site(keeper=keeper, aside=Aside(), cache=cache / "web", lang=lang, public=public)
