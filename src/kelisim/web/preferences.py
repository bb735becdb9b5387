"""How somebody wants to read: language and theme, from the address, a cookie, or what the browser says."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from kelisim.settings import LANGUAGES
from kelisim.web.wording import best_language

THEMES = ("light", "dark", "auto")


class Preferences(Struct, frozen=True):
    """Language and theme of one request."""

    lang: str
    theme: str


def preferences(
    query: Mapping[str, str], cookies: Mapping[str, str], accepted: str, default: str = "en"
) -> Preferences:
    """What holds for a request; ``accepted`` is its header ``Accept-Language``."""
    told = query.get("lang", ""), cookies.get("lang", "")
    lang = next((one for one in told if one in LANGUAGES), None) or best_language(accepted, default)
    theme = cookies.get("theme", "auto")
    return Preferences(lang=lang, theme=theme if theme in THEMES else "auto")


def way_back(address: str) -> str:
    """Where to go after a choice: an address of this very site, else its first page."""
    plain = address.isprintable() and address.isascii() and "\\" not in address and len(address) < 2000
    if not plain or not address.startswith("/") or address.startswith("//"):
        return "/"
    parts = urlsplit(address)
    return "/" if parts.scheme or parts.netloc else address
