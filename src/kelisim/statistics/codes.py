"""The codes under which offices print a state, turned into ours: «KAZ», «398», «Казахстан»  ->  «KZ»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kelisim.lexicons import load_lines


@cache
def by_alpha2() -> Mapping[str, str]:
    """Every ISO 3166-1 alpha-2 code by itself."""
    return {row[0]: row[0] for row in _table()}


@cache
def by_alpha3() -> Mapping[str, str]:
    """Our code by ISO 3166-1 alpha-3."""
    return {row[1]: row[0] for row in _table() if row[1]}


@cache
def by_comtrade() -> Mapping[str, str]:
    """Our code by the numeric code of UN Comtrade, which is not ISO's for some states."""
    return {number: row[0] for row in _table() for number in row[2].split()}


@cache
def by_russian_name() -> Mapping[str, str]:
    """Our code by a Russian name in lower case."""
    return {name.casefold(): row[0] for row in _table() for name in row[3].split("|") if name}


@cache
def alpha3(code: str) -> str:
    """The alpha-3 code of one of our codes, itself where it has none."""
    return next((row[1] for row in _table() if row[0] == code and row[1]), code)


@cache
def comtrade(code: str) -> str | None:
    """The present Comtrade code of one of our codes."""
    return next((row[2].split()[0] for row in _table() if row[0] == code and row[2]), None)


def any_code(word: str) -> str | None:
    """Our code of a code of any kind, or None."""
    asked = word.strip().upper()
    return by_alpha2().get(asked) or by_alpha3().get(asked) or by_comtrade().get(asked.lstrip("0"))


@cache
def _table() -> list[tuple[str, ...]]:
    return load_lines("shared/country_codes.txt", fields=4)
