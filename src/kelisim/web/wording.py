"""Words of the interface in German and English, from catalogues in the format of GNU gettext.

Texts in templates are English and are looked up in `catalogues/de.po`; a few keys that are no texts (names of blocs)
stand in both. Names of codes come from the headings that the command line uses.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from kelisim.settings import LANGUAGES


@cache
def translations(lang: str) -> Translations:
    """The catalogue of a language."""
    source = files("kelisim.web").joinpath("catalogues", f"{lang}.po").read_bytes()
    made = BytesIO()
    write_mo(made, read_po(BytesIO(source), locale=lang))
    made.seek(0)
    return Translations(made, domain="kelisim")


def spoken(text: str, lang: str) -> str:
    """A text of the interface."""
    return translations(lang).ugettext(text)


@cache
def party_name(code: str, lang: str) -> str:
    """*KZ* is *Kasachstan*; a bloc by its name, the code where it has none."""
    name = Locale(lang).territories.get(code) if len(code) == 2 and code != "EU" else None
    if name:
        return str(name)
    named = spoken(f"bloc {code}", lang)
    return code if named.startswith("bloc ") else named


def best_language(accepted: str, default: str) -> str:
    """The language of a header ``Accept-Language`` that there is, by its weights; else ``default``."""
    best, most = default, 0.0
    for part in accepted[:500].split(","):
        name, _, weight = part.strip().partition(";q=")
        lang = name.strip().lower()[:2]
        try:
            value = float(weight) if weight else 1.0
        except ValueError:
            continue
        if lang in LANGUAGES and value > most:
            best, most = lang, value
    return best
