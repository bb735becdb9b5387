"""Settings: one table of name, default and help; read from KELISIM_* once, and only by the edge (command line, web).

    KELISIM_LEDGER=astana.db kelisim read meldungen/     reads into astana.db

An option on the command line wins over the environment, the environment over the default.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kelisim.errors import UsageError

LANGUAGES = ("de", "en")


class Setting(Struct, frozen=True):
    """One row of the table: the name without KELISIM_, what holds without it, and what it is for."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"KELISIM_{self.name.upper()}"


SETTINGS = (
    Setting("ledger", "kelisim.db", "The file the account is kept in."),
    Setting("lang", "en", "Language of headings and amounts: de or en."),
    Setting("who", "", "Name written beside corrections; the login name where it is empty."),
    Setting("cache", "", "Folder for answers of statistical services; kelisim in the user's cache where it is empty."),
    Setting(
        "comtrade_key", "", "Key for UN Comtrade; without it the preview is asked, which gives 500 records a call."
    ),
    Setting("comtrade_url", "https://comtradeapi.un.org", "Where UN Comtrade is asked."),
    Setting("imf_url", "https://api.imf.org", "Where the IMF is asked."),
)


class Settings(Struct, frozen=True):
    """The values that hold: ``ledger`` is a path, ``lang`` one of `LANGUAGES`, ``who`` is never empty."""

    ledger: Path
    lang: str
    who: str
    cache: Path
    comtrade_key: str
    comtrade_url: str
    imf_url: str


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environment`` (default: the process's own).

    Raises `UsageError` for a value that makes no sense.
    """
    source = os.environ if environment is None else environment
    values = {row.name: source.get(row.variable, "").strip() or row.default for row in SETTINGS}
    lang = values["lang"].lower()
    if lang not in LANGUAGES:
        raise UsageError(f"KELISIM_LANG: {values['lang']!r} is not a language; use one of {', '.join(LANGUAGES)}")
    return Settings(
        ledger=Path(values["ledger"]),
        lang=lang,
        who=values["who"] or _login(),
        cache=Path(values["cache"] or Path(source.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "kelisim"),
        comtrade_key=values["comtrade_key"],
        comtrade_url=values["comtrade_url"].rstrip("/"),
        imf_url=values["imf_url"].rstrip("/"),
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without an account, as in some containers
        return "unknown"
