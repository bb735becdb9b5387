"""Line ends: the lines of a printed paragraph as running text, with the printer's hyphens taken out.

«der Handels-» and «umsatz stieg»        ->  «der Handelsumsatz stieg»
«die Import-» and «und Exportzölle»      ->  «die Import- und Exportzölle»
«die kasachisch-» and «usbekische Bahn»  ->  «die kasachisch-usbekische Bahn»
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table

_BEFORE = re.compile(r"([^\W_]+)[-\u2010\u2011]\Z")
_AFTER = re.compile(r"[^\W_]+")
_SOFT = "\xad"


class _Suspended(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Adjectives(Struct, frozen=True, forbid_unknown_fields=True):
    first: tuple[str, ...]
    second: tuple[str, ...]
    cases: tuple[str, ...]


class _Hyphens(Struct, frozen=True, forbid_unknown_fields=True):
    suspended: _Suspended
    adjectives: _Adjectives


@cache
def _hyphens() -> _Hyphens:
    return load_table("de/hyphens.toml", _Hyphens)


def joined(text: str, line: str) -> str:
    """``text`` with the next ``line`` of its paragraph."""
    if text.endswith(_SOFT):
        return text.rstrip(_SOFT) + line
    before, after = _BEFORE.search(text), _AFTER.match(line)
    if before is None or after is None:
        return f"{text} {line}"
    if after[0] in _hyphens().suspended.words:
        return f"{text} {line}"
    return (text if _is_the_writers(before[1], after[0]) else text[:-1]) + line


def _is_the_writers(before: str, after: str) -> bool:
    """Whether a hyphen between these belongs to the word: *US-Dollar*, *EU-weit*, *10-prozentig*, *x-fach*."""
    if not after[0].islower() or len(before) == 1 or before[-1].isdigit() or before.isupper():
        return True
    pair = _hyphens().adjectives
    seconds = tuple(second + case for second in pair.second for case in ("", *pair.cases))
    return before.endswith(pair.first) and after.endswith(seconds)
